"""The same place on every keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from aipaint_desktop.ui.keyboard.physical_keys import physical_key

NONE = Qt.KeyboardModifier.NoModifier
DEAD_CIRCUMFLEX = Qt.Key.Key_Dead_Circumflex


def key_event(key: int, scan: int = 0, virtual: int = 0, native_modifiers: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, scan, virtual, native_modifiers, "")


@pytest.mark.parametrize(
    ("key", "place", "xkb", "windows", "mac"),
    [
        (ord("К"), "R", 27, 19, 15),  # Russian
        (ord("И"), "B", 56, 48, 11),
        (ord("Х"), "[", 34, 26, 33),
        (ord("Ρ"), "R", 27, 19, 15),  # Greek
        (ord("ר"), "R", 27, 19, 15),  # Hebrew
        (ord("/"), "Q", 24, 16, 12),  # Hebrew, too
        (ord("พ"), "R", 27, 19, 15),  # Thai
        (ord("Ü"), "[", 34, 26, 33),  # German
        (ord("+"), "]", 35, 27, 30),
        (DEAD_CIRCUMFLEX, "[", 34, 26, 33),  # French
        (ord("&"), "1", 10, 2, 18),
        (ord("À"), "0", 19, 11, 29),
        (ord("É"), "2", 11, 3, 19),
        (ord("Ф"), "A", 38, 30, 0),
        (ord("Я"), "Z", 52, 44, 6),
        (ord("Б"), ",", 59, 51, 43),
        (ord("."), "/", 61, 53, 44),  # Russian
        (ord("Ё"), "`", 49, 41, 50),
    ],
)
def test_a_key_is_known_by_its_place(key: int, place: str, xkb: int, windows: int, mac: int) -> None:
    for platform in ("xcb", "wayland", "offscreen"):
        assert physical_key(key_event(key, scan=xkb), platform) == ord(place)
    assert physical_key(key_event(key, scan=windows), "windows") == ord(place)
    assert physical_key(key_event(key, virtual=mac), "cocoa") == ord(place)


@pytest.mark.parametrize(
    ("key", "xkb"),
    [
        (Qt.Key.Key_A, 24),  # AZERTY: its A is where others have Q
        (Qt.Key.Key_Y, 52),  # QWERTZ
        (Qt.Key.Key_1, 10),  # with Shift on AZERTY
        (Qt.Key.Key_Space, 65),
        (Qt.Key.Key_Delete, 119),
        (Qt.Key.Key_Plus, 86),  # of the number pad
        (ord("К"), 0),  # sent by a program
    ],
)
def test_latin_letters_digits_and_other_keys_are_what_they_say(key: int, xkb: int) -> None:
    assert physical_key(key_event(key, scan=xkb), "xcb") is None


def test_what_altgr_writes_is_no_digit() -> None:
    assert physical_key(key_event(Qt.Key.Key_BracketLeft, scan=17, native_modifiers=0x80), "xcb") is None

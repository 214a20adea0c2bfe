"""Where on the keyboard a key is, whatever its layout writes: the same key of a US keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

# Rows of a US keyboard, with the code of each row's first key on a PC; the codes of a row follow one another.
_ROWS = ((2, "1234567890-="), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'`"), (43, "\\ZXCVBNM,./"))
_PC = {first + place: ord(letter) for first, row in _ROWS for place, letter in enumerate(row)}
_XKB = {code + 8: key for code, key in _PC.items()}  # X11 and Wayland count from 8
# A Mac's virtual keys stand for places, too, in an order of their own; spaces are other keys.
_MAC = {
    code: ord(letter)
    for code, letter in enumerate("ASDFHGZXCV BQWERYT123465=97-80]OU[IP LJ'K;\\,/NM.  `")
    if letter != " "
}
_LEVEL_3 = 0x80  # of X11's native modifiers: AltGr is held
_DIGITS = range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)
_LETTERS = range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)
_SPECIAL = 0x01000000  # from here on keys do not write letters …
_DEAD = range(Qt.Key.Key_Dead_Grave, Qt.Key.Key_Dead_Longsolidusoverlay + 1)  # … but these are part of some


def physical_key(event: QKeyEvent, platform: str | None = None) -> int | None:
    """Find the `Qt.Key` of a US keyboard where this one was pressed; None for keys that are the same in every layout.

    Latin letters and digits are what they say: people who have them where others have not look for them there.
    platform: Qt's name of it, by default that of the application.
    """
    key = event.key()
    if key in _LETTERS or key in _DIGITS or (key >= _SPECIAL and key not in _DEAD):
        return None
    match platform or QGuiApplication.platformName():
        case "windows":
            return _PC.get(event.nativeScanCode())
        case "cocoa":
            return _MAC.get(event.nativeVirtualKey())
    return None if event.nativeModifiers() & _LEVEL_3 else _XKB.get(event.nativeScanCode())


def is_digit(key: int) -> bool:
    return key in _DIGITS

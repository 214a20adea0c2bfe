"""Wheel, disc, sliders and mixing palette, worked by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.colour.channel_sliders import ChannelSliders
from aipaint_desktop.ui.colour.colour_disc import ColourDisc
from aipaint_desktop.ui.colour.colour_wheel import ColourWheel
from aipaint_desktop.ui.colour.gamut import MASKS, NO_MASK, mask_of, text_of
from aipaint_desktop.ui.colour.harmonies import HARMONIES
from aipaint_desktop.ui.colour.mixer_pad import MixerPad
from aipaint_desktop.ui.colour.mixing import HEIGHT, WIDTH, MixingPalette
from aipaint_desktop.ui.colour.models import MODELS, Oklch, Place, colour_at
from aipaint_desktop.ui.window.main_window import MainWindow

_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
BLUE, YELLOW = (31, 63, 168), (255, 216, 0)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
@pytest.mark.parametrize(
    "name", ["#cc8552", "#0000ff", "#00ff00", "#123456", "#fefefe", "#808080", "#000000"]
)
def test_a_colour_is_where_its_place_says(model: object, name: str) -> None:
    assert model in MODELS
    chosen = MODELS[MODELS.index(model)]  # type: ignore[arg-type]
    there = colour_at(chosen, chosen.place(QColor(name), Place(0.2, 0.5, 0.5)))
    for part in ("red", "green", "blue"):
        assert abs(getattr(there, part)() - getattr(QColor(name), part)()) <= 2


def test_a_grey_keeps_its_hue_in_oklch() -> None:
    assert Oklch().place(QColor(120, 120, 120), Place(0.6, 0.7, 0.2)).hue == 0.6


def test_hues_of_a_harmony_are_clicked_and_stay(qtbot: QtBot) -> None:
    wheel = ColourWheel()
    qtbot.addWidget(wheel)
    wheel.resize(200, 200)
    wheel.set_colour(QColor.fromHsvF(0.25, 0.8, 0.8))  # at the top
    wheel.set_harmony(next(each for each in HARMONIES if each.id == "complementary"))
    taken: list[QColor] = []
    wheel.changed.connect(taken.append)
    QTest.mouseClick(wheel, _LEFT, pos=QPoint(100, 191))
    assert taken[-1].hsvHueF() == pytest.approx(0.75, abs=0.01)
    assert wheel.harmonious == pytest.approx([0.25, 0.75], abs=0.01)
    QTest.keyClick(wheel, Qt.Key.Key_Return)
    assert taken[-1].hsvHueF() == pytest.approx(0.25, abs=0.01)


def test_the_mask_limits_what_is_chosen(qtbot: QtBot) -> None:
    disc = ColourDisc()
    qtbot.addWidget(disc)
    disc.resize(200, 178)
    disc.set_gamut(next(mask for mask in MASKS if mask.id == "muted"))
    QTest.mouseClick(disc, _LEFT, pos=QPoint(89 + 80, 89))
    inside = Oklch().place(disc.colour, Place(0, 0, 0)).colourful
    assert 0.3 < inside < 0.45
    disc.set_gamut(NO_MASK)
    QTest.mouseClick(disc, _LEFT, pos=QPoint(89 + 80, 89))
    assert Oklch().place(disc.colour, Place(0, 0, 0)).colourful > 0.85


@pytest.mark.parametrize(
    "text", ["", "triad", "triad:1,2", "other:0,0,1,0,0,1", "triad:9,9,1,0,0,1", "triad:x"]
)
def test_what_is_no_mask_is_none(text: str) -> None:
    assert mask_of(text) == NO_MASK


def test_masks_are_kept_as_text() -> None:
    turned = MASKS[1].turned(0.1).with_corner(0, (5, 0))
    kept = mask_of(text_of(turned))
    assert kept.id == turned.id
    assert np.allclose(kept.corners, turned.corners, atol=1e-3)
    assert MASKS[1].contains((0, 0))
    assert not MASKS[1].contains((-0.99, 0))


@pytest.mark.parametrize("space", ["rgb", "hsv", "oklch"])
def test_sliders_show_and_change_the_colour(qtbot: QtBot, space: str) -> None:
    sliders = ChannelSliders()
    qtbot.addWidget(sliders)
    sliders.show()
    sliders.choose(space)
    sliders.set_colour(QColor("#cc8552"))
    taken: list[QColor] = []
    sliders.changed.connect(taken.append)
    first = sliders._space.sliders[0]
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert taken
    assert taken[-1] != QColor("#cc8552")
    for part in ("red", "green", "blue"):
        assert abs(getattr(taken[-1], part)() - getattr(QColor("#cc8552"), part)()) < 8


def test_blue_dragged_into_yellow_gives_green() -> None:
    palette = MixingPalette()
    for x in range(20, 120, 5):
        palette.press(x, 60, YELLOW)
    palette.press(200, 60, BLUE)
    for x in range(195, 90, -3):
        palette.drag(x, 60)
    red, green, blue = palette.at(105, 60) or (0, 0, 0)
    assert green > red
    assert green > blue
    assert palette.at(5, 5) is None


def test_a_palette_of_one_colour_stays_of_it() -> None:
    palette = MixingPalette()
    palette.press(40, 60, BLUE)
    for x in [*range(40, 200, 4), *range(200, 40, -4)] * 5:
        palette.drag(x, 60)
    there = palette.at(100, 60)
    assert there is not None
    assert np.abs(np.subtract(there, BLUE)).max() <= 1


def test_paint_is_kept_and_what_is_no_paint_is_passed_over() -> None:
    palette, again = MixingPalette(), MixingPalette()
    palette.press(40, 60, BLUE)
    again.decode(palette.encoded())
    assert np.array_equal(again.pixels, palette.pixels)
    for data in (b"", b"no picture", palette.encoded()[:60], b"x" * (2 << 20)):
        again.decode(data)
    assert np.array_equal(again.pixels, palette.pixels)


def test_the_right_button_picks_from_the_pad(qtbot: QtBot) -> None:
    pad = MixerPad()
    qtbot.addWidget(pad)
    pad.resize(WIDTH, HEIGHT)
    pad.set_colour(QColor(*BLUE))
    picked: list[QColor] = []
    pad.picked.connect(picked.append)
    QTest.mouseClick(pad, _LEFT, pos=QPoint(50, 60))
    QTest.mouseClick(pad, _RIGHT, pos=QPoint(51, 60))
    QTest.mouseClick(pad, _RIGHT, pos=QPoint(150, 20))  # bare
    assert picked == [QColor(*BLUE)]


def test_the_panel_is_as_it_was_at_the_next_start(window: MainWindow, make_window: object) -> None:
    colours = window.colours
    colours._tabs.choose("mixer")
    colours._wheel.set("disc", "triad", text_of(MASKS[1]))
    colours._sliders.choose("oklch")
    colours._mixer.palette_of_paint.press(50, 60, BLUE)
    window.close()
    assert callable(make_window)
    again = make_window().colours
    assert again._tabs.chosen == "mixer"
    assert (again._wheel.kind, again._wheel.harmony) == ("disc", "triad")
    assert again._sliders.chosen == "oklch"
    assert again._mixer.palette_of_paint.at(50, 60) == BLUE

"""Themes and icons."""

import gc
import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.look.icons import icon
from aipaint_desktop.ui.look.theme import THEMES, load_theme, style_sheet, themes_folder
from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.ui.window.main_window import MainWindow


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("text", "panel", 7.0),
        ("text", "raised", 7.0),
        ("text", "chosen", 7.0),
        ("muted", "panel", 4.5),
        ("muted", "window", 4.5),
        ("on_accent", "accent", 4.5),
        ("focus", "panel", 3.0),
        ("error", "raised", 3.0),
        ("chosen_icon", "chosen", 3.0),
        *(("disabled", ground, 3.0) for ground in ("window", "panel", "raised", "field", "chosen")),
    ],
)
def test_words_stand_out_from_their_ground(name: str, text: str, ground: str, least: float) -> None:
    theme = load_theme(name)
    assert contrast(theme.colour(text), theme.colour(ground)) >= least


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_finds_every_token_and_glyph(name: str) -> None:
    sheet = style_sheet(load_theme(name))
    assert "@" not in sheet
    glyphs = re.findall(r"url\(([^)]+)\)", sheet)
    assert glyphs
    assert all(themes_folder().joinpath(glyph).is_file() for glyph in glyphs)


def test_themes_name_the_same_tokens() -> None:
    dark, light = (load_theme(name).tokens for name in THEMES)
    assert dark.keys() == light.keys()


@pytest.mark.usefixtures("qtbot")
def test_an_icon_is_drawn_in_the_colour_of_the_theme() -> None:
    theme = load_theme("dark")
    drawn = icon("eye", theme, "accent").pixmap(20, 20).toImage()
    opaque = [
        drawn.pixelColor(x, y) for x in range(20) for y in range(20) if drawn.pixelColor(x, y).alpha() == 255
    ]
    assert opaque
    assert {colour.name() for colour in opaque} == {theme.tokens["accent"]}


def glyph(theme: str, rule: str) -> str:
    """What the picture of a rule in the style sheet draws."""
    sheet = style_sheet(load_theme(theme))
    found = re.search(re.escape(rule) + r" *{[^}]*url\(([^)]+)\)", sheet)
    assert found is not None
    drawing = re.search(r' d="([^"]+)"', Path(found[1]).read_text(encoding="utf-8"))
    assert drawing is not None
    return drawing[1]


@pytest.mark.parametrize("name", THEMES)
def test_ticks_in_menus_look_like_ticks(name: str) -> None:
    tick = glyph(name, "QMenu::indicator:checked")
    assert tick == glyph(name, "QCheckBox::indicator:checked")
    assert tick != glyph(name, "QComboBox::down-arrow")


@pytest.mark.usefixtures("qtbot")
def test_what_folds_out_wears_another_icon_while_it_is_open() -> None:
    theme = load_theme("dark")
    drawn = icon("chevron-right", theme, checked_name="chevron-down")
    closed, opened = (
        drawn.pixmap(QSize(20, 20), QIcon.Mode.Normal, state).toImage()
        for state in (QIcon.State.Off, QIcon.State.On)
    )
    assert closed == icon("chevron-right", theme).pixmap(20, 20).toImage()
    assert opened == icon("chevron-down", theme).pixmap(20, 20).toImage()
    assert closed != opened


def test_what_more_opens_is_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.paint_panel
    more, steps = panel._more, panel.controls(PainterControls).steps
    before = more.icon().pixmap(QSize(20, 20), QIcon.Mode.Normal, QIcon.State.Off).toImage()
    assert before != more.icon().pixmap(QSize(20, 20), QIcon.Mode.Normal, QIcon.State.On).toImage()
    window.resize(1000, 600)
    more.setChecked(True)
    qtbot.waitUntil(lambda: steps.visibleRegion().boundingRect() == steps.rect())


@pytest.mark.parametrize("name", THEMES)
def test_a_drop_down_opens_below_its_box_and_has_one_ground(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    window.set_theme(name)
    box = window.paint_panel.findChild(QComboBox)
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    popup = box.view().window()
    assert popup.y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    menus = window.menuBar()
    assert not popup.geometry().intersects(QRect(menus.mapToGlobal(QPoint()), menus.size()))
    shown = popup.grab().toImage()
    border = {load_theme(name).tokens[token] for token in ("border", "focus")}
    corners = [shown.pixelColor(x, y).name() for x in (0, shown.width() - 1) for y in (0, shown.height() - 1)]
    assert set(corners) <= border
    assert shown.pixelColor(2, 2).name() == load_theme(name).tokens["panel"]
    box.hidePopup()


def test_transparency_is_seen_in_thumbnails(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    layers = window.layers
    sketch_id = window.canvas.document.active.id
    qtbot.waitUntil(lambda: layers.thumbnails.of(sketch_id)[0] is not None)
    sketch = layers.thumbnails.of(sketch_id)[0]
    assert {sketch.pixelColor(x, 5).name() for x in range(3, 20)} == {"#ffffff", "#cccccc"}
    file = tmp_path / "glass.png"
    Image.new("RGBA", (64, 48), (0, 0, 0, 0)).save(file)
    window.references.take_files([file])
    qtbot.waitUntil(lambda: window.references.chosen[0].path.name == file.name)
    qtbot.waitUntil(lambda: window.references.chosen_images[0].width() > 1)
    shown = window.references.chosen_images[0]
    seen = {shown.pixelColor(x, 4).name() for x in range(4, shown.width() - 4)}
    assert seen == {"#ffffff", "#cccccc"}


def test_every_button_says_what_it_does(window: MainWindow) -> None:
    panels = (window.paint_panel, window.layers, window.progress, window.colours, window.tool_options)
    buttons = [button for panel in panels for button in panel.findChildren(QAbstractButton)]
    named = [button for button in buttons if button.text() or button.accessibleName() or button.toolTip()]
    built_in = [button for button in buttons if button.objectName().startswith("qt_")]
    assert len(named) > 12
    assert set(buttons) <= {*named, *built_in}


def test_the_theme_changes_at_once(window: MainWindow, qtbot: QtBot) -> None:
    dark = window.grab().toImage().pixelColor(5, 5)
    window.set_theme("light")
    qtbot.wait(50)
    light = window.grab().toImage().pixelColor(5, 5)
    assert luminance(light) > luminance(dark) + 0.4


def test_no_widget_is_collected_as_garbage_while_qt_tells_all_of_them_of_a_theme(
    window: MainWindow, qtbot: QtBot
) -> None:
    collected: list[bool] = []

    class Told(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            collected.append(gc.isenabled())
            super().changeEvent(event)

    told = Told()
    qtbot.addWidget(told)
    told.show()
    collected.clear()
    window.set_theme("light" if window.theme.name == "dark" else "dark")
    assert collected
    assert not any(collected)
    assert gc.isenabled()

"""Themes and icons."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.look.icons import icon
from aipaint_desktop.ui.look.theme import THEMES, load_theme, style_sheet, themes_folder
from aipaint_desktop.ui.main_window import MainWindow


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

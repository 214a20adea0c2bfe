"""The look of the window: a handful of colour tokens, and the palette and style sheet made from them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from aipaint_desktop import paths
from aipaint_desktop.garbage import uncollected

THEMES = ("dark", "light")
_WORDS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)


@dataclass(frozen=True)
class Theme:
    """Names colours. tokens: name to "#rrggbb", or to the file of a glyph that the style sheet shows."""

    name: str
    tokens: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        return QColor(self.tokens[token])


def themes_folder() -> Path:
    return paths.resources() / "themes"


def load_theme(name: str) -> Theme:
    """Load the theme of that name; one of `THEMES`."""
    with (themes_folder() / f"{name}.toml").open("rb") as file:
        return Theme(name, tomllib.load(file))


def palette(theme: Theme) -> QPalette:
    """Give what widgets that paint themselves draw with."""
    roles = {
        QPalette.ColorRole.Window: "panel",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "field",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "error",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Midlight: "border",
        QPalette.ColorRole.Mid: "border",
        QPalette.ColorRole.Dark: "surround",
        QPalette.ColorRole.Shadow: "surround",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
    }
    made = QPalette()
    for role, token in roles.items():
        made.setColor(role, theme.colour(token))
    for role in _WORDS:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return made


def style_sheet(theme: Theme) -> str:
    """Fill the window's style sheet: `@token` is replaced by the theme's values."""

    def value(found: re.Match[str]) -> str:
        token = theme.tokens[found[1]]
        return f"url({(themes_folder() / token).as_posix()})" if token.endswith(".svg") else token

    return re.sub(r"@(\w+)", value, (themes_folder() / "window.qss").read_text(encoding="utf-8"))


def load_fonts() -> None:
    """Make the shipped typefaces known to Qt: one for Latin, one for Chinese; then come the system's fonts."""
    for file in sorted((themes_folder() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(["Inter", "AIPaint Sans SC"])
    font.setPointSizeF(9.5)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    QApplication.setFont(font)


def restyle(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property by which the style sheet tells widgets apart, and wear what it says now."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application the theme's palette and style sheet, unless it wears them."""
    sheet = style_sheet(theme)
    if app.styleSheet() == sheet:
        return
    # Qt goes through a list of all widgets: none of them may be collected as garbage while they are told.
    with uncollected():
        app.setStyleSheet("")  # to take one off and put another on costs half of putting the other over it
        app.setPalette(palette(theme))
        app.setStyleSheet(sheet)

"""Icons drawn from SVG in the colours of the theme, sharp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from aipaint_desktop import paths
from aipaint_desktop.ui.look.theme import Theme

_NAME = "icon_name"
_SIDES = (16, 20, 32, 40, 60)  # 16 and 20 px at 100, 200 and 300 % scaling


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _pixmap(name: str, colour: QColor, side: int) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter)
    painter.end()
    return pixmap


def icon(name: str, theme: Theme, token: str = "text", chosen: str = "accent_raised") -> QIcon:
    """The icon `resources/icons/<name>.svg` in the theme's colours. chosen: its colour while checked."""
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(_pixmap(name, theme.colour(token), side))
        made.addPixmap(_pixmap(name, theme.colour("disabled"), side), QIcon.Mode.Disabled, QIcon.State.Off)
        made.addPixmap(_pixmap(name, theme.colour(chosen), side), QIcon.Mode.Normal, QIcon.State.On)
    return made


def untinted(pixmap: QPixmap) -> QIcon:
    """The picture as an icon that looks the same while it is selected."""
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made


def name_icon(owner: QAction | QAbstractButton, name: str) -> None:
    """Say which icon an action or button wears; `tint_icons` draws it."""
    owner.setProperty(_NAME, name)


def tint_icons(root: QObject, theme: Theme) -> None:
    """Draw every named icon under `root` in the theme's colours."""
    owners: list[QAction | QAbstractButton] = [*root.findChildren(QAction)]
    owners += root.findChildren(QAbstractButton)
    for owner in owners:
        name = owner.property(_NAME)
        if name:
            primary = owner.property("role") == "primary"
            owner.setIcon(icon(name, theme, "on_accent" if primary else "text"))

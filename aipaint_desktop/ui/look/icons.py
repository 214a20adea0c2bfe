"""Icons drawn from SVG in the colours of the theme, sharp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from aipaint_desktop import paths
from aipaint_desktop.ui.look.theme import Theme

_NAME = "icon_name"
_CHECKED_NAME = "icon_checked_name"
_SIDES = (16, 20)  # in menus, on buttons


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def drawn(name: str, colour: QColor, side: int) -> QPixmap:
    """Draw an icon in one colour, as wide and as high as `side`, for what paints itself."""
    ratio = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return _drawn(name, colour.name(), side, ratio)


def icon(name: str, theme: Theme, token: str = "text", checked: str = "", checked_name: str = "") -> QIcon:
    """Draw the icon `resources/icons/<name>.svg` in the theme's colours.

    token: of its colour. checked, checked_name: of its colour and drawing while checked, where those differ.
    """
    looks = [
        (name, token, QIcon.Mode.Normal, QIcon.State.Off),
        (name, "disabled", QIcon.Mode.Disabled, QIcon.State.Off),
    ]
    if checked or checked_name:
        looks.append((checked_name or name, checked or token, QIcon.Mode.Normal, QIcon.State.On))
    made = QIcon()
    for source, colour, mode, state in looks:
        for side in _SIDES:
            made.addPixmap(drawn(source, theme.colour(colour), side), mode, state)
    return made


def picture_icon(image: QImage, side: int, ratio: float) -> QIcon:
    """Fit an image within side × side, sharp where a unit is `ratio` px; it looks the same while it is selected."""
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    pixels = round(side * ratio)
    pixmap = QPixmap.fromImage(image.scaled(pixels, pixels, keep, smooth))
    pixmap.setDevicePixelRatio(ratio)
    return untinted(pixmap)


def untinted(pixmap: QPixmap) -> QIcon:
    """Make of the picture an icon that looks the same while it is selected."""
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made


def name_icon(owner: QAction | QAbstractButton, name: str, checked_name: str = "") -> None:
    """Say which icon an action or button wears, and which while it is checked; `tint_icons` draws it."""
    owner.setProperty(_NAME, name)
    owner.setProperty(_CHECKED_NAME, checked_name)


def tint_icons(root: QObject, theme: Theme) -> None:
    """Draw every named icon under `root` in the theme's colours."""
    owners: list[QAction | QAbstractButton] = [*root.findChildren(QAction)]
    owners += root.findChildren(QAbstractButton)
    for owner in owners:
        name = owner.property(_NAME)
        if name:
            primary = owner.property("role") == "primary"
            checked_name = owner.property(_CHECKED_NAME) or ""
            checked = "chosen_icon" if owner.isCheckable() and not checked_name else ""
            owner.setIcon(icon(name, theme, "on_accent" if primary else "text", checked, checked_name))

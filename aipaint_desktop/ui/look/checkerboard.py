"""The squares that stand for what is transparent."""

from PySide6.QtGui import QBrush, QColor, QImage, QPainter

_LIGHT, _DARK = QColor(255, 255, 255), QColor(204, 204, 204)


def checkerboard(side: int) -> QImage:
    """Draw two by two squares, to be repeated. side: of one, px."""
    board = QImage(2 * side, 2 * side, QImage.Format.Format_RGB32)
    board.fill(_LIGHT)
    painter = QPainter(board)
    for place in (0, side):
        painter.fillRect(place, place, side, side, _DARK)
    painter.end()
    return board


def on_checkerboard(image: QImage, side: int) -> QImage:
    """Lay the image over squares of this side in px; one without transparency stays as it is."""
    if image.isNull() or not image.hasAlphaChannel():
        return image
    made = QImage(image.size(), QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.fillRect(made.rect(), QBrush(checkerboard(side)))
    painter.drawImage(0, 0, image)
    painter.end()
    return made

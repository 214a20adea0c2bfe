"""What tools share that move something by the arrow keys: by a pixel, with Shift by ten."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

_FAR = 10

ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def step_by(key: int, modifiers: Qt.KeyboardModifier) -> tuple[int, int]:
    """Tell by how many pixels one of `ARROWS` moves, across and down."""
    far = _FAR if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
    across, down = ARROWS[key]
    return far * across, far * down

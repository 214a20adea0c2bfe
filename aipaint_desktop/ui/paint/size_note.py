"""What a painting of another size will do to the canvas, said beside its size before it is painted."""

from PySide6.QtWidgets import QLabel, QWidget

from aipaint_desktop.workspace.placement import Fit


class SizeNote(QLabel):
    """Says what the canvas will become, where it will become another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.hide()

    def show_fit(self, fit: Fit, width: int, height: int) -> None:
        """Say what becomes of the canvas. width, height: of the painting, px."""
        words = {
            Fit.SAME: "",
            Fit.SCALED: self.tr("The canvas becomes {0} × {1}, and its layers are scaled along."),
            Fit.GROWN: self.tr("The canvas grows to {0} × {1}; its layers keep their size."),
            Fit.CUT: self.tr("The canvas becomes {0} × {1}; what does not fit is cut off."),
        }[fit]
        self.setText(words.format(width, height))
        self.setVisible(bool(words))

"""The dialog in which an adjustment is set."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.ui.adjusting.adjust_preview import AdjustPreview
from aipaint_desktop.ui.adjusting.controls import AdjustControls

_WIDTH = 380
_GAP = 12


class AdjustDialog(QDialog):
    """Shows controls over a preview that can be switched off. The canvas can be moved and enlarged meanwhile.

    wanted: the artist wants this adjustment applied.
    """

    wanted = Signal(object)  # Adjustment

    def __init__(self, title: str, controls: AdjustControls, preview: AdjustPreview, parent: QWidget) -> None:
        """title: in the artist's language."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.controls = controls
        self._preview = preview
        preview.setParent(self)
        self.preview_switch = QCheckBox(self.tr("&Preview"))
        self.preview_switch.setChecked(True)
        self.reset_button = QPushButton(self.tr("&Reset"))
        self.reset_button.setAutoDefault(False)
        self.waiting = QLabel(self.tr("Adjusting…"))
        self.waiting.setProperty("role", "muted")
        self.waiting.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        below = QHBoxLayout()
        below.addWidget(self.preview_switch)
        below.addStretch(1)
        below.addWidget(self.waiting)
        below.addWidget(self.reset_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 16)
        whole.setSpacing(14)
        whole.addWidget(controls, 1)
        whole.addLayout(below)
        whole.addWidget(self.buttons)
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        self.reset_button.clicked.connect(controls.reset)
        self.preview_switch.toggled.connect(self._show)
        controls.changed.connect(self._show)
        self.finished.connect(lambda _result: preview.end())
        self.setMinimumWidth(_WIDTH)
        self._show()

    @property
    def adjustment(self) -> Adjustment:
        return self.controls.adjustment

    def show_beside(self, canvas: QWidget) -> None:
        """Come into sight where the least of the canvas is hidden: at its right, as far as the screen has room."""
        self.adjustSize()
        corner = canvas.mapToGlobal(canvas.rect().topRight()) + QPoint(_GAP, _GAP)
        room = canvas.screen().availableGeometry()
        self.move(min(corner.x(), room.right() - self.width() - _GAP), max(corner.y(), room.top()))
        self.show()

    def _show(self) -> None:
        self._preview.show(self.adjustment if self.preview_switch.isChecked() else None)

    def _ask(self) -> None:
        """Have it applied; the dialog stays until that is done, and Cancel still works."""
        for widget in (self.controls, self.preview_switch, self.reset_button):
            widget.setEnabled(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self.waiting.show()
        self.wanted.emit(self.adjustment)

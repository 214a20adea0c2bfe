"""Where a guide is, to the pixel."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QWidget,
)

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.guides import with_guide, without_guide
from aipaint_desktop.ui.canvas.form_dialog import FormDialog
from aipaint_desktop.values.titles import StepTitle

_MOST = 100_000.0  # px


class GuideDialog(FormDialog):
    """Sets a guide of a document, or a new one; accepting it is one step of the history."""

    def __init__(self, document: Document, place: int | None = None, parent: QWidget | None = None) -> None:
        """place: of the guide among the document's; None for a new one."""
        super().__init__(self.tr("New guide") if place is None else self.tr("Guide"), parent)
        self._document = document
        self._place = place
        guide = Guide(True, document.width // 2) if place is None else document.state.guides[place]
        self.direction = QComboBox()
        self.direction.setAccessibleName(self.tr("Direction"))
        self.direction.addItems([self.tr("Vertical"), self.tr("Horizontal")])
        self.direction.setCurrentIndex(0 if guide.upright else 1)
        self.position = QDoubleSpinBox()
        self.position.setAccessibleName(self.tr("Position"))
        self.position.setRange(-_MOST, _MOST)
        self.position.setDecimals(1)
        self.position.setSuffix(" px")
        self.position.setValue(guide.position)
        self.position.selectAll()
        self.form.addRow(self.tr("Direction"), self.direction)
        self.form.addRow(self.tr("Position"), self.position)
        if place is not None:
            remove = self.buttons.addButton(self.tr("Remove"), QDialogButtonBox.ButtonRole.DestructiveRole)
            remove.clicked.connect(self._remove)
        self.position.setFocus()

    def accept(self) -> None:
        guide = Guide(self.direction.currentIndex() == 0, self.position.value())
        name = StepTitle("Add guide") if self._place is None else StepTitle("Move guide")
        self._document.apply(name, lambda state: with_guide(state, guide, self._place))
        super().accept()

    def _remove(self) -> None:
        place = self._place
        assert place is not None
        self._document.apply(StepTitle("Remove guide"), lambda state: without_guide(state, place))
        super().accept()

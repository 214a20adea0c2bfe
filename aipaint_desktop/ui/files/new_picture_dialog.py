"""The size of a new picture."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.ui.widgets.size_field import SizeField
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.limits import CANVAS, PAINTED
from aipaint_desktop.values.refusal import BadInput

_NOTE_WIDTH = 320  # px: about that of the fields


class NewPictureDialog(QDialog):
    """Asks for a size; `size_px` is the answer once accepted."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        """size: proposed, that of the present picture."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("New picture"))
        self._size = SizeField(size, CANVAS)
        self._size.set_chained(False)  # a new picture has any proportion
        self._size.width_edit.selectAll()  # what is typed replaces it
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.note.setFixedWidth(_NOTE_WIDTH)
        form = QFormLayout()
        form.addRow(self.tr("Size"), self._size)
        form.addRow(self.note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._create = buttons.addButton(self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._create.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.setSpacing(24)
        whole.addLayout(form)
        whole.addWidget(buttons)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # as high as the note needs
        self._size.changed.connect(self._tell)
        for side in (self._size.width_edit, self._size.height_edit):
            side.textEdited.connect(self._tell)  # while it is being typed
        self._tell()

    @property
    def size_px(self) -> QSize:
        return self._size.size_px

    def _tell(self) -> None:
        """Say what such a size means, before there is a picture of it."""
        size = self.size_px.width(), self.size_px.height()
        impossible = _impossible(*size)
        words = impossible
        if not impossible and PAINTED.exceeded_by(*size):
            words = self.tr("Larger than the models paint: {0} px a side and {1} megapixels at most.")
            words = words.format(PAINTED.most, PAINTED.megapixels)
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self._create.setEnabled(not impossible)


def _impossible(width: int, height: int) -> str:
    """Why there can be no canvas of this size; nothing where there can."""
    try:
        check_canvas(width, height)
    except BadInput as error:
        return refusal(error.sentence)
    return ""

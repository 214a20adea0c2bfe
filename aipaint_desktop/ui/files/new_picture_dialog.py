"""The size of a new picture."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from aipaint_desktop.ui.widgets.size_field import SizeField


class NewPictureDialog(QDialog):
    """Asks for the size of a new picture: `size_px` is the answer once accepted."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        """size: proposed, that of the present picture."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("New picture"))
        self._size = SizeField(size)
        self._size.set_chained(False)  # a new picture has any proportion
        self._size.width_edit.selectAll()  # what is typed replaces it
        form = QFormLayout()
        form.addRow(self.tr("Size"), self._size)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        create = buttons.addButton(self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        create.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.setSpacing(24)
        whole.addLayout(form)
        whole.addWidget(buttons)

    @property
    def size_px(self) -> QSize:
        return self._size.size_px

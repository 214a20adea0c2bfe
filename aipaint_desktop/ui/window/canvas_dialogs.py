"""Another size for the canvas, and what becomes of what is on it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.ui.widgets.size_field import SizeField
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.limits import CANVAS
from aipaint_desktop.values.refusal import BadInput

_NOTE_WIDTH = 320  # px: about that of the fields
_PLACE_SIDE = 34  # px


class _SizeDialog(QDialog):
    """Asks for a size that a canvas can have; `size_px` is the answer once accepted."""

    def __init__(self, title: str, accept: str, size: QSize, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.size_field = SizeField(size, CANVAS)
        self.size_field.width_edit.selectAll()  # what is typed replaces it
        self._note = QLabel()
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._note.setFixedWidth(_NOTE_WIDTH)
        self.form = QFormLayout()
        self.form.addRow(self.tr("Size"), self.size_field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.setSpacing(16)
        whole.addLayout(self.form)
        whole.addWidget(self._note)
        whole.addWidget(buttons)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # as high as the note needs
        self.size_field.changed.connect(self._tell)
        for side in (self.size_field.width_edit, self.size_field.height_edit):
            side.textEdited.connect(self._tell)  # while it is being typed
        self._tell()

    @property
    def size_px(self) -> QSize:
        return self.size_field.size_px

    def _tell(self) -> None:
        why = ""
        try:
            check_canvas(self.size_px.width(), self.size_px.height())
        except BadInput as error:
            why = refusal(error.sentence)
        self._note.setText(why)
        self._note.setVisible(bool(why))
        self._accept.setEnabled(not why)


class ResizeCanvasDialog(_SizeDialog):
    """Asks for a size and for the side or corner at which the picture stays; `offset` is where it comes to lie."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(*self._words(), size, parent)
        self._before = size
        self.size_field.set_chained(False)
        self.places = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(2)
        for index, words in enumerate(self._places()):
            place = QToolButton()
            place.setCheckable(True)
            place.setFixedSize(_PLACE_SIDE, _PLACE_SIDE)
            place.setToolTip(words)
            place.setAccessibleName(words)
            place.setText("○")
            self.places.addButton(place, index)
            grid.addWidget(place, index // 3, index % 3)
        grid.setColumnStretch(3, 1)
        self.places.idToggled.connect(self._mark)
        self.places.button(4).setChecked(True)
        self.form.addRow(self.tr("Anchor"), grid)

    def _words(self) -> tuple[str, str]:
        return self.tr("Resize canvas"), self.tr("Resize")

    def _places(self) -> Sequence[str]:
        return (
            self.tr("Upper left"),
            self.tr("Top"),
            self.tr("Upper right"),
            self.tr("Left"),
            self.tr("Middle"),
            self.tr("Right"),
            self.tr("Lower left"),
            self.tr("Bottom"),
            self.tr("Lower right"),
        )

    def _mark(self, index: int, on: bool) -> None:
        self.places.button(index).setText("●" if on else "○")

    @property
    def offset(self) -> tuple[int, int]:
        """Give where the old upper left corner comes to lie."""
        row, column = divmod(self.places.checkedId(), 3)
        across = self.size_px.width() - self._before.width()
        down = self.size_px.height() - self._before.height()
        return across * column // 2, down * row // 2


class ScaleImageDialog(_SizeDialog):
    """Asks for a size, and for how pixels are made anew: `kernel`."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(*self._words(), size, parent)
        self.filter = QComboBox()
        self.filter.addItems(
            [self.tr("Nearest"), self.tr("Bilinear"), self.tr("Bicubic"), self.tr("Lanczos")]
        )
        self.filter.setCurrentIndex(list(Kernel).index(Kernel.LANCZOS))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.form.addRow(self.tr("Filter"), self.filter)

    def _words(self) -> tuple[str, str]:
        return self.tr("Scale image"), self.tr("Scale")

    @property
    def kernel(self) -> Kernel:
        return list(Kernel)[self.filter.currentIndex()]

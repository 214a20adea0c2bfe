"""What is asked before a selection is reshaped, made of a colour or loaded; the canvas shows what would be selected."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.combining import Combination, combined
from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.document.selecting.similar import Likeness, similar_everywhere
from aipaint_desktop.document.state import State
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_MOST_PX = 250
_WIDTH = 320

Make = Callable[[], Mask | None]


class SelectionDialog(QDialog):
    """Asks how something is to be selected, and shows on the canvas what would be; once accepted it is, in one step.

    What would be selected is computed beside the window.
    """

    def __init__(self, canvas: CanvasView, title: str, step: str, parent: QWidget | None = None) -> None:
        """step: of the history."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._canvas = canvas
        self._step = step
        self._asked = self._busy = False
        self._open = True
        self.rows = QVBoxLayout()
        self.rows.setSpacing(12)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.setSpacing(16)
        whole.addLayout(self.rows)
        whole.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def make(self) -> Make:
        """Take down what is set now; what is returned makes the selection of it, on any thread."""
        raise NotImplementedError

    def renew(self) -> None:
        """Show what would be selected now; while that is being computed the newest wish waits."""
        if self._busy:
            self._asked = True
            return
        self._busy, self._asked = True, False
        self._canvas.aside(self.make(), self._show)

    def _show(self, mask: Mask | None) -> None:
        self._busy = False
        if self._open:
            self._canvas.preview_selection(mask)
            if self._asked:
                self.renew()

    def done(self, result: int) -> None:
        self._open = False
        self._canvas.end_preview()
        if result == QDialog.DialogCode.Accepted:
            document, make, step = self._canvas.document, self.make(), self._step

            def take(mask: Mask | None) -> None:
                fits = mask is None or mask.shape == (document.height, document.width)
                if document is self._canvas.document and fits:
                    document.select(mask, step)

            self._canvas.work(self.tr("Selecting…"), lambda _check: make(), take)
        super().done(result)


class ReshapeDialog(SelectionDialog):
    """Asks by how many pixels the selection is to be reshaped.

    px: by how many. from_border: whether the border of the canvas counts as an outline, where that is asked.
    """

    def __init__(
        self,
        canvas: CanvasView,
        title: str,
        step: str,
        reshape: Callable[[Mask, float, bool], Mask],
        px: int,
        *,
        asks_for_border: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """reshape: called with the selection, the pixels and whether the border counts. px: at first."""
        super().__init__(canvas, title, step, parent)
        self._reshape = reshape
        self.px = ValueSlider(self.tr("Pixels"), 1, _MOST_PX, " px", curved=True)
        self.px.set_number(px)
        self.px.edited.connect(self.renew)
        self.rows.addWidget(self.px)
        self.from_border = QCheckBox(self.tr("Shrink from the border of the canvas, too"))
        self.from_border.setChecked(True)
        self.from_border.toggled.connect(self.renew)
        self.from_border.setVisible(asks_for_border)
        self.rows.addWidget(self.from_border)
        self.renew()

    def make(self) -> Make:
        selection, px, border = self._canvas.document.selection, self.px.number, self.from_border.isChecked()
        assert selection is not None
        return lambda: self._reshape(selection, px, border)


class ColourRangeDialog(SelectionDialog):
    """Asks how far colours may lie from the one in hand, to be selected wherever they are."""

    def __init__(self, canvas: CanvasView, title: str, step: str, parent: QWidget | None = None) -> None:
        super().__init__(canvas, title, step, parent)
        self._state: State = canvas.document.state
        self._colour = QColor(canvas.colour)
        patch = QLabel()
        patch.setFixedSize(28, 28)
        patch.setStyleSheet(f"background: {self._colour.name()}; border-radius: 4px")
        self.tolerance = ValueSlider(self.tr("Tolerance"), 0, 255)
        self.tolerance.set_number(32)
        self.tolerance.edited.connect(self.renew)
        row = QHBoxLayout()
        row.addWidget(patch)
        row.addWidget(self.tolerance, 1)
        self.rows.addLayout(row)
        self.how = combination_choice()
        self.how.currentIndexChanged.connect(self.renew)
        self.rows.addWidget(self.how)
        self.renew()

    def make(self) -> Make:
        state, how = self._state, self.how.currentData()
        colour = self._colour.red(), self._colour.green(), self._colour.blue(), 255
        like = Likeness(round(self.tolerance.number), antialias=True)

        def select() -> Mask | None:
            image = sampled(state, all_layers=True)
            return combined(state.selection, similar_everywhere(image, colour, like), how)

        return select


class ChannelsDialog(SelectionDialog):
    """Asks which channel is to be loaded, and how it meets what is selected; channels can be deleted here, too."""

    def __init__(self, canvas: CanvasView, title: str, step: str, parent: QWidget | None = None) -> None:
        super().__init__(canvas, title, step, parent)
        self.list = QListWidget()
        self.list.addItems(list(self._channels))
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self.renew)
        self.list.itemActivated.connect(self.accept)
        self.how = combination_choice()
        self.how.currentIndexChanged.connect(self.renew)
        buttons = self.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        self.delete = buttons.addButton(
            self.tr("Delete channel"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.delete.clicked.connect(self._delete)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.how)
        self.renew()

    @property
    def _document(self) -> Document:
        return self._canvas.document

    @property
    def _channels(self) -> Mapping[str, Mask]:
        return self._document.state.channels

    def make(self) -> Make:
        before, how, item = self._document.selection, self.how.currentData(), self.list.currentItem()
        channel = None if item is None else self._channels.get(item.text())
        return lambda: before if channel is None else combined(before, channel, how)

    def _delete(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._document.delete_channel(item.text())
            self.list.takeItem(self.list.row(item))
        if not self.list.count():
            self.reject()


class _Combinations(QComboBox):
    """Offers the ways in which a selection meets the one before."""

    def __init__(self) -> None:
        super().__init__()
        words = (
            self.tr("Replace the selection"),
            self.tr("Add to the selection"),
            self.tr("Subtract from the selection"),
            self.tr("Intersect with the selection"),
        )
        for how, said in zip(Combination, words, strict=True):
            self.addItem(said, how)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def combination_choice() -> QComboBox:
    """Make the choice of how a selection meets the one before; its data are `Combination`s."""
    return _Combinations()

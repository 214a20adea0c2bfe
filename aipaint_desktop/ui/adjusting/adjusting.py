"""The commands that adjust what is painted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.histogram import histogram
from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.adjusting.targets import applied, check_adjustable, targets
from aipaint_desktop.document.state import State
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.adjusting.adjust_dialog import AdjustDialog
from aipaint_desktop.ui.adjusting.adjust_preview import AdjustPreview
from aipaint_desktop.ui.adjusting.controls import AdjustControls
from aipaint_desktop.ui.adjusting.curves_controls import CurvesControls
from aipaint_desktop.ui.adjusting.gradient_controls import GradientControls
from aipaint_desktop.ui.adjusting.levels_controls import LevelsControls
from aipaint_desktop.ui.adjusting.slider_controls import (
    BlurControls,
    HueSaturationControls,
    PosteriseControls,
    SharpenControls,
)
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.refusal import BadInput


class _EndedError(Exception):
    """The dialog that wanted it is gone."""


class Adjusting(QObject):
    """Adjusts the active layer, or what is chosen: at once, or as a dialog says, of which there is one at a time.

    The work is done beside the window. A dialog is for the picture as it was when it opened: painting, undo or another
    document closes it. failed: a sentence says why nothing was adjusted.
    """

    failed = Signal(object)  # Sentence

    def __init__(
        self, canvas: CanvasView, background: Background, icons: Callable[[QWidget], None], parent: QWidget
    ) -> None:
        """icons: tints those of a window."""
        super().__init__(parent)
        self._canvas = canvas
        self._background = background
        self._icons = icons
        self._window = parent
        self.dialog: AdjustDialog | None = None

    def levels(self) -> None:
        self._open(self.tr("Levels"), LevelsControls)

    def curves(self) -> None:
        self._open(self.tr("Curves"), CurvesControls)

    def hue_saturation(self) -> None:
        self._open(self.tr("Hue, saturation and lightness"), HueSaturationControls)

    def posterise(self) -> None:
        self._open(self.tr("Posterise"), PosteriseControls)

    def gradient_map(self) -> None:
        self._open(self.tr("Gradient map"), lambda: GradientControls(self._canvas.colour))

    def blur(self) -> None:
        self._open(self.tr("Gaussian blur"), BlurControls)

    def sharpen(self) -> None:
        self._open(self.tr("Sharpen"), SharpenControls)

    def invert(self) -> None:
        """Invert, as one step, as soon as it is computed."""
        self.close()
        self._canvas.end()
        if self._adjustable():
            self._apply(Invert(), lambda: False)

    def _open(self, title: str, make_controls: Callable[[], AdjustControls]) -> None:
        self.close()
        self._canvas.end()
        if not self._adjustable():
            return
        canvas = self._canvas
        preview = AdjustPreview(canvas, self._background, self)
        dialog = AdjustDialog(title, make_controls(), preview, self._window)
        self.dialog = dialog
        state = preview.state
        stop_following = canvas.document.changed.add(
            lambda _change: None if canvas.document.state is state else dialog.reject()
        )
        dialog.wanted.connect(partial(self._apply_for, dialog))
        dialog.finished.connect(lambda _result: self._forget(dialog, stop_following))
        self._icons(dialog)
        if dialog.controls.histogram:
            self._background.run(
                lambda: histogram([target.subject for target in targets(state)]),
                dialog.controls.show_histogram,
                self.failed.emit,
                asked_by=dialog,
            )
        dialog.show_beside(canvas)

    def close(self) -> None:
        """Close a dialog that is open; nothing is adjusted."""
        if self.dialog is not None:
            self.dialog.reject()

    def _forget(self, dialog: AdjustDialog, stop_following: Callable[[], None]) -> None:
        stop_following()
        if self.dialog is dialog:
            self.dialog = None

    def _adjustable(self) -> bool:
        try:
            check_adjustable(self._canvas.document.state)
        except BadInput as error:
            self.failed.emit(error.sentence)
            return False
        return True

    def _apply_for(self, dialog: AdjustDialog, wanted: Adjustment) -> None:
        self._apply(wanted, lambda: self.dialog is not dialog, dialog.accept)

    def _apply(
        self, adjustment: Adjustment, is_over: Callable[[], bool], end: Callable[[], None] = lambda: None
    ) -> None:
        """Adjust what is chosen now, as one step. is_over: whether nobody wants it any more. end: called before."""
        document = self._canvas.document
        before = document.state

        def check() -> None:
            if is_over():
                raise _EndedError

        def compute() -> State | None:
            try:
                return applied(before, adjustment, check)
            except _EndedError:
                return None

        def finish(after: State | None) -> None:
            if after is None or is_over() or self._canvas.document is not document:
                return
            if document.state is not before:  # the artist went on meanwhile
                self._apply(adjustment, is_over, end)
                return
            end()
            document.apply(adjustment.title, lambda state: state if after is before else after)

        self._background.run(compute, finish, self.failed.emit, asked_by=self)

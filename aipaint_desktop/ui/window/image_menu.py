"""The menu of what is done to the whole picture, and what turns and flips a layer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QMenuBar

from aipaint_desktop.document.canvas_size import Scaling, resized
from aipaint_desktop.document.state import State
from aipaint_desktop.document.transforming.picture import (
    cropped_to_selection,
    flipped_chosen,
    flipped_picture,
    trimmed,
    turned_chosen,
    turned_picture,
)
from aipaint_desktop.ui.canvas.text.pixels import drawn_anew
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.window.canvas_dialogs import ResizeCanvasDialog, ScaleImageDialog
from aipaint_desktop.ui.window.menu_commands import add_command
from aipaint_desktop.values.titles import StepTitle

_Change = Callable[[State], State]


class ImageMenu(QObject):
    """Fills the menu Image, and a part of the menu Layer."""

    def __init__(self, window: QMainWindow, canvas: CanvasView, tint: Callable[[QDialog], None]) -> None:
        """tint: draws the icons of a dialog in the colours of the theme."""
        super().__init__(window)
        self._tint = tint
        self._window = window
        self._canvas = canvas

    def add_to(self, bar: QMenuBar) -> None:
        """Add the menu of the whole picture."""
        menu = bar.addMenu(self.tr("&Image"))
        add_command(
            menu, "scale_image", self.tr("&Scale image…"), self._ask_to_scale, "Ctrl+Alt+I", icon="scaling"
        )
        add_command(menu, "resize_canvas", self.tr("Resize c&anvas…"), self._ask_to_resize, "Ctrl+Alt+C")
        menu.addSeparator()
        self._step(
            menu, "crop_to_selection", self.tr("&Crop to selection"), StepTitle("Crop"), cropped_to_selection
        )
        self._step(menu, "trim", self.tr("&Trim to content"), StepTitle("Trim"), trimmed)
        menu.addSeparator()
        self._add_turns(menu, "image", StepTitle("Rotate image"), turned_picture)
        self._add_flips(menu, "image", StepTitle("Flip image"), flipped_picture)

    def add_to_layer(self, menu: QMenu) -> None:
        """Add what turns and flips the chosen layers."""
        inner = menu.addMenu(self.tr("&Transform"))
        self._add_turns(inner, "layer", StepTitle("Rotate layer"), turned_chosen)
        self._add_flips(inner, "layer", StepTitle("Flip layer"), flipped_chosen)

    def _add_turns(self, menu: QMenu, of: str, step: StepTitle, turned: Callable[..., State]) -> None:
        """turned: takes `quarters` of a full turn."""
        right, left, half = (partial(turned, quarters=quarters) for quarters in (1, -1, 2))
        self._step(menu, f"{of}_right", self.tr("Rotate &right by 90°"), step, right, icon="rotate-cw")
        self._step(menu, f"{of}_left", self.tr("Rotate &left by 90°"), step, left, icon="rotate-ccw")
        self._step(menu, f"{of}_half", self.tr("Rotate by &180°"), step, half)

    def _add_flips(self, menu: QMenu, of: str, step: StepTitle, flipped: Callable[..., State]) -> None:
        """flipped: takes whether that is `across`."""
        across, down = (partial(flipped, across=across) for across in (True, False))
        self._step(menu, f"{of}_flip", self.tr("Flip &horizontally"), step, across, icon="flip-horizontal")
        self._step(menu, f"{of}_flip_down", self.tr("Flip &vertically"), step, down, icon="flip-vertical")

    def _step(
        self, menu: QMenu, name: str, words: str, step: StepTitle, change: _Change, icon: str = ""
    ) -> None:
        add_command(menu, name, words, lambda: self._do(step, change), icon=icon)

    def _do(self, step: StepTitle, change: _Change) -> None:
        """Make a change the next step of the document, computed beside the window."""
        document = self._canvas.document
        state = document.state

        def take(made: State) -> None:
            if document is self._canvas.document:
                document.apply(step, lambda now: made if now is state else changed(now))

        def changed(now: State) -> State:
            return drawn_anew(now, change(now))

        self._canvas.work(self.tr("The picture is being changed."), lambda _check: changed(state), take)

    def _ask_to_scale(self) -> None:
        dialog = ScaleImageDialog(self._size, self._window)
        self._tint(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.size_px != self._size:
            scaling = Scaling(dialog.size_px.width(), dialog.size_px.height(), dialog.kernel)
            self._do(StepTitle("Scale image"), scaling.of)

    def _ask_to_resize(self) -> None:
        dialog = ResizeCanvasDialog(self._size, self._window)
        self._tint(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.size_px != self._size:
            width, height = dialog.size_px.width(), dialog.size_px.height()
            left, top = dialog.offset
            self._do(StepTitle("Resize canvas"), lambda state: resized(state, width, height, left, top))

    @property
    def _size(self) -> QSize:
        return QSize(self._canvas.document.width, self._canvas.document.height)

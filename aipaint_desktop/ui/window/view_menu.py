"""What the View menu has besides zoom and panels: rulers, guides, the grid, and what tools cling to."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from aipaint_desktop.document.guides import without_guides
from aipaint_desktop.ui.canvas.grid_dialog import GridDialog
from aipaint_desktop.ui.canvas.guide_dialog import GuideDialog
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.files.pinning import Pinning
from aipaint_desktop.ui.window.menu_commands import add_command, add_switch
from aipaint_desktop.ui.window.pinned_menu import PinnedMenu
from aipaint_desktop.values.titles import StepTitle


class ViewMenu(QObject):
    """Adds to a menu what a canvas shows over the picture, and keeps the ticks as the canvas has it."""

    def __init__(self, menu: QMenu, canvas: CanvasView, pinning: Pinning, window: QWidget) -> None:
        """window: that the dialogs belong to."""
        super().__init__(menu)
        self._canvas = canvas
        self._window = window
        values = add_switch(
            menu, "view_values", self.tr("Show &values only"), canvas.show_in_greys, "Ctrl+Shift+Y"
        )
        values.setChecked(canvas.in_greys)
        self._wrapping = add_switch(menu, "wrap_around_mode", self.tr("Wr&ap-around"), self._wrap, "W")
        canvas.lines_changed.connect(self._show)
        self._switches: dict[str, QAction] = {}  # by the field of `ViewAids`
        self._switch(menu, "view_ruler", self.tr("Show ruler&s"), "rulers")
        self._switch(menu, "view_grid", self.tr("Show gri&d"), "grid", "Ctrl+Shift+'")
        add_command(menu, "set_grid", self.tr("Grid la&yout…"), self._set_grid)
        guides = menu.addMenu(self.tr("&Guides"))
        self._switch(guides, "view_show_guides", self.tr("&Show guides"), "guides")
        self._switch(guides, "view_show_assistants", self.tr("Show &assistants"), "assistants")
        self._switch(guides, "view_lock_guides", self.tr("&Lock guides"), "guides_locked")
        add_command(guides, "new_guide", self.tr("&New guide…"), lambda: self._set_guide(None))
        add_command(guides, "clear_guides", self.tr("&Remove all guides"), self._remove_guides)
        snap = menu.addMenu(self.tr("S&nap"))
        self._switch(snap, "view_snap_to_grid", self.tr("To the &grid"), "snap_to_grid", "Ctrl+Shift+;")
        self._switch(snap, "view_snap_to_guides", self.tr("To g&uides"), "snap_to_guides")
        self._switch(
            snap, "view_snap_to_canvas", self.tr("To the canvas's &edges and middle"), "snap_to_canvas"
        )
        self._switch(snap, "snap_to_assistants", self.tr("Lines to &assistants"), "snap_to_assistants")
        pinned = menu.addMenu(self.tr("Pinned pi&ctures"))
        self._switch(pinned, "view_show_pinned", self.tr("&Show pinned pictures"), "pinned")
        PinnedMenu(pinned, pinning)
        canvas.aids_changed.connect(self._show)
        canvas.guide_opened.connect(self._set_guide)
        self._show()

    def _switch(self, menu: QMenu, name: str, words: str, aid: str, *keys: str) -> None:
        """aid: the field of `ViewAids` that it switches."""

        def switch(on: bool) -> None:
            change: dict[str, Any] = {aid: on}
            self._canvas.set_aids(replace(self._canvas.aids, **change))

        self._switches[aid] = add_switch(menu, name, words, switch, *keys)

    def _wrap(self, on: bool) -> None:
        self._canvas.set_lines(replace(self._canvas.lines, wraps=on))

    def _show(self) -> None:
        self._wrapping.setChecked(self._canvas.wraps)
        for aid, action in self._switches.items():
            action.setChecked(getattr(self._canvas.aids, aid))

    def _set_grid(self) -> None:
        GridDialog(self._canvas, self._window).exec()

    def _set_guide(self, place: int | None) -> None:
        dialog = GuideDialog(self._canvas.document, place, self._window)
        if dialog.exec():
            self._canvas.set_aids(replace(self._canvas.aids, guides=True))

    def _remove_guides(self) -> None:
        self._canvas.document.apply(StepTitle("Remove guides"), without_guides)

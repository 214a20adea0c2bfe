"""What the Brush menu has for lines: steadiness, symmetry, and recording them."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from aipaint_desktop.brushes.steadying.steadiness import LEAST, MOST, Steadying
from aipaint_desktop.brushes.symmetry import MOST_ARMS
from aipaint_desktop.ui.canvas.axes_dialog import AxesDialog
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.window.menu_commands import add_command, add_switch
from aipaint_desktop.ui.window.stroke_recording import StrokeRecording

_STRONGER = 5.0


class LineMenu(QObject):
    """Adds to a menu how lines are drawn, and keeps the ticks as the canvas has it."""

    def __init__(self, menu: QMenu, canvas: CanvasView, recording: StrokeRecording, window: QWidget) -> None:
        """window: that the dialogs belong to."""
        super().__init__(menu)
        self._canvas = canvas
        self._window = window
        self._ticks: list[tuple[QAction, Callable[[], bool]]] = []
        menu.addSeparator()
        self._steadying(menu.addMenu(self.tr("Brush s&moothing")))
        self._symmetry(menu.addMenu(self.tr("Symmetr&y")))
        menu.addSeparator()
        record = add_switch(menu, "record_strokes", self.tr("Recor&d strokes"), recording.switch)
        record.setChecked(recording.on)
        recording.changed.connect(record.setChecked)
        canvas.lines_changed.connect(self._show)
        self._show()

    def _steadying(self, menu: QMenu) -> None:
        titles = {
            Steadying.NONE: self.tr("&None"),
            Steadying.WEIGHTED: self.tr("&Weighted"),
            Steadying.ROPE: self.tr("&Pulled rope"),
            Steadying.CATCHING_UP: self.tr("&Catching up"),
        }
        names = {
            Steadying.NONE: "set_no_brush_smoothing",
            Steadying.WEIGHTED: "set_weighted_brush_smoothing",
            Steadying.ROPE: "set_rope_brush_smoothing",
            Steadying.CATCHING_UP: "set_stabilizer_brush_smoothing",
        }
        group = QActionGroup(menu)
        for kind, words in titles.items():
            action = add_switch(menu, names[kind], words, partial(self._steady_by, kind))
            group.addAction(action)
            self._ticks.append((action, lambda kind=kind: self._canvas.steadiness.kind is kind))  # type: ignore[misc]
        menu.addSeparator()
        add_command(menu, "steadier_lines", self.tr("&Steadier"), partial(self._strengthen, _STRONGER))
        add_command(menu, "freer_lines", self.tr("&Freer"), partial(self._strengthen, -_STRONGER))
        menu.addSeparator()
        for name, words in (
            ("lazy_start", self.tr("Lazy s&tart")),
            ("lazy_end", self.tr("Lazy &end")),
            ("sensors", self.tr("Stabili&ze sensors")),
        ):
            action = add_switch(menu, f"smoothing_{name}", words, partial(self._set_steadiness, name))
            self._ticks.append((action, lambda name=name: getattr(self._canvas.steadiness, name)))  # type: ignore[misc]

    def _steady_by(self, kind: Steadying, _on: bool) -> None:
        self._set_steadiness("kind", kind)

    def _strengthen(self, by: float) -> None:
        strength = self._canvas.steadiness.strength + by
        self._set_steadiness("strength", min(max(strength, LEAST), MOST))

    def _set_steadiness(self, name: str, value: object) -> None:
        change: dict[str, Any] = {name: value}
        lines = self._canvas.lines
        self._canvas.set_lines(replace(lines, steadiness=replace(lines.steadiness, **change)))
        self._show()

    def _symmetry(self, menu: QMenu) -> None:
        across = add_switch(
            menu,
            "mirror_across",
            self.tr("Mirror &left and right"),
            partial(self._set_symmetry, "vertical"),
            icon="flip-horizontal",
        )
        down = add_switch(
            menu,
            "mirror_down",
            self.tr("Mirror &top and bottom"),
            partial(self._set_symmetry, "horizontal"),
            icon="flip-vertical",
        )
        self.mirrors = across, down
        self._ticks.append((across, lambda: self._canvas.lines.symmetry.vertical))
        self._ticks.append((down, lambda: self._canvas.lines.symmetry.horizontal))
        arms = menu.addMenu(self.tr("&Radial"))
        group = QActionGroup(arms)
        for count in range(1, MOST_ARMS + 1):
            words = self.tr("&None") if count == 1 else self.tr("{0} arms").format(count)
            action = add_switch(arms, f"arms_{count}", words, partial(self._set_arms, count))
            group.addAction(action)
            self._ticks.append((action, lambda count=count: self._canvas.lines.symmetry.arms == count))  # type: ignore[misc]
        kaleidoscope = add_switch(
            menu, "kaleidoscope", self.tr("&Kaleidoscope"), partial(self._set_symmetry, "kaleidoscope")
        )
        self._ticks.append((kaleidoscope, lambda: self._canvas.lines.symmetry.kaleidoscope))
        menu.addSeparator()
        add_command(menu, "place_axes", self.tr("&Place the axes…"), self._place_axes)
        add_command(menu, "centre_axes", self.tr("Axes to the &middle"), self._canvas.centre_axes)

    def _set_arms(self, count: int, _on: bool) -> None:
        self._set_symmetry("arms", count)

    def _set_symmetry(self, name: str, value: object) -> None:
        change: dict[str, Any] = {name: value}
        lines = self._canvas.lines
        if name == "kaleidoscope" and value and lines.symmetry.arms == 1:
            change["arms"] = 6  # nothing else can be seen of it
        self._canvas.set_lines(replace(lines, symmetry=replace(lines.symmetry, **change)))
        self._show()

    def _place_axes(self) -> None:
        if not self._canvas.symmetry.on:
            self._set_symmetry("vertical", True)
        AxesDialog(self._canvas, self._window).exec()

    def _show(self) -> None:
        for action, ticked in self._ticks:
            action.setChecked(ticked())

"""Tools by themselves: what they ask of the canvas that they are used on, and how the window comes to know one."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QAction, QColor, QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.pinned import Pins
from aipaint_desktop.ui.canvas import view as canvas_view
from aipaint_desktop.ui.canvas.pointer import Pointer
from aipaint_desktop.ui.canvas.tools.eyedropper import EyedropperTool
from aipaint_desktop.ui.canvas.tools.fill import FillTool
from aipaint_desktop.ui.canvas.tools.host import Check
from aipaint_desktop.ui.canvas.tools.listed import TOOLS
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.typed_into import TypedInto
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.canvas.viewport import Viewport
from aipaint_desktop.ui.keyboard.shortcuts import default_shortcuts
from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.look.theme import load_theme
from aipaint_desktop.ui.window.tool_bars import ToolBar, ToolOptionsBar
from aipaint_desktop.values.snapping import NO_LINES
from tests.gui.canvas.conftest import HARD

T = TypeVar("T")


class Sheet:
    """A host that is no widget."""

    def __init__(self) -> None:
        self.document = Document(40, 30)
        self.pointer: Pointer | None = None
        self.colour = QColor(200, 30, 10)
        self.other_colour = QColor(255, 255, 255)
        self.brush = HARD
        self.viewport = Viewport()
        self.snap_lines = NO_LINES
        self.refused: list[str] = []
        self.shown_pins: Pins = ()

    def pinned_colour(self, place: QPointF) -> QColor | None:  # noqa: ARG002
        return None

    def type_into(self, what: TypedInto | None) -> None: ...

    def held(self, key: int) -> bool:  # noqa: ARG002
        return False

    def rect(self) -> QRect:
        return QRect(0, 0, 40, 30)

    def update(self) -> None: ...

    def shift_ants(self, dx: int, dy: int) -> None: ...

    def pan(self, delta: QPointF) -> None: ...

    def set_rotation(self, degrees: float) -> None: ...

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None: ...

    def take_colour(self, colour: QColor) -> None:
        self.colour = colour

    def refuse(self, why: str) -> None:
        self.refused.append(why)

    def work(
        self,
        doing: str,  # noqa: ARG002
        work: Callable[[Check], T],
        done: Callable[[T], object],
        given_up: Callable[[], object] = lambda: None,  # noqa: ARG002
    ) -> None:
        done(work(lambda: None))


class Stamp(Tool):
    id = "stamp"
    icon = "plus"
    shortcut = "K"

    def title(self) -> str:
        return "Stamp"

    def hint(self) -> str:
        return "Click to stamp."

    def press(self, pointer: Pointer) -> None:
        self.host.refuse(f"No stamp at {pointer.position.x():.0f}.")


def test_a_tool_needs_no_more_than_a_host(qtbot: QtBot) -> None:  # noqa: ARG001  # Qt must be there
    sheet, pointer = Sheet(), Pointer(QPointF(20, 10), QPointF(20, 10))
    FillTool(sheet).press(pointer)
    assert (sheet.document.composite()[..., :3] == (200, 30, 10)).all()
    sheet.colour = QColor(0, 0, 0)
    EyedropperTool(sheet).press(pointer)
    assert sheet.colour == QColor(200, 30, 10)
    sheet.document.set_visible(sheet.document.active.id, False)
    FillTool(sheet).press(pointer)
    assert len(sheet.refused) == 1


def test_a_class_in_the_list_is_a_tool_with_button_key_and_hint(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas_view, "TOOLS", (*TOOLS, (Stamp,)))
    view = CanvasView(Document(40, 30))
    bar, options = ToolBar(view), ToolOptionsBar(view)
    for widget in (view, bar, options):
        qtbot.addWidget(widget)
    action = bar.findChild(QAction, "tool_stamp")
    assert default_shortcuts(action) == [QKeySequence("K")]
    tint_icons(bar, load_theme("dark"))
    assert not action.icon().isNull()
    action.trigger()
    assert view.tool is view.tools["stamp"]
    assert action.isChecked()
    assert any(
        label.text() == "Click to stamp." and not label.isHidden() for label in options.findChildren(QLabel)
    )
    assert options.current is None

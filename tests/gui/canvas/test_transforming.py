"""Move, Transform and Crop, with real handles in the real window."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.transforming.bounds import painted
from aipaint_desktop.document.transforming.handles import Handle, Kind, Manner, places
from aipaint_desktop.ui.canvas.tools.crop import CropTool
from aipaint_desktop.ui.canvas.tools.crop_options import CropOptions
from aipaint_desktop.ui.canvas.tools.transform import TransformTool
from aipaint_desktop.ui.canvas.tools.transform_options import TransformOptions
from aipaint_desktop.ui.canvas.tools.transforming.session import Session
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.geometry import Rect

RED = (200, 20, 30, 255)
NO_KEYS = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Place = tuple[float, float]


@pytest.fixture
def document(window: MainWindow) -> Document:
    """A red block of 80 × 60 at (100, 90) on the active layer."""
    document = window.workspace.document
    document.paste_image(np.full((60, 80, 4), RED, np.uint8), "Block", left=100, top=90)
    return document


def drag(window: MainWindow, *places: Place, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Drag with the mouse from the first place of the document through all others."""
    canvas = window.canvas
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(places) - 1)]
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(kind: QEvent.Type, place: Place, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        at = canvas.viewport.to_widget(QPointF(*place))
        QApplication.sendEvent(canvas, QMouseEvent(kind, at, canvas.mapToGlobal(at), button, held, keys))

    for kind, place in zip(kinds, places, strict=True):
        send(kind, place, left if kind is QEvent.Type.MouseButtonPress else none, left)
    send(QEvent.Type.MouseButtonRelease, places[-1], left, none)


def block(document: Document) -> Rect:
    return painted(document.state.layer(document.state.active_id).tiles)


def steps(document: Document) -> int:
    return document.history.index


def transform(window: MainWindow, qtbot: QtBot) -> TransformTool:
    qtbot.keyClick(window.canvas, Qt.Key.Key_T, CONTROL)
    tool = window.canvas.tool
    assert isinstance(tool, TransformTool)
    return tool


def settled(window: MainWindow, qtbot: QtBot, document: Document, step: int) -> None:
    qtbot.waitUntil(lambda: steps(document) == step and not window.canvas.busy)


def handle_of(tool: TransformTool, handle: Handle) -> Place:
    assert tool.pose is not None
    return places(tool.pose, tool.manner)[handle]


def test_the_move_tool_moves_by_whole_pixels_as_one_step(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    qtbot.keyClick(window.canvas, Qt.Key.Key_T)
    assert window.canvas.tool.id == "move"
    step = steps(document)
    drag(window, (120, 100), (150, 130), (171, 117))
    settled(window, qtbot, document, step + 1)
    assert block(document) == Rect(151, 107, 80, 60)
    drag(window, (160, 120), (200, 126), keys=SHIFT)
    settled(window, qtbot, document, step + 2)
    assert block(document) == Rect(191, 107, 80, 60)
    document.undo()
    document.undo()
    assert block(document) == Rect(100, 90, 80, 60)


def test_arrow_keys_that_follow_one_another_are_one_step(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    qtbot.keyClick(window.canvas, Qt.Key.Key_T)
    step = steps(document)
    for _ in range(3):
        qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Up, SHIFT)
    settled(window, qtbot, document, step + 1)
    assert block(document) == Rect(103, 80, 80, 60)


def test_control_takes_the_layer_under_the_pointer(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    lower = document.state.active_id
    document.add_layer("Empty")
    qtbot.keyClick(window.canvas, Qt.Key.Key_T)
    drag(window, (120, 100), (130, 100), keys=CONTROL)
    qtbot.waitUntil(lambda: block(document) == Rect(110, 90, 80, 60))
    assert document.state.active_id == lower


def test_what_cannot_be_moved_is_refused_in_a_sentence(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    refused: list[str] = []
    window.canvas.refused.connect(refused.append)
    qtbot.keyClick(window.canvas, Qt.Key.Key_T)
    document.set_visible(document.state.active_id, False)
    drag(window, (120, 100), (150, 100))
    document.add_layer("Empty")
    drag(window, (120, 100), (150, 100))
    assert len(refused) == 2


def test_handles_scale_turn_and_enter_applies(window: MainWindow, qtbot: QtBot, document: Document) -> None:
    tool = transform(window, qtbot)
    step = steps(document)
    corner = handle_of(tool, Handle(Kind.CORNER, 2))
    assert corner == (180, 150)
    drag(window, corner, (220, 180))
    assert tool.pose is not None
    assert (tool.pose.width, tool.pose.height) == (120, 90)
    drag(window, (260, 135), (160, 300), keys=SHIFT)
    assert tool.pose.angle == 90
    assert steps(document) == step
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    settled(window, qtbot, document, step + 1)
    found = block(document)
    assert abs(found.width - 90) <= 6
    assert abs(found.height - 120) <= 6
    assert tool.pose is not None
    assert tool.pose.still


def test_escape_gives_up_and_backspace_takes_back_a_drag(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    tool, step = transform(window, qtbot), steps(document)
    drag(window, (140, 100), (180, 100))
    drag(window, (180, 100), (180, 140))
    assert tool.pose is not None
    assert (tool.pose.left, tool.pose.top) == (140, 130)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Backspace)
    assert (tool.pose.left, tool.pose.top) == (140, 90)
    drag(window, (180, 100), (180, 140))
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, CONTROL)
    assert (tool.pose.left, tool.pose.top) == (140, 90)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert tool.pose.still
    assert steps(document) == step
    assert block(document) == Rect(100, 90, 80, 60)


def test_another_tool_applies_what_was_begun(window: MainWindow, qtbot: QtBot, document: Document) -> None:
    transform(window, qtbot)
    step = steps(document)
    drag(window, (140, 100), (180, 100))
    window.canvas.choose_tool("brush")
    settled(window, qtbot, document, step + 1)
    assert block(document) == Rect(140, 90, 80, 60)


def test_numbers_are_shown_and_taken(window: MainWindow, qtbot: QtBot, document: Document) -> None:
    tool, step = transform(window, qtbot), steps(document)
    (options,) = window.tool_options.findChildren(TransformOptions)
    assert options.isVisible()
    assert [edit.number for edit in (options.left, options.top, options.width_px, options.height_px)] == [
        100,
        90,
        80,
        60,
    ]
    options.chain.setChecked(True)
    options.width_px.setText("160")
    options.width_px.setModified(True)
    options.width_px.editingFinished.emit()
    assert options.height_px.number == 120
    options.angle.setText("-90°")
    options.angle.setModified(True)
    options.angle.editingFinished.emit()
    assert tool.pose is not None
    assert tool.pose.angle == -90
    options.apply.click()
    settled(window, qtbot, document, step + 1)
    found = block(document)
    assert abs(found.width - 120) <= 6
    assert abs(found.height - 160) <= 6


def test_flips_and_quarter_turns_change_no_pixel(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    noise = np.random.default_rng(0).integers(1, 256, (60, 81, 4), np.uint8)
    document.paste_image(noise, "Noise", left=100, top=90)
    tool, step = transform(window, qtbot), steps(document)
    assert tool.pose is not None
    tool.stand(tool.pose.turned(90))
    tool.apply()
    settled(window, qtbot, document, step + 1)
    layer = document.state.layer(document.state.active_id)
    assert np.array_equal(layer.tiles.read(block(document)), np.rot90(noise, -1))


def test_perspective_and_warp_by_their_handles(window: MainWindow, qtbot: QtBot, document: Document) -> None:
    tool, step = transform(window, qtbot), steps(document)
    tool.choose_manner(Manner.PERSPECTIVE)
    drag(window, handle_of(tool, Handle(Kind.CORNER, 1)), (200, 70))
    assert tool.pose is not None
    assert tool.pose.quad[1].tolist() == pytest.approx([200, 70], abs=0.6)
    tool.choose_manner(Manner.WARP)
    x, y = handle_of(tool, Handle(Kind.POINT, 5))
    drag(window, (x, y), (x + 12, y + 9))
    assert not tool.pose.straight
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    settled(window, qtbot, document, step + 1)
    assert block(document).right > 190


def test_what_is_selected_is_transformed_and_the_selection_with_it(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    selection = np.zeros((document.height, document.width), np.uint8)
    selection[90:150, 100:140] = 255
    document.select(selection)
    tool, step = transform(window, qtbot), steps(document)
    assert tool.pose is not None
    assert tool.pose.box == Rect(100, 90, 40, 60)
    drag(window, (120, 110), (120, 210))
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    settled(window, qtbot, document, step + 1)
    assert block(document) == Rect(100, 90, 80, 160)
    assert document.selection is not None
    assert np.array_equal(document.selection, np.roll(selection, 100, axis=0))


@pytest.mark.usefixtures("document")
def test_what_moves_is_seen_before_it_is_applied(window: MainWindow, qtbot: QtBot) -> None:
    transform(window, qtbot)
    drag(window, (140, 100), (340, 100))

    def colour(x: float, y: float) -> tuple[int, int, int]:
        at = window.canvas.viewport.to_widget(QPointF(x, y)).toPoint()
        seen = window.canvas.grab().toImage().pixelColor(at)
        return seen.red(), seen.green(), seen.blue()

    qtbot.waitUntil(lambda: colour(330, 110) == RED[:3] and colour(130, 110) == (255, 255, 255))


def test_the_document_is_followed(window: MainWindow, qtbot: QtBot, document: Document) -> None:
    tool = transform(window, qtbot)
    drag(window, (140, 100), (180, 100))
    other = next(layer.id for layer in document.layers if layer.id != document.state.active_id)
    document.set_opacity(other, 0.5)
    assert tool.pose is not None
    assert tool.pose.left == 140  # what is transformed is the same
    document.undo()
    document.undo()
    assert tool.pose is None  # the block is gone


@pytest.mark.parametrize("applied", [True, False])
def test_a_crop_by_its_handles(window: MainWindow, qtbot: QtBot, document: Document, applied: bool) -> None:
    qtbot.keyClick(window.canvas, Qt.Key.Key_C)
    tool = window.canvas.tool
    assert isinstance(tool, CropTool)
    size, step = (document.width, document.height), steps(document)
    drag(window, (100, 90), (300, 250))
    assert tool.rect == Rect(100, 90, 200, 160)
    drag(window, (300, 170), (180, 170))
    drag(window, (140, 120), (140, 130))
    assert tool.rect == Rect(100, 100, 80, 160)
    (options,) = window.tool_options.findChildren(CropOptions)
    assert [options.left.number, options.width_px.number] == [100, 80]
    if applied:
        qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
        settled(window, qtbot, document, step + 1)
        assert (document.width, document.height) == (80, 160)
        assert block(document) == Rect(0, 0, 80, 50)
        assert not tool.differs
    else:
        qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
        assert (document.width, document.height) == size
        assert not tool.differs


def test_the_menu_turns_the_picture_and_undo_turns_it_back(
    window: MainWindow, qtbot: QtBot, document: Document, act: Callable[[str], None]
) -> None:
    before, step = document.composite(), steps(document)
    act("image_right")
    settled(window, qtbot, document, step + 1)
    assert np.array_equal(document.composite(), np.rot90(before, -1))
    act("image_flip")
    settled(window, qtbot, document, step + 2)
    act("layer_flip_down")
    settled(window, qtbot, document, step + 3)
    act("trim")
    settled(window, qtbot, document, step + 4)
    assert (document.width, document.height) == (60, 80)
    document.jump(step)
    assert np.array_equal(document.composite(), before)


@pytest.fixture
def act(window: MainWindow) -> Callable[[str], None]:
    from PySide6.QtGui import QAction

    def trigger(name: str) -> None:
        action = window.findChild(QAction, name)
        assert isinstance(action, QAction)
        action.trigger()

    return trigger


def test_another_layer_is_chosen_after_what_was_begun_is_applied(
    window: MainWindow, qtbot: QtBot, document: Document
) -> None:
    tool, step, first = transform(window, qtbot), steps(document), document.state.active_id
    drag(window, (140, 100), (180, 100))
    other = document.layers[1].id
    document.activate(other)
    settled(window, qtbot, document, step + 1)
    assert painted(document.state.layer(first).tiles) == Rect(140, 90, 80, 60)
    assert document.state.active_id == other
    assert tool.pose is None or tool.pose.still


def test_a_tool_that_was_put_away_while_it_is_applied_takes_nothing_up(
    window: MainWindow, qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool, step, canvas = transform(window, qtbot), steps(document), window.canvas
    drag(window, (140, 100), (180, 100))
    under_way: list[Callable[[], object]] = []

    def work(
        _doing: str, work: Callable[..., object], done: Callable[..., object], _given_up: object
    ) -> None:
        under_way.append(lambda: done(work(lambda: None)))

    monkeypatch.setattr(canvas, "work", work)
    monkeypatch.setattr(Session, "_is_quick", staticmethod(lambda _state: False))
    tool.apply()
    canvas.choose_tool("brush")
    (end,) = under_way
    end()
    assert steps(document) == step + 1
    assert block(document) == Rect(140, 90, 80, 60)
    assert tool.pose is None

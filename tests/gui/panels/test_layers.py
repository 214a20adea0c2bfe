"""The list of layers, worked with pointer and keys as an artist does."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document import masking
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.masking import Beginning
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.ui.panels.layers.row import Row
from aipaint_desktop.ui.panels.layers.thumbnails import Thumbnails
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.geometry import Rect
from tests.gui.conftest import seen

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def document(window: MainWindow, qtbot: QtBot) -> Document:
    """Paper, sketch, and three layers above them: A, B and C, the topmost."""
    window.docks.layers.raise_()
    document = window.canvas.document
    for name in "ABC":
        document.add_layer(name)
    qtbot.waitUntil(window.layers.list.isVisible)
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.layers.list.viewport().height() > 400)  # the panels are where they stay
    return document


def tree(window: MainWindow) -> list[object]:
    """Names as the list has them, top to bottom; a group is a pair of its name and what is in it."""
    model = window.layers.list.model()

    def of(around: object) -> list[object]:
        made: list[object] = []
        for place in range(model.rowCount(around)):  # type: ignore[arg-type]
            index = model.index(place, 0, around)  # type: ignore[arg-type]
            name = model.data(index)
            made.append((name, of(index)) if isinstance(model.node(index), Group) else name)  # type: ignore[attr-defined]
        return made

    return of(window.layers.list.rootIndex())


def node(document: Document, name: str) -> Node:
    def of(nodes: tuple[Node, ...]) -> Node | None:
        for each in nodes:
            inner = of(each.children) if isinstance(each, Group) else None
            if each.name == name or inner is not None:
                return inner or each
        return None

    found = of(document.state.nodes)
    assert found is not None, name
    return found


def row(window: MainWindow, name: str) -> Row:
    return window.layers.list.row_of(node(window.canvas.document, name).id)


def click(window: MainWindow, at: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(window.layers.list.viewport(), LEFT, held, at)


def click_name(window: MainWindow, name: str, held: Qt.KeyboardModifier = NONE) -> None:
    click(window, row(window, name).words.center(), held)


def press(window: MainWindow, words: str) -> None:
    button = next(b for b in window.layers.findChildren(QToolButton) if b.toolTip() == words)
    QTest.mouseClick(button, LEFT)


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action is not None
    action.trigger()


def drag(window: MainWindow, name: str, to: QPoint) -> None:
    """With steps between, as a hand moves."""
    view = window.layers.list.viewport()
    start = row(window, name).words.center()
    QTest.mousePress(view, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (to - start) * step / 5)
    QTest.mouseMove(view, to)
    QTest.mouseRelease(view, LEFT, NONE, to)


def test_layers_are_added_moved_and_deleted(window: MainWindow) -> None:
    press(window, "New layer")
    assert tree(window) == ["Layer 2", "Sketch", "Paper"]
    press(window, "Move layer down")
    assert tree(window) == ["Sketch", "Layer 2", "Paper"]
    press(window, "Duplicate layer")
    assert tree(window) == ["Sketch", "Layer 2 copy", "Layer 2", "Paper"]
    for _ in range(3):
        press(window, "Delete layer")
    assert len(tree(window)) == 1
    press(window, "Delete layer")  # the last one stays
    assert len(tree(window)) == 1
    trigger(window, "remove_layer")
    assert "only layer" in window.messages.text


def test_layers_are_merged_from_the_menu(window: MainWindow) -> None:
    window.layers.commands.add()
    window.layers.commands.add()
    trigger(window, "merge_down")
    assert len(tree(window)) == 3
    window.canvas.document.set_visible(window.canvas.document.layers[1].id, False)
    trigger(window, "merge_visible")
    assert len(tree(window)) == 2
    trigger(window, "flatten")
    assert tree(window) == ["Paper"]
    trigger(window, "merge_down")
    assert "nothing visible below" in window.messages.text


def test_the_eye_hides_alone_and_in_a_sweep(document: Document, window: MainWindow) -> None:
    click(window, row(window, "B").eye.center())
    assert not node(document, "B").visible
    assert document.active.name == "C"  # it is not chosen by that
    click(window, row(window, "B").eye.center())
    assert node(document, "B").visible
    view, start, end = (
        window.layers.list.viewport(),
        row(window, "C").eye.center(),
        row(window, "A").eye.center(),
    )
    QTest.mousePress(view, LEFT, NONE, start)
    for step in range(1, 9):
        QTest.mouseMove(view, start + (end - start) * step / 8)
    QTest.mouseRelease(view, LEFT, NONE, end)
    assert [node(document, name).visible for name in ("C", "B", "A", "Sketch")] == [False] * 3 + [True]


def test_alt_on_an_eye_shows_a_layer_alone_and_changes_nothing(
    document: Document, window: MainWindow, draw: Callable[[], None]
) -> None:
    draw()
    steps, whole = len(document.history.names), document.composite()
    click(window, row(window, "Paper").eye.center(), ALT)
    assert document.alone == node(document, "Paper").id
    assert [each.name for each in document.showing(document.state)] == ["Paper"]
    assert np.array_equal(document.composite(), whole)  # what is painted from and exported is the picture
    assert len(document.history.names) == steps
    click(window, row(window, "Paper").eye.center(), ALT)
    assert document.alone is None
    assert document.showing(document.state) is document.state.nodes


def test_a_click_chooses_and_keys_choose_several(document: Document, window: MainWindow) -> None:
    click_name(window, "A")
    assert document.active.name == "A"
    click_name(window, "C", SHIFT)
    assert [each.name for each in document.state.chosen] == ["A", "B", "C"]
    click_name(window, "B", CONTROL)
    assert [each.name for each in document.state.chosen] == ["A", "C"]
    trigger(window, "group_layers")
    assert tree(window) == [("Group 1", ["C", "A"]), "B", "Sketch", "Paper"]
    trigger(window, "ungroup")
    assert tree(window) == ["C", "A", "B", "Sketch", "Paper"]
    document.undo()
    document.undo()
    assert tree(window) == ["C", "B", "A", "Sketch", "Paper"]


def test_what_is_dragged_comes_to_lie_where_it_is_dropped(document: Document, window: MainWindow) -> None:
    drag(window, "C", QPoint(60, row(window, "A").rect.bottom() - 2))
    assert tree(window) == ["B", "A", "C", "Sketch", "Paper"]
    assert document.history.names[-1] == "Move layer"
    click_name(window, "A")
    trigger(window, "group_layers")
    drag(window, "C", row(window, "Group 1").words.center())
    assert tree(window) == ["B", ("Group 1", ["C", "A"]), "Sketch", "Paper"]
    click_name(window, "C")
    click_name(window, "A", CONTROL)
    drag(window, "C", QPoint(60, row(window, "B").rect.top() + 2))  # both, out of the group
    assert tree(window) == ["C", "A", "B", ("Group 1", []), "Sketch", "Paper"]
    steps = len(document.history.names)
    drag(window, "Group 1", row(window, "Group 1").words.center() + QPoint(0, 3))  # into itself
    assert len(document.history.names) == steps
    document.undo()
    assert tree(window) == ["B", ("Group 1", ["C", "A"]), "Sketch", "Paper"]


def test_a_group_folds_without_a_step(document: Document, window: MainWindow) -> None:
    trigger(window, "group_layers")
    steps = len(document.history.names)
    click(window, row(window, "Group 1").arrow.center())
    group = node(document, "Group 1")
    assert isinstance(group, Group)
    assert group.folded
    assert window.layers.list.visualRect(
        window.layers.list.model().index_of(node(document, "C").id)
    ).isEmpty()  # type: ignore[attr-defined]
    click(window, row(window, "Group 1").arrow.center())
    assert not window.layers.list.visualRect(
        window.layers.list.model().index_of(node(document, "C").id)
    ).isEmpty()  # type: ignore[attr-defined]
    assert len(document.history.names) == steps


def test_names_are_typed_in_the_list(document: Document, window: MainWindow, qtbot: QtBot) -> None:
    view = window.layers.list
    place = row(window, "B").words.center()
    QTest.mouseDClick(view.viewport(), LEFT, NONE, place)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, place)
    editor = view.viewport().findChild(QLineEdit)
    QTest.keyClicks(editor, "Hills")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tree(window)[1] == "Hills")
    assert document.history.names[-1] == "Rename layer"
    trigger(window, "rename_layer")
    qtbot.waitUntil(lambda: view.viewport().findChild(QLineEdit) is not None)


def test_switches_in_a_row_lock_and_clip(document: Document, window: MainWindow) -> None:
    QTest.mouseMove(window.layers.list.viewport(), row(window, "B").words.center())
    for place, name in enumerate(("clip", "alpha_locked", "locked")):
        click(window, row(window, "B").badges[place][1].center())
        assert getattr(node(document, "B"), name)
    assert document.history.names[-3:] == ("Clip to layer below", "Lock alpha", "Lock layer")
    assert document.active.name == "C"
    click_name(window, "B")
    trigger(window, "remove_layer")
    assert "locked" in window.messages.text
    assert "B" in tree(window)


def test_alt_between_rows_clips_the_upper_one(document: Document, window: MainWindow) -> None:
    click(window, QPoint(120, row(window, "C").rect.bottom() - 1), ALT)
    assert node(document, "C").clip
    click(window, QPoint(120, row(window, "B").rect.top() + 1), ALT)
    assert not node(document, "C").clip


def test_a_mask_is_painted_where_its_thumbnail_is_clicked(
    document: Document, window: MainWindow, draw: Callable[[], None]
) -> None:
    paper = node(document, "Paper")
    click_name(window, "Paper")
    trigger(window, "add_mask")
    assert document.state.on_mask
    window.colours.reset()  # black, which hides
    draw()
    assert isinstance(document.active, Layer)
    assert isinstance(paper, Layer)
    assert document.active.tiles is paper.tiles
    assert document.composite()[..., 3].min() == 0
    click(window, row(window, "Paper").picture.center())
    assert not document.state.on_mask
    mask = row(window, "Paper").mask
    assert mask is not None
    click(window, mask.center())
    assert document.state.on_mask
    click(window, mask.center(), SHIFT)
    assert not document.active.mask_used
    assert document.composite()[..., 3].min() == 255
    trigger(window, "mask_used")
    trigger(window, "invert_mask")
    trigger(window, "apply_mask")
    assert document.active.mask is None
    assert document.composite()[0, 0, 3] == 0


@pytest.mark.parametrize(
    "of_all", ["add_mask", "invert_mask", "apply_mask", "select_mask", "select_opaque", "clear"]
)
def test_what_takes_long_on_a_large_canvas_is_computed_beside_the_window(
    of_all: str, window: MainWindow, qtbot: QtBot
) -> None:
    large = Document.from_picture(np.full((1001, 1000, 4), 255, np.uint8), "large")
    window.files.start_with(large)
    half = np.zeros((1001, 1000), np.uint8)
    half[:500] = 255
    large.select(half)
    commands = window.layers.commands
    if of_all.endswith("_mask") and of_all != "add_mask":
        large.apply("Add mask", lambda state: masking.masked(state, Beginning.SELECTION))
    before = large.state
    long: dict[str, Callable[[], None]] = {
        "add_mask": lambda: commands.add_mask(Beginning.SELECTION),
        "select_opaque": commands.select_alpha,
    }
    long.get(of_all, getattr(commands, of_all, None))()
    assert window.canvas.busy
    assert large.state is before
    qtbot.waitUntil(lambda: not window.canvas.busy)
    assert large.state is not before


def test_control_on_a_thumbnail_selects_what_is_painted(
    document: Document, window: MainWindow, draw: Callable[[], None]
) -> None:
    draw()
    painted = node(document, "C")
    assert isinstance(painted, Layer)
    click_name(window, "A")
    click(window, row(window, "C").picture.center(), CONTROL)
    assert document.selection is not None
    assert np.array_equal(document.selection, painted.tiles.read(document.rect)[..., 3])
    assert document.active.name == "A"
    click(window, row(window, "B").picture.center(), CONTROL)
    assert "nothing on “B”" in window.messages.text


def test_mode_and_opacity_are_of_all_that_are_chosen(document: Document, window: MainWindow) -> None:
    click_name(window, "A")
    click_name(window, "B", CONTROL)
    picker = window.layers.mode
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert {node(document, name).mode for name in "AB"} == {Mode.MULTIPLY}
    window.layers.opacity.setValue(window.layers.opacity.maximum() // 2)
    assert [node(document, name).opacity for name in "ABC"] == [0.5, 0.5, 1.0]
    assert document.history.names[-2:] == ("Blend mode", "Layer opacity")
    click_name(window, "C")
    assert picker.mode is Mode.NORMAL


def test_every_mode_can_be_picked(window: MainWindow) -> None:
    picker, document = window.layers.mode, window.canvas.document
    picked = {document.active.mode}
    for _ in range(len(Mode)):
        QTest.keyClick(picker, Qt.Key.Key_Down)
        picked.add(document.active.mode)
    assert picked == {*Mode}
    assert document.history.names[-1] == "Blend mode"
    assert len(document.history.names) == 2


def test_labels_are_given_from_the_menu(document: Document, window: MainWindow) -> None:
    label = next(action for action in window.findChildren(QAction) if action.text() == "Green")
    label.trigger()
    assert document.active.label == "green"
    assert document.history.names[-1] == "Colour label"


def test_keys_go_up_and_down(document: Document, window: MainWindow) -> None:
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_PageDown)
    assert document.active.name == "B"
    QTest.keyClick(window.canvas, Qt.Key.Key_PageDown, CONTROL)
    assert tree(window) == ["C", "A", "B", "Sketch", "Paper"]
    QTest.keyClick(window.canvas, Qt.Key.Key_PageUp)
    assert document.active.name == "A"
    QTest.keyClick(window.canvas, Qt.Key.Key_G, CONTROL)
    assert tree(window) == ["C", ("Group 1", ["A"]), "B", "Sketch", "Paper"]


def test_a_stroke_touches_its_row_alone(
    document: Document, window: MainWindow, draw: Callable[[], None], qtbot: QtBot
) -> None:
    model, thumbnails = window.layers.list.model(), window.layers.thumbnails
    ids = {each.id for each in document.layers}
    qtbot.waitUntil(lambda: all(thumbnails.of(each)[0] is not None for each in ids))
    before = {each: thumbnails.of(each)[0] for each in ids}
    touched: set[str] = set()
    rebuilt: list[object] = []
    model.dataChanged.connect(lambda first, _last: touched.add(model.data(first)))
    for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
        signal.connect(rebuilt.append)
    draw()
    qtbot.waitUntil(lambda: thumbnails.of(document.active.id)[0] is not before[document.active.id])
    assert touched == {"C"}
    assert not rebuilt
    assert all(thumbnails.of(each)[0] is before[each] for each in ids - {document.active.id})


def test_a_thumbnail_that_was_being_made_when_the_canvas_changed_is_made_again(document: Document) -> None:
    begun: list[tuple[Callable[[], object], Callable[[object], object]]] = []

    class Slow:
        def run(
            self, work: Callable[[], object], done: Callable[[object], object], *_: object, **__: object
        ) -> None:
            begun.append((work, done))

    def end() -> None:
        work, done = begun.pop(0)
        done(work())

    thumbnails, paper = Thumbnails(Slow()), node(document, "Paper")  # type: ignore[arg-type]
    thumbnails.ask([paper], Rect(0, 0, 100, 50), 20)
    thumbnails.forget()
    end()
    thumbnails.ask([paper], Rect(0, 0, 50, 100), 20)
    end()
    made = thumbnails.of(paper.id)[0]
    assert made is not None
    assert (made.width(), made.height()) == (10, 20)


def test_a_layer_is_thinned_and_hidden_as_the_canvas_shows(
    window: MainWindow, draw: Callable[[], None]
) -> None:
    draw()
    painted = seen(window)
    window.layers.opacity.setValue(window.layers.opacity.maximum() // 2)
    assert seen(window).mean() > painted.mean()
    trigger(window, "layer_visible")
    assert (seen(window) == 255).all()

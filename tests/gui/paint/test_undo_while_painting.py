"""Undo while a model paints: the result still goes where it was asked for, as one step."""

from collections.abc import Callable

import numpy as np
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.window.main_window import MainWindow
from tests.gui.conftest import seen
from tests.gui.fake_engine import RESULT, FakeEngine
from tests.gui.paint.test_painting import hold_midway


def go_on(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.painting.finished):
        engine.hold.set()


def test_strokes_that_are_undone_meanwhile_stay_undone_and_are_kept(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    document = window.canvas.document
    window.references.choose(["blue"])
    draw()
    sketch = document.active
    hold_midway(window, engine, qtbot)
    document.add_layer("Above")
    draw()
    most = seen(window)
    document.undo()
    document.undo()
    go_on(window, engine, qtbot)
    assert [layer.id for layer in document.layers[:2]] == [document.layers[0].id, sketch.id]
    assert len(document.layers) == 3
    assert document.history.names[-2:] == ("Round", "Painting")
    (kept,) = document.snapshots
    assert kept.name == "What was undone"
    painted = seen(window)
    assert np.array_equal(painted[300, 300], RESULT)
    document.undo()  # the result alone
    assert len(document.layers) == 2
    document.redo()
    assert np.array_equal(seen(window), painted)
    assert document.go_back_to(kept)
    assert np.array_equal(seen(window), most)


def test_the_layer_that_it_is_painted_from_may_be_undone(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    document = window.canvas.document
    window.references.choose(["blue"])
    document.add_layer("Hills")
    draw()
    hold_midway(window, engine, qtbot)
    document.jump(0)
    go_on(window, engine, qtbot)
    assert len(document.layers) == 3
    assert document.layers[-1].provenance is not None  # on top of what is left
    assert len(document.history.names) == 2
    document.undo()
    assert len(document.layers) == 2


def test_another_size_may_be_undone_and_the_result_fits_the_canvas_as_it_is(
    window: MainWindow, engine: FakeEngine, draw: Callable[[], None], qtbot: QtBot
) -> None:
    document = window.canvas.document
    size = document.rect
    window.references.choose(["blue"])
    document.resize(size.width + 64, size.height + 64)
    draw()
    hold_midway(window, engine, qtbot)
    document.jump(0)
    go_on(window, engine, qtbot)
    assert document.rect == size
    assert np.array_equal(seen(window)[size.height // 2, size.width // 2], RESULT)
    assert len(document.history.names) == 2

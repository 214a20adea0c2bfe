import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.history import History
from aipaint_desktop.values.geometry import Rect


def history(limit: int = 1000) -> History[str]:
    return History("begin", "", lambda before, _after: len(before), limit)


def test_undo_and_redo_walk_along_the_steps() -> None:
    steps = history()
    steps.push("a", "1")
    steps.push("b", "2")
    assert steps.names == ("begin", "a", "b")
    assert steps.jump(0) == ""
    assert not steps.can_undo
    assert steps.can_redo
    assert steps.jump(2) == "2"
    assert not steps.can_redo


def test_a_new_step_ends_what_could_be_redone() -> None:
    steps = history()
    steps.push("a", "1")
    steps.push("b", "2")
    steps.jump(1)
    steps.push("c", "3")
    assert steps.names == ("begin", "a", "c")
    assert steps.state == "3"


def test_the_oldest_states_go_when_memory_is_full() -> None:
    steps = history(limit=25)
    for name in "abcdef":
        steps.push(name, name * 10)
    assert steps.bytes <= 25
    assert steps.names == ("d", "e", "f")
    assert steps.jump(0) == "d" * 10
    assert not steps.can_undo


def test_the_current_state_stays_however_large() -> None:
    steps = history(limit=5)
    steps.push("a", "x" * 100)
    steps.push("b", "y" * 100)
    assert steps.names == ("b",)
    assert steps.state == "y" * 100


def test_steps_of_a_slider_are_one() -> None:
    steps = history()
    for value in "123":
        steps.push("opacity", value, join="opacity")
    steps.push("name", "n")
    steps.push("opacity", "4", join="opacity")
    assert steps.names == ("begin", "opacity", "name", "opacity")
    assert steps.jump(1) == "3"


def test_there_is_no_step_beyond_the_ends() -> None:
    with pytest.raises(IndexError):
        history().jump(1)
    with pytest.raises(IndexError):
        history().jump(-1)


def test_another_limit_holds_from_the_next_step_on() -> None:
    steps = history(100)
    for state in ("12345", "1234", "123"):
        steps.push(state, state)
    steps.limit = 4
    assert len(steps.names) == 4
    steps.push("last", "")
    assert steps.names == ("123", "last")


def test_a_step_stays_the_same_object_while_others_are_forgotten() -> None:
    steps = history(25)
    for name in "abc":
        steps.push(name, name * 10)
    kept = steps.steps
    steps.push("d", "d" * 10)
    assert steps.steps[:-1] == kept[2:] != ()


def test_bytes_are_those_of_the_states_that_are_kept() -> None:
    """Whatever is pushed, undone and forgotten."""
    random = np.random.default_rng(5)
    steps = history(limit=300)
    for number in range(2000):
        if random.random() < 0.2:
            steps.jump(int(random.integers(len(steps.names))))
        state = "x" * int(random.integers(60))
        steps.push(str(number), state, join="slider" if random.random() < 0.2 else None)
        states = [step.state for step in steps.steps]
        assert steps.bytes == sum(map(len, states[:-1])) <= 300 or len(states) == 1
        assert steps.state == state
        assert not steps.can_redo


def test_there_may_be_any_number_of_steps() -> None:
    steps = history(limit=10**9)
    for number in range(20_000):
        steps.push(str(number), "state")
    assert len(steps.names) == 20_001
    assert steps.bytes == 19_999 * len("state")


def test_many_strokes_on_a_large_canvas_keep_within_a_megabyte_each() -> None:
    document = Document(4096, 4096)
    document.history.limit = 2**40
    brush = Brush("40 px", size=40, smoothing=0)
    for row in range(20):
        stroke = Stroke(document.begin_edit("Stroke"), brush, (10, 20, 30))
        for x in range(300, 1001, 50):
            stroke.add(PenSample(x, 100 + 150 * row))
        stroke.finish()
    assert document.history.bytes < 20 * 2**20


def test_a_document_forgets_its_oldest_strokes_within_its_budget() -> None:
    document = Document(512, 512)
    document.history.limit = 20 * 2**16  # tiles of pixels alone
    for value in range(100):
        pixels = np.full((128, 128, 4), value + 1, np.uint8)
        document.begin_edit("Stroke").write(Rect(0, 0, 128, 128), pixels)
    assert document.history.bytes <= document.history.limit
    assert 10 <= len(document.history.names) <= 21
    while document.history.can_undo:
        document.undo()
    assert document.composite()[0, 0, 0] != 255  # what was forgotten is not taken back

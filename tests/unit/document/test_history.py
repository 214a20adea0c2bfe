import pytest

from aipaint_desktop.document.history import History


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

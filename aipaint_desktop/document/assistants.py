"""Assistants: set, removed, and moved along with what is on the canvas."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from aipaint_desktop.document.assistant import Assistant, Place
from aipaint_desktop.document.state import State

Assistants = tuple[Assistant, ...]


def with_assistant(state: State, assistant: Assistant, instead_of: int | None = None) -> State:
    """Add an assistant. instead_of: the place, among the state's assistants, of one whose place it takes."""
    assistants = list(state.assistants)
    if instead_of is None:
        assistants.append(assistant)
    elif assistants[instead_of] == assistant:
        return state
    else:
        assistants[instead_of] = assistant
    return replace(state, assistants=tuple(assistants))


def without_assistant(state: State, place: int) -> State:
    """Remove the assistant at this place among the state's assistants."""
    return replace(state, assistants=state.assistants[:place] + state.assistants[place + 1 :])


def without_assistants(state: State) -> State:
    """Remove all assistants; the same state where there are none."""
    return replace(state, assistants=()) if state.assistants else state


def carried(assistants: Iterable[Assistant], carry: Callable[[Place], Place]) -> Assistants:
    """Put assistants where the canvas, which is cropped, scaled, mirrored or turned, takes their points."""
    return tuple(replace(each, points=tuple(map(carry, each.points))) for each in assistants)

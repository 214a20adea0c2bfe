"""Pinned pictures: added, changed, removed, and moved along with what is on the canvas."""

from collections.abc import Iterable
from dataclasses import replace

from aipaint_desktop.document.pinned import Pinned
from aipaint_desktop.document.state import State


def with_pinned(state: State, added: Iterable[Pinned]) -> State:
    """Pin pictures above all others."""
    return replace(state, pinned=(*state.pinned, *added))


def changed(state: State, pin: Pinned) -> State:
    """Put this one in place of that with its id; the same state where it is as it was, or gone."""
    pins = tuple(pin if each.id == pin.id else each for each in state.pinned)
    return state if pins == state.pinned else replace(state, pinned=pins)


def without(state: State, pin_id: str | None = None) -> State:
    """Remove one, None for all; the same state where there is nothing to remove."""
    left = tuple(pin for pin in state.pinned if pin_id is not None and pin.id != pin_id)
    return state if len(left) == len(state.pinned) else replace(state, pinned=left)

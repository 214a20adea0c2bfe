"""Selections that are kept by name, as channels of the picture."""

from dataclasses import replace

from aipaint_desktop.document.selecting.combining import Combination, combined
from aipaint_desktop.document.state import State


def saved(state: State, name: str) -> State:
    """Keep what is selected as the channel of this name, in place of one that has it. The same state where nothing is
    selected."""
    if state.selection is None:
        return state
    return replace(state, channels={**state.channels, name: state.selection})


def loaded(state: State, name: str, how: Combination = Combination.REPLACE) -> State:
    """Let a channel meet what is selected. Raises `KeyError` for an unknown name."""
    selection = combined(state.selection, state.channels[name], how)
    return state if selection is state.selection else replace(state, selection=selection)


def deleted(state: State, name: str) -> State:
    """Forget the channel of this name; the same state where there is none."""
    channels = {other: mask for other, mask in state.channels.items() if other != name}
    return replace(state, channels=channels) if len(channels) < len(state.channels) else state

"""What is selected, made of what was, and the regions that are made of what is selected."""

from dataclasses import replace

import numpy as np

from aipaint_desktop.document.mask import kept, without
from aipaint_desktop.document.state import State


def all_selected(state: State) -> State:
    """Select every pixel, so that the outline of the canvas is seen."""
    return replace(state, selection=kept(np.full((state.height, state.width), 255, np.uint8)))


def inverted(state: State) -> State:
    """Select what is not selected. The same state where all or nothing is: there is nothing to invert."""
    if state.selection is None or (state.selection == 255).all():
        return state
    return replace(state, selection=kept(255 - state.selection))


def used_in_selection(state: State, region: str) -> State:
    """Make what is selected the region of this name, and take it from the others; nothing is selected then. The same
    state where nothing is selected."""
    given = state.selection
    if given is None:
        return state
    regions = {name: without(mask, given) for name, mask in state.regions.items()}
    there = {name: mask for name, mask in regions.items() if mask is not None}
    return replace(state, selection=None, regions={**there, region: given})


def used_everywhere(state: State, region: str) -> State:
    """Forget the region of this name; the same state where there is none."""
    regions = {name: mask for name, mask in state.regions.items() if name != region}
    return replace(state, regions=regions) if len(regions) < len(state.regions) else state

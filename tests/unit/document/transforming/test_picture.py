"""All of a picture turned, flipped, cropped and trimmed."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.picture import (
    cropped_picture,
    cropped_to_selection,
    flipped_picture,
    trimmed,
    turned_picture,
)
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput

RANDOM = np.random.default_rng(3)
NOISE = RANDOM.integers(0, 256, (150, 210, 4), np.uint8)


def picture() -> State:
    document = Document(210, 150)
    document.paste_image(NOISE, "Noise")
    state = document.state
    layer = replace(
        state.layer(state.active_id),
        mask=TileStore.from_pixels(RANDOM.integers(0, 256, (150, 210), np.uint8)),
    )
    selection = RANDOM.integers(0, 256, (150, 210), np.uint8)
    region = np.zeros((150, 210), np.uint8)
    region[10:40, 20:90] = 255
    return replace(state.with_node(layer), selection=selection, regions={"r": region})


def look(state: State) -> list[np.ndarray]:
    assert state.selection is not None
    return [composite(state.nodes, state.rect), state.selection, *state.regions.values()]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_picture_is_turned_with_all_that_is_in_it(quarters: int) -> None:
    state = picture()
    turned = turned_picture(state, quarters)
    assert (turned.width, turned.height) == ((150, 210) if quarters % 2 else (210, 150))
    for before, after in zip(look(state), look(turned), strict=True):
        assert np.array_equal(after, np.rot90(before, -quarters))
    back = turned_picture(turned, 4 - quarters)
    for before, after in zip(look(state), look(back), strict=True):
        assert np.array_equal(after, before)


def test_a_picture_is_flipped_with_all_that_is_in_it() -> None:
    state = picture()
    for across, axis in ((True, 1), (False, 0)):
        for before, after in zip(look(state), look(flipped_picture(state, across=across)), strict=True):
            assert np.array_equal(after, np.flip(before, axis))


def test_guides_go_along() -> None:
    state = replace(picture(), guides=(Guide(True, 20), Guide(False, 30)))
    assert turned_picture(state, 1).guides == (Guide(False, 20), Guide(True, 120))
    assert flipped_picture(state, across=True).guides == (Guide(True, 190), Guide(False, 30))
    assert flipped_picture(state, across=False).guides == (Guide(True, 20), Guide(False, 120))
    assert cropped_picture(state, Rect(5, 6, 100, 100)).guides == (Guide(True, 15), Guide(False, 24))


def test_cropping_cuts_off_and_grows() -> None:
    state = picture()
    assert cropped_picture(state, state.rect) is state
    cropped = cropped_picture(state, Rect(30, 20, 100, 90))
    for before, after in zip(look(state), look(cropped), strict=True):
        assert np.array_equal(after, before[20:110, 30:130])
    grown = cropped_picture(state, Rect(-10, -5, 230, 160))
    for before, after in zip(look(state), look(grown), strict=True):
        assert np.array_equal(after[5:155, 10:220], before)
    assert (composite(grown.nodes, grown.rect)[:, :10] == 255).all()  # the paper


def test_what_is_selected_becomes_the_canvas() -> None:
    state = picture()
    selection = np.zeros((150, 210), np.uint8)
    selection[30:70, 40:120] = 200
    cropped = cropped_to_selection(replace(state, selection=selection))
    assert (cropped.width, cropped.height) == (80, 40)
    with pytest.raises(BadInput):
        cropped_to_selection(replace(state, selection=None))


def test_trimming_leaves_what_is_painted() -> None:
    document = Document(200, 150)
    with pytest.raises(BadInput):
        trimmed(document.state)
    document.paste_image(np.full((40, 60, 4), (9, 9, 9, 255), np.uint8), "Dark", left=30, top=20)
    state = trimmed(document.state)
    assert (state.width, state.height) == (60, 40)
    document.remove_layer(document.layers[0].id)
    assert trimmed(document.state).rect == Rect(0, 0, 60, 40)

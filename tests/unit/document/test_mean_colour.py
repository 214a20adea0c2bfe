from dataclasses import replace

import numpy as np

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mean_colour import mean_colour
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore


def state() -> State:
    """Opaque black left and red of a quarter's alpha right of x = 20, on white paper."""
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[:, :20, 3] = 252
    pixels[:, 20:] = (255, 0, 0, 63)
    document = Document(40, 40)
    sketch = replace(document.layers[-1], tiles=TileStore.from_pixels(pixels))
    return document.state.with_node(sketch)


def test_one_pixel_is_taken_as_it_is_seen_or_as_it_is_on_the_layer() -> None:
    assert mean_colour(state(), 30, 10) == (255, 192, 192)
    assert mean_colour(state(), 30, 10, all_layers=False) == (255, 0, 0)
    assert mean_colour(state(), 5, 10, all_layers=False) == (0, 0, 0)


def test_a_spot_is_averaged_by_alpha() -> None:
    red, green, blue = mean_colour(state(), 20, 20, 6, all_layers=False) or (0, 0, 0)
    ys, xs = np.mgrid[-6:7, -6:7]
    disc = xs**2 + ys**2 <= 36
    right, left = int((disc & (xs >= 0)).sum()), int((disc & (xs < 0)).sum())
    assert abs(red - 255 * 63 * right / (63 * right + 252 * left)) <= 0.5
    assert green == blue == 0


def test_a_spot_ends_at_the_canvas_and_nothing_painted_is_none() -> None:
    assert mean_colour(state(), 0, 0, 9, all_layers=False) == (0, 0, 0)
    assert mean_colour(state(), 60, 0, 9) is None
    empty = replace(Document(40, 40).state, nodes=(Layer("empty", id="e"),), active_id="e")
    assert mean_colour(empty, 5, 5, 3) is None

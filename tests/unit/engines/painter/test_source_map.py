"""The picture that tells where each pixel is from."""

import numpy as np

from aipaint_desktop.engines.painter.source_map import explain
from aipaint_desktop.values.picture import Picture

ORANGE, YELLOW, VIOLET, GREEN = (236, 112, 60), (250, 205, 90), (70, 60, 150), (60, 170, 150)


def test_each_pixel_has_the_colour_of_its_place_in_the_reference() -> None:
    """A reference that was copied whole gives its key; one that was copied turned over, that turned over."""
    height, width = 31, 47
    places = np.dstack([np.zeros((height, width), np.int32), *np.mgrid[:height, :width]]).astype(np.int32)
    white = Picture(np.full((height, width, 3), 255, np.uint8))
    sheet = explain(places, [white])
    assert sheet.shape[0] == height
    map_, key = sheet[:, :width], sheet[:, -width:]
    assert np.array_equal(map_, key)
    corners = [map_[0, 0], map_[0, -1], map_[-1, 0], map_[-1, -1]]
    assert [tuple(corner) for corner in corners] == [ORANGE, YELLOW, VIOLET, GREEN]
    assert np.array_equal(explain(places[::-1, ::-1], [white])[:, :width], map_[::-1, ::-1])


def test_references_are_told_apart_and_what_was_given_is_grey() -> None:
    sources = np.zeros((20, 30, 3), np.int32)
    sources[:, 10:20, 0] = 1
    sources[:, 20:, 0] = -1
    references = [Picture(np.full((12, 18, 3), 255, np.uint8)), Picture(np.full((9, 30, 3), 255, np.uint8))]
    sheet = explain(sources, references)
    assert (sheet[:, :10] == ORANGE).all()
    assert (sheet[:, 10:20] == np.roll(ORANGE, 1)).all()
    assert (sheet[:, 20:30] == 128).all()
    assert tuple(sheet[0, 42]) == ORANGE
    assert tuple(sheet[10, 42]) == tuple(np.roll(ORANGE, 1))

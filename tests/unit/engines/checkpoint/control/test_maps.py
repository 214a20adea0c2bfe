"""Maps are made of pictures without any model, light on dark and of the picture's size."""

import cv2
import numpy as np
import pytest

from aipaint_desktop.engines.checkpoint.control.maps import MAP_KINDS, MapKind, make_map
from aipaint_desktop.values.picture import Picture

HEIGHT, WIDTH = 96, 128


def drawing() -> Picture:
    pixels = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    cv2.circle(pixels, (64, 48), 30, (20, 20, 20), 2)
    return Picture(pixels, "drawing")


def photograph() -> Picture:
    across = np.linspace(40, 200, WIDTH)[None, :, None] * np.ones((HEIGHT, 1, 3))
    pixels = across.astype(np.uint8)
    cv2.circle(pixels, (64, 48), 30, (230, 60, 20), -1)
    return Picture(pixels, "photograph")


@pytest.mark.parametrize("kind", MAP_KINDS)
@pytest.mark.parametrize("picture", [drawing(), photograph()])
def test_maps_are_of_the_size_of_the_picture(kind: MapKind, picture: Picture) -> None:
    made = make_map(kind, picture)
    assert (made.width, made.height, made.name) == (WIDTH, HEIGHT, picture.name)
    assert not made.is_mask
    assert make_map(kind, picture) == made


@pytest.mark.parametrize("kind", ["lines", "scribble", "canny", "soft_edge"])
@pytest.mark.parametrize("picture", [drawing(), photograph()])
def test_lines_are_light_where_there_are_some(kind: MapKind, picture: Picture) -> None:
    made = make_map(kind, picture).pixels
    assert np.array_equal(made[..., 0], made[..., 2])
    ring = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(ring, (64, 48), 30, 255, 9)
    within, beyond = made[..., 0][ring > 0], made[..., 0][ring == 0]
    assert within.mean() > 8 * max(1.0, float(beyond.mean()))
    assert within.max() > 200


def test_what_is_painted_as_a_map_is_taken_as_it_is() -> None:
    for kind in ("none", "segmentation"):
        assert np.array_equal(make_map(kind, photograph()).pixels, photograph().pixels)  # type: ignore[arg-type]


def test_colours_stay_and_detail_goes() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    for kind in ("blur", "tile", "colour_grid"):
        made = make_map(kind, Picture(noise)).pixels  # type: ignore[arg-type]
        assert made.std() < noise.std() / 2
        assert abs(made.mean() - noise.mean()) < 3
    grid = make_map("colour_grid", Picture(noise)).pixels
    assert len(np.unique(grid.reshape(-1, 3), axis=0)) == 4  # two cells by two


def test_a_black_picture_has_no_lines() -> None:
    for kind in ("lines", "scribble", "canny", "soft_edge"):
        assert not make_map(kind, Picture(np.zeros((9, 7, 3), np.uint8))).pixels.any()  # type: ignore[arg-type]

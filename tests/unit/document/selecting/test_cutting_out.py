"""Things cut out of pictures by a box or strokes."""

import numpy as np
import pytest

from aipaint_desktop.document.selecting.cutting_out import Marks, cut_out
from aipaint_desktop.document.selecting.guided_filter import guided


def scene(size: int = 240) -> tuple[np.ndarray, np.ndarray]:
    """A mottled red disc on mottled green, and how far each pixel is the disc's: 0 to 1."""
    noise = np.random.default_rng(3).normal(0, 14, (size, size, 1))
    rows, columns = np.mgrid[:size, :size]
    share = np.clip(size * 0.25 + 0.5 - np.hypot(rows - size * 0.5, columns - size * 0.55), 0, 1)
    red, green = np.array([190, 60, 50]) + noise, np.array([70, 120, 60]) - noise
    colours = green + (red - green) * share[..., None]
    image = np.dstack([np.clip(colours, 0, 255).astype(np.uint8), np.full((size, size), 255, np.uint8)])
    return image, share


def marked(size: int, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    mask = np.zeros((size, size), np.uint8)
    mask[int(top * size) : int(bottom * size), int(left * size) : int(right * size)] = 255
    return mask


def overlap(found: np.ndarray, share: np.ndarray) -> float:
    one, other = found >= 128, share >= 0.5
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize("size", [240, 1100])
def test_a_box_around_a_thing_cuts_it_out_with_a_soft_edge(size: int) -> None:
    image, share = scene(size)
    found = cut_out(image, Marks(around=marked(size, 0.2, 0.15, 0.9, 0.85)))
    assert overlap(found, share) > 0.97
    edge = (found > 16) & (found < 240)
    assert 0 < edge.sum() < 0.03 * size * size
    assert np.abs(found / 255 - share).mean() < 0.01


def test_strokes_on_and_beside_a_thing_do_as_well() -> None:
    image, share = scene()
    thing, rest = marked(240, 0.5, 0.4, 0.6, 0.6), marked(240, 0.02, 0.1, 0.08, 0.9)
    found = cut_out(image, Marks(thing=thing, rest=rest))
    assert overlap(found, share) > 0.95
    assert (found[thing == 255] == 255).all()
    assert not found[rest == 255].any()


def test_a_stroke_takes_back_what_a_box_took_in() -> None:
    image, share = scene()
    image[20:60, 20:60, :3] = (190, 60, 50)
    box = marked(240, 0.04, 0.04, 0.95, 0.95)
    assert cut_out(image, Marks(around=box))[40, 40] == 255
    found = cut_out(image, Marks(around=box, rest=marked(240, 0.1, 0.1, 0.22, 0.22)))
    assert not found[30:50, 30:50].any()
    assert overlap(found, share) > 0.9


def test_the_same_marks_give_the_same_and_nothing_marked_gives_nothing() -> None:
    image, _ = scene()
    marks = Marks(around=marked(240, 0.2, 0.15, 0.9, 0.85))
    assert np.array_equal(cut_out(image, marks), cut_out(image, marks))
    assert not cut_out(image, Marks()).any()
    assert not Marks()
    assert marks


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (50, 2)])
def test_any_size_and_any_marks_are_borne(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 4), 200, np.uint8)
    full = np.full(shape, 255, np.uint8)
    for marks in (Marks(around=full), Marks(thing=full), Marks(around=full, rest=full)):
        assert cut_out(image, marks).shape == shape


def test_it_can_be_given_up() -> None:
    class GivenUpError(Exception):
        pass

    def check() -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        cut_out(scene()[0], Marks(around=marked(240, 0.2, 0.2, 0.8, 0.8)), check)


def test_the_guided_filter_solves_each_window_for_itself() -> None:
    rng = np.random.default_rng(1)
    picture = rng.integers(0, 256, (14, 15, 3), np.uint8)
    plane = rng.random((14, 15)).astype(np.float32)
    radius, epsilon = 2, 0.01
    guide = np.pad(picture / 255, ((2, 2), (2, 2), (0, 0)), mode="symmetric")
    wanted = np.pad(plane, 2, mode="symmetric")
    models = np.empty((14, 15, 4))
    for y, x in np.ndindex(14, 15):
        colours = guide[y : y + 5, x : x + 5].reshape(-1, 3)
        values = wanted[y : y + 5, x : x + 5].ravel()
        spread = np.cov(colours.T, bias=True) + epsilon * np.eye(3)
        along = (colours * values[:, None]).mean(0) - colours.mean(0) * values.mean()
        slope = np.linalg.solve(spread, along)
        models[y, x] = *slope, values.mean() - slope @ colours.mean(0)
    found = guided(picture, plane, radius, epsilon)
    for y, x in ((5, 6), (7, 9), (8, 4)):  # away from the border, where means of means are plain
        a = models[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 4).mean(0)
        assert found[y, x] == pytest.approx(a[:3] @ (picture[y, x] / 255) + a[3], abs=1e-3)

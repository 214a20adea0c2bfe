import numpy as np

from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.enclosed import enclosed_regions
from aipaint_desktop.document.selecting.similar import Likeness
from aipaint_desktop.document.tile import Pixels

BLACK = (0, 0, 0, 255)


def picture(*, ground: tuple[int, int, int, int] = (255, 255, 255, 255), gap: int = 0) -> Pixels:
    """A ring of 2 px around 40 … 60, with a gap in its upper side."""
    image = np.full((100, 100, 4), ground, np.uint8)
    for low, high in ((38, 40), (60, 62)):
        image[low:high, 38:62] = BLACK
        image[38:62, low:high] = BLACK
    if gap:
        image[38:40, 50 : 50 + gap] = ground
    return image


def box(low: int, high: int) -> Mask:
    mask = np.zeros((100, 100), np.uint8)
    mask[low:high, low:high] = 255
    return mask


WHAT = box(40, 60)


def test_what_an_outline_closes_in_is_found_and_nothing_else() -> None:
    for ground in ((255, 255, 255, 255), (0, 0, 0, 0), (90, 160, 200, 255)):
        for reach in (10, 0, 30):
            assert np.array_equal(
                enclosed_regions(picture(ground=ground), box(reach, 100 - reach), Likeness()), WHAT
            )


def test_a_lasso_that_cuts_through_finds_nothing_there() -> None:
    assert not enclosed_regions(picture(), box(50, 90), Likeness()).any()
    assert not enclosed_regions(picture(), np.zeros((100, 100), np.uint8), Likeness()).any()


def test_gaps_are_closed_as_far_as_it_is_said() -> None:
    open_ring = picture(gap=4)
    assert not enclosed_regions(open_ring, box(10, 90), Likeness()).any()
    found = enclosed_regions(open_ring, box(10, 90), Likeness(gap=6))
    assert (found[WHAT > 0] == 255).mean() > 0.98
    assert not found[:36].any()
    assert not found[62:].any()
    assert not enclosed_regions(picture(gap=14), box(10, 90), Likeness(gap=6)).any()


def test_a_ground_of_two_colours_is_known_as_such() -> None:
    image = picture()
    image[50:, :][(image[50:, :, :3] == 255).all(axis=2)] = (200, 220, 255, 255)
    assert np.array_equal(enclosed_regions(image, box(10, 90), Likeness(tolerance=8)), WHAT)


def test_what_is_found_grows_and_fades() -> None:
    larger = enclosed_regions(picture(), box(10, 90), Likeness(grow=1))
    assert larger[39, 50] == larger[60, 50] == 255
    assert not larger[38, 50]
    faded = enclosed_regions(picture(), box(10, 90), Likeness(feather=6))
    assert 100 < faded[50, 40] < 155
    assert faded[50, 50] > 240

"""The portrait of strokes, painted small and with few of them."""

import itertools

import numpy as np

from tests.quality.oil_portrait import HEIGHT, PARTS, WIDTH, contact_sheet, paint

SCALE = 0.1


def test_the_same_seed_paints_the_same_portrait() -> None:
    stages: list[np.ndarray] = []
    document, strokes = paint(scale=SCALE, sparing=5, stage=stages.append)
    again, as_many = paint(scale=SCALE, sparing=5)
    picture = document.composite()
    assert strokes == as_many > 100
    assert np.array_equal(picture, again.composite())
    assert picture.shape == (round(HEIGHT * SCALE), round(WIDTH * SCALE), 4)
    assert len(stages) == len(PARTS)
    assert all(not np.array_equal(one, other) for one, other in itertools.pairwise(stages))
    assert contact_sheet(stages).shape == (3 * 37, 4 * 30, 4)
    grey = picture[..., :3].mean(axis=2)
    forehead, cheek = grey[26:34, 28:36].mean(), grey[43:50, 47:54].mean()
    assert forehead > 1.1 * cheek

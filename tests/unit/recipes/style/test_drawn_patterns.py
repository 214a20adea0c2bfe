"""Drawn patterns: every kind draws, in several colours, and the same again from the same seed."""

import numpy as np
import pytest

from recipes.style import drawn_patterns
from recipes.style.drawn_patterns import draw_pattern


@pytest.mark.parametrize("kind", sorted({kind.__name__ for kind in drawn_patterns._KINDS}))
def test_every_kind_shows_form_in_more_than_one_colour(kind: str) -> None:
    random = np.random.default_rng(1)
    colours = [(20, 30, 60), (220, 60, 40), (240, 230, 200)]
    pixels = np.asarray(getattr(drawn_patterns, kind)(96, colours, random))
    assert pixels.shape == (96, 96, 3)
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) >= 2
    assert pixels.std() > 10


def test_a_seed_gives_the_same_patterns_again() -> None:
    first, again = (np.asarray(draw_pattern(64, np.random.default_rng(7))) for _ in range(2))
    assert first.shape == (64, 64, 3)
    assert (first == again).all()

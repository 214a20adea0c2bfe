import numpy as np
import pytest

from aipaint_desktop.values.oklab import (
    chroma_within,
    colours_of_oklab,
    colours_of_oklch,
    oklab_of,
    oklch_of,
)


def test_known_colours() -> None:
    white, red = oklab_of(np.float32([1, 1, 1])), oklab_of(np.float32([1, 0, 0]))
    assert white == pytest.approx([1, 0, 0], abs=1e-4)
    assert red == pytest.approx([0.6280, 0.2249, 0.1258], abs=1e-4)


def test_there_and_back() -> None:
    colours = np.random.default_rng(1).random((3, 500), np.float32)
    assert np.abs(colours_of_oklab(oklab_of(colours)) - colours).max() < 1e-4
    assert np.abs(colours_of_oklch(oklch_of(colours)) - colours).max() < 1e-3


def test_what_srgb_has_not_keeps_lightness_and_hue() -> None:
    hues = np.linspace(0, 0.99, 40, dtype=np.float32)
    asked = np.stack([np.full(40, 0.6, np.float32), np.full(40, 0.4, np.float32), hues])
    lightness, chroma, hue = oklch_of(colours_of_oklch(asked))
    assert np.abs(lightness - 0.6).max() < 2e-3
    assert np.abs((hue - hues + 0.5) % 1 - 0.5).max() < 2e-3
    assert (chroma < 0.33).all()


def test_nothing_is_darker_than_black_or_lighter_than_white() -> None:
    ends = colours_of_oklch(np.float32([[0, 1], [0.2, 0.2], [0.3, 0.3]]))
    assert np.abs(ends - [[0, 1]] * 3).max() < 1 / 255
    assert chroma_within(np.float32([1]), np.float32([0.1]))[0] < 1e-3

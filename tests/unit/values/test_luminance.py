import numpy as np

from aipaint_desktop.values.luminance import greys


def test_greys_stay_and_alpha_does() -> None:
    every = np.arange(256, dtype=np.uint8).repeat(4).reshape(16, 16, 4)
    made = greys(every)
    assert np.abs(made.astype(int) - every).max() <= 1
    assert np.array_equal(made[..., 3], every[..., 3])


def test_colours_are_as_light_as_they_are_seen() -> None:
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]]], np.uint8)
    red, green, blue, yellow = greys(colours)[0, :, 0].tolist()
    assert blue < red < green < yellow
    assert abs(red - 127) <= 1  # 0.2126 of the light, in sRGB
    assert colours[0, 0, 0] == 255

import numpy as np

from aipaint_desktop.nn.borders import shared_borders


def test_borders_are_counted_on_both_sides() -> None:
    labels = np.array([[0, 0, 1], [0, 2, 1], [-1, 2, 2]], np.int32)
    assert shared_borders(labels, 3).tolist() == [[0, 1, 2], [1, 0, 2], [2, 2, 0]]

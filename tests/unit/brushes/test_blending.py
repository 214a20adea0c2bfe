import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.brushes.blending import Manner, laid_over

bytes_ = st.integers(0, 255)


@settings(deadline=None)
@given(st.tuples(bytes_, bytes_, bytes_, bytes_), st.tuples(bytes_, bytes_, bytes_), st.floats(0, 1))
def test_painting_is_the_textbook_over(
    below: tuple[int, int, int, int], colour: tuple[int, int, int], cover: float
) -> None:
    result = laid_over(np.array([[below]], np.uint8), np.array([[cover]], np.float32), colour, Manner.PAINT)[
        0, 0
    ]
    kept = below[3] / 255 * (1 - cover)
    alpha = cover + kept
    assert abs(result[3] - 255 * alpha) <= 0.51
    if alpha > 0.004:
        expected = (np.array(colour) * cover + np.array(below[:3]) * kept) / alpha
        assert np.abs(result[:3] - expected).max() <= 0.52


@settings(deadline=None)
@given(st.tuples(bytes_, bytes_, bytes_, bytes_), st.floats(0, 1))
def test_erasing_scales_alpha(below: tuple[int, int, int, int], cover: float) -> None:
    result = laid_over(
        np.array([[below]], np.uint8), np.array([[cover]], np.float32), (0, 0, 0), Manner.ERASE
    )[0, 0]
    assert result[:3].tolist() == list(below[:3])
    assert abs(result[3] - below[3] * (1 - cover)) <= 0.51

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter, QTransform

from aipaint_desktop.ui.canvas.ants import Ants

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(ants: Ants, width: int, height: int, scale: float = 1.0, phase: int = 0) -> np.ndarray:
    """Where ants are drawn, (height, width) bool."""
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    ants.draw(painter, QTransform.fromScale(scale, scale), phase)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)[..., 3] > 0


def test_ants_run_around_the_selection() -> None:
    mask = np.zeros((100, 120), np.uint8)
    mask[20:50, 30:80] = 200
    marks = drawn(Ants(mask), 120, 100)
    expected = np.zeros_like(marks)
    expected[20:51, 30:81] = True
    expected[21:50, 31:80] = False
    assert np.array_equal(marks, expected)


def test_a_faint_selection_is_seen_as_well() -> None:
    mask = np.zeros((100, 120), np.uint8)
    mask[20:50, 30:80] = 200
    faint = np.where(mask == 200, 3, 0).astype(np.uint8)
    assert np.array_equal(drawn(Ants(faint), 120, 100), drawn(Ants(mask), 120, 100))


def test_all_that_is_drawn_lies_in_the_region() -> None:
    rows, columns = np.mgrid[:300, :400]
    mask = (((rows - 150) ** 2 + (columns - 390) ** 2 < 140**2) * 255).astype(np.uint8)
    ants = Ants(mask)
    region = ants.region(QTransform.fromScale(0.7, 0.7))
    marks = drawn(ants, 280, 210, 0.7)
    covered = np.zeros_like(marks)
    for rect in region:
        covered[max(0, rect.top()) : rect.bottom() + 1, max(0, rect.left()) : rect.right() + 1] = True
    assert marks.any()
    assert not (marks & ~covered).any()
    assert covered.mean() < 0.6


def test_a_ragged_mask_is_outlined_coarsely() -> None:
    noise = (np.random.default_rng(0).random((700, 900)) < 0.5).astype(np.uint8) * 255
    marks = drawn(Ants(noise), 900, 700)
    assert marks.any()
    rows, columns = np.nonzero(marks)
    assert rows.max() > 650
    assert columns.max() > 850

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QTransform

from aipaint_desktop.ui.canvas.ants import Ants

pytestmark = pytest.mark.usefixtures("qapp")


def colours(
    ants: Ants, width: int, height: int, phase: int = 0, transform: QTransform | None = None
) -> np.ndarray:
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    ants.draw(painter, transform or QTransform(), image.rect(), phase)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4).copy()


def drawn(
    ants: Ants, width: int, height: int, scale: float = 1.0, transform: QTransform | None = None
) -> np.ndarray:
    """Where ants are drawn, (height, width) bool."""
    return colours(ants, width, height, 0, transform or QTransform.fromScale(scale, scale))[..., 3] > 0


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
    region = ants.region(QTransform.fromScale(0.7, 0.7), QRect(0, 0, 280, 210))
    marks = drawn(ants, 280, 210, 0.7)
    covered = np.zeros_like(marks)
    for rect in region:
        covered[max(0, rect.top()) : rect.bottom() + 1, max(0, rect.left()) : rect.right() + 1] = True
    assert marks.any()
    assert not (marks & ~covered).any()
    assert covered.mean() < 0.6


def test_a_ragged_mask_is_outlined_to_the_pixel() -> None:
    noise = np.random.default_rng(0).random((140, 180)) < 0.5
    around = np.pad(noise, 1)
    above, left, corner = around[:-2, 1:-1], around[1:-1, :-2], around[:-2, :-2]
    expected = (noise != above) | (noise != left) | (noise != corner)
    assert np.array_equal(drawn(Ants(noise * np.uint8(255)), 180, 140), expected)


def test_ants_march_by_other_colours_in_the_same_places() -> None:
    mask = np.zeros((100, 120), np.uint8)
    mask[20:50, 30:80] = 255
    ants = Ants(mask)
    pictures = [colours(ants, 120, 100, phase) for phase in range(9)]
    assert all(np.array_equal(one[..., 3], pictures[0][..., 3]) for one in pictures)
    assert len({one.tobytes() for one in pictures}) == 8
    assert np.array_equal(pictures[0], pictures[8])


def test_ants_of_a_part_are_those_of_all() -> None:
    rows, columns = np.mgrid[:300, :400]
    ants = Ants((((rows - 150) ** 2 + (columns - 200) ** 2 < 140**2) * 255).astype(np.uint8))
    turned = QTransform().translate(150, 20).rotate(25).scale(0.8, 0.8)
    whole = drawn(ants, 300, 300, transform=turned)
    assert whole.any()
    moved = turned * QTransform.fromTranslate(-100, -80)
    assert np.array_equal(drawn(ants, 200, 220, transform=moved), whole[80:, 100:])

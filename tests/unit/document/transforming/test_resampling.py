"""Pixels through maps of the plane: exact where they can be, and close to a reference in float64 where not."""

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming import matrices
from aipaint_desktop.document.transforming.lattice import Projection
from aipaint_desktop.document.transforming.matrices import Matrix
from aipaint_desktop.document.transforming.resampling import resampled
from aipaint_desktop.values.geometry import Rect

WITHIN = Rect(-600, -600, 2000, 2000)
ALL = tuple(Kernel)


def smooth(width: int, height: int) -> NDArray[np.uint8]:
    """Waves some 40 px long, with soft alpha."""
    y, x = np.mgrid[:height, :width].astype(np.float64)
    planes = [
        127 + 120 * np.sin(x / 7 + y / 11),
        127 + 120 * np.cos(x / 9 - y / 8),
        127 + 120 * np.sin((x + y) / 10),
        160 + 90 * np.sin(x / 13) * np.cos(y / 12),
    ]
    return np.clip(np.stack(planes, axis=2), 0, 255).astype(np.uint8)


def weighted(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    planes = pixels.astype(np.float64)
    planes[..., :3] *= planes[..., 3:] / 255
    return planes


def through(pixels: NDArray[np.uint8], matrix: Matrix, kernel: Kernel = Kernel.BICUBIC) -> TileStore:
    return resampled(TileStore.from_pixels(pixels), Projection(matrix), WITHIN, kernel)


def cubic(pixels: NDArray[np.uint8], matrix: Matrix, rect: Rect) -> NDArray[np.float64]:
    """Bicubic interpolation (Keys 1981, a = −0.75) in float64, transparent outside."""
    planes = np.pad(weighted(pixels), ((4, 4), (4, 4), (0, 0)))
    x, y = np.meshgrid(rect.left + np.arange(rect.width) + 0.5, rect.top + np.arange(rect.height) + 0.5)
    inverse = np.linalg.inv(matrix)
    u, v, w = (inverse[row, 0] * x + inverse[row, 1] * y + inverse[row, 2] for row in range(3))
    u, v = u / w - 0.5, v / w - 0.5

    def weight(far: NDArray[np.float64], a: float = -0.75) -> NDArray[np.float64]:
        t = np.abs(far)
        near, wide = ((a + 2) * t - (a + 3)) * t * t + 1, ((a * t - 5 * a) * t + 8 * a) * t - 4 * a
        return np.where(t <= 1, near, np.where(t < 2, wide, 0))

    result = np.zeros((rect.height, rect.width, 4))
    left, top = np.floor(u).astype(int), np.floor(v).astype(int)
    for row in range(-1, 3):
        for column in range(-1, 3):
            share = weight(u - left - column) * weight(v - top - row)
            across = np.clip(left + column + 4, 0, planes.shape[1] - 1)
            down = np.clip(top + row + 4, 0, planes.shape[0] - 1)
            result += share[..., None] * planes[down, across]
    alpha = np.clip(result[..., 3:], 0, 255)
    colours = np.clip(result[..., :3] / np.maximum(result[..., 3:], 1e-3), 0, 1)
    return np.concatenate([colours * alpha, alpha], axis=2)


@pytest.mark.parametrize("kernel", ALL)
def test_what_is_not_moved_is_bit_exact(kernel: Kernel) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 280, 4), np.uint8)
    noise[noise[..., 3] == 0] = 0
    kept = through(noise, matrices.identity(), kernel).read(Rect(0, 0, 280, 300))
    assert np.array_equal(kept, noise)


@pytest.mark.parametrize("kernel", ALL)
def test_quarter_turns_only_make_pixels_change_places(kernel: Kernel) -> None:
    picture = smooth(130, 90)
    turned = through(picture, matrices.shift(90, 0) @ matrices.rotation(90), kernel).read(Rect(0, 0, 90, 130))
    assert np.array_equal(turned, np.rot90(picture, -1))


@pytest.mark.parametrize(
    "matrix",
    [
        matrices.around(60, 50, matrices.rotation(17)),
        matrices.shift(0.5, -3.25),
        matrices.around(10, 10, matrices.scaling(2.3, 1.6)),
        matrices.shearing(0.3) @ matrices.rotation(-5),
        matrices.around(60, 50, np.array([[1, 0, 0], [0, 1, 0], [-0.0007, -0.0005, 1]])),
    ],
)
def test_maps_agree_with_a_reference_in_float64(matrix: Matrix) -> None:
    picture, rect = smooth(120, 100), Rect(-40, -40, 330, 280)
    made = weighted(through(picture, matrix).read(rect))
    # cv2 takes places in steps of 1/32 px
    assert np.abs(made - cubic(picture, matrix, rect)).max() < 8
    assert np.abs(made - cubic(picture, matrix, rect)).mean() < 0.4


@pytest.mark.parametrize(("across", "down"), [(0.5, 0.5), (0.37, 0.37), (0.11, 0.2), (1, 0.13), (1.7, 0.3)])
@pytest.mark.parametrize("degrees", [0, 30])
def test_reducing_keeps_the_mean_of_noise_and_makes_it_smooth(
    across: float, down: float, degrees: float
) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (400, 420, 4), np.uint8)
    matrix = matrices.rotation(degrees) @ matrices.scaling(across, down)
    made = weighted(through(noise, matrix).read(Rect(-300, -300, 1300, 1300)))
    kept = made.sum(axis=(0, 1)) / (across * down) / weighted(noise).sum(axis=(0, 1))
    assert kept == pytest.approx(1, abs=0.02)
    inside = weighted(through(noise, matrix).read(_middle(matrix)))[..., 0]
    assert inside.std() < 1.35 * weighted(noise)[..., 0].std() * min(1, across) ** 0.5 * min(1, down) ** 0.5


def _middle(matrix: Matrix) -> Rect:
    x, y = matrices.mapped(matrix, [(210, 200)])[0]
    return Rect(int(x) - 8, int(y) - 8, 16, 16)


def test_transparent_colours_leave_no_fringe() -> None:
    picture = np.zeros((64, 64, 4), np.uint8)
    picture[..., 1] = 255  # green where nothing is seen
    picture[16:48, 16:48] = (200, 10, 30, 255)
    for matrix in (matrices.around(32, 32, matrices.rotation(33)), matrices.scaling(0.3, 0.3)):
        made = through(picture, matrix).read(Rect(-20, -20, 104, 104))
        seen = made[made[..., 3] > 0].astype(int)
        assert np.abs(seen[:, :3] - (200, 10, 30)).max() <= 2


def test_masks_are_resampled_as_pictures_are() -> None:
    mask = np.zeros((90, 130), np.uint8)
    mask[20:70, 30:100] = 255
    matrix = matrices.around(65, 45, matrices.rotation(20))
    made = resampled(TileStore.from_pixels(mask), Projection(matrix), WITHIN)
    assert made.channels == 1
    like = through(np.dstack([mask, mask, mask, mask]), matrix)
    rect = Rect(-50, -50, 250, 250)
    assert np.array_equal(made.read(rect), like.read(rect)[..., 3])


def test_what_lies_outside_is_cut_off() -> None:
    made = resampled(
        TileStore.from_pixels(smooth(200, 200)), Projection(matrices.scaling(9, 9)), Rect(0, 0, 300, 200)
    )
    assert made.bounds == Rect(0, 0, 384, 256)
    assert not made.read(Rect(300, 0, 84, 256)).any()


def test_pixels_behind_the_eye_are_not_drawn() -> None:
    matrix = np.array([[1, 0, 0], [0, 1, 0], [0.02, 0, 1]])
    made = resampled(TileStore.from_pixels(smooth(128, 128)), Projection(matrix), Rect(-200, 0, 400, 200))
    assert not made.read(Rect(-200, 0, 195, 200)).any()


def test_the_nearest_pixel_is_taken_as_it_is() -> None:
    picture = np.random.default_rng(2).integers(1, 256, (20, 20, 4), np.uint8)
    made = through(picture, matrices.scaling(3, 3), Kernel.NEAREST).read(Rect(0, 0, 60, 60))
    assert np.array_equal(made, picture.repeat(3, axis=0).repeat(3, axis=1))


def test_a_horizon_takes_no_more_than_what_is_there() -> None:
    """Where the plane goes away places lie millions of pixels outside of it."""
    matrix = np.array([[1, 0, 0], [0, 1, 0], [0.0078, 0, 1e-4]])
    made = resampled(TileStore.from_pixels(smooth(128, 128)), Projection(matrix), Rect(0, 0, 700, 700))
    assert made.bounds.width <= 768


def test_what_lies_before_a_horizon_is_seen() -> None:
    """The tile that it is on goes on behind the eye."""
    picture = smooth(128, 128)
    picture[:, 90:] = 0
    matrix = np.array([[1, 0, 0], [0, 1, 0], [-0.01, 0, 1]])
    made = resampled(TileStore.from_pixels(picture), Projection(matrix), Rect(0, 0, 700, 700))
    assert made.bounds.width > 500


def test_a_thin_picture_is_reduced_across_alone() -> None:
    thin = resampled(
        TileStore.from_pixels(smooth(3000, 40)),
        Projection(matrices.scaling(1 / 700, 30)),
        Rect(0, 0, 99, 1300),
    )
    assert thin.bounds.width <= 256

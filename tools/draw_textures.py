#!/usr/bin/env python3
"""Draw the textures that brushes catch on: grey pictures in `resources/textures` that repeat without a seam; paint
catches on what is white first.

python3 tools/draw_textures.py
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "textures"
SIDE = 256

Plane = NDArray[np.float64]


def places() -> tuple[Plane, Plane]:
    """Pixels across and down."""
    axis = np.arange(SIDE, dtype=np.float64)
    down, across = np.meshgrid(axis, axis, indexing="ij")
    return across, down


def noise(seed: int, smallest: float, largest: float, stretch: float = 1.0) -> Plane:
    """Smooth noise of mean 0 and deviation 1. smallest, largest: of its features, px. stretch: how much longer they are
    across than down."""
    white = np.random.default_rng(seed).standard_normal((SIDE, SIDE))
    fy, fx = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :]
    frequency = np.hypot(fx * stretch, fy)
    band = np.exp(-((frequency * smallest) ** 2)) - np.exp(-((frequency * largest) ** 2))
    made = np.fft.irfft2(np.fft.rfft2(white) * band / np.maximum(frequency, 1 / SIDE), (SIDE, SIDE))
    return (made - made.mean()) / made.std()


def canvas() -> Plane:
    """Threads that go over and under each other."""
    return _woven(8, 0.5, 11)


def linen() -> Plane:
    """Finer threads, of which some are thick."""
    return _woven(4, 1.1, 12)


def _woven(thread: int, unevenness: float, seed: int) -> Plane:
    across, down = places()
    x = across + unevenness * noise(seed, 6, 40)
    y = down + unevenness * noise(seed + 1, 6, 40)
    warp, weft = np.abs(np.sin(np.pi * x / thread)), np.abs(np.sin(np.pi * y / thread))
    over = np.sin(np.pi * (x / thread + 0.5)) * np.sin(np.pi * (y / thread + 0.5))
    ridge = np.maximum(warp * (0.75 + 0.25 * np.sign(over)), weft * (0.75 - 0.25 * np.sign(over)))
    slubs = noise(seed + 2, 3, 60, 8) + noise(seed + 3, 3, 60, 8).T
    return ridge + 0.06 * slubs + 0.05 * noise(seed + 4, 1.5, 4)


def cold_pressed() -> Plane:
    """Watercolour paper: round hills of two sizes with the mark of the felt."""
    return noise(21, 7, 16) + 0.5 * noise(22, 3, 6) + 0.15 * noise(23, 1.5, 3)


def rough() -> Plane:
    """Paper with deep hollows that are far apart."""
    return np.maximum(noise(31, 12, 30), -1.2) + 0.35 * noise(32, 3, 8)


def laid() -> Plane:
    """Paper with the wires of its mould."""
    across, down = places()
    wires = np.sin(2 * np.pi * (down + 0.3 * noise(41, 8, 60, 4)) / 4)
    chains = np.exp(-(((across + 0.6 * noise(42, 8, 60)) % 64 - 32) ** 2) / 8)
    return wires + 0.9 * chains + 0.5 * noise(43, 2, 5)


def plaster() -> Plane:
    """A wall: smooth where the trowel went, and pitted."""
    return -np.abs(noise(51, 10, 60, 2)) + 0.3 * noise(52, 2, 6) - 1.2 * (noise(53, 4, 9) > 1.7)


def wood() -> Plane:
    """Grain that goes across."""
    _across, down = places()
    rings = np.sin(2 * np.pi * (down / 16 + 0.6 * noise(61, 20, 128, 5)))
    return rings + 0.8 * noise(62, 1.2, 6, 16)


def dots() -> Plane:
    """A screen of dots, as prints have it."""
    across, down = places()
    turned = (across + down) / 8, (across - down) / 8
    return np.cos(2 * np.pi * turned[0]) + np.cos(2 * np.pi * turned[1])


TEXTURES: dict[str, Callable[[], Plane]] = {
    "canvas": canvas,
    "linen": linen,
    "cold-pressed": cold_pressed,
    "rough": rough,
    "laid": laid,
    "plaster": plaster,
    "wood": wood,
    "dots": dots,
}


def evened(heights: Plane) -> Plane:
    """As much of each height as of any other."""
    ranks = np.empty(heights.size)
    ranks[np.argsort(heights, axis=None, kind="stable")] = np.linspace(0, 1, heights.size)
    return ranks.reshape(heights.shape)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, draw in TEXTURES.items():
        grey = np.rint(255 * evened(draw())).astype(np.uint8)
        Image.fromarray(grey).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

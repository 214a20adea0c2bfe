"""Scenes to repaint while a reference is learned: parts of the pictures that ship, and piles of drawn leaves.

No photographs ship. Paintings have the things of the world but soft edges; dead leaves (Lee, Mumford & Huang 2001,
shapes of all sizes that hide one another) have the edges, occlusions and spectrum of photographs.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

_LARGEST = 512  # px, of the short side of a picture that is looked at
_LEAVES = (10, 60)
_LEAST_RADIUS = 6.0


class Scenes:
    """Knows endless scenes by their numbers, each always the same. pictures: (H, W, 3) uint8. side: of a scene, px."""

    def __init__(self, pictures: Sequence[NDArray[np.uint8]], side: int) -> None:
        self._pictures = [Image.fromarray(pixels) for pixels in pictures]
        self._side = side

    def scene(self, number: int) -> NDArray[np.uint8]:
        """Give one, (side, side, 3): every other one is drawn."""
        random = np.random.default_rng((_SEED, number))
        scene = _leaves(self._side, random) if number % 2 else self._part(random)
        if random.random() < 0.5:
            scene = scene.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return _recoloured(np.asarray(scene), random)

    def _part(self, random: np.random.Generator) -> Image.Image:
        picture = self._pictures[int(random.integers(len(self._pictures)))]
        short = min(picture.size)
        largest = max(self._side, min(_LARGEST, short))
        factor = short / np.exp(random.uniform(np.log(self._side), np.log(largest)))
        extent = min(self._side * factor, short)
        left, top = random.uniform(0, picture.width - extent), random.uniform(0, picture.height - extent)
        box = (left, top, left + extent, top + extent)
        return picture.resize((self._side, self._side), Image.Resampling.BICUBIC, box)


_SEED = 7


def _leaves(side: int, random: np.random.Generator) -> Image.Image:
    """Shaded and textured ellipses and polygons over one another."""
    pile = Image.new("RGB", (side, side), tuple(random.integers(0, 256, 3).tolist()))
    down, across = np.mgrid[0:side, 0:side] / side - 0.5
    for _ in range(random.integers(*_LEAVES)):
        radius = _LEAST_RADIUS + side / 2 * random.random() ** 2
        x, y = random.uniform(0, side, 2)
        mask = Image.new("L", (side, side))
        if random.random() < 0.5:
            high = radius * random.uniform(0.4, 1)
            ImageDraw.Draw(mask).ellipse((x - radius, y - high, x + radius, y + high), fill=255)
        else:
            angles = np.sort(random.uniform(0, 2 * np.pi, random.integers(3, 9)))
            far = radius * random.uniform(0.5, 1, len(angles))
            corners = np.stack([x + far * np.cos(angles), y + far * np.sin(angles)], 1)
            ImageDraw.Draw(mask).polygon([(float(a), float(b)) for a, b in corners], fill=255)
        slope = random.normal(0, 80, 2)
        shade = slope[0] * across + slope[1] * down + random.uniform(0, 25) * _grain(side, random)
        leaf = random.uniform(0, 255, 3) + shade[..., None]
        pile.paste(Image.fromarray(leaf.clip(0, 255).astype(np.uint8)), mask=mask)
    return pile.filter(ImageFilter.GaussianBlur(random.uniform(0, 1)))


def _grain(side: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Noise in cells of up to 12 px."""
    cells = max(2, side // int(random.integers(1, 12)))
    coarse = Image.fromarray(random.standard_normal((cells, cells)).astype(np.float32))
    return np.asarray(coarse.resize((side, side), Image.Resampling.BICUBIC))


def _recoloured(scene: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Other colours, a third of the time each: channels exchanged, or a gamma for each."""
    if random.random() < 1 / 3:
        scene = scene[..., random.permutation(3)]
    if random.random() < 1 / 3:
        bright = (scene / 255) ** random.uniform(0.6, 1.6, 3)
        scene = (255 * bright).round().astype(np.uint8)
    return scene

"""How near a repainted picture is to its photo and to its reference, in VGG16's eyes.

`style`, `texture` and `content` are those of `aipaint_desktop.nn.style.losses`. `strokes` tells how near the
picture's patches are to the reference's nearest ones: 0 is as near as the photo's, 1 as near as the master's.
"""

from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import normalize, unfold

from aipaint_desktop.engines.computing.devices import choose_device, number_type
from aipaint_desktop.nn.style.losses import content_distance, manner, style_distance, texture_distance
from aipaint_desktop.nn.vgg import CONTENT_LAYER, STYLE_LAYERS, Vgg16

_PATCHES = {"relu2_2": (5, 2), "relu3_1": (3, 1)}
"""By layer: the side of a patch, and how far apart the reference's are, in features."""
_PATCHES_LOOKED_AT = 768  # of a picture, by layer


class Nearness(NamedTuple):
    """How far a picture is from what was wanted: 0 is there. patches: of the reference's nearest ones, 0 to 2."""

    style: float
    texture: float
    content: float
    patches: float


def strokes(found: float, photo: float, master: float) -> float:
    """Place a distance of patches between those of the photo, 0, and of the master, 1."""
    return (photo - found) / (photo - master)


def pairs(photos: list[Path], references: list[Path], count: int, first: int = 0) -> list[tuple[Path, Path]]:
    """List `count` photos with a reference each, beginning with pair `first`; both lists are repeated."""
    return list(islice(zip(cycle(photos), cycle(references)), first, first + count))


class Pair:
    """A photo and a reference (1, 3, H, W) as VGG16 sees them, and how far a picture is from either."""

    def __init__(self, vgg: Vgg16, photo: Tensor, reference: Tensor) -> None:
        self._vgg = vgg
        with torch.inference_mode():
            self._scene = vgg.features(photo, [CONTENT_LAYER])[CONTENT_LAYER]
            self._wanted = manner(vgg.features(reference))
            self._patches = _Patches(vgg.features(reference, list(_PATCHES)))

    def figures(self, painted: Tensor) -> tuple[float, float, float]:
        """Style, texture and content of a picture (1, 3, H, W); the random directions are always the same."""
        return self.nearness(painted, patches=False)[:3]

    def nearness(self, painted: Tensor, *, patches: bool = True) -> Nearness:
        """Measure a picture (1, 3, H, W). patches: those, too, which takes seconds; else they are nan."""
        with torch.inference_mode():
            features = self._vgg.features(painted, [*STYLE_LAYERS, CONTENT_LAYER, *_PATCHES])
            found = manner(features)
            generator = torch.Generator().manual_seed(0)
            return Nearness(
                style_distance(found, self._wanted).item(),
                texture_distance(found, self._wanted, projections=64, generator=generator).item(),
                content_distance(features[CONTENT_LAYER], self._scene).item(),
                self._patches.distance(features) if patches else float("nan"),
            )


class _Patches:
    """The patches of a reference's features."""

    def __init__(self, features: dict[str, Tensor]) -> None:
        precision = number_type(choose_device("cpu", convolves=True))
        self._means = {layer: features[layer].mean((2, 3), keepdim=True) for layer in _PATCHES}
        self._searched = {}
        for layer, (side, stride) in _PATCHES.items():
            patches = unfold(features[layer] - self._means[layer], side, stride=stride)[0]
            self._searched[layer] = normalize(patches, dim=0).to(precision)

    def distance(self, features: dict[str, Tensor]) -> float:
        """Mean over places and layers of 1 − the cosine of a picture's patch to the nearest one; features are taken
        from the reference's mean. The places are always the same."""
        apart = []
        for layer, (side, _) in _PATCHES.items():
            patches = unfold(features[layer] - self._means[layer], side)[0]
            generator = torch.Generator().manual_seed(0)
            places = torch.randperm(patches.shape[1], generator=generator)[:_PATCHES_LOOKED_AT]
            looked_at = normalize(patches[:, places].T, dim=1)
            searched = self._searched[layer]
            nearest = (looked_at.to(searched.dtype) @ searched).float().argmax(1)
            apart.append(1 - (looked_at * searched[:, nearest].T).sum(1).mean())
        return torch.stack(apart).mean().item()


def as_picture(x: Tensor) -> Image.Image:
    """Inverse of `as_tensor`."""
    return Image.fromarray(((x[0].permute(1, 2, 0) + 1) * 127.5).round().clamp(0, 255).byte().numpy())


def sheet(rows: list[list[Image.Image]], cell: int) -> Image.Image:
    """Lay out pictures in rows, each in a square of `cell` px."""
    whole = Image.new("RGB", (cell * len(rows[0]), cell * len(rows)), "white")
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            whole.paste(picture, (across * cell, down * cell))
    return whole

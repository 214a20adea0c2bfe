"""Looking at a reference: from a picture to what VGG16 sees in it, and its colours."""

from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.engines.pictures.pixels import to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.nn.palette import Palette, colour_moments, palette
from aipaint_desktop.nn.style.network import CODE_LAYERS, channel_moments, log_statistics, reading_size
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture

READ_SIDE = 512
"""Long side in px at which a reference is looked at for strokes of size 1."""

_LEAST_SIDE = 16
_PARTS = 3
_PLENTY = 20_000


@dataclass(frozen=True, eq=False)
class Sight:
    """Holds what was seen of a reference. statistics: (1, 1920) as `nn.style.network.reference_statistics` has them."""

    statistics: Tensor
    palette: Palette


class ReferenceEye:
    """Looks at references with VGG16, which is on the device already. precision: what it computes in."""

    def __init__(self, vgg: Vgg16, device: torch.device, precision: torch.dtype) -> None:
        self._vgg = vgg
        self._device = device
        self._precision = precision

    def look(self, reference: Picture, stroke: float = 1.0) -> Sight:
        """Look at a reference. stroke: how large it is looked at; 1 is at `READ_SIDE`.

        Enlarged, it is looked at in nine parts spread over it, so that it takes no longer.
        """
        image = to_tensor(np.asarray(_resized(reference, READ_SIDE * stroke)), self._device)
        seen = _parts(image) if stroke > 1 else image
        features = self._vgg.features(reading_size(seen).to(self._precision), CODE_LAYERS)
        moments = [channel_moments(_points(features[layer])) for layer in CODE_LAYERS]
        details = palette(seen).detail.mean(0, keepdim=True)
        return Sight(log_statistics(moments), Palette(*colour_moments(image), details))


def _resized(reference: Picture, long_side: float) -> Image.Image:
    factor = long_side / max(reference.width, reference.height)
    size = [max(_LEAST_SIDE, round(side * factor)) for side in (reference.width, reference.height)]
    picture = Image.fromarray(opaque(reference.pixels))
    return picture.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=2)


def _parts(image: Tensor) -> Tensor:
    """(1, 3, H, W) -> (9, 3, h, w), as large together as the picture at `READ_SIDE`, from edge to edge."""
    height, width = image.shape[2:]
    factor = READ_SIDE / max(height, width) / _PARTS
    h, w = (max(_LEAST_SIDE, round(side * factor)) for side in (height, width))
    tops, lefts = (
        [round((side - part) * k / (_PARTS - 1)) for k in range(_PARTS)]
        for side, part in ((height, h), (width, w))
    )
    return torch.cat([image[:, :, top : top + h, left : left + w] for top in tops for left in lefts])


def _points(features: Tensor) -> Tensor:
    """(N, C, h, w) -> (1, C, h, N·w), as if all parts were one picture; where there are plenty, every other row
    and column, which have the same statistics in a quarter of the time."""
    if features[:, 0].numel() > _PLENTY:
        features = features[:, :, ::2, ::2]
    return features.permute(1, 2, 0, 3).flatten(2)[None]

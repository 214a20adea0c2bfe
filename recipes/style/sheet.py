"""Judging a style network on pictures it was not trained on: figures, and a sheet to look at."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.nn.palette import palette
from aipaint_desktop.nn.style.losses import (
    content_distance,
    manner,
    style_distance,
    texture_distance,
)
from aipaint_desktop.nn.style.network import StyleNetwork, reference_statistics
from aipaint_desktop.nn.vgg import CONTENT_LAYER, STYLE_LAYERS, Vgg16
from aipaint_desktop.training.precision import in_precision
from recipes.pictures.picture_sets import Place, read_at


class Judge:
    """Repaints the first `count` photos like the first `count` references, each with each."""

    def __init__(
        self,
        vgg: Vgg16,
        photos: Sequence[Place],
        references: Sequence[Place],
        device: Device,
        count: int = 3,
        long_side: int = 320,
    ) -> None:
        self._vgg = vgg
        self._device = device
        self._photos, self._references = (
            [read_at(path, long_side).to(device.kind) for path in files[:count]]
            for files in (photos, references)
        )

    @torch.no_grad()
    def __call__(self, network: StyleNetwork, sheet: Path) -> dict[str, float]:
        """Write the sheet (photos down, references across) and return the mean style, texture and content."""
        generator = torch.Generator().manual_seed(0)
        figures = []
        columns = [_cell(picture) for picture in self._photos]
        grid = [np.concatenate([np.zeros_like(columns[0]), *columns])]
        for reference in self._references:
            seen = self._vgg.features(reference)
            code = network.encode(reference_statistics(self._vgg, reference), palette(reference))
            cells = [_cell(reference)]
            for photo in self._photos:
                with in_precision(self._device):
                    painted = network(photo, code).clamp(-1, 1)
                cells.append(_cell(painted))
                features = self._vgg.features(painted, [*STYLE_LAYERS, CONTENT_LAYER])
                scene = self._vgg.features(photo, [CONTENT_LAYER])[CONTENT_LAYER]
                found, wanted = manner(features), manner(seen)
                figures.append(
                    [
                        style_distance(found, wanted).item(),
                        texture_distance(found, wanted, generator=generator).item(),
                        content_distance(features[CONTENT_LAYER], scene).item(),
                    ]
                )
            grid.append(np.concatenate(cells))
        Image.fromarray(np.concatenate(grid, 1)).save(sheet, quality=92)
        means = np.mean(figures, 0)
        return dict(zip(("style", "texture", "content"), map(float, means.round(4)), strict=True))


def _cell(picture: Tensor, side: int = 300) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The picture's middle as (side, side, 3) uint8."""
    height, width = picture.shape[2:]
    top, left = max(0, (height - side) // 2), max(0, (width - side) // 2)
    pixels = picture[0, :, top : top + side, left : left + side].permute(1, 2, 0)
    cell = np.zeros((side, side, 3), np.uint8)
    cell[: pixels.shape[0], : pixels.shape[1]] = (
        ((pixels + 1) * 127.5).round().clamp(0, 255).byte().cpu().numpy()
    )
    return cell

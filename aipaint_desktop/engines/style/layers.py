"""What the style engine paints on and where: the picture at its new size, and which references share it how."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from aipaint_desktop.engines.pictures.ground import resized_mask, touched
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.values.picture import Picture

_ROWS = 512  # that are blended at once
_SOFTNESS = 1 / 100  # of the short side: how wide the borders of regions are blurred


@dataclass(frozen=True, eq=False)
class Share:
    """References that are blended by their weights, and how much of the result is painted like them.

    cover: (height, width), 255 is all; None where it is all everywhere. learned: the SHA-256 of the weights of the
    network that has learned the one reference that counts; "" where there are several, or nobody has learned it.
    """

    references: tuple[Picture, ...]
    weights: tuple[float, ...]
    cover: NDArray[np.uint8] | None
    learned: str = ""


def shares(request: StylizeRequest) -> list[Share]:
    """Share out what is painted, each by itself: the references of every region, or without regions all of them. Where
    anything is selected all of it is painted; `Ground` then lets as much be seen as is selected."""
    selection = None
    if request.selection is not None:
        selection = touched(resized_mask(request.selection.pixels, *request.size))
    if not request.regions:
        weighted_ones = zip(request.weights, _learned(request), strict=True)
        counting = [learned for weight, learned in weighted_ones if weight > 0]
        return [Share(request.references, request.weights, selection, _only(counting))]
    radius = min(request.size) * _SOFTNESS
    together: dict[Picture, list[tuple[Picture, float, str]]] = {}
    for reference, weight, region, learned in zip(
        request.references, request.weights, request.regions, _learned(request), strict=True
    ):
        if weight > 0:
            together.setdefault(region, []).append((reference, weight, learned))
    soft = [
        np.asarray(
            Image.fromarray(resized(region.pixels, *request.size)).filter(ImageFilter.GaussianBlur(radius))
        )
        for region in together
    ]
    weights = [sum(weight for _, weight, _ in members) for members in together.values()]
    total = np.zeros(soft[0].shape, np.float32)
    weighted = np.zeros(soft[0].shape, np.float32)
    for mask, weight in zip(soft, weights, strict=True):
        total += mask
        weighted += mask * np.float32(weight / max(weights))
    covered = np.minimum(total, 255) / np.maximum(weighted, 1e-6)
    if selection is not None:
        covered *= selection / np.float32(255)
    return [
        Share(
            tuple(reference for reference, _, _ in members),
            tuple(weight for _, weight, _ in members),
            (mask * np.float32(weight / max(weights)) * covered).astype(np.uint8),
            _only([learned for _, _, learned in members]),
        )
        for members, mask, weight in zip(together.values(), soft, weights, strict=True)
    ]


def _learned(request: StylizeRequest) -> Sequence[str]:
    return request.learned or ("",) * len(request.references)


def _only(learned: Sequence[str]) -> str:
    return learned[0] if len(learned) == 1 else ""


def blended(
    under: NDArray[np.uint8],
    paintings: Sequence[NDArray[np.uint8]],
    covers: Sequence[NDArray[np.uint8] | None],
    strength: float = 1.0,
) -> NDArray[np.uint8]:
    """Lay paintings (h, w, 3) over a picture, each as its share says; without any, the picture itself. strength: how
    much of the paint is seen, where it is below 1."""
    if len(paintings) == 1 and covers[0] is None and strength >= 1:
        return paintings[0]
    result = under.copy()
    for top in range(0, len(under), _ROWS):  # large pictures of floats would fill the memory
        rows = slice(top, top + _ROWS)
        below = under[rows].astype(np.float32)
        laid = below.copy()
        for painting, cover in zip(paintings, covers, strict=True):
            share = np.float32(min(1.0, strength)) * (
                1 if cover is None else cover[rows, :, None] / np.float32(255)
            )
            laid += (painting[rows] - below) * share
        result[rows] = laid.round().clip(0, 255).astype(np.uint8)
    return result

"""Which colour of a palette each pixel takes, in tiles; small patches go to what is around them."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.posterise.lab import lab_of
from aipaint_desktop.engines.posterise.palette import distances, nearest
from aipaint_desktop.values.geometry import Rect

_TILE = 256  # px: so much stays in a core's cache

Labels = NDArray[np.uint8]
Lab = NDArray[np.float32]

_BAYER = np.array([[0]])
for _ in range(3):
    _BAYER = np.block([[4 * _BAYER, 4 * _BAYER + 2], [4 * _BAYER + 3, 4 * _BAYER + 1]])
_THRESHOLDS = ((_BAYER + 0.5) / _BAYER.size).astype(np.float32)


class Tones:
    """Lays the lights and darks of one set of colours over those of another: mean and spread in CIELAB (Reinhard et
    al. 2001, Color transfer between images)."""

    def __init__(self, own: Lab, wanted: Lab) -> None:
        """own, wanted: (n, 3)."""
        self._mean, self._wanted = own.mean(0), wanted.mean(0)
        self._factor = (wanted.std(0) / np.maximum(own.std(0), 1.0)).clip(0.25, 4)

    def move(self, lab: Lab) -> Lab:
        """Move colours to the wanted mean and spread: (..., 3) -> (..., 3)."""
        moved: Lab = (lab - self._mean) * self._factor + self._wanted
        return moved


def labels_of(
    pixels: NDArray[np.uint8],
    palette: NDArray[np.uint8],
    tones: Tones | None,
    *,
    dither: bool,
    check: Callable[[], None],
) -> Labels:
    """Find for each pixel (H, W, 3) the index of the colour in the palette (n, 3) that is nearest: (H, W)."""
    height, width = pixels.shape[:2]
    labels, centres = np.empty((height, width), np.uint8), lab_of(palette)
    for place in _tiles(height, width):
        check()
        lab = lab_of(pixels[place])
        if tones is not None:
            lab = tones.move(lab)
        if dither and len(centres) > 1:
            rows, columns = place
            labels[place] = _dithered(lab, centres, rows.start, columns.start)
        else:
            labels[place] = nearest(lab, centres)
    return labels


def without_small(labels: Labels, smallest: int, check: Callable[[], None]) -> Labels:
    """Give each pixel of (H, W) the label that counts most around it, near ones more than far ones: patches up to
    `smallest` px both ways go, and lines as wide as that stay, if thinner."""
    if smallest < 2:
        return labels
    reach = round(0.6 * smallest)
    height, width = labels.shape
    padded = np.pad(labels, 2 * reach, mode="edge")
    result = np.empty_like(labels)
    for rows, columns in _tiles(height, width):
        check()
        around = padded[rows.start : rows.stop + 4 * reach, columns.start : columns.stop + 4 * reach]
        present = np.unique(around)
        if len(present) == 1:
            result[rows, columns] = present[0]
            continue
        most = np.full((rows.stop - rows.start, columns.stop - columns.start), -1, np.int32)
        best = np.empty(most.shape, np.uint8)
        for label in present:
            votes = _blurred(around == label, reach)
            more = votes > most
            most[more] = votes[more]
            best[more] = label
        result[rows, columns] = best
    return result


def _tiles(height: int, width: int) -> Iterator[tuple[slice, slice]]:
    return (part.slices for _column, _row, part in Rect(0, 0, width, height).tiles(_TILE))


def _dithered(lab: Lab, centres: Lab, top: int, left: int) -> Labels:
    """Mix the two nearest colours by ordered dithering (Bayer 1973), in the share in which the pixel lies between
    them. top, left: where the tile begins."""
    far = distances(lab, centres)
    first = far.argmin(-1)
    np.put_along_axis(far, first[..., None], np.inf, -1)
    second = far.argmin(-1)
    near, between = centres[first], centres[second] - centres[first]
    share = ((lab - near) * between).sum(-1) / np.maximum((between**2).sum(-1), 1e-6)
    rows, columns = np.arange(lab.shape[0]) + top, np.arange(lab.shape[1]) + left
    side = len(_THRESHOLDS)
    mixed = share > _THRESHOLDS[rows[:, None] % side, columns % side]
    labels: Labels = np.where(mixed, second, first).astype(np.uint8)
    return labels


def _blurred(mask: NDArray[np.bool_], reach: int) -> NDArray[np.int32]:
    """Sum (h, w) over windows of 2 reach + 1 px, twice along each side: smaller by 2 reach on every side."""
    sums = mask.astype(np.int32)
    for axis in (0, 0, 1, 1):
        total = np.cumsum(sums, axis)
        total = np.concatenate([np.zeros_like(total.take([0], axis)), total], axis)
        window, length = 2 * reach + 1, total.shape[axis]
        later = [slice(None)] * 2
        earlier = [slice(None)] * 2
        later[axis], earlier[axis] = slice(window, None), slice(0, length - window)
        sums = total[tuple(later)] - total[tuple(earlier)]
    return sums

"""*Where is this from?* as a picture: the painting in the colours of the places its pixels were taken from."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.values.picture import Picture

_CORNERS = np.array([[[236, 112, 60], [250, 205, 90]], [[70, 60, 150], [60, 170, 150]]], np.float32)
_GAP = 12


def explain(sources: NDArray[np.int32], references: Sequence[Picture]) -> NDArray[np.uint8]:
    """Draw where each pixel came from. sources: (H, W, 3), `Frame.sources`. Returns (H, W + keys, 3): the map and,
    beside it, each reference in the same colours, one under another. Pixels that were given and not painted are
    grey."""
    map_ = np.full((*sources.shape[:2], 3), 128, np.float32)
    for index, reference in enumerate(references):
        own = sources[..., 0] == index
        rows = sources[own, 1] / max(1, reference.height - 1)
        columns = sources[own, 2] / max(1, reference.width - 1)
        map_[own] = _code(rows, columns, index)
    height = sources.shape[0]
    keys = [_key(reference, index, height // len(references)) for index, reference in enumerate(references)]
    width = max(key.shape[1] for key in keys)
    sheet = np.full((height, sources.shape[1] + _GAP + width, 3), 32, np.uint8)
    sheet[:, : sources.shape[1]] = map_.round().astype(np.uint8)
    top = 0
    for key in keys:
        sheet[top : top + key.shape[0], sources.shape[1] + _GAP :][:, : key.shape[1]] = key
        top += key.shape[0]
    return sheet


def _code(rows: NDArray[np.floating], columns: NDArray[np.floating], index: int) -> NDArray[np.float32]:
    """Bilinear between four corner colours, turned by one for each further reference."""
    corners = np.roll(_CORNERS, index, axis=2)
    r, c = rows[..., None], columns[..., None]
    top = corners[0, 0] * (1 - c) + corners[0, 1] * c
    bottom = corners[1, 0] * (1 - c) + corners[1, 1] * c
    return np.asarray(top * (1 - r) + bottom * r, np.float32)


def _key(reference: Picture, index: int, height: int) -> NDArray[np.uint8]:
    height = max(1, min(height, reference.height))
    width = max(1, round(reference.width * height / reference.height))
    rows = np.arange(height) * reference.height // height
    columns = np.arange(width) * reference.width // width
    small = reference.pixels[rows][:, columns, :3].astype(np.float32)
    light = small @ np.array([0.299, 0.587, 0.114], np.float32)
    y, x = np.mgrid[:height, :width]
    code = _code(y / max(1, height - 1), x / max(1, width - 1), index)
    return np.asarray(code * (0.35 + 0.65 * light[..., None] / 255), np.float32).round().astype(np.uint8)

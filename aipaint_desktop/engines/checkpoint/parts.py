"""Pictures much larger than a model's: what is predicted of overlapping parts becomes one prediction, at every step.

So parts agree at every step, and there is no seam to hide (Bar-Tal et al. 2023, MultiDiffusion).
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aipaint_desktop.values.geometry import Rect

if TYPE_CHECKING:
    from torch import Tensor

_OVERLAP = 4  # a part goes this fraction of its side over into the next


def in_parts(predict: "Callable[[Tensor, Rect], Tensor]", latents: "Tensor", side: int) -> "Tensor":
    """Predict latents (1, channels, h, w) part by part. side: of the parts. predict: gives what is predicted of one,
    which lies there; may raise to stop."""
    import torch

    height, width = latents.shape[2:]
    rows, columns = min(side, height), min(side, width)
    weight = (_ramp(rows)[:, None] * _ramp(columns)[None]).to(latents)
    whole = torch.zeros_like(latents)
    weights = torch.zeros_like(latents[:, :1])
    for top in starts(height, side):
        for left in starts(width, side):
            rect = Rect(left, top, columns, rows)
            place = (slice(None), slice(None), *rect.slices)
            whole[place] += weight * predict(latents[place], rect)
            weights[place] += weight
    return whole / weights


def starts(length: int, side: int) -> Iterator[int]:
    """Give where parts of a side begin that cover a length, each over a quarter of the next or more."""
    if length <= side:
        yield 0
        return
    count = -(-(length - side) // (side - side // _OVERLAP)) + 1
    yield from (round(number * (length - side) / (count - 1)) for number in range(count))


def _ramp(side: int) -> "Tensor":
    """How much each row of a part counts: all in its middle, hardly at its ends."""
    import torch

    from_end = torch.minimum(torch.arange(side) + 1.0, side - torch.arange(side) * 1.0)
    return (from_end / max(1, side // _OVERLAP)).clamp(max=1)

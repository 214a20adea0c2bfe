"""Many pictures as one: which few of them a sketch is painted from.

An artist's folder is a model without training. What is looked at is cheap, some colours of each picture and how high
they lie in it; only the few pictures that are chosen are searched for patches.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from aipaint_desktop.nn.colour import palette
from aipaint_desktop.nn.patches.segments import lab_of
from aipaint_desktop.nn.resize import gaussian_blur, resize

_SIDE = 48
_COLOURS = 12
_SCALE = (1.4, 1.0, 1.0, 12.0)  # lightness, hue, and the height of a picture
_WANT_OF_ROOM = 5.0  # cost of being twice as large as what it would be painted from
_WORTH_ONE_MORE = 0.07  # of what the best one alone leaves to be wished for


def fitting(
    sketch: Tensor,
    pictures: Sequence[Tensor],
    most: int,
    generator: torch.Generator,
    check: Callable[[], None] = lambda: None,
) -> list[int]:
    """Choose up to `most` of many pictures, such that each colour of the sketch has a like one at a like height in one
    of them, with room enough: their indices, ascending. The next is always the one that betters most (greedy facility
    location: Cornuéjols, Fisher & Nemhauser 1977).

    sketch, pictures: (1, 3, h, w) in −1..1. check: called for every picture, may raise to stop.
    """
    wanted, shares = _described(sketch, generator)
    costs = []
    for picture in pictures:
        check()
        colours, masses = _described(picture, generator)
        room = (shares[:, None] / masses.clamp(min=1e-3)).log2().clamp(min=0)
        costs.append((torch.cdist(wanted, colours) + _WANT_OF_ROOM * room).amin(1))
    cost = torch.stack(costs)
    chosen = [int((cost @ shares).argmin())]
    best = cost[chosen[0]]
    least = _WORTH_ONE_MORE * float(best @ shares)
    while len(chosen) < most:
        left = torch.minimum(cost, best) @ shares
        another = int(left.argmin())
        if float(best @ shares - left[another]) <= least:
            break
        chosen.append(another)
        best = torch.minimum(best, cost[another])
    return sorted(chosen)


def _described(image: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """A few colours with their heights, (K, 4), and their shares, (K,)."""
    factor = _SIDE / min(image.shape[-2:])
    small = gaussian_blur(resize(image, *(max(2, round(side * factor)) for side in image.shape[-2:])), 1.0)
    lab = lab_of(small)
    heights = torch.linspace(0, 1, lab.shape[0], device=lab.device)[:, None, None].expand(*lab.shape[:2], 1)
    scale = torch.tensor(_SCALE, device=lab.device)
    return palette(torch.cat([lab, heights], -1).flatten(0, 1) * scale, _COLOURS, generator)

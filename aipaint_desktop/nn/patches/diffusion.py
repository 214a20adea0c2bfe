"""Diffusion whose model is a picture: sampling coarse to fine with the patch denoiser.

Noise and clean image mix as x_t = (1 − t)·x + t·n, t from 1 to 0 (the straight path of flow matching); each step is the
deterministic one of DDIM (Song et al. 2021). A finer level starts from the coarser result, partly noised again, as
in SDEdit (Meng et al. 2022) and Efficient-SID (2026).
"""

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from aipaint_desktop.nn.patches.bank import PATCH, Reference, build_bank
from aipaint_desktop.nn.patches.denoiser import PatchDenoiser, source_positions
from aipaint_desktop.nn.patches.search import QueryGrid, inherited
from aipaint_desktop.nn.resize import resize

STRIDE = 4
_SEARCH_ALL_BELOW = 72
_SMALLEST_SIGMA = 0.03


@dataclass(frozen=True)
class Schedule:
    """How a canvas is painted.

    entry: short side of the coarsest level, px. entry_noise: t it starts from; noise: t of the finer levels.
    steps: on each level. entry_guide, guide: λ on the coarsest and on the finer levels, see `build_bank`.
    balance: how hard equal use of the references is asked for, 0 for not at all. agreement: how much patches on which
    neighbours agree are preferred, 0 to 1.
    """

    entry: float
    entry_noise: float
    entry_guide: float
    guide: float
    noise: float = 0.5
    steps: int = 8
    balance: float = 0.5
    agreement: float = 0


@dataclass(frozen=True)
class Canvas:
    """What is painted. All images are (1, C, H, W) at full size, the guide at any; colours in −1..1.

    start: the picture that the coarsest level starts from. guide: see `patch_bank.Reference`.
    known: (1, 1, H, W) share of `start` that is given and stays, or None. trusted: the share of it that says what the
        rest is to be, on all levels but the finest; None for all that is known. wrap: the picture is a torus.
    held: (1, 3, h, w) what the picture is to be when it is reduced to that size, or None.
    """

    start: Tensor
    guide: Tensor
    known: Tensor | None = None
    trusted: Tensor | None = None
    wrap: bool = False
    held: Tensor | None = None


@dataclass(frozen=True)
class Step:
    """One step of sampling: the estimate of the clean image, (1, 3, h, w) at its level's size.

    sources: after the last step, (H, W, 3) reference, row and column at the references' full size.
    """

    image: Tensor
    sources: Tensor | None = None


def level_sizes(height: int, width: int, entry: float, wrap: bool = False) -> list[tuple[int, int]]:
    """List heights and widths of the pyramid, coarsest first, each about half of the next."""
    side = min(height, width)
    count = max(1, round(math.log2(side / entry))) if side >= 1.25 * entry else 0
    ratio = (side / entry) ** (1 / count) if count else 1.0
    least = 2 * PATCH
    sizes = [
        (max(least, round(height / ratio**level)), max(least, round(width / ratio**level)))
        for level in range(count, 0, -1)
    ]
    if wrap:
        sizes = [(STRIDE * round(h / STRIDE), STRIDE * round(w / STRIDE)) for h, w in sizes]
    return [*sizes, (height, width)]


@torch.inference_mode()
def sample(
    canvas: Canvas,
    references: list[Reference],
    schedule: Schedule,
    generator: torch.Generator,
    check: Callable[[], None],
) -> Iterator[Step]:
    """Paint the canvas like the references; yields `schedule.steps` steps for each of `level_sizes`."""
    height, width = canvas.start.shape[-2:]
    sizes = level_sizes(height, width, schedule.entry, canvas.wrap)
    painted: Tensor | None = None
    denoiser: PatchDenoiser | None = None
    for size in sizes:
        check()
        bank = build_bank(
            [_scaled(reference, size[0] / height, size[1] / width) for reference in references],
            schedule.entry_guide if painted is None else schedule.guide,
            generator,
            check,
        )
        check()
        matches = None
        if denoiser is not None and painted is not None and min(size) > _SEARCH_ALL_BELOW:
            grid = QueryGrid.over(*size, STRIDE, wrap=canvas.wrap)
            ratio = (size[0] / painted.shape[-2], size[1] / painted.shape[-1])
            matches = inherited(denoiser.matches, denoiser.bank, bank, grid, ratio)
        check()
        denoiser = PatchDenoiser(
            bank,
            resize(canvas.guide, *size),
            stride=STRIDE,
            wrap=canvas.wrap,
            balance=schedule.balance,
            agreement=schedule.agreement,
            matches=matches,
            generator=generator,
            check=check,
        )
        for step, image in enumerate(_sample_level(denoiser, canvas, painted, size, schedule, generator), 1):
            last = size == sizes[-1] and step == schedule.steps
            check()
            yield Step(image, source_positions(denoiser.matches, bank, height, width) if last else None)
        painted = image


def _sample_level(
    denoiser: PatchDenoiser,
    canvas: Canvas,
    coarser: Tensor | None,
    size: tuple[int, int],
    schedule: Schedule,
    generator: torch.Generator,
) -> Iterator[Tensor]:
    given = resize(canvas.start, *size)
    finest = size == (canvas.start.shape[-2], canvas.start.shape[-1])
    given_share = canvas.known if finest or canvas.trusted is None else canvas.trusted
    known = None if given_share is None else resize(given_share, *size).clamp(0, 1)
    base = given if coarser is None else resize(coarser, *size)
    noise = schedule.entry_noise if coarser is None else schedule.noise
    times = torch.linspace(noise, 0, schedule.steps + 1).tolist()
    x = base + noise * (torch.randn(base.shape, generator=generator).to(base.device) - base)
    for t, next_t in itertools.pairwise(times):
        last = next_t == 0
        sigma = max(t / (1 - t), _SMALLEST_SIGMA)
        clean = denoiser(x / (1 - t), sigma, sharp=last)
        if coarser is not None and not last:
            clean = _with_low_band(clean, coarser)
        if canvas.held is not None:
            clean = _with_low_band(clean, _halved(canvas.held) if last else canvas.held)
        if known is not None:
            clean = clean + known * (given - clean)
        yield clean
        direction = (x - (1 - t) * clean) / t
        x = (1 - next_t) * clean + next_t * direction


def _with_low_band(image: Tensor, small: Tensor) -> Tensor:
    """The image corrected so that, reduced to the small one's size, it is about that (back-projection: Irani & Peleg
    1991; in every step of diffusion: Choi et al. 2021, ILVR)."""
    if min(small.shape[-2:]) > min(image.shape[-2:]):
        small = resize(small, *image.shape[-2:])
    return image + resize(small - resize(image, *small.shape[-2:]), *image.shape[-2:])


def _halved(image: Tensor) -> Tensor:
    """Half as large: what is held of it in a last step, or the paint's edges would be blurred by its pixels'."""
    return resize(image, *(max(1, side // 2) for side in image.shape[-2:]))


def _scaled(reference: Reference, down: float, across: float) -> Reference:
    # one factor for both: a reference keeps its proportions
    factor = (down * across) ** 0.5
    height, width = (max(2 * PATCH, round(side * factor)) for side in reference.image.shape[-2:])
    usable = reference.usable
    if usable is not None:
        usable = resize(usable[None, None].float(), height, width)[0, 0] > 0.999
    return Reference(
        resize(reference.image, height, width),
        resize(reference.guide, height, width),
        usable,
        None if reference.cost is None else resize(reference.cost[None, None], height, width)[0, 0],
        reference.wanted,
    )

"""The patches of one or several reference pictures at one level of the pyramid: the painter's training set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from aipaint_desktop.nn.resize import resize

PATCH = 11
"""Side of a patch that is matched, px."""
VOTE = 9
"""Side of the middle of a patch that is painted with, px."""
MARGIN = (PATCH - VOTE) // 2
"""From a patch's side to that middle, px."""
_GUIDE_AT = (1, 5, 9)
_COMPONENTS = 48
_SAMPLES = 5000
_UNUSABLE = 1e6
_BAND_ROWS = 64


@dataclass(frozen=True)
class Reference:
    """A picture to take patches from, at one level.

    image: (1, 3, h, w) in −1..1. guide: (1, G, h, w), what the guided match compares with the canvas's guide.
    usable: (h, w) bool, the pixels that patches may contain, or None for all. cost: (h, w) what painting with the patch
    around a pixel counts beside its squared distance, or None for nothing. wanted: (h, w) at any size, how much is to
    be painted with each place in relation to the others, or None for all alike.
    """

    image: Tensor
    guide: Tensor
    usable: Tensor | None = None
    cost: Tensor | None = None
    wanted: Tensor | None = None


@dataclass(frozen=True)
class PatchBank:
    """Every patch of the references at one level.

    The references stand one under another on an atlas of `rows`×`columns` patch positions; a patch's index is
    row·columns + column of its top-left corner.

    filters: (D, 3 + G, P, P) principal components of patch and guide as convolution filters.
    features: (R, D) coordinates of the patches; norms: (R,) their squared length and their cost, huge where unusable.
    pixels: (R, 3·V·V) the middles of the patches, channels first.
    tops: first atlas row of each reference. wanted: (R,) how much is to be painted with each in relation, 0 where
        unusable.
    """

    filters: Tensor
    features: Tensor
    norms: Tensor
    pixels: Tensor
    rows: int
    columns: int
    tops: tuple[int, ...]
    wanted: Tensor

    @property
    def usable(self) -> Tensor:
        """Tell which patches may be used: (R,) bool."""
        return self.norms < _UNUSABLE

    def project(self, image: Tensor, guide: Tensor, stride: int) -> Tensor:
        """Project the patches of an image (1, 3, H, W) and a guide (1, G, H, W) onto the components: (1, D, h, w)."""
        return F.conv2d(torch.cat([image, guide], 1), self.filters, stride=stride)

    def shifted(self, indices: Tensor, dy: int | Tensor, dx: int | Tensor) -> Tensor:
        """Find the patches dy rows below and dx columns right of the given ones, by their indices, clamped to the
        atlas."""
        row = (indices // self.columns + dy).clamp(0, self.rows - 1)
        column = (indices % self.columns + dx).clamp(0, self.columns - 1)
        return row * self.columns + column


def build_bank(
    references: Sequence[Reference],
    guide_weight: float,
    generator: torch.Generator,
    check: Callable[[], None] = lambda: None,
) -> PatchBank:
    """Collect every patch of the references.

    guide_weight: λ, what a squared guide difference at 3×3 points of a patch counts against the squared difference of
    its pixels (Hertzmann et al. 2001, Image analogies). check: called every tenth of a second or so, may raise to stop.
    """
    width = max(reference.image.shape[-1] for reference in references)
    columns = width - PATCH + 1
    image = torch.cat([F.pad(r.image, (0, width - r.image.shape[-1])) for r in references], 2)
    guide = torch.cat([F.pad(r.guide, (0, width - r.guide.shape[-1])) for r in references], 2)
    rows = image.shape[-2] - PATCH + 1
    allowed = torch.zeros(rows, columns, dtype=torch.bool, device=image.device)
    costs = torch.zeros(rows, columns, device=image.device)
    wishes = torch.ones(rows, columns, device=image.device)
    tops, top = [], 0
    for reference in references:
        h, w = (side - PATCH + 1 for side in reference.image.shape[-2:])
        inside = torch.ones(h, w, dtype=torch.bool, device=image.device)
        if reference.usable is not None:
            inside = F.max_pool2d((~reference.usable)[None, None].float(), PATCH, stride=1)[0, 0] == 0
        allowed[top : top + h, :w] = inside
        if reference.cost is not None:
            costs[top : top + h, :w] = reference.cost[PATCH // 2 :, PATCH // 2 :][:h, :w]
        if reference.wanted is not None:
            wishes[top : top + h, :w] = resize(reference.wanted[None, None].to(image), h, w)[0, 0].clamp(
                min=0
            )
        tops.append(top)
        top += reference.image.shape[-2]
    filters = _principal_components(image, guide, allowed, guide_weight, generator)
    both, middle = torch.cat([image, guide], 1), image[0, :, MARGIN:-MARGIN, MARGIN:-MARGIN].half()
    features = torch.empty(rows, columns, len(filters), device=image.device)
    pixels = torch.empty(rows, columns, 3, VOTE, VOTE, dtype=torch.half, device=image.device)
    for band in range(0, rows, _BAND_ROWS):
        check()
        here = slice(band, min(rows, band + _BAND_ROWS))
        features[here] = F.conv2d(both[:, :, band : here.stop + PATCH - 1], filters)[0].movedim(0, -1)
        squares = middle[:, band : here.stop + VOTE - 1].unfold(1, VOTE, 1).unfold(2, VOTE, 1)
        pixels[here] = squares.permute(1, 2, 0, 3, 4)
    features = features.view(rows * columns, -1)
    norms = ((features**2).sum(1) + costs.flatten()).masked_fill_(~allowed.flatten(), _UNUSABLE)
    wanted = (wishes * allowed).flatten()
    return PatchBank(
        filters, features, norms, pixels.view(rows * columns, -1), rows, columns, tuple(tops), wanted
    )


def _principal_components(
    image: Tensor, guide: Tensor, allowed: Tensor, guide_weight: float, generator: torch.Generator
) -> Tensor:
    places = allowed.flatten().nonzero()[:, 0].cpu()
    picks = places[torch.randint(len(places), (min(_SAMPLES, len(places)),), generator=generator)]
    y, x = (picks // allowed.shape[1]).to(image.device), (picks % allowed.shape[1]).to(image.device)
    inside = torch.arange(PATCH, device=image.device)
    at = torch.tensor(_GUIDE_AT, device=image.device)

    def read(source: Tensor, offsets: Tensor) -> Tensor:
        rows, columns = y[:, None] + offsets, x[:, None] + offsets
        return source[0][:, rows[:, :, None], columns[:, None, :]].transpose(0, 1).flatten(1)

    joint = torch.cat([read(image, inside), read(guide, at) * guide_weight**0.5], 1)
    centred = joint - joint.mean(0)
    _, vectors = torch.linalg.eigh(centred.T @ centred)
    vectors = vectors.flip(1)[:, :_COMPONENTS].T
    filters = torch.zeros(len(vectors), 3 + guide.shape[1], PATCH, PATCH, device=image.device)
    pixels = 3 * PATCH * PATCH
    filters[:, :3] = vectors[:, :pixels].reshape(-1, 3, PATCH, PATCH)
    points = vectors[:, pixels:].reshape(-1, guide.shape[1], len(at), len(at)) * guide_weight**0.5
    filters[:, 3:, at[:, None], at[None, :]] = points
    return filters

"""Nearest patches: among a lattice of all of them, or among candidates that neighbours pass on."""

import math
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor

from aipaint_desktop.nn.patches.bank import MARGIN, PATCH, PatchBank

_CHUNK = 4096
_RADII = (3, 20, 100)
_MANY = 4  # that propose the same patch


@dataclass(frozen=True)
class QueryGrid:
    """Says where patches of a canvas are denoised: every `stride` px, from `top` and `left` px above the canvas."""

    rows: int
    columns: int
    stride: int
    top: int
    left: int

    @classmethod
    def over(cls, height: int, width: int, stride: int, *, wrap: bool, top: int = 1, left: int = 1) -> Self:
        """Lay a grid whose patches' painted middles cover the canvas; top, left: 1 or more. On a torus (`wrap`) both
        sides of the canvas must be multiples of `stride`."""
        if wrap:
            return cls(height // stride, width // stride, stride, top, left)
        rows = math.ceil((height + top + MARGIN - PATCH) / stride) + 1
        columns = math.ceil((width + left + MARGIN - PATCH) / stride) + 1
        return cls(rows, columns, stride, top, left)


@dataclass(frozen=True)
class Matches:
    """Holds the K best reference patches of each query: indices (rows, columns, K), best first."""

    grid: QueryGrid
    indices: Tensor

    def neighbours(self, grid: QueryGrid, first: int, last: int, bank: PatchBank, wrap: bool) -> Tensor:
        """Propose candidates for rows first..last of a grid with the same stride: each query's own earlier matches and
        those of eight neighbours, moved so that they continue the same stretch of the reference (PatchMatch, Barnes
        et al. 2009). -> (Q, K + 8)"""
        old, stride = self.grid, grid.stride
        dy, dx = old.top - grid.top, old.left - grid.left
        y = torch.arange(first, last, device=self.indices.device)
        x = torch.arange(grid.columns, device=self.indices.device)

        def at(step_y: int, step_x: int) -> Tensor:
            if wrap:
                rows, columns = (y + step_y) % old.rows, (x + step_x) % old.columns
            else:
                rows, columns = (y + step_y).clamp(0, old.rows - 1), (x + step_x).clamp(0, old.columns - 1)
            found = self.indices[rows][:, columns]
            return bank.shifted(found, dy - step_y * stride, dx - step_x * stride).flatten(0, 1)

        own = at(0, 0)
        steps = [(s * j, 0) for j in (1, 2) for s in (-1, 1)] + [(0, s * j) for j in (1, 2) for s in (-1, 1)]
        return torch.cat([own, *(at(sy, sx)[:, :1] for sy, sx in steps)], 1)


def random_around(best: Tensor, bank: PatchBank, generator: torch.Generator) -> Tensor:
    """Propose random patches (Q, 3) near, farther and far from those at indices (Q, 1) (PatchMatch's random search)."""
    shape = (len(best), len(_RADII))
    radii = torch.tensor(_RADII)
    dy, dx = (((torch.rand(shape, generator=generator) * 2 - 1) * radii).round().long() for _ in range(2))
    return bank.shifted(best.expand(shape), dy.to(best.device), dx.to(best.device))


def inherited(
    coarse: Matches, coarse_bank: PatchBank, bank: PatchBank, grid: QueryGrid, scale: tuple[float, float]
) -> Matches:
    """Guess matches at this level from the coarser level's.

    scale: how many px of this level make one of the coarser, down and across.
    """
    device = coarse.indices.device
    middle = PATCH / 2

    def along(count: int, start: int, factor: float, coarse_start: int, limit: int) -> tuple[Tensor, Tensor]:
        place = (torch.arange(count, device=device) * grid.stride - start + middle) / factor
        nearest = ((place - middle + coarse_start) / coarse.grid.stride).round().long().clamp(0, limit - 1)
        return nearest, place - (nearest * coarse.grid.stride - coarse_start + middle)

    rows, off_y = along(grid.rows, grid.top, scale[0], coarse.grid.top, coarse.grid.rows)
    columns, off_x = along(grid.columns, grid.left, scale[1], coarse.grid.left, coarse.grid.columns)
    found = coarse.indices[rows][:, columns]
    tops = torch.tensor(coarse_bank.tops, device=device)
    source_y, source_x = found // coarse_bank.columns, found % coarse_bank.columns
    which = torch.bucketize(source_y, tops, right=True) - 1
    y = (source_y - tops[which] + middle + off_y[:, None, None]) * scale[0] - middle
    x = (source_x + middle + off_x[None, :, None]) * scale[1] - middle
    y = y.round().long() + torch.tensor(bank.tops, device=device)[which]
    return Matches(
        grid, y.clamp(0, bank.rows - 1) * bank.columns + x.round().long().clamp(0, bank.columns - 1)
    )


def nearest_candidates(
    queries: Tensor, bank: PatchBank, candidates: Tensor, penalty: Tensor, keep: int, agreement: float = 0
) -> tuple[Tensor, Tensor]:
    """Choose the `keep` nearest of each query's candidates, each patch once.

    queries: (Q, D); candidates: (Q, C) indices; penalty: (R,) added to the squared distances. agreement: by which share
    of its distance a patch is nearer that is proposed by four more: where neighbours agree, longer stretches of
    the reference are copied (Ashikhmin 2001, Synthesizing natural textures).
    Returns indices (Q, keep), nearest first, and squared distances with penalty (Q, keep).
    """
    found, near = [], []
    for at in range(0, len(queries), _CHUNK):
        q = queries[at : at + _CHUNK]
        picks = candidates[at : at + _CHUNK].sort(1).values
        features = bank.features.index_select(0, picks.reshape(-1)).view(*picks.shape, -1)
        distances = bank.norms[picks] + penalty[picks]
        distances += (q * q).sum(1, keepdim=True) - 2 * torch.bmm(features, q[:, :, None])[:, :, 0]
        if agreement:
            others = (picks[:, :, None] == picks[:, None]).sum(2) - 1
            distances *= 1 - agreement * (others / _MANY).clamp(max=1)
        distances[:, 1:].masked_fill_(picks[:, 1:] == picks[:, :-1], float("inf"))
        nearest, order = distances.topk(keep, dim=1, largest=False)
        found.append(picks.gather(1, order))
        near.append(nearest)
    return torch.cat(found), torch.cat(near)


def lattice(bank: PatchBank, step: int, generator: torch.Generator) -> Tensor:
    """Pick every step-th usable patch both ways, from a random corner: their indices."""
    if step == 1:
        return bank.usable.nonzero()[:, 0]
    top, left = torch.randint(0, step, (2,), generator=generator).tolist()
    rows = torch.arange(top, bank.rows, step, device=bank.norms.device)
    columns = torch.arange(left, bank.columns, step, device=bank.norms.device)
    indices = (rows[:, None] * bank.columns + columns).flatten()
    return indices[bank.usable[indices]]

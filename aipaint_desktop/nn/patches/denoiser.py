"""The optimal local denoiser of a set of patches, in closed form.

Kamb & Ganguli 2024, An analytic theory of creativity in convolutional diffusion models: when every patch of the
training set y_i is equally likely, the estimate of a clean patch from a noisy one, x = y + σ·n, is the mean of
the y_i weighted by softmax(−‖x − y_i‖² / 2σ²). Estimates of overlapping patches are blended by Gaussian bells.
"""

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from aipaint_desktop.nn.patches.bank import MARGIN, PATCH, VOTE, PatchBank
from aipaint_desktop.nn.patches.search import (
    Matches,
    QueryGrid,
    lattice,
    nearest_candidates,
    random_around,
)

_BAND_QUERIES = 16384
_DENSE_PAIRS = 12_000_000
_DENSE_KEEP = 8
_SPARSE_KEEP = 4
_CELLS = 32
_USAGE_RATE = 0.5
_LARGEST_PRICE = 3.0


class UsageBalance:
    """Makes parts of the references dearer that are used often, so that common patches do not crowd out the rest.

    One step of Sinkhorn's iteration towards equal use after every denoising step: the price of a cell rises
    with the logarithm of its share of the matches over its share of the patches. Granot et al. 2022 (GPNN) call the
    aim bidirectional completeness.
    """

    def __init__(self, bank: PatchBank) -> None:
        side = max(2, round(min(bank.columns, bank.rows / len(bank.tops)) / _CELLS))
        across = -(-bank.columns // side)
        index = torch.arange(bank.rows * bank.columns, device=bank.norms.device)
        self._cell = (index // bank.columns // side) * across + index % bank.columns // side
        count = across * (-(-bank.rows // side))
        held = torch.bincount(self._cell, weights=bank.wanted, minlength=count).float()
        self._share = held / held.sum()
        self._price = torch.zeros(count, device=bank.norms.device)

    def penalty(self, scale: float) -> Tensor:
        """Price patches: (R,), added to squared distances."""
        return (scale * self._price)[self._cell]

    def update(self, used: Tensor) -> None:
        """Count what was used. used: indices of the patches matched in one step, of any shape."""
        use = torch.bincount(self._cell[used.flatten()], minlength=len(self._price)) / used.numel()
        floor = 0.1 * self._share.mean()
        change = ((use + floor) / (self._share + floor)).log()
        self._price = (self._price + _USAGE_RATE * change).clamp(-_LARGEST_PRICE, _LARGEST_PRICE)


class PatchDenoiser:
    """Estimates a clean canvas from a noisy one with the patches of a bank, and remembers what it matched.

    height, width: of the canvas; with `wrap` it is a torus and both must be multiples of `stride`.
    guide: (1, G, height, width), see `patch_bank.Reference`.
    balance, agreement: as in the schedule.
    matches: first guesses, or None to search the bank itself in every step (the coarse levels).
    check: called every few hundredths of a second, may raise to stop.
    """

    def __init__(
        self,
        bank: PatchBank,
        guide: Tensor,
        *,
        stride: int,
        wrap: bool,
        balance: float,
        agreement: float,
        matches: Matches | None,
        generator: torch.Generator,
        check: Callable[[], None],
    ) -> None:
        self.bank = bank
        self._guide = guide
        self._stride = stride
        self._wrap = wrap
        self._matches = matches
        self._search_all = matches is None
        self._usage = UsageBalance(bank)
        self._balance = balance
        self._agreement = agreement
        self._typical = 0.0
        self._generator = generator
        self._check = check
        offsets = torch.arange(VOTE, device=guide.device) - (VOTE - 1) / 2
        bell = torch.exp(-0.5 * (offsets / (0.2 * PATCH)) ** 2)
        self._bell = (bell[:, None] * bell).flatten()

    @property
    def matches(self) -> Matches:
        """Give what the last step matched."""
        if self._matches is None:
            raise RuntimeError("nothing was matched yet")
        return self._matches

    def __call__(self, noisy: Tensor, sigma: float, *, sharp: bool = False) -> Tensor:
        """Estimate of the clean canvas.

        noisy: (1, 3, H, W) = clean + sigma·noise. sharp: paint each patch with its nearest one alone.
        """
        self._check()
        grid, image, guide = self._laid_out(noisy)
        # the price of overuse fades with the noise, but not below a part of how well patches fit
        penalty = self._usage.penalty(self._balance * (2 * sigma * sigma + self._typical))
        columns = self._columns_searched(grid)
        totals = torch.zeros(1, 3, *image.shape[-2:], device=image.device)
        weights = torch.zeros(1, 1, *image.shape[-2:], device=image.device)
        found, nearness = [], []
        band = max(1, _BAND_QUERIES // grid.columns)
        for first in range(0, grid.rows, band):
            self._check()
            last = min(grid.rows, first + band)
            top, bottom = first * self._stride, (last - 1) * self._stride + PATCH
            strip = self.bank.project(image[..., top:bottom, :], guide[..., top:bottom, :], self._stride)
            queries = strip[0].flatten(1).T.contiguous()
            if columns is not None:
                indices, distances = self._nearest_of_all(queries, columns, penalty)
            else:
                indices, distances = self._nearest_passed_on(queries, grid, first, last, penalty)
            self._check()
            share = (-distances / (2 * sigma * sigma)).softmax(1)
            if sharp:
                share, indices = torch.ones_like(share[:, :1]), indices[:, :1]
            self._paint(totals, weights, indices, share, grid.columns, top)
            found.append(indices)
            nearness.append(distances[:, 0])
        indices = torch.cat(found)
        self._typical = float(torch.cat(nearness).clamp(min=0).median())
        self._usage.update(indices[:, :1])
        self._matches = Matches(grid, indices.view(grid.rows, grid.columns, -1))
        return self._gathered(totals, weights, grid, noisy.shape[-2], noisy.shape[-1])

    def _laid_out(self, noisy: Tensor) -> tuple[QueryGrid, Tensor, Tensor]:
        # a fresh random grid in every step, or its lines would show
        stride = self._stride
        height, width = noisy.shape[-2:]
        top, left = (torch.randint(0, stride, (2,), generator=self._generator) + MARGIN).tolist()
        grid = QueryGrid.over(height, width, stride, wrap=self._wrap, top=top, left=left)
        bottom = (grid.rows - 1) * stride + PATCH - height - top
        right = (grid.columns - 1) * stride + PATCH - width - left

        def pad(image: Tensor) -> Tensor:
            if self._wrap:
                rolled = image.roll((top, left), (2, 3))
                return F.pad(rolled, (0, PATCH - stride, 0, PATCH - stride), mode="circular")
            return F.pad(image, (left, right, top, bottom), mode="reflect")

        return grid, pad(noisy), pad(self._guide)

    def _columns_searched(self, grid: QueryGrid) -> Tensor | None:
        if not self._search_all:
            return None
        pairs = grid.rows * grid.columns * len(self.bank.norms)
        return lattice(self.bank, max(1, math.ceil((pairs / _DENSE_PAIRS) ** 0.5)), self._generator)

    def _nearest_of_all(self, queries: Tensor, columns: Tensor, penalty: Tensor) -> tuple[Tensor, Tensor]:
        distances = torch.addmm(
            (self.bank.norms + penalty)[columns], queries, self.bank.features[columns].T, alpha=-2
        )
        near, order = distances.topk(min(_DENSE_KEEP, len(columns)), dim=1, largest=False)
        return columns[order], near + (queries * queries).sum(1, keepdim=True)

    def _nearest_passed_on(
        self, queries: Tensor, grid: QueryGrid, first: int, last: int, penalty: Tensor
    ) -> tuple[Tensor, Tensor]:
        passed = self.matches.neighbours(grid, first, last, self.bank, self._wrap)
        tried = torch.cat([passed, random_around(passed[:, :1], self.bank, self._generator)], 1)
        return nearest_candidates(queries, self.bank, tried, penalty, _SPARSE_KEEP, self._agreement)

    def _paint(
        self, totals: Tensor, weights: Tensor, indices: Tensor, share: Tensor, columns: int, top: int
    ) -> None:
        patches = _weighted_rows(self.bank.pixels, indices, share)
        stride, rows = self._stride, len(indices) // columns
        size = ((rows - 1) * stride + VOTE, (columns - 1) * stride + VOTE)
        votes = (patches.view(-1, 3, len(self._bell)) * self._bell).flatten(1).T[None]
        place = (..., slice(top + MARGIN, top + MARGIN + size[0]), slice(MARGIN, MARGIN + size[1]))
        totals[place] += F.fold(votes, size, VOTE, stride=stride)
        bell = self._bell[None, :, None].expand(1, -1, len(indices))
        weights[place] += F.fold(bell, size, VOTE, stride=stride)

    def _gathered(self, totals: Tensor, weights: Tensor, grid: QueryGrid, height: int, width: int) -> Tensor:
        if not self._wrap:
            place = (..., slice(grid.top, grid.top + height), slice(grid.left, grid.left + width))
            return totals[place] / weights[place]
        for image in (totals, weights):
            image[:, :, : image.shape[2] - height] += image[:, :, height:]
            image[:, :, :, : image.shape[3] - width] += image[:, :, :, width:]
        clean = totals[..., :height, :width] / weights[..., :height, :width]
        return clean.roll((-grid.top, -grid.left), (2, 3))


def _weighted_rows(table: Tensor, indices: Tensor, weights: Tensor) -> Tensor:
    """Σ_k weights[q, k]·table[indices[q, k]]: (R, E), (Q, K), (Q, K) -> (Q, E) float32."""
    if table.device.type == "cpu":
        rows = F.embedding_bag(indices, table, mode="sum", per_sample_weights=weights.to(table.dtype))
        return rows.float()
    total = table[indices[:, 0]].float() * weights[:, :1]
    for k in range(1, indices.shape[1]):
        total += table[indices[:, k]].float() * weights[:, k : k + 1]
    return total


def source_positions(matches: Matches, bank: PatchBank, height: int, width: int) -> Tensor:
    """Tell where each canvas pixel came from: (H, W, 3) int64, reference, row and column in it at this level.

    A pixel belongs to the patch whose middle is nearest.
    """
    grid, device = matches.grid, matches.indices.device

    def nearest(count: int, start: int, limit: int) -> tuple[Tensor, Tensor]:
        place = torch.arange(count, device=device) + start
        owner = ((place - PATCH // 2) / grid.stride).round().long().clamp(0, limit - 1)
        return owner, place - owner * grid.stride

    rows, inside_y = nearest(height, grid.top, grid.rows)
    columns, inside_x = nearest(width, grid.left, grid.columns)
    best = matches.indices[rows][:, columns, 0]
    tops = torch.tensor(bank.tops, device=device)
    y, x = best // bank.columns, best % bank.columns
    which = torch.bucketize(y, tops, right=True) - 1
    return torch.stack([which, y - tops[which] + inside_y[:, None], x + inside_x[None]], -1)

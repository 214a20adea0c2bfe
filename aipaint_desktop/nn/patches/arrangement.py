"""One region, one matter: which coherent part of the references each region of a sketch is painted from.

Optimal transport gives a large flat region the mean of many parts of a reference, a colour that it does not have, and
unlike patches would alternate there. So each region chooses the one matter that most would flow from, such that lights
and darks and heights fit together: iterated conditional modes (Besag 1986), the largest region first.
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.nn.patches.segments import Floats, Segments, lab_of, matters_of, regions_of, together

LAB_SCALE = 50.0
"""Units of Lab that count as 1 in guides."""

_ROUNDS = 8
_FLOW = 25.0  # cost of a tenth of what would flow
_LEAST_FLOW = 0.02
_LIGHTNESS = 1.4  # against a difference in hue
_TONE = 1.6  # cost of a difference in lightness
_PLACE = 12.0  # cost of the whole height of a picture
_WANT_OF_ROOM = 5.0  # cost of being twice as large as the matter that one is painted from
_UNREST = 0.35  # cost of a matter's deviation in Lab where a region is flat and large
_RELATION = 2.0  # cost of a wrong step from a region to another
_STRETCH = 1.4  # means are nearer to one another than matters are
_SHARED = (
    70.0  # cost of having the same matter as a neighbour that it differs from, or one that looks like it
)
_ALIKE = 12.0  # in Lab, from which on two matters do not look alike
_CONTRAST = 20.0  # in Lab, from which on two regions are to be told apart in any case
_TOUCHING = 3.0  # times the share of its border that a region has in common with a neighbour: a third is as good as all
_KIN = 12.0  # in Lab, that a matter differs at most from one that takes it in
_ENOUGH = 1.5  # times a matter's share may be painted from it
_APART = 0.5  # between the codes of two matters
_PUSHES = 60
_STRAYING = 0.4  # between what belongs to a matter and what belongs to none
_FRAME = (0.1, 0.06)  # what the place within a region counts, down and across
_LEAST_WANTED = 0.05


class Arrangement:
    """The regions of a sketch, the matters of the references and which of these each region is painted from.

    Places of the canvas and of the references are told apart by codes, which guides compare: that of a matter is the
    colour that its regions have in the sketch, pushed away from others'.
    """

    def __init__(self, regions: Segments, matters: Sequence[Segments], chosen: NDArray[np.int64]) -> None:
        """chosen: (regions,) the matter of each, counted through all references."""
        self.regions = regions
        self._matters = matters
        self._every = _together(matters)
        self._firsts = np.cumsum([0, *(each.count for each in matters)])
        self._chosen = chosen
        self._codes = _codes(regions, chosen, self._every.count)

    def on_canvas(self, places: Tensor, stands_for: Tensor) -> Tensor:
        """Make the guide of a canvas, (1, 6, H, W). places: (H, W), its regions. stands_for: (1, 3, H, W) the codes of
        what is in no region."""
        return _guide(self.regions, self._codes[self._chosen], places, stands_for)

    def on_reference(self, number: int, stands_for: Tensor) -> Tensor:
        """Make the guide of a reference, (1, 6, h, w). stands_for: as for the canvas."""
        matters = self._matters[number]
        labels = torch.from_numpy(matters.labels.astype(np.int64)).to(stands_for.device)
        codes = self._codes[self._firsts[number] : self._firsts[number + 1]]
        return _guide(matters, codes, labels, stands_for)

    def moved(self, sketch: Tensor, places: Tensor, otherwise: Tensor) -> Tensor:
        """Give each region the colour of its matter, and its own gradient: (1, 3, H, W) Lab. sketch: (1, 3, H, W).
        otherwise: (1, 3, H, W) Lab, the colours of what is in no region."""
        own, deviations = self._every.colours[self._chosen], self._every.deviations[self._chosen]
        gain = np.minimum(1, deviations / np.maximum(1, self.regions.deviations))
        table = np.stack([own, gain, self.regions.colours], 1)
        colour, steepness, mean = _looked_up(table, places).unbind(-2)
        made = colour + (lab_of(sketch) - mean) * steepness
        return torch.where((places < 0)[None, None], otherwise, made.movedim(-1, 0)[None])

    def wanted(self, number: int) -> Tensor:
        """Tell how much of the canvas is to come from each place of a reference, in relation: (h, w)."""
        matters, first = self._matters[number], int(self._firsts[number])
        area = np.bincount(self._chosen, self.regions.shares, self._every.count)[
            first : first + matters.count
        ]
        claimed = self._every.shares[np.unique(self._chosen)].sum()
        rest = (1 - self.regions.shares.sum()) / max(1e-6, 1 - claimed)
        density = np.where(area > 0, area * len(self._matters) / np.maximum(1e-6, matters.shares), rest)
        density = np.maximum(_LEAST_WANTED, np.append(density, rest))
        return torch.from_numpy(density.astype(np.float32)[matters.labels])


def arrange(
    sketch: Tensor,
    references: Sequence[Tensor],
    moved: Tensor,
    belongs: Tensor,
    stands: Tensor,
    generator: torch.Generator,
    *,
    by_regions: bool = True,
) -> Arrangement:
    """Find regions and matters, and choose.

    sketch, references: (1, 3, h, w) at a small size, the references squinted at. moved: (1, 3, h, w) Lab, the sketch in
    the references' colours as transport moves them. belongs: (1, K, h, w), which of K colours each place of the sketch
    has. stands: (K, P), which of them each place of the references stands for, one after another. by_regions: whether
    there are to be regions at all.
    """
    if by_regions:
        regions = regions_of(sketch, generator)
        matters = [matters_of(reference, generator) for reference in references]
    else:
        regions = Segments.none(*sketch.shape[-2:])
        matters = [Segments.none(*reference.shape[-2:]) for reference in references]
    every = _together(matters)
    if not every.count:
        regions = Segments.none(*sketch.shape[-2:])
    becomes = regions.means(moved[0].movedim(0, -1).cpu().numpy())
    flows = _flows(regions, matters, belongs[0].movedim(0, -1).cpu().numpy(), stands.cpu().numpy())
    return _with_kin(regions, matters, chosen_matters(regions, becomes, flows, every), references)


def _with_kin(
    regions: Segments, matters: Sequence[Segments], chosen: NDArray[np.int64], references: Sequence[Tensor]
) -> Arrangement:
    """Let matters that are too small for what is painted from them take in neighbours of a like colour that nothing is
    painted from: more of the reference's paint comes over, and it is still one part of it."""
    grown: list[Segments] = []
    first, before, chosen = 0, chosen, chosen.copy()
    for each, reference in zip(matters, references, strict=True):
        needs = np.array([regions.shares[before == n + first].sum() for n in range(each.count)])
        owner = kin(each, needs * len(matters))
        _, group = np.unique(owner, return_inverse=True)
        here = (before >= first) & (before < first + each.count)
        chosen[here] = group[before[here] - first] + sum(part.count for part in grown)
        grown.append(together(each, group, reference))
        first += each.count
    return Arrangement(regions, grown, chosen)


def kin(matters: Segments, needs: NDArray[np.floating]) -> NDArray[np.int64]:
    """Say which matter each is taken in by, or itself: (count,). needs: (count,) share of a picture that is painted
    from each."""
    owner = np.arange(matters.count)
    apart = np.sqrt(((matters.colours[:, None] - matters.colours[None]) ** 2).sum(-1))
    touching = matters.contacts > 0
    while True:
        held = np.bincount(owner, matters.shares, matters.count)
        wanting = np.flatnonzero(needs > _ENOUGH * held)
        free = np.flatnonzero((needs == 0) & (owner == np.arange(matters.count)))
        found = [
            (needs[one] / held[one], -apart[one, other], one, other)
            for one in wanting
            for other in free
            if apart[one, other] < _KIN and touching[owner == one, other].any()
        ]
        if not found:
            return owner
        _, _, one, other = max(found)
        owner[other] = one


def _together(matters: Sequence[Segments]) -> Segments:
    return Segments(
        np.zeros((0, 0), np.int32),
        np.concatenate([each.colours for each in matters]),
        np.concatenate([each.deviations for each in matters]),
        (np.concatenate([each.shares for each in matters]) / len(matters)).astype(np.float32),
        np.concatenate([each.places for each in matters]),
    )


def _flows(regions: Segments, matters: Sequence[Segments], belongs: Floats, stands: Floats) -> Floats:
    """The share of each region that transport takes from each matter: (regions, matters)."""
    of_region = regions.means(belongs) / np.maximum(1e-6, belongs.mean((0, 1)))
    parts, first = [], 0
    for each in matters:
        size = each.labels.size
        own = stands[:, first : first + size].T.reshape(*each.labels.shape, -1)
        parts.append(each.means(own) * each.shares[:, None] * np.float32(size / stands.shape[1]))
        first += size
    return np.asarray(of_region @ np.concatenate(parts).T, np.float32)


def chosen_matters(regions: Segments, becomes: Floats, flows: Floats, matters: Segments) -> NDArray[np.int64]:
    """Choose a matter for each region: (regions,) indices.

    becomes: (regions, 3) Lab, what each region's colour is in the references' colours in the mean. flows: (regions,
    matters), the share of each region that transport takes from each matter.
    """
    weights = np.array([_LIGHTNESS, 1, 1], np.float32)
    calm = np.exp(-regions.deviations.mean(1) / 6) * np.minimum(1, 10 * regions.shares)
    alone = (
        _FLOW * -np.log10(flows + _LEAST_FLOW)
        + _TONE * np.abs(becomes[:, None, 0] - matters.colours[None, :, 0])
        + _PLACE * np.abs(regions.places[:, None, 0] - matters.places[None, :, 0])
        + _UNREST * calm[:, None] * matters.deviations.mean(1)
    )
    contacts = regions.contacts
    near = contacts / np.maximum(1, contacts.sum(1, keepdims=True))
    steps = (becomes[:, None] - becomes[None]) * weights * _STRETCH
    between = (matters.colours[:, None] - matters.colours[None]) * weights
    alike = np.maximum(0, 1 - np.sqrt((between**2).sum(-1)) / _ALIKE)
    contrast = np.sqrt(((regions.colours[:, None] - regions.colours[None]) ** 2).sum(-1)) / _CONTRAST
    unlike = np.minimum(1, _TOUCHING * near) * np.minimum(1, contrast)
    chosen = np.full(regions.count, -1, np.int64)
    for _ in range(_ROUNDS):
        before = chosen.copy()
        for n in np.argsort(-regions.shares):
            others = np.flatnonzero((chosen >= 0) & (np.arange(regions.count) != n))
            theirs = chosen[others]
            taken = np.bincount(theirs, regions.shares[others], matters.count)
            room = np.log2(np.maximum(1, (regions.shares[n] + taken) / matters.shares))
            wrong = np.sqrt(((between[:, theirs] - steps[n, others]) ** 2).sum(-1))
            cost = alone[n] + _WANT_OF_ROOM * room
            cost += _RELATION * wrong @ ((near[n, others] + regions.shares[others]) / 2)
            cost += _SHARED * alike[:, theirs] @ unlike[n, others]
            chosen[n] = int(cost.argmin())
        if np.array_equal(before, chosen):
            break
    return chosen


def _codes(regions: Segments, chosen: NDArray[np.int64], count: int) -> Floats:
    """A code for each matter that is chosen, (count, 3); NaN for others."""
    codes = np.full((count, 3), np.nan, np.float32)
    used = np.unique(chosen)
    for matter in used:
        own = chosen == matter
        codes[matter] = np.average(regions.colours[own], 0, regions.shares[own]) / LAB_SCALE
    for _ in range(_PUSHES):
        away = codes[used][:, None] - codes[used][None]
        length = np.sqrt((away**2).sum(-1, keepdims=True))
        away = np.where(length > 1e-4, away / np.maximum(length, 1e-4), 0)
        codes[used] += (away * np.maximum(0, _APART - length) / 2).sum(1)
    return codes


def _guide(segments: Segments, codes: Floats, labels: Tensor, stands_for: Tensor) -> Tensor:
    """Codes, whether a place belongs to none that has one, and its place within its segment."""
    known = _looked_up(~np.isnan(codes[:, :1]), labels)[None, ..., 0] > 0
    code = _looked_up(np.nan_to_num(codes), labels).movedim(-1, 0)[None]
    frame = segments.frames(labels) * torch.tensor(_FRAME, device=labels.device)[:, None, None]
    stray = _STRAYING * (~known).to(stands_for)
    return torch.cat([torch.where(known, code, stands_for), stray[None], frame[None]], 1)


def _looked_up(table: NDArray[np.generic], labels: Tensor) -> Tensor:
    """The rows of a table at labels, zeros at −1."""
    values = torch.from_numpy(np.asarray(table, np.float32)).to(labels.device)
    return torch.cat(
        [values, torch.zeros_like(values[:1] if len(values) else values.new_zeros(1, *values.shape[1:]))]
    )[labels]

"""Connected parts of a picture: the regions of a sketch, and the matters that references are made of.

A region is a part of a sketch without an edge in it; a matter is a part of a reference of about one colour. Both are
found on small pictures.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.nn.borders import shared_borders
from aipaint_desktop.nn.colour import palette, srgb_to_lab

Labels = NDArray[np.int32]
Floats = NDArray[np.float32]

_REGION_COLOURS = 16
_SOFT_BORDER = 3.0  # in Lab from one pixel to the next: less is no edge but a gradient
_ONE_COLOUR = 3.0  # in Lab, that regions of one colour differ at most
_SMALLEST_REGION = 0.006  # of the picture; what is smaller is a detail
_MATTER_COLOURS = 14
_HEIGHT_OF_PICTURE = 20.0  # in units of Lab, beside which places count where matters are found
_ALIKE = 7.0  # in Lab: neighbours that differ less are of one matter
_SMALLEST_MATTER = 0.008  # of the reference
_SPECK = 0.001  # of the reference: what is smaller is not looked at
_STRAY = 2.2  # deviations from its matter's colour, and what is farther from it does not belong to it
_OUTERMOST = 0.03  # of a segment's rows and columns, which its frame leaves out


@dataclass(frozen=True, eq=False)
class Segments:
    """Some of the parts of a small picture.

    labels: (h, w), 0 to count − 1, −1 for what belongs to none. colours, deviations: (count, 3) in Lab. shares:
    (count,) of the picture. places: (count, 2) of their middles, row and column from 0 to 1.
    """

    labels: Labels
    colours: Floats
    deviations: Floats
    shares: Floats
    places: Floats

    @classmethod
    def none(cls, height: int, width: int) -> Self:
        """Find none in a picture of that size."""
        nothing = np.zeros((0, 3), np.float32)
        return cls(np.full((height, width), -1, np.int32), nothing, nothing, nothing[:, 0], nothing[:, :2])

    @property
    def count(self) -> int:
        """Count them."""
        return len(self.colours)

    @property
    def contacts(self) -> Floats:
        """Count how many px of border each shares with each: (count, count)."""
        return shared_borders(self.labels, self.count).astype(np.float32)

    def means(self, values: NDArray[np.floating]) -> Floats:
        """Average values (h, w, C) over each: (count, C)."""
        return _means(values, self.labels, self.count)

    def at(self, image: Tensor, small: Tensor) -> Tensor:
        """Tell to which each pixel of an image (1, 3, H, W) belongs, −1 to none: (H, W). Of those around it in the
        small picture (1, 3, h, w) that with the nearest colour (joint bilateral upsampling, Kopf et al. 2007)."""
        height, width = image.shape[-2:]
        h, w = self.labels.shape
        labels = F.pad(torch.from_numpy(self.labels)[None, None].float(), [1] * 4, mode="replicate")
        labels = labels[0, 0].long().to(image.device)
        colours = F.pad(small, [1] * 4, mode="replicate")[0]
        rows = torch.arange(height, device=image.device) * h // height
        columns = torch.arange(width, device=image.device) * w // width
        best = torch.full((height, width), float("inf"), device=image.device)
        found = torch.zeros(height, width, dtype=torch.long, device=image.device)
        for down in (1, 0, 2):
            for across in (1, 0, 2):
                theirs = colours[:, rows + down][:, :, columns + across]
                away = (image[0] - theirs).square().sum(0)
                found = torch.where(away < best, labels[rows + down][:, columns + across], found)
                best = torch.minimum(best, away)
        return found

    def frames(self, labels: Tensor) -> Tensor:
        """Tell where in its segment each place is, from 0 to 1 down and across, in the middle of none: (2, H, W).
        labels: (H, W), to which segment it belongs."""
        height, width = labels.shape
        size = np.array(self.labels.shape)[:, None]
        boxes = [
            np.quantile(np.array(np.nonzero(self.labels == n)), [_OUTERMOST, 1 - _OUTERMOST], axis=1).T / size
            for n in range(self.count)
        ]
        ends = torch.tensor(np.array([*boxes, [[0, 1], [0, 1]]]), dtype=torch.float32, device=labels.device)
        ends = ends[labels]
        row = (torch.arange(height, device=labels.device)[:, None] + 0.5) / height
        column = (torch.arange(width, device=labels.device)[None] + 0.5) / width
        within = [
            (place - ends[..., axis, 0]) / (ends[..., axis, 1] - ends[..., axis, 0]).clamp(min=_OUTERMOST)
            for axis, place in enumerate((row, column))
        ]
        return torch.stack(within).clamp(0, 1).masked_fill(labels < 0, 0.5)


def lab_of(image: Tensor) -> Tensor:
    """Convert an image (1, 3, h, w) in −1..1 to Lab, (h, w, 3)."""
    return srgb_to_lab(image[0].permute(1, 2, 0))


def regions_of(sketch: Tensor, generator: torch.Generator) -> Segments:
    """Find the regions of a small sketch, (1, 3, h, w): neighbours between which there is a gradient and no edge are
    one, and so are those of one colour, as a field on both sides of a road."""
    described = lab_of(sketch)
    lab = described.cpu().numpy()
    labels = _joined(_parts(described, _REGION_COLOURS, generator), lab)
    found = _segments(labels, lab, _SMALLEST_REGION)
    apart = np.sqrt(((found.colours[:, None] - found.colours[None]) ** 2).sum(-1))
    restless = np.abs(found.deviations[:, None] - found.deviations[None]).max(-1, initial=0)
    group = _groups((apart < _ONE_COLOUR) & (restless < _ONE_COLOUR))
    return _segments(np.append(group, -1).astype(np.int32)[found.labels], lab, 0)


def matters_of(reference: Tensor, generator: torch.Generator) -> Segments:
    """Find the matters of a small reference that is squinted at, (1, 3, h, w)."""
    height, width = reference.shape[-2:]
    rows = torch.linspace(0, 1, height, device=reference.device)[:, None].expand(height, width)
    columns = torch.linspace(0, width / height, width, device=reference.device)[None].expand(height, width)
    colours = lab_of(reference)
    places = torch.stack([rows, columns], -1) * _HEIGHT_OF_PICTURE
    lab = colours.cpu().numpy()
    labels = _parts(torch.cat([colours, places], -1), _MATTER_COLOURS, generator)
    whole = _merged(_segments(labels, lab, _SPECK), lab)
    return _segments(_without_strays(whole, lab), lab, _SMALLEST_MATTER)


def together(segments: Segments, group: NDArray[np.int64], image: Tensor) -> Segments:
    """Take those of one group together. group: (count,) from 0, without gaps. image: (1, 3, h, w)."""
    labels = np.append(group, -1).astype(np.int32)[segments.labels]
    return _segments(labels, lab_of(image).cpu().numpy(), 0)


def _parts(described: Tensor, colours: int, generator: torch.Generator) -> Labels:
    """The connected parts of a picture (h, w, D) in few colours."""
    import cv2

    centres, _ = palette(described.flatten(0, 1), colours, generator)
    owner = torch.cdist(described.flatten(0, 1), centres).argmin(1).view(described.shape[:2]).cpu().numpy()
    labels, count = np.zeros(owner.shape, np.int32), 0
    for colour in np.unique(owner):
        found, parts = cv2.connectedComponents((owner == colour).astype(np.uint8), connectivity=4)
        labels[parts > 0] = parts[parts > 0] + count - 1
        count += found - 1
    return labels


def _borders(labels: Labels) -> list[tuple[Labels, Labels]]:
    """The labels on both sides of every border between two pixels, down and across."""
    return [(labels[:-1].ravel(), labels[1:].ravel()), (labels[:, :-1].ravel(), labels[:, 1:].ravel())]


def _groups(linked: NDArray[np.bool_]) -> Labels:
    """Number what is linked, (n, n), directly or through others, alike: (n,)."""
    group = np.arange(len(linked), dtype=np.int32)
    linked = linked | np.eye(len(linked), dtype=bool)
    while True:
        least = np.where(linked, group[None], len(group)).min(1, initial=len(group)).astype(np.int32)
        if np.array_equal(least, group):
            return np.unique(group, return_inverse=True)[1].astype(np.int32)
        group = least


def _joined(labels: Labels, lab: Floats) -> Labels:
    """Join neighbours across whose border there is hardly a step."""
    count = int(labels.max()) + 1
    steps, lengths = np.zeros((count, count)), np.zeros((count, count))
    for axis, (a, b) in enumerate(_borders(labels)):
        np.add.at(steps, (a, b), np.sqrt((np.diff(lab, axis=axis) ** 2).sum(-1)).ravel())
        np.add.at(lengths, (a, b), 1)
    steps, lengths = steps + steps.T, lengths + lengths.T
    group = _groups((lengths > 0) & (steps < _SOFT_BORDER * np.maximum(1, lengths)))
    return group[labels]


def _merged(segments: Segments, lab: Floats) -> Segments:
    """Merge neighbours of nearly the same colour, the most alike first."""
    while segments.count > 1:
        apart = np.sqrt(((segments.colours[:, None] - segments.colours[None]) ** 2).sum(-1))
        apart[segments.contacts == 0] = np.inf
        a, b = np.unravel_index(apart.argmin(), apart.shape)
        if apart[a, b] > _ALIKE:
            break
        segments = _segments(np.where(segments.labels == a, np.int32(b), segments.labels), lab, 0)
    return segments


def _without_strays(segments: Segments, lab: Floats) -> Labels:
    """What is far from its matter's colour belongs to none: a boat on a lake is no water."""
    labels = segments.labels.copy()
    own = labels >= 0
    away = (lab[own] - segments.colours[labels[own]]) / np.maximum(4, segments.deviations[labels[own]])
    labels[own] = np.where(np.sqrt((away**2).mean(-1)) > _STRAY, -1, labels[own])
    return labels


def _segments(labels: Labels, lab: Floats, smallest: float) -> Segments:
    """Describe those that have at least a share of the picture; the pixels of the others belong to none."""
    sizes = np.bincount(labels[labels >= 0], minlength=1)
    kept = np.flatnonzero(sizes >= max(1, smallest * labels.size))
    new = np.full(len(sizes) + 1, -1, np.int32)
    new[kept] = np.arange(len(kept))
    labels = new[labels]
    count = len(kept)
    colours = _means(lab, labels, count)
    squares = _means(lab.astype(np.float64) ** 2, labels, count)
    places = np.moveaxis(np.indices(labels.shape), 0, -1) / np.array(labels.shape)
    shares = np.bincount(labels[labels >= 0], minlength=count)[:count] / labels.size
    return Segments(
        labels,
        colours,
        np.sqrt(np.maximum(0, squares - colours**2)),
        shares.astype(np.float32),
        _means(places, labels, count),
    )


def _means(values: NDArray[np.floating], labels: Labels, count: int) -> Floats:
    inside = labels >= 0
    owner = labels[inside]
    sizes = np.maximum(1, np.bincount(owner, minlength=count)[:count])
    sums = [np.bincount(owner, channel, count)[:count] for channel in values[inside].T]
    return np.asarray(np.stack(sums, -1) / sizes[:, None], np.float32)

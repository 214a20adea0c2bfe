"""The flat colours of a drawing's regions, taken from a reference: what is high in it from what is high, what is large
from what there is much of, and things unlike what they lie before."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.sketch.regions import Labels, Regions
from aipaint_desktop.values.oklab import colours_of_oklab, oklab_of

_SIDE = 96  # px, of what is looked at of a reference
_COLOURS = 14
_ROUNDS = 10
_APART = 0.11  # in OKLab: colours of neighbours are no nearer, where the reference has such
_ALIKE = 1.7  # times: things whose areas and shapes differ less are of one kind
_LINE_SHADE = 0.45  # of the lightness of what a line lies on
_LEVEL = 0.15  # of the height: edges of one ground are no farther apart
_ROUND = 0.75  # as the sun; a cloud is less
_GROUND = 0.03  # of the picture: what is smaller at its border is a thing


@dataclass(frozen=True, eq=False)
class Paints:
    """The colours that references are made of, in OKLab (N, 3), with the share of the pictures that each has, and how
    far down it is found: the share of each colour in ten strips from the top, (N, 10)."""

    colours: NDArray[np.float32]
    shares: NDArray[np.float32]
    strips: NDArray[np.float32]


def paints_of(pictures: list[NDArray[np.uint8]]) -> Paints:
    """Find the colours of pictures, (H, W, 3) each, by k-means in OKLab."""
    import cv2

    points, heights = [], []
    for pixels in pictures:
        scale = _SIDE / max(pixels.shape[:2])
        size = tuple(max(8, round(side * scale)) for side in (pixels.shape[1], pixels.shape[0]))
        small = cv2.GaussianBlur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), (0, 0), 0.8)
        points.append(oklab_of(small.reshape(-1, 3).T.astype(np.float32) * np.float32(1 / 255)).T)
        heights.append(np.repeat((np.arange(size[1]) + 0.5) / size[1], size[0]))
    colours, height = np.concatenate(points).astype(np.float32), np.concatenate(heights)
    centres = _spread(colours)
    for _ in range(_ROUNDS):
        nearest = ((colours[:, None] - centres[None]) ** 2).sum(2).argmin(1)
        centres = np.stack([colours[nearest == n].mean(0) for n in np.unique(nearest)])
    nearest = ((colours[:, None] - centres[None]) ** 2).sum(2).argmin(1)
    strip = np.minimum((height * 10).astype(int), 9)
    strips = np.zeros((len(centres), 10), np.float32)
    np.add.at(strips, (nearest, strip), 1)
    shares = strips.sum(1) / strips.sum()
    return Paints(centres, shares, strips / np.maximum(1, strips.sum(0)))


def _spread(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """Colours far apart from one another, the mean's first."""
    chosen = [colours.mean(0)]
    away = np.full(len(colours), np.inf)
    while len(chosen) < _COLOURS:
        away = np.minimum(away, ((colours - chosen[-1]) ** 2).sum(1))
        chosen.append(colours[away.argmax()])
    return np.stack(chosen)


@dataclass(frozen=True, eq=False)
class _Shape:
    """A region as it is judged: its share of the picture, where its middle is from the top, 0 to 1, and how round it
    is, 1 for a disc."""

    share: float
    height: float
    top: float
    bottom: float
    roundness: float


def flats_of(regions: Regions, paints: Paints) -> NDArray[np.uint8]:
    """Colour each region, (H, W, 3), and draw the lines that part nothing."""
    colours = _chosen(regions, paints)
    flat = colours[regions.labels]
    flat[regions.lines, 0] *= _LINE_SHADE
    made = colours_of_oklab(np.moveaxis(flat, 2, 0))
    return np.moveaxis(np.rint(255 * np.clip(made, 0, 1)).astype(np.uint8), 0, 2)


def _chosen(regions: Regions, paints: Paints) -> NDArray[np.float32]:
    shapes = [_shape(regions.labels, label) for label in range(regions.count)]
    edge = regions.open_to_border
    grounds = [n for n, shape in enumerate(shapes) if edge[n] and shape.share >= _GROUND]
    order = sorted(grounds, key=lambda n: -shapes[n].share)
    order += sorted(set(range(regions.count)) - set(grounds), key=lambda n: -shapes[n].share)
    sky = min(grounds, key=lambda n: shapes[n].top + shapes[n].height, default=None)
    chosen = np.full((regions.count, 3), np.nan, np.float32)
    for n in order:
        known = [other for other in range(regions.count) if not np.isnan(chosen[other, 0])]
        if n in grounds:
            twin = next((m for m in known if m in grounds and _one_ground(n, m, shapes, regions)), None)
            others = [chosen[other] for other in grounds if not np.isnan(chosen[other, 0])]
            cost = _cost_of_ground(shapes[n], paints) + _nearness(others, paints)
        else:
            twin = next((m for m in known if _of_one_kind(n, m, shapes, regions)), None)
            cost = _cost_of_thing(
                shapes[n],
                paints,
                _around(n, regions, chosen),
                in_sky=sky is not None and _lies_in(n, sky, regions),
            )
        cost = cost + _likeness(n, regions, chosen, paints)
        chosen[n] = paints.colours[cost.argmin()] if twin is None else chosen[twin]
    return chosen


def _shape(labels: Labels, label: int) -> _Shape:
    import cv2

    mask = (labels == label).astype(np.uint8)
    rows = np.flatnonzero(mask.any(1))
    area = int(mask.sum())
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    around = sum(cv2.arcLength(outline, closed=True) for outline in outlines)
    middle = float((mask.sum(1) * np.arange(len(mask))).sum() / area / len(mask))
    return _Shape(
        area / labels.size,
        middle,
        rows[0] / len(mask),
        (rows[-1] + 1) / len(mask),
        min(1.0, 4 * np.pi * area / max(1.0, around**2)),
    )


def _cost_of_ground(shape: _Shape, paints: Paints) -> NDArray[np.float32]:
    """Little for what fills the reference at these heights; of what begins at the top the upper half decides."""
    bottom = shape.bottom / 2 if shape.top == 0 else shape.bottom
    first, last = int(shape.top * 10), max(int(shape.top * 10) + 1, round(bottom * 10))
    there = paints.strips[:, first:last].mean(1)
    return np.asarray(-1.2 * np.sqrt(there) - 0.3 * np.sqrt(paints.shares), np.float32)


def _cost_of_thing(
    shape: _Shape, paints: Paints, around: NDArray[np.float32], *, in_sky: bool
) -> NDArray[np.float32]:
    """Little for what stands out before what is around it; light and warm for what is round in the sky."""
    lightness, a, b = paints.colours.T
    chroma = np.hypot(a, b)
    contrast = np.sqrt(((paints.colours - around) ** 2).sum(1))
    cost = -0.35 * np.sqrt(paints.shares) - np.minimum(contrast, 0.35)
    if in_sky and shape.share < 0.04:
        cost = cost - 1.5 * (lightness - around[0])
        if shape.roundness > _ROUND:
            cost = cost - 1.5 * (b - around[2]) - 0.8 * (a - around[1]) - 1.2 * chroma
        else:
            cost = cost + 2.0 * chroma
    else:
        cost = cost - 0.8 * chroma - 0.5 * (a + b)  # warm before cool
        cost = cost + 0.8 * np.maximum(0, lightness - max(0.75, around[0]))  # what is white is rarely a thing
        near = paints.strips[:, min(9, int(shape.height * 10))]
        cost = cost - 0.4 * np.sqrt(near)
    return np.asarray(cost, np.float32)


def _around(n: int, regions: Regions, chosen: NDArray[np.float32]) -> NDArray[np.float32]:
    """The colour of what has been coloured beside a region."""
    weights = np.where(np.isnan(chosen[:, 0]), 0, regions.contacts[n]).astype(np.float32)
    if not weights.any():
        return np.array([0.7, 0, 0], np.float32)
    mixed = (np.nan_to_num(chosen) * weights[:, None]).sum(0) / weights.sum()
    return np.asarray(mixed, np.float32)


def _lies_in(n: int, ground: int, regions: Regions) -> bool:
    contacts = regions.contacts[n]
    return bool(contacts[ground] > 0.8 * contacts.sum())


def _likeness(n: int, regions: Regions, chosen: NDArray[np.float32], paints: Paints) -> NDArray[np.float32]:
    """Much for colours that a neighbour has already, or nearly."""
    beside = [
        chosen[other] for other in np.flatnonzero(regions.contacts[n]) if not np.isnan(chosen[other, 0])
    ]
    return 6 * _nearness(beside, paints)


def _nearness(colours: list[NDArray[np.float32]], paints: Paints) -> NDArray[np.float32]:
    """How near each paint is to some colours: 1 for each that is the same, 0 for those that are well apart."""
    cost = np.zeros(len(paints.colours), np.float32)
    for colour in colours:
        apart = np.sqrt(((paints.colours - colour) ** 2).sum(1))
        cost += np.maximum(0, _APART - apart) / _APART
    return cost


def _one_ground(n: int, other: int, shapes: list[_Shape], regions: Regions) -> bool:
    """Tell whether two grounds are one that is seen on both sides of a thing, as of a road."""
    own, shape = shapes[n], shapes[other]
    return (
        not regions.contacts[n, other]
        and abs(own.top - shape.top) < _LEVEL
        and abs(own.bottom - shape.bottom) < _LEVEL
        and bool((regions.contacts[n] * regions.contacts[other]).any())
    )


def _of_one_kind(n: int, other: int, shapes: list[_Shape], regions: Regions) -> bool:
    """Tell whether a thing is of the size and shape of another that is not beside it, on the same ground: as windows
    are."""
    own, shape = shapes[n], shapes[other]
    return bool(
        not regions.contacts[n, other]
        and own.share < _GROUND
        and max(own.share, shape.share) < _ALIKE * min(own.share, shape.share)
        and abs(own.roundness - shape.roundness) < 0.15
        and regions.contacts[n].argmax() == regions.contacts[other].argmax()
    )

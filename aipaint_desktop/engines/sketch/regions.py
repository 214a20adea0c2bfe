"""What the lines of a drawing close in, or nearly: regions, and which of them are one thing.

Regions are found by balls that get smaller (trapped-ball segmentation: Zhang et al., *Vectorizing Cartoon Animations*,
2009): where a ball fits, a gap that is narrower than it lets nothing through.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.nn.borders import shared_borders

Labels = NDArray[np.int32]
Bits = NDArray[np.bool_]

_LINE = 45.0  # in luminance of 255: how far from the paper a line is at least
_BALLS = (0.022, 0.015, 0.010, 0.006, 0.003)  # radii as shares of the longer side
_PASSAGE = 0.35  # of a region's breadth: one that is as open to another is part of it
_SMALLEST = 0.0004  # of the picture; what is smaller is part of what is around it
_HORIZON = 0.5  # of the width, of a line that is thought to go on to the border
_END = 0.03  # of the width: so much of its end is looked at
_SHORT = 0.12  # of the width, that such a line is short of it
_MOST_LINES = 0.2  # of the picture, in a drawing of contours
_LARGE = 0.5  # of the picture: so much of it is to lie in large regions in such a drawing
_LARGE_REGION = 0.004  # of the picture


@dataclass(frozen=True, eq=False)
class Regions:
    """The regions of a drawing.

    labels: (H, W), the region of each pixel, 0 to count - 1; lines belong to the regions beside them. lines: (H, W),
    where lines are. contacts: (count, count), px of border that two regions share.
    """

    labels: Labels
    lines: Bits
    drawn: float
    count: int
    contacts: NDArray[np.int64]

    @property
    def areas(self) -> NDArray[np.int64]:
        """Count the pixels of each region."""
        return np.bincount(self.labels.ravel(), minlength=self.count)

    @property
    def open_to_border(self) -> Bits:
        """Tell of each region whether it reaches the border of the picture."""
        return _on_edge(self.labels, self.count)

    @property
    def spacious(self) -> bool:
        """Tell whether this is a drawing of contours, rather than one of shades made of many lines."""
        areas = self.areas
        large = areas[areas >= _LARGE_REGION * areas.sum()].sum()
        return bool(self.drawn <= _MOST_LINES and large >= _LARGE * areas.sum())


def lines_of(pixels: NDArray[np.uint8]) -> Bits:
    """Find the lines of a drawing (H, W, 3): what differs from its paper, the colour that most of it has."""
    luminance = pixels.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    paper = np.median(luminance)
    far = np.abs(luminance - paper) > _LINE
    colour = np.median(pixels.reshape(-1, 3), axis=0)
    return np.asarray(far | (np.abs(pixels - colour).max(axis=2) > 2 * _LINE), bool)


def regions_of(lines: Bits) -> Regions:
    """Find what lines close in; where a thing lies before two grounds, and the border between these runs through it, it
    is one region."""
    labels = _filled(_trapped(_with_horizons(lines)))
    labels = _without_small(labels)
    inner = lines & ~_borders(labels)
    labels = _things_whole(labels)
    count = int(labels.max()) + 1
    return Regions(labels, inner, float(lines.mean()), count, shared_borders(labels, count))


def _borders(labels: Labels) -> Bits:
    """Where two regions meet, as wide as a line may be."""
    import cv2

    around = np.ones((5, 5), np.uint8)
    apart = cv2.dilate(labels.astype(np.float32), around) != cv2.erode(labels.astype(np.float32), around)
    return cv2.dilate(apart.astype(np.uint8), around, iterations=2) > 0


def _with_horizons(lines: Bits) -> Bits:
    """Let wide lines that end near the left or right border reach it, as a horizon does that was not drawn to the
    end."""
    import cv2

    height, width = lines.shape
    look = round(_END * width)
    reaching = lines.copy()
    count, parts, boxes, _ = cv2.connectedComponentsWithStats(lines.astype(np.uint8), connectivity=8)
    for part in range(1, count):
        left, across = int(boxes[part, cv2.CC_STAT_LEFT]), int(boxes[part, cv2.CC_STAT_WIDTH])
        if across < _HORIZON * width:
            continue
        right = left + across - 1
        ends = (
            (left, np.s_[left : left + look], np.s_[:left]),
            (right, np.s_[right - look + 1 : right + 1], np.s_[right + 1 :]),
        )
        for end, near, gap in ends:
            rows = np.flatnonzero((parts[:, near] == part).any(axis=1))
            if (
                min(end, width - 1 - end) <= _SHORT * width and np.ptp(rows) <= 2 * _END * height
            ):  # and no wall
                at = np.flatnonzero(parts[:, end] == part)
                reaching[at[0] : at[-1] + 1, gap] = True
    return reaching


def _trapped(lines: Bits) -> Labels:
    """Regions from 1 on, 0 where there are lines or nothing could be decided."""
    import cv2

    free = (~lines).astype(np.uint8)
    room = cv2.distanceTransform(np.pad(free, 1, constant_values=1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    side = max(lines.shape)
    labels = np.zeros(lines.shape, np.int32)
    for share in _BALLS:
        radius = max(1.0, share * side)
        open_ = ((labels == 0) & (room > radius)).astype(np.uint8)
        count, parts = cv2.connectedComponents(open_, connectivity=4)
        if count == 1:
            continue
        away, near = cv2.distanceTransformWithLabels(
            1 - open_, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
        )
        of_seed = np.zeros(int(near.max()) + 1, np.int32)
        seeds = open_ > 0
        of_seed[near[seeds]] = parts[seeds]
        grown = np.where((away <= radius) & (labels == 0) & ~lines, of_seed[near], 0)
        labels = _joined(labels, grown, radius)
    return labels


def _joined(labels: Labels, parts: Labels, radius: float) -> Labels:
    """Add parts to regions: as regions of their own, or to the one that they are open to."""
    labels = labels.copy()
    next_label = int(labels.max()) + 1
    areas = np.bincount(parts.ravel())
    passages = _passages(labels, parts)
    for part in range(1, len(areas)):
        if areas[part]:
            wide = {region: px for (own, region), px in passages.items() if own == part}
            widest = max(wide, key=lambda region: wide[region]) if wide else 0
            breadth = np.sqrt(areas[part])
            is_part = widest and (wide[widest] > _PASSAGE * breadth or areas[part] < 4 * radius**2)
            labels[parts == part] = widest if is_part else next_label
            next_label += 0 if is_part else 1
    return labels


def _passages(labels: Labels, parts: Labels) -> dict[tuple[int, int], int]:
    """Px along which a part lies beside a region without a line between."""
    found: dict[tuple[int, int], int] = {}
    pairs = [
        (parts[:, 1:], labels[:, :-1]),
        (parts[:, :-1], labels[:, 1:]),
        (parts[1:], labels[:-1]),
        (parts[:-1], labels[1:]),
    ]
    for part, region in pairs:
        both = (part > 0) & (region > 0)
        keys, counts = np.unique(np.stack([part[both], region[both]]), axis=1, return_counts=True)
        for (own, other), count in zip(keys.T.tolist(), counts.tolist(), strict=True):
            found[own, other] = found.get((own, other), 0) + count
    return found


def _filled(labels: Labels) -> Labels:
    """Give what has no region that of the nearest one, and count regions from 0."""
    import cv2

    if not labels.any():
        return np.zeros_like(labels)
    empty = (labels == 0).astype(np.uint8)
    _, near = cv2.distanceTransformWithLabels(empty, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    of_seed = np.zeros(int(near.max()) + 1, np.int32)
    seeds = empty == 0
    of_seed[near[seeds]] = labels[seeds]
    return _numbered(of_seed[near])


def _numbered(labels: Labels) -> Labels:
    _, numbered = np.unique(labels, return_inverse=True)
    return numbered.reshape(labels.shape).astype(np.int32)


def _without_small(labels: Labels) -> Labels:
    least = max(12.0, _SMALLEST * labels.size)
    while True:
        count = int(labels.max()) + 1
        areas = np.bincount(labels.ravel(), minlength=count)
        small = int(areas.argmin())
        if count == 1 or areas[small] >= least:
            return labels
        labels = _numbered(np.where(labels == small, shared_borders(labels, count)[small].argmax(), labels))


def _things_whole(labels: Labels) -> Labels:
    """Join two parts of a thing where the border between two grounds runs through it."""
    while (pair := _cut_in_two(labels)) is not None:
        labels = _numbered(np.where(labels == pair[1], pair[0], labels))
    return labels


def _cut_in_two(labels: Labels) -> tuple[int, int] | None:
    """Find parts A and B that share a border, while A lies in one ground and B in another that meets it there."""
    count = int(labels.max()) + 1
    contacts = shared_borders(labels, count)
    edge = _on_edge(labels, count)
    for upper in range(count):
        for lower in np.flatnonzero(contacts[upper]):
            if edge[upper] or edge[lower] or lower <= upper:
                continue
            first, second = _ground_of(upper, contacts, edge), _ground_of(int(lower), contacts, edge)
            if first is None or second is None or first == second or not contacts[first, second]:
                continue
            if contacts[upper, lower] >= 0.15 * min(contacts[upper].sum(), contacts[lower].sum()):
                return upper, int(lower)
    return None


def _ground_of(part: int, contacts: NDArray[np.int64], edge: Bits) -> int | None:
    """The ground that a part lies before: the one that it borders on longest."""
    around = np.where(edge, contacts[part], 0)
    return int(around.argmax()) if around.any() else None


def _on_edge(labels: Labels, count: int) -> Bits:
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return np.bincount(edge, minlength=count) > 0

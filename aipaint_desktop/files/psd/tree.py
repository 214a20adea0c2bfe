"""The nodes of a Photoshop document on their way from its records, and what is lost on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from psd_tools.constants import BlendMode, ChannelID, SectionDivider
from psd_tools.psd.header import FileHeader
from psd_tools.psd.layer_and_mask import ChannelDataList, LayerRecord

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.psd.channels import Budget, DamagedChannel, Plane, decode
from aipaint_desktop.files.psd.colours import CHANNELS, Colours
from aipaint_desktop.files.psd.modes import FOLDED_FILL, MODES
from aipaint_desktop.files.psd.record import Record
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.limits import CANVAS
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import listed
from aipaint_desktop.values.titles import NAMELESS

_MOST_NESTED = 100
N = TypeVar("N", bound=Node)


@dataclass
class _Lost:
    """Names of the layers of which something is not kept, and of what is not known."""

    modes: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    adjusting: list[str] = field(default_factory=list)
    no_pixels: list[str] = field(default_factory=list)
    flattened: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    masks: list[str] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)


class Tree:
    """Makes nodes of records. Take all records, bottom to top, then ask for `nodes` and `losses`."""

    def __init__(self, header: FileHeader, colours: Colours, budget: Budget) -> None:
        self._header = header
        self._canvas = Rect(0, 0, header.width, header.height)
        self._colours = colours
        self._budget = budget
        self._groups: list[list[Node]] = [[]]
        self._lost = _Lost()
        self._unclosed = False

    def take(self, described: LayerRecord, channels: ChannelDataList) -> None:
        """Add what a record describes. Raises `ValueError` for groups without end, `TooLarge`."""
        record = Record(described)
        divider = record.divider
        if divider == SectionDivider.BOUNDING_SECTION_DIVIDER:
            self._groups.append([])
            if len(self._groups) > _MOST_NESTED:
                raise ValueError("groups without end")
        elif divider == SectionDivider.OTHER:
            if (layer := self._layer(record, channels)) is not None:
                self._groups[-1].append(layer)
        else:
            self._unclosed |= len(self._groups) == 1
            children = self._groups.pop() if len(self._groups) > 1 else []
            folded = divider == SectionDivider.CLOSED_FOLDER
            self._groups[-1].append(self._group(record, channels, children, folded=folded))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """List what lies in no group, bottom to top."""
        return tuple(node for group in self._groups for node in group)

    @property
    def damaged(self) -> bool:
        return bool(self._lost.damaged) or self._unclosed or len(self._groups) > 1

    def losses(self) -> Iterator[Sentence]:
        lost = self._lost
        if lost.damaged:
            yield Sentence("These layers are damaged and came back empty: {0}.", listed(lost.damaged))
        if lost.cut:
            yield Sentence("What these layers had beyond the canvas was cut off: {0}.", listed(lost.cut))
        if lost.modes:
            modes = list(dict.fromkeys(lost.modes))
            yield Sentence("Blend modes that are not known here are shown as normal: {0}.", listed(modes))
        if lost.flattened:
            yield Sentence("Text, shapes and placed files came as pixels: {0}.", listed(lost.flattened))
        if lost.no_pixels:
            yield Sentence(
                "These layers have no pixels in the file and came empty: {0}.", listed(lost.no_pixels)
            )
        if lost.adjusting:
            yield Sentence("Adjustment layers were left out: {0}.", listed(lost.adjusting))
        if lost.effects:
            yield Sentence("Effects of these layers are not shown: {0}.", listed(lost.effects))
        if lost.masks:
            yield Sentence(
                "Masks of vectors were left out, and those with soft edges have hard ones: {0}.",
                listed(lost.masks),
            )
        if lost.fills:
            yield Sentence("The opacity of the fill counts as the layer's: {0}.", listed(lost.fills))

    def _layer(self, record: Record, channels: ChannelDataList) -> Layer | None:
        name = record.name or NAMELESS
        if record.adjusts:
            self._lost.adjusting.append(name)
            return None
        tiles = self._tiles(record, channels, name)
        if not record.made_of_pixels and (len(tiles) or record.fill_colour is None):
            (self._lost.flattened if len(tiles) else self._lost.no_pixels).append(name)
        layer = Layer(name, tiles=tiles, alpha_locked=record.alpha_locked)
        return self._with_properties(layer, record, channels)

    def _group(
        self, record: Record, channels: ChannelDataList, children: list[Node], *, folded: bool
    ) -> Group:
        name = record.name or NAMELESS
        through = record.mode == BlendMode.PASS_THROUGH
        group = Group(name, children=tuple(children), through=through, folded=folded)
        return self._with_properties(group, record, channels)

    def _with_properties(self, node: N, record: Record, channels: ChannelDataList) -> N:
        """Give a node what layers and groups have in common."""
        if record.has_effects:
            self._lost.effects.append(node.name)
        mode = MODES.get(record.mode)
        if mode is None:
            self._lost.modes.append(record.mode.name.lower().replace("_", " "))
        if record.fill < 1 and record.mode in FOLDED_FILL:
            self._lost.fills.append(node.name)
        mask = record.mask
        return replace(
            node,
            visible=record.visible,
            opacity=record.opacity,
            mode=mode or Mode.NORMAL,
            clip=record.clip,
            mask=self._mask(record, channels, node.name),
            mask_used=mask is None or mask.used,
            locked=record.locked,
            label=record.label,
        )

    def _tiles(self, record: Record, channels: ChannelDataList, name: str) -> TileStore:
        rect = record.rect
        seen = rect.intersection(self._canvas)
        if rect.empty:
            colour = record.fill_colour
            if colour is None or record.cut_by_vectors:
                return TileStore()
            return TileStore().fill(self._canvas, (*colour, 255))
        if seen.empty:
            self._lost.cut.append(name)
            return TileStore()
        part = seen.moved(-rect.left, -rect.top).slices
        try:
            alpha = self._plane(record, channels, ChannelID.TRANSPARENCY_MASK, rect, light=False)
            planes = [
                self._plane(record, channels, at, rect, light=True)
                for at in range(CHANNELS[self._header.color_mode])
            ]
        except DamagedChannel:
            self._lost.damaged.append(name)
            return TileStore()
        if seen != rect and (alpha is None or _outside(alpha, part)):
            self._lost.cut.append(name)
        shape = (seen.height, seen.width)
        absent = np.full(shape, self._colours.absent, np.uint8)
        pixels = self._colours.pixels(
            [absent if plane is None else plane[part] for plane in planes],
            None if alpha is None else alpha[part],
        )
        return TileStore.from_pixels(pixels, seen.left, seen.top)

    def _mask(self, record: Record, channels: ChannelDataList, name: str) -> TileStore | None:
        mask = record.mask
        if mask is None:
            if record.cut_by_vectors:
                self._lost.masks.append(name)
            return None
        if mask.soft:
            self._lost.masks.append(name)
        rect = mask.rect
        outside = int(mask.hidden(np.full((1, 1), mask.outside, np.uint8))[0, 0])
        hidden = TileStore(channels=1).fill(self._canvas, outside)
        seen = rect.intersection(self._canvas)
        if not seen.empty:
            try:
                shown = self._plane(record, channels, mask.channel, rect, light=False)
            except DamagedChannel:
                self._lost.damaged.append(name)
                return None
            if shown is not None:
                part = seen.moved(-rect.left, -rect.top).slices
                hidden = hidden.write(seen, mask.hidden(shown[part]))
        return hidden

    def _plane(
        self, record: Record, channels: ChannelDataList, wanted: int, rect: Rect, *, light: bool
    ) -> Plane | None:
        """A channel of a layer; None where it has none. Raises `DamagedChannel`, `TooLarge`."""
        at = record.channel(wanted)
        if at is None or at >= len(channels):
            return None
        if rect.area > CANVAS.pixels:
            raise DamagedChannel("larger than any layer")
        header = self._header
        self._budget.take(rect.area * max(1, header.depth // 8))
        return decode(channels[at], rect.width, rect.height, header.depth, header.version, light=light)


def _outside(alpha: Plane, part: tuple[slice, slice]) -> bool:
    """Whether anything is painted out of a part."""
    painted = np.count_nonzero(alpha)
    return bool(painted > np.count_nonzero(alpha[part]))

"""Documents to Photoshop's files: layers, groups, masks, clips and modes, and how all of it looks."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from psd_tools.constants import (
    BlendMode,
    ChannelID,
    Clipping,
    ColorMode,
    ProtectedFlags,
    Resource,
    SectionDivider,
    SheetColorType,
    Tag,
)
from psd_tools.psd import PSD
from psd_tools.psd.header import FileHeader
from psd_tools.psd.image_data import ImageData
from psd_tools.psd.image_resources import ImageResource, ImageResources
from psd_tools.psd.layer_and_mask import (
    ChannelData,
    ChannelDataList,
    ChannelImageData,
    ChannelInfo,
    LayerAndMaskInformation,
    LayerFlags,
    LayerInfo,
    LayerRecord,
    LayerRecords,
    MaskData,
    MaskFlags,
)
from psd_tools.psd.tagged_blocks import TaggedBlocks

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.profile import Profile, icc_of
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.files.atomic_file import check_target, fill_atomically
from aipaint_desktop.files.psd.channels import encode
from aipaint_desktop.files.psd.extras import MOST_CHANNELS, resources_of
from aipaint_desktop.files.psd.modes import BLEND_MODES
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text

_MOST_BYTES = 2**31 - 1  # of a .psd; a .psb may have more
_LONGEST_NAME = 255  # bytes of the name that is not Unicode
_ENCODING = "macroman"
_END_OF_GROUP = "</Layer group>"
_OPAQUE = 255
_LABELS = {
    "red": SheetColorType.RED,
    "orange": SheetColorType.ORANGE,
    "yellow": SheetColorType.YELLOW,
    "green": SheetColorType.GREEN,
    "blue": SheetColorType.BLUE,
    "purple": SheetColorType.VIOLET,
    "grey": SheetColorType.GRAY,
    "brown": SheetColorType.ORANGE,
}
_COLOURS = (ChannelID.CHANNEL_0, ChannelID.CHANNEL_1, ChannelID.CHANNEL_2)


def unkept(state: State) -> tuple[Sentence, ...]:
    """Say what of a document a Photoshop document has no place for."""
    nodes = list(all_nodes(state.nodes))
    lost = []
    if any(isinstance(node, Layer) and node.provenance for node in nodes):
        lost.append(Sentence("How its layers were made is not kept in a Photoshop document."))
    if any(isinstance(node, Layer) and node.text for node in nodes):
        lost.append(Sentence("Texts are pixels in a Photoshop document."))
    if state.pinned:
        lost.append(Sentence("Pinned pictures are not kept in a Photoshop document."))
    if state.selection is not None or state.regions:
        lost.append(Sentence("What is selected is not kept in a Photoshop document; channels are."))
    return tuple(lost)


def write_psd(path: Path, state: State) -> None:
    """Write a document to a .psd file, or a .psb file where the path ends so.

    Raises `BadInput` where it cannot be written.
    """
    check_target(path)
    version = 2 if path.suffix.lower() == ".psb" else 1
    document = _document(state, version)

    def fill(file: BinaryIO) -> None:
        document.write(file, encoding=_ENCODING)
        if version == 1 and file.tell() > _MOST_BYTES:
            raise BadInput("{0} cannot be saved: a .psd has at most 2 GB, a .psb may have more.", path.name)

    fill_atomically(path, fill)


def _document(state: State, version: int) -> PSD:
    seen = composite(state.nodes, state.rect)
    transparent = bool(seen[..., 3].min() < _OPAQUE)
    channels = dict(list(state.channels.items())[:MOST_CHANNELS])
    header = FileHeader(
        version=version,
        channels=len(_COLOURS) + transparent + len(channels),
        height=state.height,
        width=state.width,
        depth=8,
        color_mode=ColorMode.RGB,
    )
    records = _Records(state, version)
    records.add_all(state.nodes)
    count = len(records.records)
    layers = LayerInfo(
        layer_count=-count if transparent else count,  # below 0: the merged picture has alpha
        layer_records=records.records,
        channel_image_data=records.channels,
    )
    return PSD(
        header=header,
        image_resources=_resources(
            state.profile, resources_of(channels, state.guides, transparent=transparent)
        ),
        layer_and_mask_information=LayerAndMaskInformation(layers, None, TaggedBlocks()),
        image_data=_merged(seen, header, list(channels.values()), transparent=transparent),
    )


def _resources(profile: Profile | None, others: Iterable[ImageResource]) -> ImageResources:
    resources = ImageResources.new()
    resources[Resource.ICC_PROFILE] = ImageResource(key=Resource.ICC_PROFILE, data=icc_of(profile))
    for resource in others:
        resources[resource.key] = resource
    return resources


def _merged(
    seen: NDArray[np.uint8], header: FileHeader, channels: Sequence[Mask], *, transparent: bool
) -> ImageData:
    """How all of it looks, on white where it is transparent, as Photoshop has it; and the channels."""
    planes = [seen[..., channel] for channel in range(3)]
    if transparent:
        alpha = seen[..., 3]
        planes = [_on_white(plane, alpha) for plane in planes] + [alpha]
    # all channels are one plane, one below the other
    packed = encode(np.concatenate([*planes, *channels]), header.version)
    return ImageData(packed.compression, packed.data)


def _on_white(plane: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    covered = alpha.astype(np.uint16)
    mixed: NDArray[np.uint16] = plane * covered + _OPAQUE * (_OPAQUE - covered)
    return ((mixed + 127) // _OPAQUE).astype(np.uint8)


class _Records:
    """Records and channels of all layers, bottom to top; a group has one below and one above its children."""

    def __init__(self, state: State, version: int) -> None:
        self.records = LayerRecords()
        self.channels = ChannelImageData()
        self._canvas = state.rect
        self._version = version

    def add_all(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if isinstance(node, Group):
                self._add_divider()
                self.add_all(node.children)
                self._add_group(node)
            elif isinstance(node, Layer):
                self._add_layer(node)

    def _add_layer(self, layer: Layer) -> None:
        pixels, rect = _painted(layer.tiles, self._canvas)
        record = self._record(layer, rect, BLEND_MODES.get(layer.mode, BlendMode.NORMAL))
        record.flags.transparency_protected = layer.alpha_locked
        planes = [pixels[..., 3], *(pixels[..., channel] for channel in range(3))]
        self._add(record, layer, [encode(plane, self._version) for plane in planes])

    def _add_group(self, group: Group) -> None:
        mode = (
            BlendMode.PASS_THROUGH if group.passes_through else BLEND_MODES.get(group.mode, BlendMode.NORMAL)
        )
        record = self._record(group, Rect(0, 0, 0, 0), mode)
        kind = SectionDivider.CLOSED_FOLDER if group.folded else SectionDivider.OPEN_FOLDER
        record.tagged_blocks.set_data(
            Tag.SECTION_DIVIDER_SETTING, kind=kind, signature=b"8BIM", blend_mode=mode
        )
        self._add(record, group, [ChannelData() for _ in range(4)])

    def _add_divider(self) -> None:
        record = LayerRecord(name=_END_OF_GROUP)
        kind = SectionDivider.BOUNDING_SECTION_DIVIDER
        record.tagged_blocks.set_data(Tag.SECTION_DIVIDER_SETTING, kind=kind)
        record.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, _END_OF_GROUP)
        self._add(record, None, [ChannelData() for _ in range(4)])

    def _record(self, node: Node, rect: Rect, mode: BlendMode) -> LayerRecord:
        name = as_text(node.name)
        record = LayerRecord(
            *(rect.top, rect.left, rect.bottom, rect.right),
            blend_mode=mode,
            opacity=round(node.opacity * 255),
            clipping=Clipping.NON_BASE if node.clip else Clipping.BASE,
            flags=LayerFlags(visible=node.visible),
            name=name.encode(_ENCODING, "replace")[:_LONGEST_NAME].decode(_ENCODING),
        )
        record.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, name)
        locks = ProtectedFlags.COMPLETE if node.locked else 0
        if isinstance(node, Layer) and node.alpha_locked:
            locks |= ProtectedFlags.TRANSPARENCY
        record.tagged_blocks.set_data(Tag.PROTECTED_SETTING, locks)
        record.tagged_blocks.set_data(
            Tag.SHEET_COLOR_SETTING, _LABELS.get(node.label, SheetColorType.NO_COLOR)
        )
        return record

    def _add(self, record: LayerRecord, node: Node | None, channels: list[ChannelData]) -> None:
        ids = [ChannelID.TRANSPARENCY_MASK, *_COLOURS]
        if node is not None and node.mask is not None:
            hidden, rect = _painted(node.mask, self._canvas)
            record.mask_data = MaskData(
                *(rect.top, rect.left, rect.bottom, rect.right),
                background_color=_OPAQUE,
                flags=MaskFlags(mask_disabled=not node.mask_used),
            )
            ids.append(ChannelID.USER_LAYER_MASK)
            channels = [*channels, encode(_OPAQUE - hidden, self._version)]
        record.channel_info = [ChannelInfo(id=one) for one in ids]
        self.records.append(record)
        packed = ChannelDataList()
        packed.extend(channels)
        self.channels.append(packed)


def _painted(tiles: TileStore, canvas: Rect) -> tuple[NDArray[np.uint8], Rect]:
    """All that is not empty, and where it lies."""
    rect = tiles.bounds.intersection(canvas)
    pixels = tiles.read(rect)
    there = (pixels if pixels.ndim == 2 else pixels[..., 3]) > 0
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    if not len(rows):
        return pixels[:0, :0], Rect(0, 0, 0, 0)
    inner = Rect.from_edges(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return pixels[inner.slices], inner.moved(rect.left, rect.top)

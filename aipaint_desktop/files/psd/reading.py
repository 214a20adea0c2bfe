"""Photoshop documents to ours: layers, groups, masks, clips and modes, as far as both know them."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psd_tools.constants import ColorMode, Resource, Tag
from psd_tools.psd import PSD
from psd_tools.psd.header import FileHeader
from psd_tools.psd.layer_and_mask import ChannelData, LayerInfo
from psd_tools.psd.parse_limits import ParseLimitError, ParseLimits

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import leaves
from aipaint_desktop.files.ora.reading import Opened
from aipaint_desktop.files.pictures.colour import is_srgb, profile_of_rgb
from aipaint_desktop.files.pictures.reading import check_file, shown_name
from aipaint_desktop.files.psd.channels import Budget, DamagedChannel, TooLarge, decode
from aipaint_desktop.files.psd.colours import CHANNELS, Colours
from aipaint_desktop.files.psd.extras import read_channels, read_guides
from aipaint_desktop.files.psd.tree import Tree
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text

_log = logging.getLogger(__name__)
logging.getLogger("psd_tools").setLevel(logging.CRITICAL)  # what it stumbles over is told here, in a sentence

# Bytes of decoded channels in all: some, and more for a file that is large itself
_MOST_DECODED, _DECODED_FOR_A_BYTE = 2**30, 300
# What psd-tools may take to read the structure: each byte is copied from block to block
_MOST_READ, _READ_FOR_A_BYTE, _MOST_OBJECTS = 2**26, 6, 1_000_000
_TRANSPARENCY = (
    *(Tag.SAVING_MERGED_TRANSPARENCY, Tag.SAVING_MERGED_TRANSPARENCY16),
    Tag.SAVING_MERGED_TRANSPARENCY32,
)


def read_psd(path: Path) -> Opened:
    """Read the document in a .psd or .psb file, in 8 bits and, whatever it was in but another RGB, in sRGB.

    What is broken or not understood is left out and told of. Raises `BadInput` where nothing can be read.
    """
    check_file(path)
    name = shown_name(path)
    try:
        return _read(path, name)
    except BadInput:
        raise
    except (MemoryError, TooLarge):
        raise BadInput("{0} is too large for this machine's memory.", name) from None
    except PermissionError:
        raise BadInput("{0} may not be read: permission denied.", name) from None
    except ParseLimitError:
        raise BadInput("{0} takes too long to decode.", name) from None
    except Exception as error:  # on broken files psd-tools raises whatever it stumbles over
        _log.debug("%s cannot be read", path, exc_info=error)
        raise BadInput("{0} is damaged or incomplete.", name) from None


def _read(path: Path, name: str) -> Opened:
    size = path.stat().st_size
    with path.open("rb") as file:
        header = FileHeader.read(file)
        check_canvas(header.width, header.height)
        if header.color_mode not in CHANNELS:
            raise BadInput("{0} is in multichannel colour, which is not understood.", name)
        file.seek(0)
        limits = ParseLimits(max_total_bytes=_MOST_READ + _READ_FOR_A_BYTE * size, max_objects=_MOST_OBJECTS)
        psd = PSD.read(file, parse_limits=limits)
    budget = Budget(_MOST_DECODED + _DECODED_FOR_A_BYTE * size)
    icc = psd.image_resources.get_data(Resource.ICC_PROFILE)
    if not isinstance(icc, bytes) or header.color_mode is ColorMode.LAB:
        icc = b""
    profile = profile_of_rgb(icc) if header.color_mode is ColorMode.RGB else None
    if profile is not None or (header.color_mode is ColorMode.RGB and is_srgb(icc)):
        icc = b""  # its colours stay as they are
    colours = Colours(header.color_mode, psd.color_mode_data.value, icc, name)
    listed = _layer_info(psd)
    losses = list(_conversions(header, colours))
    if listed is None or not listed.layer_records:
        flat = Layer(as_text(path.stem), tiles=_flat(psd, listed, colours, budget))
        state = State(header.width, header.height, (flat,), flat.id, profile=profile)
        return Opened(state, "", tuple(losses))
    tree = Tree(header, colours, budget)
    for record, channels in zip(listed.layer_records, listed.channel_image_data, strict=True):
        tree.take(record, channels)
    nodes = tree.nodes
    layers = list(leaves(nodes))
    if not layers:
        raise BadInput("{0} holds no layers.", name)
    losses += tree.losses()
    state = State(
        header.width,
        header.height,
        nodes,
        layers[-1].id,
        profile=profile,
        channels=_channels(psd, listed, budget, losses),
        guides=read_guides(psd),
    )
    return Opened(state, "", tuple(losses), tree.damaged)


def _layer_info(psd: PSD) -> LayerInfo | None:
    """Where the layers are: documents of 16 and 32 bits have them in a block of its own."""
    found = psd.layer_and_mask_information
    for tag in (Tag.LAYER_16, Tag.LAYER_32):
        if found.tagged_blocks is not None and tag in found.tagged_blocks:
            block: Any = found.tagged_blocks.get_data(tag)
            return block if isinstance(block, LayerInfo) else None
    return found.layer_info


def _conversions(header: FileHeader, colours: Colours) -> Iterator[Sentence]:
    if header.depth > 8:
        yield Sentence("Its {0} bits a channel became 8.", header.depth)
    if colours.loss is not None:
        yield colours.loss


def _channels(
    psd: PSD, listed: LayerInfo | None, budget: Budget, losses: list[Sentence]
) -> Mapping[str, Mask]:
    """The selections that are kept in a document with layers. losses: is told where they cannot be read."""
    known = CHANNELS[psd.header.color_mode] + _transparent(psd, listed)
    if psd.header.channels <= known:
        return {}
    try:
        return read_channels(psd, list(_merged(psd, budget)[known:]))
    except DamagedChannel:
        losses.append(Sentence("A selection in it is damaged and was left out."))
        return {}


def _flat(psd: PSD, listed: LayerInfo | None, colours: Colours, budget: Budget) -> TileStore:
    """The picture of a document without layers. Raises `DamagedChannel`."""
    header = psd.header
    wanted = CHANNELS[header.color_mode]
    if header.channels < wanted:
        raise DamagedChannel("too few channels")
    planes = _merged(psd, budget)
    transparent = header.channels > wanted and _transparent(psd, listed)
    pixels = colours.pixels(list(planes[:wanted]), planes[wanted] if transparent else None)
    return TileStore.from_pixels(pixels)


def _merged(psd: PSD, budget: Budget) -> NDArray[np.uint8]:
    """How all of it looks, and what other channels there are: (channels, H, W). Raises `DamagedChannel`, `TooLarge`."""
    header, data = psd.header, psd.image_data
    budget.take(header.width * header.height * header.channels * max(1, header.depth // 8))
    # all channels are one plane, one below the other
    return decode(
        ChannelData(data.compression, data.data),
        header.width,
        header.height * header.channels,
        header.depth,
        header.version,
        light=True,
    ).reshape(header.channels, header.height, header.width)


def _transparent(psd: PSD, listed: LayerInfo | None) -> bool:
    """Whether the first channel beyond the colours is alpha, and not a selection that was saved."""
    blocks = psd.layer_and_mask_information.tagged_blocks
    if blocks is not None and any(tag in blocks for tag in _TRANSPARENCY):
        return True
    if listed is not None and listed.layer_count < 0:
        return True
    return not psd.image_resources.get_data(Resource.ALPHA_IDENTIFIERS)

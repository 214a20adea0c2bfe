"""Photoshop documents to ours: layers, groups, masks, clips and modes, as far as both know them."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from psd_tools.constants import ColorMode, Resource, Tag
from psd_tools.psd import PSD
from psd_tools.psd.header import FileHeader
from psd_tools.psd.layer_and_mask import ChannelData, LayerInfo
from psd_tools.psd.parse_limits import ParseLimitError, ParseLimits

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import leaves
from aipaint_desktop.files.ora.reading import Opened
from aipaint_desktop.files.pictures.reading import check_file, shown_name
from aipaint_desktop.files.psd.channels import Budget, DamagedChannel, TooLarge, decode
from aipaint_desktop.files.psd.colours import CHANNELS, Colours
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
    """Read the document in a .psd or .psb file, in 8 bits and sRGB whatever it was in.

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
    colours = Colours(
        header.color_mode,
        psd.color_mode_data.value,
        icc if isinstance(icc, bytes) and header.color_mode is not ColorMode.LAB else b"",
        name,
    )
    listed = _layer_info(psd)
    losses = list(_conversions(header, colours))
    if listed is None or not listed.layer_records:
        flat = Layer(as_text(path.stem), tiles=_flat(psd, listed, colours, budget))
        return Opened(State(header.width, header.height, (flat,), flat.id), "", tuple(losses))
    tree = Tree(header, colours, budget)
    for record, channels in zip(listed.layer_records, listed.channel_image_data, strict=True):
        tree.take(record, channels)
    nodes = tree.nodes
    layers = list(leaves(nodes))
    if not layers:
        raise BadInput("{0} holds no layers.", name)
    losses += [*_left_out(psd), *tree.losses()]
    state = State(header.width, header.height, nodes, layers[-1].id)
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


def _left_out(psd: PSD) -> Iterator[Sentence]:
    channels = psd.image_resources.get_data(Resource.ALPHA_IDENTIFIERS)
    if channels and any(identifier > 0 for identifier in channels):
        yield Sentence("The selections that were saved in it were left out.")


def _flat(psd: PSD, listed: LayerInfo | None, colours: Colours, budget: Budget) -> TileStore:
    """The picture of a document without layers. Raises `DamagedChannel`."""
    header = psd.header
    data, wanted = psd.image_data, CHANNELS[header.color_mode]
    if header.channels < wanted:
        raise DamagedChannel("too few channels")
    budget.take(header.width * header.height * header.channels * max(1, header.depth // 8))
    # all channels are one plane, one below the other
    plane = decode(
        ChannelData(data.compression, data.data),
        header.width,
        header.height * header.channels,
        header.depth,
        header.version,
        light=True,
    ).reshape(header.channels, header.height, header.width)
    pixels = np.full((header.height, header.width, 4), 255, np.uint8)
    pixels[..., :3] = colours.rgb(list(plane[:wanted]))
    if header.channels > wanted and _transparent(psd, listed):
        pixels[..., 3] = plane[wanted]
    return TileStore.from_pixels(pixels)


def _transparent(psd: PSD, listed: LayerInfo | None) -> bool:
    """Whether the first channel beyond the colours is alpha, and not a selection that was saved."""
    blocks = psd.layer_and_mask_information.tagged_blocks
    if blocks is not None and any(tag in blocks for tag in _TRANSPARENCY):
        return True
    if listed is not None and listed.layer_count < 0:
        return True
    return not psd.image_resources.get_data(Resource.ALPHA_IDENTIFIERS)

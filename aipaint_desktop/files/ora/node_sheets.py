"""The PNGs of a document's nodes: layers as others are to see them, and masks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.foreign import Foreign
from aipaint_desktop.files.ora.own_part import OwnMask
from aipaint_desktop.files.ora.packing import BandSource, Sheet
from aipaint_desktop.files.ora.stack_writing import Place
from aipaint_desktop.values.geometry import Rect

_NOTHING = Rect(0, 0, 1, 1)  # an empty layer: there is no picture without pixels


@dataclass(frozen=True)
class NodeSheets:
    """What is written of a node. place: of a layer. alpha: its entry, "" where that of the layer is as it is."""

    sheets: tuple[Sheet, ...] = ()
    place: Place = ("", 0, 0)
    alpha: str = ""
    mask: OwnMask | None = None


def node_sheets(state: State, foreign: Foreign) -> dict[str, NodeSheets]:
    """Tell what is written of each node, by its id.

    The format knows no masks: the PNG of a layer that has one is given as the mask leaves it, and its alpha beside it.
    """
    numbers = _free_numbers(foreign)
    return {node.id: _of_node(node, state.rect, next(numbers)) for node in all_nodes(state.nodes)}


def _free_numbers(foreign: Foreign) -> Iterator[int]:
    number = 0
    while True:
        if layout.layer_entry(number) not in foreign.entries:
            yield number
        number += 1


def _of_node(node: Node, canvas: Rect, number: int) -> NodeSheets:
    own_mask, sheets, alpha = None, [], ""
    if node.mask is not None:
        rect = node.mask.bounds.intersection(canvas)
        entry = "" if rect.empty else layout.mask_entry(number)
        own_mask = OwnMask(entry, rect.left, rect.top, node.mask_used)
        if entry:
            sheets.append(_sheet(entry, rect, 1, (node.mask,), node.mask.read))
    if not isinstance(node, Layer):
        return NodeSheets(tuple(sheets), mask=own_mask)
    entry, rect, tiles = layout.layer_entry(number), node.tiles.bounds.intersection(canvas), node.tiles
    rect = _NOTHING if rect.empty else rect
    hidden = node.hidden_by
    if hidden is None or not len(hidden):
        sheets.append(_sheet(entry, rect, 4, (tiles,), tiles.read))
    else:
        alpha = layout.alpha_entry(number)
        sheets.append(_sheet(entry, rect, 4, (tiles, hidden), lambda part: _masked(tiles, hidden, part)))
        sheets.append(_sheet(alpha, rect, 1, (tiles,), lambda part: tiles.read(part)[..., 3]))
    return NodeSheets(tuple(sheets), (entry, rect.left, rect.top), alpha, own_mask)


def _masked(tiles: TileStore, hidden: TileStore, rect: Rect) -> NDArray[np.uint8]:
    pixels = tiles.read(rect)
    shown = (255 - hidden.read(rect)).astype(np.uint16)
    pixels[..., 3] = (pixels[..., 3] * shown + 127) // 255
    return pixels


def _sheet(
    entry: str,
    rect: Rect,
    channels: int,
    stores: tuple[TileStore, ...],
    read: Callable[[Rect], NDArray[np.uint8]],
) -> Sheet:
    """rect: begins where a tile does. stores: of what it is read."""
    columns = range(rect.left // TILE, -(-rect.right // TILE))

    def band(top: int) -> BandSource:
        part = Rect(rect.left, top, rect.width, min(TILE, rect.bottom - top))
        tiles = tuple(store.tile(column, top // TILE) for store in stores for column in columns)
        return BandSource((channels, part.width, part.height, tiles), None, lambda: read(part))

    bands = [band(top) for top in range(rect.top, rect.bottom, TILE)]
    return Sheet(entry, rect.width, rect.height, channels, bands)

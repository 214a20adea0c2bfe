"""Texts as pixels."""

from dataclasses import replace
from functools import reduce

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from aipaint_desktop.document.node import Layer, Node
from aipaint_desktop.document.profile import Profile, from_srgb
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Text, TextTiles
from aipaint_desktop.document.tile import TILE
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import changed, find, leaves
from aipaint_desktop.ui.canvas.text.fonts import is_there
from aipaint_desktop.ui.canvas.text.setting import Setting
from aipaint_desktop.values.geometry import NOTHING, Rect

_BEYOND = 4  # of the canvas, the part to each side that is drawn too


def drawn(text: Text, canvas: Rect, profile: Profile | None, setting: Setting | None = None) -> TextTiles:
    """Draw a text in the space of a document, with what lies a little outside of its canvas. Any thread may call.

    setting: of the text, where there is one already, of this thread.
    """
    setting = setting or Setting(text)
    place = transform_of(text)
    outlines = [place.map(outline) for outline in setting.outlines if not outline.isEmpty()]
    boxes = [outline.controlPointRect().toAlignedRect().adjusted(-1, -1, 1, 1) for outline in outlines]
    around = canvas.expanded(max(canvas.width, canvas.height) // _BEYOND)
    red, green, blue = from_srgb(np.array([[text.style.colour]], np.uint8), profile)[0, 0].tolist()
    parts = [Rect(*box.getRect()).intersection(around) for box in boxes]  # type: ignore[misc]
    tiles = TileStore()
    whole = reduce(Rect.union, parts, NOTHING)
    for top in range(whole.top // TILE * TILE, whole.bottom, TILE):  # so that each tile is written once
        row = Rect(whole.left, top, whole.width, TILE)
        meets = [place for place, part in enumerate(parts) if not part.intersection(row).empty]
        strip = reduce(Rect.union, (parts[place].intersection(row) for place in meets), NOTHING)
        if strip.empty:
            continue
        image = QImage(strip.width, strip.height, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-strip.left, -strip.top)
        for number in meets:
            painter.fillPath(outlines[number], Qt.GlobalColor.white)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(strip.height, image.bytesPerLine())
        pixels = np.empty((strip.height, strip.width, 4), np.uint8)
        pixels[:] = red, green, blue, 0
        pixels[..., 3] = rows[:, : strip.width]
        tiles = tiles.write(strip, pixels)
    return TextTiles(tiles, text)


def transform_of(text: Text) -> QTransform:
    """Give the map from the text's own plane to the document."""
    return QTransform(*text.matrix)


def drawn_anew(before: State, after: State) -> State:
    """Draw texts, which a change has moved or scaled, as they are set where they lie now, instead of their pixels from
    before. What is set in a typeface that is missing stays as its pixels are. Any thread may call."""
    known = {layer.id: layer.tiles for layer in leaves(before.nodes)}

    def of(node: Node) -> Node:
        if not isinstance(node, Layer) or node.text is None or known.get(node.id) is node.tiles:
            return node
        if not is_there(node.text.style):
            return node
        return replace(node, tiles=drawn(node.text, after.rect, after.profile))

    nodes = changed(after.nodes, of)
    return after if nodes is after.nodes else replace(after, nodes=nodes)


def with_text(state: State, layer_id: str, tiles: TextTiles) -> State:
    """Put a text in place of that of a layer, whose name goes along where it was the text's. The same state where
    there is no such layer of text."""
    try:
        node = find(state.nodes, layer_id)
    except KeyError:
        return state
    if not isinstance(node, Layer) or node.text is None:
        return state
    name = tiles.text.name if node.name == node.text.name else node.name
    return state.with_node(replace(node, tiles=tiles, name=name or node.name))

"""OpenRaster files to documents: those written here as they were, those of other programs as far as they go."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.document import State
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.archive import Archive, DamagedEntry, load
from aipaint_desktop.files.ora.own_part import VERSION, OwnLayer, OwnPart, read_own_part, read_run
from aipaint_desktop.files.ora.packing import several_threads
from aipaint_desktop.files.ora.stack import Stack, StackLayer, read_stack
from aipaint_desktop.files.pictures.colour import plain, to_srgb
from aipaint_desktop.files.pictures.reading import shown_name
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.values.titles import NAMELESS

_MOST_REGIONS = 100
_MOST_NAMED, _LONGEST_NAME = 5, 40  # in a sentence


@dataclass(frozen=True)
class Opened:
    """Holds what was found in a file.

    name: of the picture, "" where the file does not say.
    losses: a sentence for each thing in the file that `state` has not, or not as it was there.
    damaged: whether some of it was lost because the file is broken.
    """

    state: State
    name: str
    losses: tuple[Sentence, ...] = ()
    damaged: bool = False


def read_ora(path: Path, content: bytes | None = None) -> Opened:
    """Read the document in an OpenRaster file. Layers come out of their groups; unknown blend modes become normal.

    content: of the OpenRaster file, where it is only a part of that on the disk.

    What is broken or not understood is left out and told of. Raises `BadInput` where no layer can be read.
    """
    try:
        with Archive(path, content) as archive:
            return _read(archive)
    except MemoryError:
        raise BadInput("{0} is too large for this machine's memory.", shown_name(path)) from None


def _read(archive: Archive) -> Opened:
    if layout.STACK not in archive:
        raise BadInput("{0} is not an OpenRaster picture.", archive.name)
    try:
        stack = read_stack(archive.text(layout.STACK))
    except (DamagedEntry, ValueError) as error:
        raise archive.damaged(error) from None
    check_canvas(stack.width, stack.height)
    if not stack.layers:
        raise BadInput("{0} holds no layers.", archive.name)
    own, losses = _own_part(archive)
    if own.version > VERSION:
        losses.append(Sentence("It was made by a newer AIPaint: some of it may be missing here."))
    losses += _foreign(stack)
    reading = _Layers(archive, stack, own)
    layers = reading.all()
    losses += reading.losses()
    active = next((at for at, layer in enumerate(stack.layers) if layer.active), len(layers) - 1)
    damaged = bool(reading.damaged) or (layout.OWN_PART in archive and own is _NO_PART)
    masks = _Masks(archive, stack)
    selection = masks.read(layout.SELECTION) if own.selection else None
    regions = {reference: masks.read(entry) for reference, entry in own.regions[:_MOST_REGIONS]}
    if masks.damaged:
        damaged = True
        losses.append(Sentence("A selection in it is damaged and was left out."))
    there = {reference: mask for reference, mask in regions.items() if mask is not None}
    state = State(stack.width, stack.height, layers, layers[active].id, selection, there)
    return Opened(state, own.name, tuple(losses), damaged)


class _Masks:
    def __init__(self, archive: Archive, stack: Stack) -> None:
        self.damaged = False
        self._archive = archive
        self._size = stack.width, stack.height
        self._masks: dict[str, Mask | None] = {}  # one entry may be used twice

    def read(self, entry: str) -> Mask | None:
        """Read the mask in an entry; None where it cannot be one."""
        if entry not in self._masks:
            self._masks[entry] = self._decoded(entry)
        return self._masks[entry]

    def _decoded(self, entry: str) -> Mask | None:
        try:
            mask = self._archive.pixels(entry, self._size)
        except DamagedEntry:
            mask = None
        if mask is None or mask.ndim != 2:
            self.damaged = True
            return None
        return mask


_NO_PART = OwnPart()


def _own_part(archive: Archive) -> tuple[OwnPart, list[Sentence]]:
    if layout.OWN_PART not in archive:
        return _NO_PART, []
    try:
        return read_own_part(archive.text(layout.OWN_PART)), []
    except (BadInput, DamagedEntry, ValueError):
        return _NO_PART, [Sentence("What it says of its making is damaged.")]


def _foreign(stack: Stack) -> list[Sentence]:
    losses = []
    if stack.groups:
        losses.append(Sentence("Its groups were opened as single layers."))
    if stack.modes:
        losses.append(
            Sentence("Blend modes that are not known here are shown as normal: {0}.", _listed(stack.modes))
        )
    if stack.left_out:
        losses.append(Sentence("What is not a layer of pixels was left out: {0}.", _listed(stack.left_out)))
    return losses


class _Layers:
    """The layers of one file on their way from the archive, and what was lost on it."""

    def __init__(self, archive: Archive, stack: Stack, own: OwnPart) -> None:
        self.damaged: list[str] = []
        self._archive = archive
        self._stack = stack
        self._own = own
        self._cut: list[str] = []
        self._of_unknown_making: list[str] = []
        # One source may be used twice.
        self._places = sorted({(layer.source, layer.left, layer.top) for layer in stack.layers})
        self._tiles: dict[tuple[str, int, int], tuple[TileStore, bool]] = {}
        self._uniform: dict[int, Tile] = {}
        self._ids: set[str] = set()

    def all(self) -> tuple[Layer, ...]:
        """Read all layers, bottom to top. Raises `BadInput` where not one of them can be read."""
        for source, _left, _top in self._places:
            with suppress(DamagedEntry):
                self._archive.measure(source)  # all of them, before the first is decoded
        self._decode_all()
        pictures = self._pictures()
        layers = tuple(self._layer(layer, pictures) for layer in self._stack.layers)
        if len(self.damaged) == len(layers):
            raise BadInput("{0} is damaged or incomplete.", self._archive.name)
        return layers

    def losses(self) -> Iterator[Sentence]:
        if self.damaged:
            yield Sentence("These layers are damaged and came back empty: {0}.", _listed(self.damaged))
        if self._cut:
            yield Sentence("What these layers had beyond the canvas was cut off: {0}.", _listed(self._cut))
        if self._of_unknown_making:
            yield Sentence(
                "How these layers were made is not understood: {0}.", _listed(self._of_unknown_making)
            )

    def _layer(self, listed: StackLayer, pictures: Mapping[str, Picture]) -> Layer:
        own = self._own.layers.get(listed.source, OwnLayer())
        name = (listed.name if own.name is None else own.name) or NAMELESS
        try:
            tiles, cut = self._read(listed)
        except DamagedEntry:
            self.damaged.append(name)
            tiles, cut = TileStore(), False
        if cut:
            self._cut.append(name)
        return Layer(
            name,
            tiles,
            visible=listed.visible,
            opacity=listed.opacity,
            mode=listed.mode,
            paper=own.paper,
            provenance=self._run(name, own, pictures),
            id=self._id(own),
        )

    def _id(self, own: OwnLayer) -> str:
        chosen = own.id if own.id is not None and own.id not in self._ids else uuid4().hex
        self._ids.add(chosen)
        return chosen

    def _run(self, name: str, own: OwnLayer, pictures: Mapping[str, Picture]) -> EngineRun | None:
        try:
            return read_run(own.made_by, pictures) if own.made_by is not None else None
        except BadInput:
            self._of_unknown_making.append(name)
            return None

    def _pictures(self) -> dict[str, Picture]:
        found = {}
        for sha256 in self._own.pictures:
            try:
                picture = Picture(self._archive.pixels(layout.picture_entry(sha256)))
            except DamagedEntry:  # the layer that needs it will miss it
                continue
            if picture.sha256 == sha256:
                found[sha256] = picture
        return found

    def _read(self, listed: StackLayer) -> tuple[TileStore, bool]:
        """The tiles, and whether something lay beyond the canvas. Raises `DamagedEntry`."""
        key = listed.source, listed.left, listed.top
        if key not in self._tiles:
            raise DamagedEntry(listed.source)
        return self._tiles[key]

    def _decode_all(self) -> None:
        with several_threads() as pool:
            decoding = {key: pool.submit(self._decoded, *key) for key in self._places}
            for key, decoded in decoding.items():
                with suppress(DamagedEntry):
                    self._tiles[key] = decoded.result()

    def _decoded(self, source: str, left: int, top: int) -> tuple[TileStore, bool]:
        pixels = self._archive.rows(source)
        if pixels is None or pixels.ndim != 3 or pixels.shape[2] != 4:
            pixels = np.asarray(_rgba(self._archive.picture(source), source))
        whole = Rect(left, top, pixels.shape[1], pixels.shape[0])
        inside = whole.intersection(Rect(0, 0, self._stack.width, self._stack.height))
        tiles: dict[Key, Tile] = {}
        for column, row, part in inside.tiles(TILE):
            of_tile = pixels[part.moved(-left, -top).slices]
            if of_tile[..., 3].any():
                tiles[column, row] = self._tile(of_tile, part.moved(-column * TILE, -row * TILE))
        beyond = inside != whole and _painted_beyond(pixels[..., 3], inside.moved(-left, -top))
        return TileStore(tiles), beyond

    def _tile(self, pixels: Pixels, part: Rect) -> Tile:
        """One whole tile. part: where in it the pixels lie. Tiles of one colour are one tile."""
        tile = np.zeros((TILE, TILE, 4), np.uint8)
        tile[part.slices] = pixels
        colours = tile.view(np.uint32)
        if (colours == colours[0, 0]).all():
            return self._uniform.setdefault(int(colours[0, 0, 0]), Tile(tile))
        return Tile(tile)


def _painted_beyond(alpha: NDArray[np.uint8], inside: Rect) -> bool:
    """Whether anything is painted outside of the rectangle."""
    if inside.empty:
        return bool(alpha.any())
    rows, columns = inside.slices
    around = (
        alpha[: rows.start],
        alpha[rows.stop :],
        alpha[rows, : columns.start],
        alpha[rows, columns.stop :],
    )
    return any(part.any() for part in around)


def _rgba(image: Image.Image, entry: str) -> Image.Image:
    """The picture decoded. Raises `DamagedEntry`."""
    load(image)
    icc = image.info.get("icc_profile")
    if image.mode == "RGBA" and icc is None:
        return image
    try:
        return to_srgb(plain(image), icc, entry).convert("RGBA")
    except (OSError, ValueError) as error:
        raise DamagedEntry(entry) from error


def _listed(names: Sequence[str]) -> str:
    """The first of the names as text on one line, whatever they are."""
    shown = map(as_text, names[:_MOST_NAMED])
    words = [f"“{' '.join(name.split())[:_LONGEST_NAME]}”" for name in shown]
    return ", ".join(words + ["…"] * (len(names) > _MOST_NAMED))

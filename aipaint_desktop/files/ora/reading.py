"""OpenRaster files to documents: those written here as they were, those of other programs as far as they go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.node import Node
from aipaint_desktop.document.pinned import Pinned
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tree import all_nodes, find, leaves
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.archive import Archive, DamagedEntry
from aipaint_desktop.files.ora.foreign import NOTHING_FOREIGN, Foreign
from aipaint_desktop.files.ora.own_part import VERSION, OwnPart, read_own_part
from aipaint_desktop.files.ora.own_pinned import read_pinned
from aipaint_desktop.files.ora.stack import Stack, read_stack
from aipaint_desktop.files.ora.tree_reading import Nodes
from aipaint_desktop.files.pictures.reading import shown_name
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import listed

_MOST_MASKS = 100  # regions, and channels
_MOST_FOREIGN = 64 * 2**20  # bytes of entries of other programs


@dataclass(frozen=True)
class Opened:
    """Holds what was found in a file.

    name: of the picture, "" where the file does not say.
    losses: a sentence for each thing in the file that `state` has not, or not as it was there.
    damaged: whether some of it was lost because the file is broken.
    unshown: what is in the file for other programs alone; it stays in it where `foreign` is written along.
    """

    state: State
    name: str
    losses: tuple[Sentence, ...] = ()
    damaged: bool = False
    unshown: Sentence | None = None
    foreign: Foreign = NOTHING_FOREIGN


def read_ora(path: Path, content: bytes | None = None) -> Opened:
    """Read the document in an OpenRaster file. Unknown blend modes become normal.

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
    own, losses = _own_part(archive)
    if own.version > VERSION:
        losses.append(Sentence("It was made by a newer AIPaint: some of it may be missing here."))
    nodes = Nodes(archive, stack, own, _pictures(archive, own))
    layers = list(leaves(nodes.forest))
    if not layers:
        raise BadInput("{0} holds no layers.", archive.name)
    losses += nodes.losses()
    damaged = bool(nodes.damaged or nodes.damaged_masks) or (layout.OWN_PART in archive and own is _NO_PART)
    masks = _Masks(archive, stack)
    selection = masks.read(layout.SELECTION) if own.selection else None
    regions = masks.by_name(own.regions)
    channels = masks.by_name(own.channels)
    if masks.damaged:
        damaged = True
        losses.append(Sentence("A selection in it is damaged and was left out."))
    pinned = tuple(_pinned(archive, own))
    if len(pinned) < len(own.pinned):
        damaged = True
        losses.append(Sentence("A pinned picture in it is damaged and was left out."))
    active: Node = find(nodes.forest, nodes.active[0]) if nodes.active else layers[-1]
    ids = {node.id for node in all_nodes(nodes.forest)}
    state = State(
        stack.width,
        stack.height,
        nodes.forest,
        active.id,
        selection,
        regions,
        (own.chosen | set(nodes.active[1:])) & ids,
        own.on_mask and active.mask is not None,
        own.guides,
        channels,
        profile=nodes.profile,
        pinned=pinned,
        assistants=own.assistants,
    )
    entries, all_kept = _foreign_entries(archive, {layer.source for layer in stack.layers})
    if not all_kept:
        losses.append(
            Sentence("What another program has put into it beside the picture is too large to be kept.")
        )
    unshown = [*stack.others, *stack.modes]
    said = Sentence("These are not known here, and stay in the file as they are: {0}.", listed(unshown))
    return Opened(
        state,
        own.name,
        tuple(losses),
        damaged,
        said if unshown else None,
        Foreign(nodes.attributes, nodes.elements, entries),
    )


_NO_PART = OwnPart()


def _own_part(archive: Archive) -> tuple[OwnPart, list[Sentence]]:
    if layout.OWN_PART not in archive:
        return _NO_PART, []
    try:
        return read_own_part(archive.text(layout.OWN_PART)), []
    except (BadInput, DamagedEntry, ValueError):
        return _NO_PART, [Sentence("What it says of its making is damaged.")]


def _pictures(archive: Archive, own: OwnPart) -> dict[str, Picture]:
    found = {}
    for sha256 in own.pictures:
        try:
            picture = Picture(archive.pixels(layout.picture_entry(sha256)))
        except DamagedEntry:  # the layer that needs it will miss it
            continue
        if picture.sha256 == sha256:
            found[sha256] = picture
    return found


def _pinned(archive: Archive, own: OwnPart) -> Iterator[Pinned]:
    ids: set[str] = set()
    for values in own.pinned:
        try:
            pin = read_pinned(values, archive.pixels(str(values.get("source"))))
        except (BadInput, DamagedEntry):
            continue
        if pin is not None and pin.id not in ids:
            ids.add(pin.id)
            yield pin


def _foreign_entries(archive: Archive, sources: set[str]) -> tuple[dict[str, bytes], bool]:
    """What is neither of the format nor of this program, and whether that is all of it."""
    entries: dict[str, bytes] = {}
    room = _MOST_FOREIGN
    for name in archive.entries:
        if layout.is_own(name) or name in sources:
            continue
        try:
            entries[name] = archive.read(name, room)
        except BadInput:
            return entries, False
        except DamagedEntry:
            continue
        room -= len(entries[name])
    return entries, True


class _Masks:
    def __init__(self, archive: Archive, stack: Stack) -> None:
        self.damaged = False
        self._archive = archive
        self._size = stack.width, stack.height
        self._masks: dict[str, Mask | None] = {}  # one entry may be used twice

    def by_name(self, listed: Sequence[tuple[str, str]]) -> dict[str, Mask]:
        """Read the masks that are listed with their names, as far as they can be."""
        masks = {name: self.read(entry) for name, entry in listed[:_MOST_MASKS]}
        return {name: mask for name, mask in masks.items() if mask is not None}

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

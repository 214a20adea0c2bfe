"""A document as a file gives it, and the picture that is written of one for others to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.flatness import is_flat
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.tree import Forest, leaves
from aipaint_desktop.files.documents import SUFFIXES, has_layers, read_layers, write_layers
from aipaint_desktop.files.export import keeps_every_pixel, save_picture
from aipaint_desktop.files.opened_picture import open_picture
from aipaint_desktop.files.ora.foreign import NOTHING_FOREIGN, Foreign
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.provenance import Provenance, provenance_of
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.values.titles import StepTitle


@dataclass(frozen=True, eq=False)
class OpenedDocument:
    """What opening a file gives.

    losses: what the file has and the document has not. note: what else is to be told. foreign: what other programs have
    put into the file, to be written along.
    """

    document: Document
    losses: tuple[Sentence, ...] = ()
    note: Sentence | None = None
    foreign: Foreign = NOTHING_FOREIGN


def open_document(path: Path) -> OpenedDocument:
    """Read a document from a file that keeps layers, or one of a single layer from any picture. Raises `BadInput`."""
    if not has_layers(path):
        opened = open_picture(path, own_space=True)
        picture = opened.picture.pixels
        document = Document.from_picture(picture, as_text(path.stem), opened.made_by, opened.profile)
        return OpenedDocument(document, note=opened.unkept)
    layers = read_layers(path)
    document = Document.from_state(layers.state, StepTitle("Open picture"))
    return OpenedDocument(document, layers.losses, layers.unshown, layers.foreign)


def export_picture(state: State, path: Path, *, quality: int, provenance: bool) -> bool:
    """Write what is seen of a document, and return whether the file holds all there is of it.

    quality: of lossy formats, 1 to 100. provenance: whether what made each layer goes into the file. Raises `BadInput`.
    """
    image = composite(state.nodes, state.rect)
    if image[..., 3].min() == 255:
        image = image[..., :3]
    made = made_by(state) if provenance else None
    save_picture(path, image, provenance=made, quality=quality, profile=state.profile)
    told = provenance or not any(layer.provenance for layer in state.layers)
    return told and keeps_every_pixel(path, quality) and is_flat(state)


def write_copy(
    state: State, path: Path, writer: OraWriter, *, name: str, quality: int, provenance: bool
) -> tuple[bool, tuple[Sentence, ...]]:
    """Write a document as the kind of file that the name ends in: with its layers where that keeps them, else what is
    seen, as `export_picture` does.

    name: of the picture. Returns whether the file holds all there is of it, and a sentence for each thing that a file
    with layers has no place for. Raises `BadInput`.
    """
    if path.suffix.lower() in SUFFIXES:
        unkept = write_layers(path, state, name, writer)
        return not unkept, unkept
    return export_picture(state, path, quality=quality, provenance=provenance), ()


def made_by(state: State) -> Provenance:
    """Tell what made each layer that is visible, as are all groups around it."""
    return provenance_of(_visible(state.nodes))


def _visible(nodes: Forest) -> Iterator[Layer]:
    for node in nodes:
        if node.visible:
            yield from _visible(node.children) if isinstance(node, Group) else leaves((node,))

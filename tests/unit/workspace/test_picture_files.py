"""Opening documents and exporting pictures, without a window."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.picture_files import export_picture, made_by, open_document


def gradient(alpha: int = 255) -> np.ndarray:
    """(30, 40, 4), unlike its transpose."""
    rows, columns = np.mgrid[0:30, 0:40].astype(np.uint8)
    return np.dstack([rows * 8, columns * 6, rows + columns, np.full((30, 40), alpha, np.uint8)])


def test_a_picture_comes_back_as_it_was_exported(tmp_path: Path) -> None:
    document = Document.from_picture(gradient(), "gradient")
    path = tmp_path / "picture.png"
    assert export_picture(document.state, path, quality=92, provenance=True)
    opened = open_document(path)
    assert np.array_equal(opened.document.composite()[..., :3], gradient()[..., :3])
    assert (opened.losses, opened.note) == ((), None)
    assert [layer.name for layer in opened.document.layers][-1] == "picture"


def test_a_file_that_holds_less_than_the_document_says_so(tmp_path: Path) -> None:
    document = Document.from_picture(gradient(), "gradient")
    assert not export_picture(document.state, tmp_path / "lossy.jpg", quality=92, provenance=True)
    document.add_layer("More")
    assert not export_picture(document.state, tmp_path / "layers.png", quality=92, provenance=True)


def test_what_made_hidden_layers_is_not_told(tmp_path: Path) -> None:
    document = Document.from_picture(gradient(), "gradient")
    document.add_layer("More")
    assert [layer.name for layer in made_by(document.state).layers][-1] == "More"
    document.set_visible(document.active.id, False)
    assert "More" not in [layer.name for layer in made_by(document.state).layers]
    path = tmp_path / "untold.png"
    export_picture(document.state, path, quality=92, provenance=False)
    assert read_provenance(path) is None


def test_what_made_layers_in_hidden_groups_is_not_told() -> None:
    document = Document.from_picture(gradient(), "gradient")
    hidden = Group("Hidden", (Layer("Inner"),), visible=False)
    shown = Group("Shown", (Layer("Seen"),))
    state = replace(document.state, nodes=(*document.state.nodes, shown, hidden))
    assert [layer.name for layer in made_by(state).layers][-2:] == ["gradient", "Seen"]


def test_what_is_see_through_stays_so(tmp_path: Path) -> None:
    document = Document.from_picture(gradient(100), "gradient")
    document.remove_layer(document.layers[0].id)
    path = tmp_path / "sheet.png"
    assert export_picture(document.state, path, quality=92, provenance=True)
    assert np.array_equal(read_picture(path).pixels, gradient(100))


def test_layers_come_back_from_openraster(tmp_path: Path) -> None:
    document = Document.from_picture(gradient(), "gradient")
    document.add_layer("More")
    path = tmp_path / "layers.ora"
    OraWriter().write(path, document.state, "layers")
    assert [layer.name for layer in open_document(path).document.layers][-1] == "More"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.png"
    path.write_text("words")
    with pytest.raises(BadInput, match="words"):
        open_document(path)

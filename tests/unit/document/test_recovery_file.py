"""Work that is in no file of the artist's, kept and read back."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.document import recovery_file
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.provenance import EngineRun, engine_run
from aipaint_desktop.document.recovery_file import RecoveryFile
from aipaint_desktop.engines.base import BadInput, Picture
from aipaint_desktop.engines.requests import VaryRequest


def noise(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (height, width, 4), np.uint8)


def vary() -> EngineRun:
    request = VaryRequest(seed=3, references=(Picture(noise(40, 50)[..., :3]),), width=64, height=48)
    return engine_run(request, device="cpu", precision="fp32", seconds=1.5)


@pytest.fixture
def document() -> Document:
    """Four layers, one of them beyond the canvas, one made by an engine, and a selection."""
    document = Document(300, 200)
    document.paste_image(noise(64, 48), "Variation", vary(), left=270, top=-20)
    document.set_opacity(document.active.id, 0.25)
    document.add_layer("Empty")
    document.set_visible(document.active.id, False)
    mask = np.zeros((200, 300), np.uint8)
    mask[20:90, 30:120] = 128
    document.select(mask)
    return document


def test_all_but_the_history_comes_back(document: Document, tmp_path: Path) -> None:
    RecoveryFile(tmp_path / "1.zip").write(document.state, "Meadow")
    read, name = RecoveryFile(tmp_path / "1.zip").read()
    assert name == "Meadow"
    assert (read.width, read.height) == (300, 200)
    assert (read.composite() == document.composite()).all()
    assert read.selection is not None
    assert (read.selection == document.selection).all()
    assert read.active.name == "Empty"
    assert len(read.history.names) == 1
    for new, old in zip(read.layers, document.layers, strict=True):
        assert replace(new, id=old.id, tiles=old.tiles) == old
        assert new.tiles.bounds == old.tiles.bounds
        assert (new.tiles.read(old.tiles.bounds) == old.tiles.read(old.tiles.bounds)).all()
    read.begin_edit("Brush").write(read.rect, noise(300, 200))  # it can be painted on


def test_only_the_layers_that_changed_are_encoded_again(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = RecoveryFile(tmp_path / "1.zip")
    file.write(document.state, "")
    encoded: list[tuple[int, ...]] = []
    encode = recovery_file._png

    def noted(pixels: np.ndarray) -> bytes:
        encoded.append(pixels.shape)
        return encode(pixels)

    monkeypatch.setattr(recovery_file, "_png", noted)
    document.select(None)
    sketch = document.layers[1]
    document.begin_edit("Brush", sketch.id).write(document.rect, noise(300, 200))
    file.write(document.state, "")
    assert len(encoded) == 1
    assert (RecoveryFile(tmp_path / "1.zip").read()[0].composite() == document.composite()).all()


def test_the_paint_comes_back_even_where_its_provenance_cannot(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    RecoveryFile(tmp_path / "1.zip").write(document.state, "")
    monkeypatch.setattr("aipaint_desktop.document.embedded_pictures.MAX_TOTAL_PIXELS", 10)
    read, _ = RecoveryFile(tmp_path / "1.zip").read()
    assert (read.composite() == document.composite()).all()
    assert [layer.provenance for layer in read.layers] == [None] * 4


@pytest.mark.parametrize("kept", [0, 10, 2000, -30])
def test_a_damaged_file_is_refused_in_a_sentence(document: Document, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "1.zip"
    RecoveryFile(path).write(document.state, "")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadInput, match="damaged"):
        RecoveryFile(path).read()


def test_what_is_no_picture_inside_is_refused(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "1.zip"
    RecoveryFile(path).write(document.state, "")
    content = path.read_bytes()
    start = content.index(b"\x89PNG")
    path.write_bytes(content[:start] + b"\0" * 8 + content[start + 8 :])
    with pytest.raises(BadInput, match="damaged"):
        RecoveryFile(path).read()


def test_removing_what_is_not_there_does_nothing(tmp_path: Path) -> None:
    RecoveryFile(tmp_path / "none.zip").remove()
    Image.new("L", (1, 1)).save(tmp_path / "some.png")
    RecoveryFile(tmp_path / "some.png").remove()
    assert list(tmp_path.iterdir()) == []

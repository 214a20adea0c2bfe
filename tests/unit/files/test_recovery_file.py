"""Work as earlier versions kept it: it comes back, or is refused in a sentence."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.document.document import Document
from aipaint_desktop.files.embedded_pictures import encode
from aipaint_desktop.files.provenance import LayerProvenance, Provenance, to_json
from aipaint_desktop.files.recovery_file import read_recovery_file
from aipaint_desktop.values.refusal import BadInput
from tests.full_document import run_of


def png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def write(path: Path, **more: object) -> Path:
    """A picture of 100×80 with two layers, one of them an engine's, and a selection."""
    made = Provenance((LayerProvenance("Hills", run_of()), LayerProvenance("Empty")))
    layer = {"name": "Hills", "visible": True, "opacity": 0.5, "paper": False, "left": 0, "top": 0}
    described = {
        "format": 1,
        "name": "Meadow",
        "width": 100,
        "height": 80,
        "active": 0,
        "layers": [layer, {**layer, "name": "Empty"}],
        "pictures": 1,
        "made_by": to_json(made),
    }
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("document.json", json.dumps(described | more))
        file.writestr("layers/0.png", png(np.full((128, 128, 4), 200, np.uint8)))
        file.writestr("layers/1.png", b"")
        file.writestr("selection.png", png(np.full((80, 100), 9, np.uint8)))
        for index, picture in enumerate(made.pictures.values()):
            file.writestr(f"pictures/{index}.png", encode(picture))
    return path


def test_it_comes_back(tmp_path: Path) -> None:
    opened = read_recovery_file(write(tmp_path / "1.zip"))
    document = Document.from_state(opened.state, "Recover picture")
    assert opened.name == "Meadow"
    assert [layer.name for layer in document.layers] == ["Hills", "Empty"]
    assert [layer.provenance for layer in document.layers] == [run_of(), None]
    assert (document.composite()[..., :3] == 200).all()
    assert document.selection is not None
    assert (document.selection == 9).all()


@pytest.mark.parametrize(
    "more",
    [
        {"active": 99},
        {"width": "wide"},
        {"width": 10**9},
        {"layers": []},
        {"layers": [{}]},
        {"layers": 5},
        {"pictures": "x"},
        {"height": 81},
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, more: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_recovery_file(write(tmp_path / "1.zip", **more))


def test_the_paint_comes_back_even_where_its_making_cannot(tmp_path: Path) -> None:
    made = {"format": 99, "layers": [{}, {}]}
    opened = read_recovery_file(write(tmp_path / "1.zip", made_by=made))
    assert [layer.provenance for layer in opened.state.layers] == [None, None]


def test_broken_files_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "1.zip")
    content = path.read_bytes()
    random = np.random.default_rng(3)
    for _ in range(200):
        changed = bytearray(content)
        changed[int(random.integers(len(content)))] ^= 1 << int(random.integers(8))
        path.write_bytes(changed)
        refused_or_read(path)
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(BadInput):
        read_recovery_file(path)


def refused_or_read(path: Path) -> None:
    try:
        read_recovery_file(path)
    except BadInput:
        return

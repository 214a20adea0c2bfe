"""Documents written as OpenRaster and read back."""

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.files.ora import packing, png
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput
from tests.full_document import assert_same, full_document, noise, run_of


def shade(width: int, height: int) -> np.ndarray:
    """Pixels that are worth packing."""
    pixels = np.full((height, width, 4), (90, 60, 30, 200), np.uint8)
    pixels[..., 0] = np.arange(width) // 8
    return pixels


def test_all_but_the_history_comes_back(tmp_path: Path) -> None:
    document = full_document()
    OraWriter().write(tmp_path / "a.ora", document.state, "Meadow")
    opened = read_ora(tmp_path / "a.ora")
    assert (opened.name, opened.losses, opened.damaged) == ("Meadow", (), False)
    assert_same(opened.state, document.state)
    again = Document.from_state(opened.state, "Open picture")
    assert (again.composite() == document.composite()).all()
    again.begin_edit("Brush", again.layers[1].id).write(again.rect, noise(300, 200))  # it can be painted on


def test_every_blend_mode_comes_back(tmp_path: Path) -> None:
    document = Document(40, 30)
    for number, mode in enumerate(Mode):
        document.paste_image(noise(40, 30, number), mode.value)
        document.set_mode(document.active.id, mode)
    OraWriter().write(tmp_path / "a.ora", document.state, "")
    opened = read_ora(tmp_path / "a.ora")
    assert opened.losses == ()
    assert [layer.mode for layer in opened.state.layers[2:]] == list(Mode)
    again = Document.from_state(opened.state, "Open picture")
    assert (again.composite() == document.composite()).all()


@pytest.mark.parametrize("size", [(1, 1), (127, 129), (128, 128), (257, 3)])
def test_every_size_comes_back(tmp_path: Path, size: tuple[int, int]) -> None:
    document = Document(*size)
    document.begin_edit("Brush").write(document.rect, noise(*size))
    OraWriter().write(tmp_path / "a.ora", document.state, "")
    assert_same(read_ora(tmp_path / "a.ora").state, document.state)


@pytest.mark.parametrize("shape", [(1, 1), (300, 7), (129, 64, 3), (128, 33, 4), (3, 17_000, 4)])
@pytest.mark.parametrize("most", [1, 40, 256])
def test_the_pngs_are_those_of_everybody(tmp_path: Path, shape: tuple[int, ...], most: int) -> None:
    pixels = np.random.default_rng(1).integers(0, most, shape, np.uint8)
    (tmp_path / "a.png").write_bytes(png.encode(pixels))
    with Image.open(tmp_path / "a.png") as image:
        image.verify()
    with Image.open(tmp_path / "a.png") as image:
        assert np.array_equal(np.asarray(image), pixels)
    assert png.measure((tmp_path / "a.png").read_bytes()[: png.HEAD]) == (shape[1], shape[0])


def test_the_file_is_as_the_format_wants_it(tmp_path: Path) -> None:
    document = full_document()
    OraWriter().write(tmp_path / "a.ora", document.state, "Meadow")
    assert (tmp_path / "a.ora").read_bytes()[30:54] == b"mimetypeimage/openraster"
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        assert file.testzip() is None
        assert file.infolist()[0].compress_type == zipfile.ZIP_STORED
        image = ElementTree.fromstring(file.read("stack.xml"))
        assert image.tag == "image"
        assert (image.get("w"), image.get("h")) == ("300", "200")
        (stack,) = image
        assert stack.tag == "stack"
        layers = list(stack)
        assert [layer.get("name") for layer in reversed(layers)][:3] == ["Paper", "Sketch", "Variation"]
        assert layers[0].get("name") == '<&"\ufffd\ufffd\n麦田'  # of what may stand in XML
        assert [layer.get("visibility") for layer in layers] == ["hidden", "visible", "visible", "visible"]
        assert [layer.get("selected") for layer in layers] == ["true", None, None, None]
        assert {layer.get("composite-op") for layer in layers} == {"svg:src-over"}
        seen = np.zeros((200, 300, 4), np.uint8)
        canvas = Image.fromarray(seen)
        for layer in reversed(layers):
            with Image.open(file.open(str(layer.get("src")))) as sheet:
                assert sheet.mode == "RGBA"
                if layer.get("visibility") == "visible" and layer.get("opacity") == "1.0":
                    canvas.alpha_composite(sheet, (int(layer.get("x", "0")), int(layer.get("y", "0"))))
        with Image.open(file.open("mergedimage.png")) as merged:
            assert np.array_equal(np.asarray(merged), document.composite())
        with Image.open(file.open("Thumbnails/thumbnail.png")) as thumbnail:
            assert thumbnail.size == (256, 171)


def test_pictures_that_several_requests_need_are_there_once(tmp_path: Path) -> None:
    document = Document(64, 48)
    for seed in range(3):
        document.paste_image(noise(64, 48, seed), f"Variation {seed}", run_of(seed))
    OraWriter().write(tmp_path / "a.ora", document.state, "")
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        assert len([name for name in file.namelist() if "pictures" in name]) == 1
    read = read_ora(tmp_path / "a.ora").state
    assert [layer.provenance for layer in read.layers] == [None, None, *map(run_of, range(3))]


def test_only_what_has_changed_is_packed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = Document(300, 400), OraWriter()
    document.begin_edit("Brush").write(Rect(40, 0, 200, 400), shade(200, 400))
    writer.write(tmp_path / "a.ora", document.state, "")
    packed: list[tuple[int, ...]] = []

    def noted(pixels: np.ndarray) -> png.Band:
        packed.append(pixels.shape)
        return png.pack(pixels)

    monkeypatch.setattr(packing, "pack", noted)
    document.add_layer("Empty")
    writer.write(tmp_path / "a.ora", document.state, "")
    assert packed == [(1, 1, 4)]
    packed.clear()
    document.activate(document.layers[1].id)
    document.begin_edit("Brush").write(Rect(0, 130, 256, 20), shade(256, 20))
    writer.write(tmp_path / "a.ora", document.state, "", preview=False)
    assert packed == [(128, 256, 4)]  # the rows of the tiles that were painted on
    writer.write(tmp_path / "a.ora", document.state, "")
    assert packed == [(128, 256, 4), (128, 300, 4)]  # how they look
    assert_same(read_ora(tmp_path / "a.ora").state, document.state)
    with zipfile.ZipFile(tmp_path / "a.ora") as file, Image.open(file.open("mergedimage.png")) as merged:
        assert np.array_equal(np.asarray(merged), document.composite())


def test_a_write_that_failed_spoils_none_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = Document(300, 400), OraWriter()
    document.begin_edit("Brush").write(Rect(40, 0, 200, 400), shade(200, 400))
    writer.write(tmp_path / "a.ora", document.state, "Meadow")
    before = (tmp_path / "a.ora").read_bytes()
    document.begin_edit("Brush").write(document.rect, noise(300, 400))

    def failing(pixels: np.ndarray) -> png.Band:
        if pixels.shape == (16, 300, 4):
            raise MemoryError
        return png.pack(pixels)

    with monkeypatch.context() as patched:
        patched.setattr(packing, "pack", failing)
        with pytest.raises(MemoryError):
            writer.write(tmp_path / "a.ora", document.state, "Meadow")
    assert (tmp_path / "a.ora").read_bytes() == before
    assert list(tmp_path.iterdir()) == [tmp_path / "a.ora"]
    writer.write(tmp_path / "a.ora", document.state, "Meadow")
    assert_same(read_ora(tmp_path / "a.ora").state, document.state)


def test_without_previews_the_layers_are_the_same(tmp_path: Path) -> None:
    document = full_document()
    OraWriter().write(tmp_path / "a.ora", document.state, "", preview=False)
    assert_same(read_ora(tmp_path / "a.ora").state, document.state)
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        assert "mergedimage.png" not in file.namelist()


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    OraWriter().write(tmp_path / "a.ora", full_document().state, "")
    before = (tmp_path / "a.ora").read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(BadInput, match="no room left"):
        OraWriter().write(tmp_path / "a.ora", Document(8, 8).state, "")
    assert (tmp_path / "a.ora").read_bytes() == before


def test_layers_of_the_same_id_get_ids_of_their_own(tmp_path: Path) -> None:
    state = Document(8, 8).state
    twice = replace(state, nodes=(state.layers[0], state.layers[0]), active_id=state.layers[0].id)
    OraWriter().write(tmp_path / "a.ora", twice, "")
    read = read_ora(tmp_path / "a.ora").state
    assert len({layer.id for layer in read.layers}) == 2

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preset_file import Preset
from aipaint_desktop.brushes.presets import shipped_brush
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Choice, Chooser, Tip
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.brush_files import (
    delete_preset,
    file_of,
    read_bundle,
    read_folder,
    take_picture,
    write_bundle,
    write_presets,
)
from tests.mutations import mutated

PRESETS = [Preset(Brush(name, size=7), ("dry",), own=True) for name in ("b/../c", "Ä", "ä", "炭笔")]


def test_brushes_are_there_again_each_in_a_file_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "brushes"
    for preset in PRESETS:
        write_presets(folder, [preset])
    assert len(list(folder.iterdir())) == len(PRESETS)
    assert {preset.name for preset in read_folder(folder)} == {preset.name for preset in PRESETS}
    assert set(read_folder(folder)) == set(PRESETS)
    delete_preset(folder, "Ä")
    delete_preset(folder, "none")
    assert [preset.name for preset in read_folder(folder)] == ["b/../c", "ä", "炭笔"]


def test_a_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    for name in ("../x", "/etc/passwd", "..", "C:\\x", "x" * 500, ""):
        assert file_of(tmp_path, name).parent == tmp_path
        assert len(file_of(tmp_path, name).name) < 70


def test_files_that_are_no_brushes_are_left_aside(tmp_path: Path) -> None:
    write_presets(tmp_path, PRESETS[:1])
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "b.toml").write_text("name = 1")
    (tmp_path / "c.toml").mkdir()
    assert read_folder(tmp_path) == PRESETS[:1]
    assert read_folder(tmp_path / "none") == []


def test_a_bundle_holds_brushes(tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    write_bundle(path, PRESETS)
    assert read_bundle(path) == PRESETS


def test_pictures_go_where_their_brushes_go(tmp_path: Path) -> None:
    tips = tuple(Tip.of_pixels(np.full((9, 5 + number), 200, np.uint8)) for number in range(3))
    piped = Preset(Brush("Piped", tips=tips, choices=(Choice(3, Chooser.TURN),)), own=True)
    presets = [
        piped,
        Preset(Brush("One", tips=tips[:1]), own=True),
        Preset(shipped_brush("foliage"), own=True),
    ]
    folder, bundle = tmp_path / "brushes", tmp_path / "a.zip"
    write_presets(folder, presets)
    assert len(list(folder.glob("*.png"))) == 3, "what ships is not copied"
    write_bundle(bundle, presets)
    for found in (read_folder(folder), read_bundle(bundle)):
        by_name = {preset.name: preset.brush for preset in found}
        assert by_name == {preset.name: preset.brush for preset in presets}
        assert (by_name["Piped"].tips[2].picture == tips[2].picture).all()
    (folder / f"{tips[0].name}.png").write_bytes(b"no picture")
    assert [preset.name for preset in read_folder(folder)] == ["Foliage"]


def test_pictures_go_with_the_last_brush_that_has_them(tmp_path: Path) -> None:
    tip = Tip.of_pixels(np.full((9, 9), 200, np.uint8))
    write_presets(tmp_path, [Preset(Brush(name, tips=(tip,))) for name in ("A", "B")])
    delete_preset(tmp_path, "A")
    assert [preset.name for preset in read_folder(tmp_path)] == ["B"]
    delete_preset(tmp_path, "B")
    assert not list(tmp_path.iterdir())


def test_a_picture_becomes_a_tip_or_a_texture(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.png", tmp_path / "own"
    pixels = np.full((10, 700, 3), 255, np.uint8)
    pixels[:, :350] = 0
    Image.fromarray(pixels).save(path)
    tip, texture = take_picture(path, Tip, folder), take_picture(path, Texture, folder)
    assert (tip.picture.shape, texture.picture.shape) == ((7, 512), (7, 512))
    assert tip.picture[3, 100] == 255 == texture.picture[3, -100], "dark stamps, and paint catches on light"
    write_presets(folder, [Preset(Brush("A", tips=(tip,), texture=texture))])
    assert read_folder(folder)[0].brush == Brush("A", tips=(tip,), texture=texture)
    path.write_bytes(b"none")
    with pytest.raises(BadInput, match=r"a\.png"):
        take_picture(path, Tip, folder)


def test_pictures_that_are_none_or_too_large_are_refused(tmp_path: Path) -> None:
    path, large = tmp_path / "a.zip", io.BytesIO()
    Image.new("L", (20_000, 5_000)).save(large, "PNG")
    for data in (b"no", large.getvalue(), bytes(5_000_000)):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr("brushes/a.toml", 'name = "A"\ntip = "x"\n')
            bundle.writestr("brushes/x.png", data)
        with pytest.raises(BadInput, match="“tip”"):
            read_bundle(path)


def test_a_bundle_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a.toml", b"#" * 50_000_000)
    with pytest.raises(BadInput, match="too large"):
        read_bundle(path)


def test_other_files_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("readme.txt", "hello")
    with pytest.raises(BadInput, match="no brushes in"):
        read_bundle(path)
    path.write_bytes(b"PK\3\4 no")
    with pytest.raises(BadInput, match="damaged"):
        read_bundle(path)


def test_bundles_that_were_tampered_with_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_bundle(path, PRESETS)
    whole = path.read_bytes()
    refused = 0
    for seed in range(500):
        path.write_bytes(mutated(whole, seed) or b"x")
        try:
            assert read_bundle(path)
        except BadInput:
            refused += 1
    assert 0 < refused < 500

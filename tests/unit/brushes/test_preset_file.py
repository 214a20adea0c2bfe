from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.preset_file import Preset, preset_text, read_preset
from aipaint_desktop.brushes.presets import shipped, shipped_brush
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.tip import Choice, Chooser
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.values.refusal import BadInput


def test_there_are_many_and_each_has_its_own_name_and_a_chinese_one() -> None:
    presets = shipped()
    assert len(presets) >= 32
    assert len({preset.brush.name for preset in presets}) == len(presets)
    assert len({preset.title_zh for preset in presets if preset.title_zh}) == len(presets)
    assert all(preset.tags for preset in presets)


@pytest.mark.parametrize("preset", shipped(), ids=lambda preset: preset.id)
def test_what_is_written_is_read_again(preset: Preset, tmp_path: Path) -> None:
    path = tmp_path / f"{preset.id}.toml"
    path.write_text(preset_text(preset), encoding="utf-8")
    again = read_preset(path)
    assert preset_text(again) == preset_text(preset)
    assert again == preset


def test_a_picture_beside_a_preset_goes_before_one_that_ships(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('name = "A"\ntip = "leaf"\n', encoding="utf-8")
    (shipped_leaf,) = read_preset(path).brush.tips
    Image.fromarray(np.full((8, 8), 255, np.uint8)).save(tmp_path / "leaf.png")
    (own_leaf,) = read_preset(path).brush.tips
    assert (shipped_leaf.name, shipped_leaf.ships) == ("leaf", True)
    assert (own_leaf.name[:4], own_leaf.ships, own_leaf.picture.shape) == ("tip-", False, (8, 8))


def test_several_tips_are_chosen_by_chance_unless_it_is_said_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('name = "A"\ntips = ["leaf", "maple", "twig"]\n', encoding="utf-8")
    brush = read_preset(path).brush
    assert [tip.name for tip in brush.tips] == ["leaf", "maple", "twig"]
    assert brush.choices == (Choice(3, Chooser.CHANCE),)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("colour = 3", "colour"),
        ("size = 5000", "size"),
        ("opacity = true", "opacity"),
        ('kind = "laser"', "kind"),
        ('tip = "../paper"', "tip"),
        ('tip = "nowhere"', "tip"),
        ('tips = ["leaf", 3]', "tips"),
        ('tip = "leaf"\ntips = ["leaf"]', "tip"),
        ('tips = ["leaf", "maple"]\n[[choices]]\ncount = 3\nby = "turn"', "choices"),
        ('tips = ["leaf", "maple"]\n[[choices]]\ncount = 2\nby = "mood"', "by"),
        ("count = 1.5", "count"),
        ("[wet]\nmix = 2", "mix"),
        ("[wet]\ndepth = 1", "depth"),
        ('[[dynamics]]\nsetting = "size"\nby = "mood"', "by"),
        ('[[dynamics]]\nsetting = "size"\nby = "pressure"\npoints = [[1, 0], [0, 1]]', "points"),
    ],
)
def test_what_is_wrong_is_refused_in_one_sentence(line: str, key: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'name = "A"\n{line}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=f"a.toml is no brush: its “{key}” says"):
        read_preset(path)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for data in (b"\xff\xfe", b"name = ", b"["):
        path.write_bytes(data)
        with pytest.raises(BadInput, match="cannot be read as a brush"):
            read_preset(path)


def drawn(id_: str, seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    document = Document(300, 120)
    stroke = Stroke(document.begin_edit("A"), shipped_brush(id_), (180, 40, 30), seed=seed)
    for number in range(20):
        stroke.add(PenSample(30 + 12 * number, 60, 0.7, time=number / 100))
    stroke.finish()
    layer = document.active
    assert isinstance(layer, Layer)
    return layer.tiles.read(document.rect)


@pytest.mark.parametrize("id_", ["foliage", "splatter", "grass", "pastel-soft"])
def test_chance_comes_from_the_seed_alone(id_: str) -> None:
    assert np.array_equal(drawn(id_, 5), drawn(id_, 5))
    assert not np.array_equal(drawn(id_, 5), drawn(id_, 6))


def test_leaves_differ_in_colour() -> None:
    pixels = drawn("foliage", 1)
    solid = pixels[pixels[..., 3] > 250][:, :3].astype(int)
    assert len(np.unique(solid // 8, axis=0)) > 30

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Input, Setting
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.brushes.tip import Choice, Chooser
from aipaint_desktop.document.document import Document
from aipaint_desktop.workspace.foreign_brushes import read_foreign
from tests.brush_cases import abr_listed, abr_sectioned, gbr, gih, myb, ramp

_GIMP = sorted(Path("/usr/share/gimp").rglob("*.g[bi][rh]"))[::5]
_KRITA = sorted(Path("/usr/share/krita/paintoppresets").glob("*.myb"))


def read(folder: Path, data: bytes) -> tuple[Brush, str]:
    path = folder / "Pen.myb"
    path.write_bytes(data)
    (preset,), left_out = read_foreign(path)
    return preset.brush, str(left_out or "")


def test_mypaint_s_settings_become_ours(tmp_path: Path) -> None:
    brush, left_out = read(tmp_path, myb())
    assert brush.name == "Pen"
    assert brush.size == pytest.approx(14.78, abs=0.01)
    size, opacity = brush.dynamics
    assert (size.setting, size.by) == (Setting.SIZE, Input.PRESSURE)
    assert (size.low, size.high) == pytest.approx((0.607, 1.649), abs=1e-3)
    assert brush.opacity == pytest.approx(0.8)
    assert (opacity.setting, opacity.low, opacity.high) == (Setting.OPACITY, 0, 1)
    assert opacity(np.array([0.5]))[0] == pytest.approx(0.2)
    assert brush.softness == pytest.approx(0.4)
    assert (brush.kind, brush.wet.mix) == ("oil", 0.3)
    assert left_out == ""


def test_what_has_no_place_is_told(tmp_path: Path) -> None:
    _brush, left_out = read(
        tmp_path,
        myb(
            {
                "radius_logarithmic": {"base_value": 1, "inputs": {"speed1": [[0, 0], [1, 1]]}},
                "offset_by_random": {"base_value": 2, "inputs": {}},
                "lock_alpha": {"base_value": 0, "inputs": {}},
            }
        ),
    )
    assert left_out == "Left out of “Pen”: radius_logarithmic × speed1, offset_by_random."


def test_extremes_become_a_brush_that_can_be_painted_with(tmp_path: Path) -> None:
    for number in (-1e6, 0, 1e6):
        names = (
            "radius_logarithmic",
            "opaque",
            "hardness",
            "elliptical_dab_ratio",
            "dabs_per_actual_radius",
            "smudge",
        )
        inputs = {"pressure": [[0, number], [1, -number]]}
        brush, _said = read(tmp_path, myb({name: {"base_value": number, "inputs": inputs} for name in names}))
        assert 0.5 <= brush.size <= 1000
        assert 0 <= brush.softness <= 1
        assert 0 < brush.roundness <= 1


def test_a_tip_becomes_a_brush_with_its_picture_and_spacing(tmp_path: Path) -> None:
    path = tmp_path / "a.gbr"
    path.write_bytes(gbr(ramp(), "Ramp", spacing=40))
    (preset,), left_out = read_foreign(path)
    brush = preset.brush
    assert (brush.name, brush.size, brush.spacing, brush.apart) == ("Ramp", 12, 0.4, True)
    assert (brush.tips[0].picture == ramp()).all()
    assert (preset.own, left_out) == (True, None)


def test_tips_take_turns_as_their_file_says(tmp_path: Path) -> None:
    path = tmp_path / "a.gih"
    tips = [np.full((4, 3 + number), 200, np.uint8) for number in range(6)]
    path.write_bytes(gih(tips, "dim:2 rank0:2 sel0:angular rank1:3 sel1:incremental"))
    (preset,), _left_out = read_foreign(path)
    assert preset.brush.choices == (Choice(2, Chooser.DIRECTION), Choice(3, Chooser.TURN))
    assert {tip.picture.shape for tip in preset.brush.tips} == {(8, 8)}, "each as large as beside the others"
    path.write_bytes(gih(tips, "dim:2 rank0:2 sel0:constant rank1:3 sel1:incremental"))
    (preset,), _left_out = read_foreign(path)
    assert preset.brush.choices == (Choice(3, Chooser.TURN),)
    assert [int((tip.picture > 0).sum()) for tip in preset.brush.tips] == [12, 16, 20]


def test_every_tip_of_photoshop_s_becomes_a_brush_of_its_file_s_group(tmp_path: Path) -> None:
    path = tmp_path / "Leaves.abr"
    path.write_bytes(abr_sectioned([ramp(), ramp(5, 9)]))
    presets, left_out = read_foreign(path)
    assert [preset.name for preset in presets] == ["Leaf 0", "Leaf 1"]
    assert {preset.tags for preset in presets} == {("Photoshop", "Leaves")}
    assert (presets[0].brush.angle, presets[0].brush.roundness) == (-45, 0.5)
    assert "Leaves" in str(left_out)
    path.write_bytes(abr_listed([ramp()], 1))
    (ellipse, tip), _left_out = read_foreign(path)
    assert (ellipse.brush.tips, ellipse.brush.softness) == ((), 0.25)
    assert [preset.name for preset in (ellipse, tip)] == ["Leaves", "Leaves 2"]


@pytest.mark.skipif(not _GIMP, reason="GIMP is not installed")
def test_all_that_gimp_ships_can_be_painted_with() -> None:
    for path in _GIMP:
        presets, _said = read_foreign(path)
        for preset in presets:
            document = Document(64, 64)
            brush = replace(preset.brush, size=min(preset.brush.size, 40.0))
            stroke = Stroke(document.begin_edit("A"), brush, (0, 0, 0))
            for x in (10, 30, 50):
                stroke.add(PenSample(x, 32, time=x / 100))
            stroke.finish()
            assert stroke.marked, path


@pytest.mark.skipif(not _KRITA, reason="no other painting program is installed")
def test_brushes_that_others_ship_are_read() -> None:
    for path in _KRITA:
        (preset,), _said = read_foreign(path)
        assert preset.brush.size > 0

from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Input, Setting
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.foreign_brushes import read_foreign
from tests.brush_cases import gbr, myb, ramp

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


def test_tips_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.gbr"
    path.write_bytes(gbr(ramp()))
    with pytest.raises(BadInput, match="not a file of brushes"):
        read_foreign(path)


@pytest.mark.skipif(not _KRITA, reason="no other painting program is installed")
def test_brushes_that_others_ship_are_read() -> None:
    for path in _KRITA:
        (preset,), _said = read_foreign(path)
        assert preset.brush.size > 0

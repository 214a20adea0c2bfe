import json
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Dynamic, Input, Setting
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.line import Drawn, Press
from aipaint_desktop.brushes.preset_file import shipped_pictures
from aipaint_desktop.brushes.steadying.steadiness import Steadiness, Steadying
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.brushes.texture import Texture
from aipaint_desktop.brushes.tip import Choice, Tip
from aipaint_desktop.document.assistant import Assistant, AssistantKind
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.stroke_files import Recorded, read_strokes, write_strokes

TIP = Tip.of_pixels(np.eye(9, dtype=np.uint8) * 255)
TEXTURE = Texture.of_pixels(np.arange(48, dtype=np.uint8).reshape(6, 8))
RECORDED = Recorded(
    120,
    90,
    (
        Drawn(
            Press(
                Brush("Own", size=20 / 3, dynamics=(Dynamic(Setting.SIZE, Input.PRESSURE, 0.1 + 0.2),)),
                (1, 2, 3),
                1 / 3,
                (4, -5),
                99,
                Steadiness(Steadying.ROPE, 10 / 3, True, True, False),
                Symmetry(10.5, 20, True, False, 5, True),
                True,
                (Assistant(AssistantKind.RULER, ((0.1, 2.0), (3.0, 4.0))),),
            ),
            (PenSample(0.1, 1 / 3, 0.7, 12.5, -3.1, 1.23456789012345, 17.1), PenSample(2.0, 3.0)),
            PenSample(9.0, 8.0, time=-60.0),
        ),
        Drawn(Press(Brush("Eraser"), None), (PenSample(5.0, 6.0),)),
    ),
)


def test_what_is_written_comes_back_to_the_last_digit(tmp_path: Path) -> None:
    file = tmp_path / "a.strokes"
    write_strokes(file, RECORDED)
    assert read_strokes(file) == RECORDED


def test_pictures_of_brushes_travel_along_unless_they_ship(tmp_path: Path) -> None:
    file = tmp_path / "a.strokes"
    (shipped, *_) = shipped_pictures(Tip)
    own = Brush("Own", tips=(TIP, shipped), choices=(Choice(2),), texture=TEXTURE)
    drawn = Drawn(Press(own, (1, 2, 3)), (PenSample(5.0, 6.0),))
    write_strokes(file, Recorded(120, 90, (drawn, drawn)))
    for read in read_strokes(file).strokes:
        assert read == drawn
        for one, other in zip(read.press.brush.pictures, own.pictures, strict=True):
            assert np.array_equal(one.picture, other.picture)
    assert set(json.loads(file.read_text().splitlines()[0])["pictures"]) == {TIP.name, TEXTURE.name}


@pytest.mark.parametrize(
    "text", ["", "\n", "no JSON", "[1]", "{}", '{"format": "AIPaint strokes"}', "[" * 100_000]
)
def test_other_files_are_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.strokes"
    file.write_text(text)
    with pytest.raises(BadInput, match=r"a\.strokes"):
        read_strokes(file)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("brush", "size = 1"),
        ("brush", 7),
        ("brush", 'name = "A"\ntip = "nowhere"'),
        ("colour", [1, 2]),
        ("colour", [1, 2, 999]),
        ("scale", 0),
        ("scale", float("nan")),
        ("seed", -1),
        ("offset", [0.5, 1]),
        ("steadiness", {}),
        ("symmetry", {"x": 1}),
        ("wraps", 1),
        ("assistants", [{"kind": "ruler", "points": []}]),
        ("samples", []),
        ("samples", [[1, 2, 3]]),
        ("samples", [[1e30, 2, 1, 0, 0, 0, 0]]),
        ("begin", [None] * 7),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_line(tmp_path: Path, key: str, value: object) -> None:
    file = tmp_path / "a.strokes"
    write_strokes(file, RECORDED)
    head, stroke, *_ = file.read_text().splitlines()
    file.write_text(head + "\n" + json.dumps(json.loads(stroke) | {key: value}) + "\n")
    with pytest.raises(BadInput, match="Line 2"):
        read_strokes(file)


def test_an_impossible_canvas_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.strokes"
    write_strokes(file, Recorded(1_000_000, 1_000_000, ()))
    with pytest.raises(BadInput):
        read_strokes(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_strokes(tmp_path / "none.strokes")

"""`aipaint learn`, in a few steps on small squares."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.training.reference import tuning
from aipaint_desktop.training.reference.tuning import TuningSettings
from tests.cli.conftest import CommandLine

MOMENT = ("--minutes", "0.001", "--device", "cpu")


@pytest.fixture(autouse=True)
def _small(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`desk` as it is, and steps that take a moment."""
    settings = TuningSettings(side=64, scenes=2, points=64, projections=8)
    monkeypatch.setattr(tuning, "TuningSettings", lambda: settings)
    return desk


def _pixels(name: str) -> bytes:
    with Image.open(name) as picture:
        return np.asarray(picture).tobytes()


def test_a_learned_reference_paints_otherwise_and_is_known_again(aipaint: CommandLine) -> None:
    learned = aipaint("learn", "like.png", "-o", "wave", "--json", *MOMENT)
    report = json.loads(learned.out)
    assert (report["output"], report["engine"], report["steps"]) == ("wave", "style", 1)
    assert report["losses"].keys() == {"style", "texture", "content"}
    paint = ("stylize", "sketch.png", "--seed", "1", "--device", "cpu", "-o")
    assert aipaint(*paint, "folder.png", "--like", "wave").code == 0
    assert aipaint(*paint, "picture.png", "--like", "like.png", "--quality", "fast").code == 0
    assert _pixels("folder.png") == _pixels("picture.png")
    made = read_provenance(Path("folder.png"))
    assert made is not None
    assert made.last_run is not None
    request = made.last_run.request
    assert isinstance(request, StylizeRequest)
    assert (request.quality, request.learned) == ("fast", (report["weights"],))
    assert aipaint("rerun", "folder.png", "-o", "again.png").code == 0
    assert _pixels("again.png") == _pixels("folder.png")
    shutil.rmtree("wave")
    assert "is gone" in aipaint.refused("rerun", "folder.png", "-o", "again.png")
    assert aipaint(*paint, "shared.png", "--like", "like.png", "--quality", "fast").code == 0
    assert _pixels("shared.png") != _pixels("folder.png")


def test_a_run_goes_on(aipaint: CommandLine) -> None:
    aipaint("learn", "like.png", "-o", "wave", *MOMENT)
    report = json.loads(aipaint("learn", "like.png", "-o", "wave", "--resume", "--json", *MOMENT).out)
    assert report["steps"] == 2
    assert [path.name for path in Path("wave").glob("*.safetensors")] == ["wave-000002.safetensors"]
    assert "another picture" in aipaint.refused("learn", "other.png", "-o", "wave", "--resume")


def test_what_cannot_be_learned_is_refused_and_leaves_nothing(aipaint: CommandLine) -> None:
    assert "out of range" in aipaint.refused("learn", "like.png", "-o", "wave", "--minutes", "0")
    assert "no training run" in aipaint.refused("learn", "like.png", "-o", "wave", "--resume")
    assert aipaint.refused("learn", "nothing.png", "-o", "wave")
    assert not Path("wave").exists()
    Path("wave").mkdir()
    Path("wave/notes.txt").write_text("mine")
    assert "other files" in aipaint.refused("learn", "like.png", "-o", "wave")
    assert Path("wave/notes.txt").exists()


def test_no_file_of_what_was_learned_tells_where_anything_is(aipaint: CommandLine, desk: Path) -> None:
    assert aipaint("learn", desk / "like.png", "-o", "wave", *MOMENT).code == 0
    for file in Path("wave").rglob("*"):
        assert file.is_dir() or bytes(desk) not in file.read_bytes(), file


def test_folders_that_have_learned_nothing_are_no_reference(aipaint: CommandLine) -> None:
    Path("empty").mkdir()
    aipaint.refused("stylize", "sketch.png", "--like", "empty", "-o", "x.png")
    Path("empty/model.toml").write_text("id = 1")
    assert "no proper" in aipaint.refused("stylize", "sketch.png", "--like", "empty", "-o", "x.png")

"""`aipaint upscale --model` with a small upscaler of the artist's."""

import json
from pathlib import Path

import pytest

from aipaint_desktop.engines.upscaler_files import libraries
from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine
from tests.support.tiny_upscalers import save_upscaler

pytestmark = pytest.mark.skipif(
    not libraries.spandrel_present(), reason="the extra 'checkpoints' is not installed"
)


def test_a_picture_becomes_larger_and_can_be_made_again(aipaint: CommandLine, desk: Path) -> None:
    save_upscaler("Compact", desk / "soft.safetensors")
    save_upscaler("Compact", desk / "old.pth")
    more = ("--device", "cpu", "-o", "out.png")
    ended = aipaint("upscale", "sketch.png", "--model", "soft.safetensors", *more, "--json")
    report = json.loads(ended.out)
    assert (report["engine"], report["model"]) == ("upscaler", "soft")
    assert (report["width"], report["height"]) == (96, 80)
    made = read_picture(desk / "out.png")
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == made
    known = json.loads(aipaint("models", "--json").out)["models"]
    ids = [entry["id"] for entry in known]
    entry = next(entry for entry in known if entry["engine"] == "upscaler")
    assert (entry["family"], entry["ready"]) == ("Compact", True)
    assert ids.index(entry["id"]) == ids.index("upscale") + 1
    restored = ("upscale", "sketch.png", "--model", entry["id"], "--factor", "1", *more)
    assert aipaint(*restored).code == 0
    assert read_picture(desk / "out.png").pixels.shape[:2] == (40, 48)
    assert "is a pickle" in aipaint("upscale", "sketch.png", "--model", "old.pth", *more).err
    assert read_picture(desk / "out.png") == made


def test_what_does_not_fit_together_is_refused(
    aipaint: CommandLine, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "bad.safetensors").write_bytes(b"123")
    upscale = ("upscale", "sketch.png", "-o", "out.png")
    assert "3 bytes" in aipaint.refused(*upscale, "--model", "bad.safetensors")
    assert "--like" in aipaint.refused(*upscale, "--model", "bad.safetensors", "--like", "sketch.png")
    assert "--factor 1" in aipaint.refused(*upscale, "--factor", "1")
    monkeypatch.setattr(libraries, "_LIBRARY", "no_such_library")
    assert "start.py --checkpoints" in aipaint.refused(*upscale, "--model", "bad.safetensors")

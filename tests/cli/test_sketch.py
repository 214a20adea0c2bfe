"""`aipaint sketch` with the model that ships."""

import json
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.files.export import save_picture
from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine


@pytest.fixture(autouse=True)
def drawing(desk: Path) -> None:
    pixels = np.full((96, 128, 3), 250, np.uint8)
    pixels[50:53], pixels[20:50, 60:63] = 30, 30
    save_picture(desk / "drawing.png", pixels)


def test_a_line_drawing_becomes_a_painting_that_can_be_run_again(aipaint: CommandLine) -> None:
    ended = aipaint("sketch", "drawing.png", "--like", "like.png", "-o", "out.png", "--seed", "3", "--json")
    report = json.loads(ended.out)
    assert (report["engine"], report["model"], report["seed"]) == ("sketch", "sketch", 3)
    assert (report["width"], report["height"]) == (128, 96)
    painted = read_picture(Path("out.png"))
    difference = painted.pixels[..., :3].astype(int) - read_picture(Path("drawing.png")).pixels[..., :3]
    assert np.abs(difference).mean() > 20
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(Path("again.png")) == painted


def test_names_paint_it_and_unknown_ones_are_refused(aipaint: CommandLine) -> None:
    said = ("--genre", "landscape", "--movement", "impressionism")
    assert aipaint("sketch", "drawing.png", "-o", "out.png", *said, "--size", "64x48").code == 0
    assert read_picture(Path("out.png")).pixels.shape[:2] == (48, 64)
    assert "knows no “cubes”" in aipaint.refused("sketch", "drawing.png", "-o", "b.png", "--genre", "cubes")

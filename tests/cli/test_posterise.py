"""`aipaint posterise`."""

import json
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine


def colours(file: Path) -> set[tuple[int, ...]]:
    return {tuple(colour) for colour in np.unique(read_picture(file).pixels.reshape(-1, 3), axis=0).tolist()}


def test_a_picture_in_few_colours_can_be_made_again(aipaint: CommandLine, desk: Path) -> None:
    ended = aipaint("posterise", "sketch.png", "--colours", "5", "--seed", "3", "-o", "out.png", "--json")
    report = json.loads(ended.out)
    assert (report["engine"], report["model"], report["seed"]) == ("posterise", "posterise", 3)
    assert (report["width"], report["height"]) == (48, 40)
    assert len(colours(desk / "out.png")) <= 5
    assert colours(desk / "out.png") <= colours(desk / "sketch.png")
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == read_picture(desk / "out.png")


def test_the_colours_are_those_of_what_it_is_like(aipaint: CommandLine, desk: Path) -> None:
    like = ("--like", "like.png", "--smallest", "0")
    assert aipaint("posterise", "sketch.png", *like, "-o", "out.png").code == 0
    assert colours(desk / "out.png") <= colours(desk / "like.png")


def test_only_what_the_mask_says_is_painted(aipaint: CommandLine, desk: Path) -> None:
    assert (
        aipaint("posterise", "sketch.png", "--mask", "mask.png", "-o", "out.png", "--frames", "all").code == 0
    )
    before, after = (read_picture(desk / name).pixels for name in ("sketch.png", "out.png"))
    mask = read_picture(desk / "mask.png").pixels[..., 0]
    assert np.array_equal(after[mask == 0], before[mask == 0])
    assert len(np.unique(after[mask > 0], axis=0)) <= 8
    assert len(list((desk / "all").iterdir())) > 2


@pytest.mark.parametrize("wrong", [("--colours", "1"), ("--smallest", "99"), ("--colours", "many")])
def test_what_is_out_of_range_is_refused(aipaint: CommandLine, desk: Path, wrong: tuple[str, str]) -> None:
    aipaint.refused("posterise", "sketch.png", "-o", "out.png", *wrong)
    assert not (desk / "out.png").exists()

"""`aipaint upscale` with the model that ships."""

import json
from pathlib import Path

import pytest

from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(("arguments", "factor"), [((), 2), (("--factor", "4"), 4)])
def test_a_picture_becomes_larger_and_can_be_made_again(
    aipaint: CommandLine, desk: Path, arguments: tuple[str, ...], factor: int
) -> None:
    ended = aipaint("upscale", "sketch.png", *arguments, "-o", "out.png", "--seed", "3", "--json")
    report = json.loads(ended.out)
    assert (report["engine"], report["model"], report["seed"]) == ("upscale", "upscale", 3)
    assert (report["width"], report["height"]) == (48 * factor, 40 * factor)
    made = read_picture(desk / "out.png")
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == made


def test_only_two_and_four_are_factors(aipaint: CommandLine) -> None:
    assert "invalid choice" in aipaint.refused("upscale", "sketch.png", "-o", "out.png", "--factor", "3")

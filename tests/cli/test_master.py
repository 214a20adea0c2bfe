import json
from pathlib import Path

import pytest

from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.usefixtures("desk")

STYLIZE = ("stylize", "sketch.png", "--like", "like.png", "-o", "out.png")


def test_the_master_shows_every_step(aipaint: CommandLine) -> None:
    master = ("--quality", "master", "--steps", "2", "--from-fast", "--size", "80", "--frames", "film")
    report = json.loads(aipaint(*STYLIZE, *master, "--json").out)
    assert (report["model"], report["steps"], report["frames"]) == ("style-master", 2, 3)
    assert read_picture(Path("film/001.png")) != read_picture(Path("film/002.png"))
    assert read_picture(Path("film/002.png")) == read_picture(Path("out.png"))

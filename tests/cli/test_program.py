"""The program as it is started, with the real painter."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.usefixtures("desk")

PROGRAM = [sys.executable, "-m", "aipaint_desktop"]
PAINT = ["paint", "sketch.png", "--like", "like.png", "--size", "64x48"]


def test_a_painting_can_be_painted_again_to_the_pixel(aipaint: CommandLine, desk: Path) -> None:
    painted = aipaint(*PAINT, "--steps", "2", "-o", "out.png", "--explain", "map.png", "--json")
    assert painted.code == 0, painted.err
    for file in ("sketch.png", "like.png"):
        (desk / file).unlink()
    again = aipaint("rerun", "out.png", "-o", "again.png", "--json")
    assert again.code == 0, again.err
    assert json.loads(again.out)["seed"] == json.loads(painted.out)["seed"]
    pixels = read_picture(Path("out.png")).pixels
    assert pixels.shape == (48, 64, 3)
    np.testing.assert_array_equal(read_picture(Path("again.png")).pixels, pixels)
    assert read_picture(Path("map.png")).pixels.std() > 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_ends_a_long_run_soon_and_writes_nothing(desk: Path) -> None:
    before = {*desk.iterdir(), desk / "film"}
    long = [*PROGRAM, *PAINT[:-1], "800x800", "--steps", "50", "-o", "out.png", "--frames", "film"]
    with subprocess.Popen(long, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        while not (desk / "film" / "000.png").exists():
            assert program.poll() is None
            time.sleep(0.02)
        program.send_signal(signal.SIGINT)
        said = program.stderr.read()
        assert program.wait(10) == 130
    assert len(list((desk / "film").iterdir())) <= 5  # of hundreds
    assert said.endswith("aipaint: cancelled.\n")
    assert "Traceback" not in said
    assert set(desk.iterdir()) == before


def test_what_needs_no_engine_loads_neither_torch_nor_qt() -> None:
    code = """
import sys
from aipaint_desktop.__main__ import main
sys.argv[1:] = ["models"]
main()
sys.exit(any(name.split(".")[0] in ("torch", "PySide6") for name in sys.modules))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "painter" in ended.stdout

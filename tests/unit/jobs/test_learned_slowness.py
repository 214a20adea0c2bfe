import json
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.engines.base.engine import CancelToken, Engine
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.jobs.learned_slowness import LearnedSlowness
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture


def picture() -> Picture:
    return Picture(np.random.default_rng(0).integers(0, 256, (40, 48, 3), np.uint8))


def engines(path: Path, device: str = "cpu", machine: str = "here") -> dict[str, Engine]:
    learned = LearnedSlowness(path, machine)
    return engines_by_id(device, "fp32", lambda engine: learned.of(engine, device, "fp32"))


def painting() -> PaintRequest:
    return PaintRequest(seed=1, sketch=picture(), references=(picture(),), width=48, height=40, steps=2)


def test_the_pace_that_a_painting_showed_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "slowness.json"
    before = engines(path)["painter"]
    list(before.run(painting(), CancelToken()))
    learned = before.estimate(painting()).seconds
    assert learned != engines(tmp_path / "elsewhere")["painter"].estimate(painting()).seconds
    assert engines(path)["painter"].estimate(painting()).seconds == pytest.approx(learned, rel=1e-3)


@pytest.mark.parametrize("changed", [{"device": "auto"}, {"machine": "there"}])
def test_it_is_that_of_one_machine_and_device(tmp_path: Path, changed: dict[str, str]) -> None:
    path = tmp_path / "slowness.json"
    LearnedSlowness(path, "here").of("painter", "cpu", "fp32").learn(5, 1)
    shipped = engines(tmp_path / "none")["painter"].estimate(painting())
    assert engines(path)["painter"].estimate(painting()).seconds == pytest.approx(5 * shipped.seconds)
    assert engines(path, **changed)["painter"].estimate(painting()) == shipped


def _requests() -> dict[str, tuple[Request, str]]:
    """By engine, with the kind of work as the engine calls it."""
    size = {"seed": 1, "width": 96, "height": 80}
    return {
        "painter": (painting(), ""),
        "style": (
            StylizeRequest(
                picture=picture(), references=(picture(),), weights=(1.0,), quality="master", **size
            ),
            "master",
        ),
        "sketch": (SketchRequest(drawing=picture(), **size), ""),
        "upscale": (UpscaleRequest(picture=picture(), **size), ""),
        "composer": (ComposeRequest(prompt="sea", finish="none", **size), ""),
    }


@pytest.mark.parametrize("engine", ["painter", "style", "sketch", "upscale", "composer"])
def test_every_engine_begins_with_what_is_known(tmp_path: Path, engine: str) -> None:
    request, work = _requests()[engine]
    LearnedSlowness(tmp_path / "slowness.json", "here").of(engine, "cpu", "fp32").learn(3, 1, work)
    shipped = engines(tmp_path / "none")[engine].estimate(request).seconds
    assert engines(tmp_path / "slowness.json")[engine].estimate(request).seconds == pytest.approx(3 * shipped)


def test_the_lab_begins_with_what_is_known_of_a_step(tmp_path: Path) -> None:
    LearnedSlowness(tmp_path / "slowness.json", "here").of("lab", "cpu", "fp32").learn(3, 1)
    few, many = (
        GenerateRequest(seed=1, trained="own", weights="0" * 64, width=64, height=64, steps=steps)
        for steps in (10, 20)
    )

    def step(path: Path) -> float:
        lab = engines(path)["lab"]
        return lab.estimate(many).seconds - lab.estimate(few).seconds

    assert step(tmp_path / "slowness.json") == pytest.approx(3 * step(tmp_path / "none"))


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\x00",
        b"[1, 2]",
        b'{"here cpu fp32 painter ": ',
        b'{"here cpu fp32 painter ": "slow"}',
        b'{"here cpu fp32 painter ": true}',
        b'{"here cpu fp32 painter ": NaN}',
        b'{"here cpu fp32 painter ": 1e300}',
        b'{"here cpu fp32 painter ": 1' + 400 * b"0" + b"}",
        b'{"here cpu fp32 painter ": -2}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_leaves_what_ships_and_is_written_anew(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "slowness.json"
    path.write_bytes(damaged)
    slowness = LearnedSlowness(path, "here").of("painter", "cpu", "fp32")
    assert slowness.scale(1) == 1
    slowness.learn(2, 1)
    assert json.loads(path.read_bytes()) == {"here cpu fp32 painter ": 2}


def test_two_engines_keep_theirs_in_one_file(tmp_path: Path) -> None:
    learned = LearnedSlowness(tmp_path / "slowness.json")
    learned.of("style", "cpu", "fp32").learn(2, 1, "fast")
    learned.of("painter", "cpu", "fp32").learn(3, 1)
    assert learned.of("style", "cpu", "fp32").scale(1, "fast") == 2
    assert learned.of("painter", "cpu", "fp32").scale(1) == 3


def test_a_place_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("a file where the folder should be")
    slowness = LearnedSlowness(tmp_path / "settings" / "slowness.json").of("painter", "cpu", "fp32")
    slowness.learn(2, 1)
    assert slowness.scale(1) == 2

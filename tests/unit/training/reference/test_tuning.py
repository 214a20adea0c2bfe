"""Learning one reference on squares of 64 px, which takes a fraction of a second a step."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken, Device
from aipaint_desktop.modelstore.learned_references import read_learned
from aipaint_desktop.nn.style.network import load_style_network
from aipaint_desktop.paths import models, resources
from aipaint_desktop.training.reference.learned_folder import LearnedFolder
from aipaint_desktop.training.reference.run import LearningRun
from aipaint_desktop.training.reference.scenes import Scenes
from aipaint_desktop.training.reference.tuning import ReferenceTuning, TuningSettings
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

WEIGHTS = models() / "style-fast" / "style-fast.safetensors"
SETTINGS = TuningSettings(side=64, scenes=2, points=64, projections=8, partial=0)


@pytest.fixture(scope="module")
def reference() -> Picture:
    with Image.open(resources() / "references" / "wave-print.jpg") as image:
        return Picture(np.asarray(image.convert("RGB").resize((160, 120))), "wave")


def _tuning(reference: Picture, settings: TuningSettings = SETTINGS) -> ReferenceTuning:
    with Image.open(resources() / "references" / "hill-town.jpg") as image:
        town = Picture(np.asarray(image.convert("RGB").resize((160, 120))))
    vgg = models() / "vgg16" / "vgg16.safetensors"
    low_rank = models() / "vgg16-low-rank" / "vgg16-low-rank.safetensors"
    return ReferenceTuning(reference, WEIGHTS, vgg, low_rank, [town], Device("cpu", "fp32"), settings)


def _state(tuning: ReferenceTuning) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in tuning.networks.state_dict().items()}


def test_style_and_texture_come_nearer_to_the_reference(reference: Picture) -> None:
    tuning = _tuning(reference, replace(SETTINGS, scenes=1, content_weight=0.1, warm_up=3))
    found = [tuning.train_step(step) for step in range(25)]
    for name in ("style", "texture"):
        first, last = (np.mean([one[name] for one in part]) for part in (found[:4], found[-4:]))
        assert last < 0.9 * first, name


def test_what_reads_references_keeps_its_weights_and_all_else_learns(reference: Picture) -> None:
    tuning = _tuning(reference)
    before = _state(tuning)
    for step in range(2):
        tuning.train_step(step)
    for name, value in _state(tuning).items():
        fixed = ".reader." in name or ".statistics_" in name
        assert torch.equal(value, before[name]) == fixed, name


def test_a_run_that_goes_on_comes_to_what_it_would_have_come_to(tmp_path: Path, reference: Picture) -> None:
    through = _tuning(reference)
    for step in range(3):
        through.train_step(step)
    stopped = CancelToken()
    stopped.cancel()  # after one step
    folder = LearnedFolder(tmp_path / "wave")
    folder.make()
    for number in range(3):
        tuning = _tuning(reference)
        run = LearningRun(tuning, reference, folder, "free", resume=number > 0)
        (progress,) = run.run(60, stopped)
        assert progress.step == number + 1
    for name, value in _state(through).items():
        assert torch.equal(value, tuning.networks.state_dict()[name]), name


def test_the_folder_holds_one_whole_model_that_paints(tmp_path: Path, reference: Picture) -> None:
    stopped = CancelToken()
    stopped.cancel()
    folder = LearnedFolder(tmp_path / "wave")
    folder.make()
    folder.keep_reference(reference)
    tuning = _tuning(reference)
    run = LearningRun(tuning, reference, folder, "free", resume=False)
    for _ in range(2):
        list(run.run(60, stopped))
    learned = read_learned(folder.path)
    assert learned.reference == reference.sha256
    with Image.open(learned.picture) as kept:
        assert np.array_equal(np.asarray(kept), reference.pixels)
    assert [path.name for path in folder.path.glob("*.safetensors")] == ["wave-000002.safetensors"]
    kept_network = load_style_network(learned.weights.verified())
    for name, value in tuning.average.state_dict().items():
        assert torch.allclose(kept_network.state_dict()[name], value, rtol=1e-3, atol=1e-4), name


def test_what_is_no_run_is_refused(tmp_path: Path, reference: Picture) -> None:
    folder = LearnedFolder(tmp_path / "wave")
    folder.make()
    folder.checkpoint.write_bytes(WEIGHTS.read_bytes())
    with pytest.raises(BadInput, match="not of a training run"):
        LearningRun(_tuning(reference), reference, folder, "free", resume=True)


def test_a_scene_is_always_the_same_and_others_are_others() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (90, 120, 3), np.uint8)
    scenes = [Scenes([picture], 64) for _ in range(2)]
    seen = [scenes[0].scene(number) for number in range(6)]
    for number, scene in enumerate(seen):
        assert scene.shape == (64, 64, 3)
        assert np.array_equal(scene, scenes[1].scene(number))
    assert len({scene.tobytes() for scene in seen}) == 6

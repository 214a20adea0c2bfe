"""In how many steps a model paints best is told by it, or kept once the artist has said it."""

import json
from pathlib import Path

import pytest

from aipaint_desktop.engines.checkpoint.few_steps import CONSISTENT_TOLD, FEW, USUAL
from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.index import read_index, scan_again
from aipaint_desktop.modelstore.model_files.paces import pace_of, pace_of_model, say_few_steps
from tests.support import model_headers


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.safetensors"
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint("sd1")))
    return path


def test_what_the_artist_says_is_kept_for_the_file(plain: Path) -> None:
    file = find_model_file(str(plain))
    assert pace_of(file) == USUAL
    say_few_steps(file.id, few=True)
    assert pace_of_model(file.id) == pace_of_model(str(plain)) == FEW
    scan_again()
    assert read_index().files[plain].few_steps is True
    find_model_file(str(plain))  # as whoever paints with it does
    assert pace_of_model(file.id) == FEW
    say_few_steps(file.id, few=False)
    assert pace_of_model(file.id) == USUAL
    say_few_steps("no such model", few=True)
    assert pace_of_model("no such model") == USUAL


def test_what_a_model_says_itself(tmp_path: Path) -> None:
    shapes = {**model_headers.checkpoint("sd1"), "model.diffusion_model.time_embed.cond_proj.weight": (64, 8)}
    told = tmp_path / "told.safetensors"
    told.write_bytes(model_headers.safetensors(shapes))
    assert pace_of(find_model_file(str(told))) == CONSISTENT_TOLD
    folder = model_headers.diffusers_folder(tmp_path / "turbo")
    (folder / "scheduler").mkdir(exist_ok=True)
    (folder / "scheduler" / "scheduler_config.json").write_text(
        json.dumps({"_class_name": "EulerAncestralDiscreteScheduler", "timestep_spacing": "trailing"})
    )
    assert pace_of(find_model_file(str(folder))) == FEW


def test_other_families_begin_as_their_pipelines_propose(tmp_path: Path) -> None:
    for name, steps, guidance in (
        ("FluxPipeline", 28, 3.5),
        ("FluxKontextPipeline", 28, 3.5),
        ("SanaPipeline", 20, 4.5),
    ):
        folder = model_headers.diffusers_folder(tmp_path / name, name)
        told = pace_of(find_model_file(str(folder)))
        assert (told.steps, told.guidance, told.few) == (steps, guidance, False)

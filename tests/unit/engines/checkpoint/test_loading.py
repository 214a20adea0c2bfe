"""Files that are not what they seem are refused in one sentence, and nothing asks a network."""

import json
import random
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from aipaint_desktop.engines.checkpoint.loading import load_checkpoint
from aipaint_desktop.engines.checkpoint.safetensors_file import read_shapes
from aipaint_desktop.values.refusal import BadInput
from tests.mutations import mutated

Saved = Callable[[str, str], Path]


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        load_checkpoint(path, torch.float32, None)
    said = str(refused.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize("suffix", [".ckpt", ".pt", ".bin"])
def test_pickles_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"model{suffix}"
    torch.save({}, path)
    assert "pickle" in refusal(path)


def test_a_folder_is_refused_with_the_part_that_is_wrong(saved: Saved, tmp_path: Path) -> None:
    folder = shutil.copytree(saved("sd1", "folder"), tmp_path / "model")
    weights = folder / "vae" / "diffusion_pytorch_model.safetensors"
    content = weights.read_bytes()
    weights.write_bytes(content[:1000])
    assert "damaged" in refusal(folder)
    weights.rename(weights.with_suffix(".bin"))
    assert "'vae'" in refusal(folder)
    assert "pickle" in refusal(folder)
    weights.with_suffix(".bin").unlink()
    assert "lacks its part 'vae'" in refusal(folder)
    index = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps(index | {"unet": ["here", "Mine"]}))
    assert "'unet' is of a kind that is not known" in refusal(folder)
    (folder / "model_index.json").write_text(json.dumps(index | {"tokenizer": ["here", "Mine"]}))
    assert "'tokenizer' is of a kind that is not known" in refusal(folder)
    (folder / "model_index.json").write_text(json.dumps(index | {"_class_name": "FluxPipeline"}))
    assert "FluxPipeline" in refusal(folder)
    (folder / "model_index.json").write_text("[" * 100_000)
    assert "is not JSON" in refusal(folder)
    (folder / "model_index.json").unlink()
    assert "no model of diffusers" in refusal(folder)


@pytest.mark.parametrize("scheduler", ["EDMDPMSolverMultistepScheduler", "FlowMatchEulerDiscreteScheduler"])
def test_a_folder_of_another_kind_of_noise_is_refused(saved: Saved, tmp_path: Path, scheduler: str) -> None:
    folder = shutil.copytree(saved("sdxl", "folder"), tmp_path / "model")
    index = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps(index | {"scheduler": ["diffusers", scheduler]}))
    assert f"not tried, or not known: {scheduler}" in refusal(folder)


def test_a_file_that_is_cut_off_or_tampered_with_is_refused(saved: Saved, tmp_path: Path) -> None:
    content = saved("sd1", "file").read_bytes()
    length = 8 + int.from_bytes(content[:8], "little")
    path = tmp_path / "a.safetensors"
    for cut in (0, 4, 8, length // 2, length, len(content) - 1):
        path.write_bytes(content[:cut])
        assert "damaged" in refusal(path)
    header = content[:length]
    tracemalloc.start()
    for seed in range(100):
        changed = mutated(header, seed)
        if changed[:length] == header:
            continue
        path.write_bytes(changed)
        with pytest.raises(BadInput):
            read_shapes(path)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_file_whose_tensors_have_other_shapes_is_refused(saved: Saved, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    tensors = load_file(saved("sd1", "file"))
    path = tmp_path / "a.safetensors"
    for name in random.Random(1).sample(sorted(tensors), 8):
        save_file({**tensors, name: torch.zeros(3, 5)}, path)
        refusal(path)
        save_file({other: tensor for other, tensor in tensors.items() if other != name}, path)
        refusal(path)


def test_a_part_of_a_folder_is_not_made_up_where_its_weights_are_not_there(
    saved: Saved, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(saved("sd1", "folder"), tmp_path / "model")
    weights = folder / "text_encoder" / "model.safetensors"
    tensors = load_file(weights)
    name = next(name for name in tensors if name.endswith("fc1.weight"))
    renamed = {("other" if each == name else each): tensor for each, tensor in tensors.items()}
    save_file(renamed, weights, {"format": "pt"})
    assert "'text_encoder' of model lacks weights" in refusal(folder)
    assert "fc1.weight is not there" in refusal(folder)
    del renamed["other"]
    save_file(renamed, weights, {"format": "pt"})
    assert "'text_encoder' of model lacks weights" in refusal(folder)


@pytest.mark.parametrize(("number", "value"), [("hidden_size", 2**20), ("num_hidden_layers", 10**7)])
def test_numbers_that_ask_for_more_than_a_folder_has_take_no_memory(
    saved: Saved, tmp_path: Path, number: str, value: int
) -> None:
    folder = shutil.copytree(saved("sd1", "folder"), tmp_path / "model")
    config = folder / "text_encoder" / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {number: value}))
    assert "its config.json tells of more" in refusal(folder)


def test_weights_that_are_quantised_otherwise_say_by_what(saved: Saved, tmp_path: Path) -> None:
    folder = shutil.copytree(saved("sd1", "folder"), tmp_path / "model")
    config = folder / "unet" / "config.json"
    told = {"quantization_config": {"quant_method": "sdnq", "weights_dtype": "uint4"}}
    config.write_text(json.dumps(json.loads(config.read_text()) | told))
    assert "'unet' of model is quantised by sdnq, which is not read: GGUF files are" in refusal(folder)


OFFLINE = """
import sys
seen = []
sys.addaudithook(lambda event, _: seen.append(event) if event.startswith("socket.") else None)
import torch
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.request import PromptRequest
from pathlib import Path
for name in sys.argv[1:]:
    engine = CheckpointEngine(lambda _: Path(name), "cpu", "fp32")
    asked = PromptRequest(seed=1, checkpoint="a", weights="a" * 64, prompt="a cat", width=64, height=64, steps=2)
    assert list(engine.run(asked, CancelToken()))[-1].last
assert seen == [], seen
"""


def test_nothing_asks_a_network(saved: Saved, tmp_path: Path) -> None:
    names = [str(saved("sd1", "file")), str(saved("sdxl", "folder"))]
    environment = {"PYTHONPATH": ":".join(sys.path), "HOME": str(tmp_path), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, *names], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr

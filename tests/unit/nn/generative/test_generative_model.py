"""Models of all families used alike: seeds, sampling, ways between pictures, and their file."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.generative.families import FAMILIES, Family, read_metadata
from aipaint_desktop.nn.generative.model import GenerativeModel, as_file, between, load_model, new_network


def model(family: Family) -> GenerativeModel:
    torch.manual_seed(0)
    return GenerativeModel(family, 64, new_network(family, 64).requires_grad_(False).eval())


@pytest.mark.parametrize("family", FAMILIES)
def test_a_file_gives_back_the_model_and_a_seed_its_picture(family: Family, tmp_path: Path) -> None:
    first = model(family)
    path = tmp_path / "model.safetensors"
    path.write_bytes(as_file(first))
    again = load_model(path)
    assert (again.family, again.size) == read_metadata(path) == (family, 64)
    *_, together = first.sample(first.latents([5, 6]), steps=2)
    *_, alone = again.sample(again.latents([6]), steps=2)
    assert together.clean.shape == (2, 3, 64, 64)
    assert torch.allclose(together.clean[1], alone.clean[0], atol=1e-4)


def test_diffusion_shows_its_steps_and_can_be_ended() -> None:
    class Enough(Exception):
        pass

    def check() -> None:
        calls.append(None)
        if len(calls) > 2:
            raise Enough

    calls: list[None] = []
    diffusion = model("diffusion")
    steps = diffusion.sample(diffusion.latents([1]), 5, check)
    assert [next(steps).step, next(steps).step] == [1, 2]
    with pytest.raises(Enough):
        next(steps)


def test_the_way_between_latents_keeps_to_the_sphere() -> None:
    latents = model("gan").latents([1, 2])
    start, end = latents[:1], latents[1:]
    assert torch.allclose(between(start, end, 0), start, atol=1e-5)
    assert torch.allclose(between(start, end, 1), end, atol=1e-5)
    middle = between(start, end, 0.5).norm()
    assert (start + end).norm() / 2 < 0.85 * middle
    assert abs(middle / start.norm() - 1) < 0.15
    assert torch.equal(between(start, start, 0.3), start)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    path.write_bytes(b"\x80\x04pickle")
    with pytest.raises(ValueError, match="does not hold a generative model"):
        load_model(path)
    save_file({"weight": torch.zeros(1)}, path)
    with pytest.raises(ValueError, match="does not hold a generative model"):
        load_model(path)
    save_file({"weight": torch.zeros(1)}, path, {"model": '{"family": "gan", "size": 64}'})
    with pytest.raises(ValueError, match="does not hold the weights of a gan"):
        load_model(path)

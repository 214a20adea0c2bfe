"""What denoises from a file of its own, quantised or not, paints with all else from a folder."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.other.single_file import check_gguf
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.engines.checkpoint.request import PromptRequest, titled_hash
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.modelstore.catalogue import catalogue, painted_with
from aipaint_desktop.modelstore.model_files.fitting import find_parts, painted_as
from aipaint_desktop.modelstore.model_files.index import ModelIndex
from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.modelstore.model_files.scanning import look_at
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_families import save_family, tiny_family
from tests.support.tiny_gguf import save_gguf

_FILE, _FOLDER = "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def flux(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """A pipeline, and a folder in which it lies, with nothing that denoises, beside files that do."""
    pipe = tiny_family("flux")
    place = tmp_path_factory.mktemp("flux")
    save_family(pipe, place / "parts")
    next((place / "parts" / "transformer").glob("*.safetensors")).unlink()
    tensors = {name: tensor.contiguous() for name, tensor in pipe.transformer.state_dict().items()}
    save_file(tensors, place / "dev.safetensors")
    save_gguf(tensors, place / "dev-q8.gguf")
    return pipe, place


def paint(place: Path, file: str) -> np.ndarray:
    asked = PromptRequest(
        seed=3,
        checkpoint="dev",
        weights=_FILE,
        parts=titled_hash("parts", _FOLDER),
        prompt="a red house",
        steps=2,
        guidance=4.0,
        width=64,
        height=64,
    )
    paths = {_FILE: place / file, _FOLDER: place / "parts"}
    return list(CheckpointEngine(paths.__getitem__, "cpu", "fp32").run(asked, CancelToken()))[-1].image


def bare(pipe: Any) -> np.ndarray:
    generator = torch.Generator("cpu").manual_seed(3)
    with torch.no_grad(), quiet():
        made = pipe(
            "a red house",
            width=64,
            height=64,
            num_inference_steps=2,
            guidance_scale=4.0,
            generator=generator,
            output_type="np",
        ).images[0]
    return (made * 255).round().astype(np.uint8)


def test_a_file_of_tensors_paints_what_the_whole_does(flux: tuple[Any, Path]) -> None:
    pipe, place = flux
    file = look_at(place / "dev.safetensors")
    assert (file.kind, file.identity.family) == (Kind.DIFFUSION, "flux")
    assert painted_with(file)
    assert np.array_equal(paint(place, "dev.safetensors"), bare(pipe))


def test_quantised_weights_paint_what_diffusers_does_with_them(flux: tuple[Any, Path]) -> None:
    import diffusers

    pipe, place = flux
    file = look_at(place / "dev-q8.gguf")
    assert (file.kind, file.identity.family) == (Kind.DIFFUSION, "flux")
    assert file.size < look_at(place / "dev.safetensors").size
    made = paint(place, "dev-q8.gguf")
    with quiet():
        network = diffusers.FluxTransformer2DModel.from_single_file(
            str(place / "dev-q8.gguf"),
            quantization_config=diffusers.GGUFQuantizationConfig(compute_dtype=torch.float32),
            config=str(place / "parts"),
            subfolder="transformer",
            local_files_only=True,
            torch_dtype=torch.float32,
        )
    quantised = diffusers.FluxPipeline(**(pipe.components | {"transformer": network}))
    quantised.set_progress_bar_config(disable=True)
    assert np.array_equal(made, bare(quantised))
    assert not np.array_equal(made, bare(pipe))


def test_the_other_parts_are_found_beside_a_file(flux: tuple[Any, Path], tmp_path: Path) -> None:
    _pipe, place = flux
    alone = tmp_path / "alone" / "below" / "dev.gguf"
    alone.parent.mkdir(parents=True)
    alone.write_bytes((place / "dev-q8.gguf").read_bytes())
    with pytest.raises(
        BadInput,
        match=r"Of dev.gguf what denoises is read: put a folder of diffusers of a FLUX.1 model .* \(T5\)",
    ):
        find_parts(look_at(alone))
    shutil.copytree(place / "parts", alone.parent / "mine")
    shutil.rmtree(alone.parent / "mine" / "text_encoder_2")
    with pytest.raises(BadInput, match=r"The folder mine lacks its part 'text_encoder_2'"):
        find_parts(look_at(alone))
    shutil.rmtree(alone.parent / "mine")
    found = find_parts(look_at(place / "dev-q8.gguf"))
    assert found is not None
    assert found.path == place / "parts"
    listed = find_parts(look_at(alone))  # what was found once stands in the list
    assert listed is not None
    assert listed.path == place / "parts"


def test_a_file_is_what_the_folder_is_for_that_completes_it(flux: tuple[Any, Path], tmp_path: Path) -> None:
    """An edition of FLUX.1 that edits has the tensors of those that do not."""
    _pipe, place = flux
    (tmp_path / "mine").mkdir()
    file = look_at(shutil.copy(place / "dev-q8.gguf", tmp_path / "mine" / "edits.gguf"))
    folder = look_at(save_family(tiny_family("kontext"), tmp_path / "mine" / "kontext"))
    other = look_at(place / "parts")
    index = ModelIndex(files={each.path: each for each in (file, other, folder)})
    assert painted_as(file, index) == folder
    entry = next(each for each in catalogue(index) if each.title == file.title)
    assert Ability.EDIT in entry.abilities
    alone = ModelIndex(files={file.path: file})
    assert Ability.EDIT not in next(each for each in catalogue(alone) if each.title == file.title).abilities


@pytest.mark.parametrize("damage", ["cut", "parts"])
def test_what_does_not_fit_is_refused_in_one_sentence(
    flux: tuple[Any, Path], tmp_path: Path, damage: str
) -> None:
    _pipe, place = flux
    whole = (place / "dev-q8.gguf").read_bytes()
    broken = tmp_path / "dev.gguf"
    broken.write_bytes(whole[: len(whole) // 2] if damage == "cut" else whole)
    if damage == "cut":
        with pytest.raises(BadInput, match="damaged or cut off"):
            check_gguf(broken)
        return
    from aipaint_desktop.engines.base.engine import Device
    from aipaint_desktop.engines.checkpoint.other.loading import load_other

    other = save_family(tiny_family("z-image"), tmp_path / "other")
    with pytest.raises(BadInput):
        load_other(other, torch.float32, Device("cpu"), denoises=broken)

"""Folders of other families paint what diffusers' own pipelines paint, told step by step."""

import inspect
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.engines.checkpoint.denoising import Order
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.other.painting import OtherPainter
from aipaint_desktop.engines.checkpoint.pipelines import PIPELINES, Ability
from aipaint_desktop.engines.checkpoint.request import PromptFillRequest, PromptRequest, Stretch, titled_hash
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.modelstore.catalogue import abilities_of_file, painted_with
from aipaint_desktop.modelstore.model_files.fitting import find_parts
from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.modelstore.model_files.scanning import look_at
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_checkpoints import save_folder
from tests.support.tiny_families import FAMILIES, Folder, tiny_family


def request(**changes: Any) -> PromptRequest:
    asked = {"seed": 3, "checkpoint": "a", "weights": "a" * 64, "prompt": "a red house", "negative": "rain"}
    return PromptRequest(**(asked | {"steps": 3, "guidance": 4.0, "width": 64, "height": 96} | changes))


def bare(pipe: Any, asked: PromptRequest, **more: Any) -> np.ndarray:
    """What the pipeline paints when it is called by hand."""
    takes = inspect.signature(type(pipe).__call__).parameters
    guidance = "true_cfg_scale" if type(pipe).__name__.startswith("QwenImage") else "guidance_scale"
    told = {
        "prompt": asked.prompt,
        "negative_prompt": asked.negative,
        guidance: asked.guidance,
        "width": asked.width,
        "height": asked.height,
        "num_inference_steps": asked.steps,
        "decoder_num_inference_steps": asked.steps,
        "decoder_guidance_scale": asked.guidance,
        "use_resolution_binning": False,
    }
    generator = torch.Generator("cpu").manual_seed(asked.seed)
    given = {name: value for name, value in (told | more).items() if name in takes}
    with torch.no_grad(), quiet():
        made = pipe(**given, generator=generator, output_type="np").images[0]
    return (made * 255).round().astype(np.uint8)


STEPS_BEFORE = {"kandinsky": 25, "karlo": 25 + 7}
"""That a picture is thought of in before it is painted, or made larger in."""


@pytest.mark.parametrize("name", FAMILIES)
def test_it_paints_to_the_pixel_what_diffusers_does(name: str, folder: Folder) -> None:
    pipe, path = folder(name)
    file = look_at(path)
    assert (file.kind, file.identity.family, file.identity.variant) == (
        Kind.FOLDER,
        name.removesuffix("-klein"),
        "",
    )
    assert painted_with(file)
    engine = CheckpointEngine(lambda _: path, "cpu", "fp32")
    frames = list(engine.run(request(), CancelToken()))
    steps = 3 + STEPS_BEFORE.get(name, 0)
    assert [frame.last for frame in frames] == [*[False] * steps, True]
    assert all(frame.image.ndim == 3 and frame.image.shape[2] == 3 for frame in frames)
    assert not np.array_equal(frames[-3].image, frames[-2].image)
    by_hand = resized(bare(pipe, request()), 64, 96)  # Karlo has one size, Kandinsky steps of 64 px
    assert np.array_equal(frames[-1].image, by_hand)
    assert np.array_equal(list(engine.run(request(), CancelToken()))[-1].image, frames[-1].image)
    assert not any(frame.leads_on for frame in frames)
    with pytest.raises(BadInput, match="goes on from no step"):  # so none is offered
        list(engine.run(request().going_on(1, Stretch(0, "a boat", "", 4.0, 3)), CancelToken()))


def test_halves_that_are_published_apart_paint_what_the_whole_does(folder: Folder, tmp_path: Path) -> None:
    pipe, _path = folder("kandinsky")
    decoder = look_at(save_folder(pipe.decoder_pipe, tmp_path / "decoder"))
    assert painted_with(decoder)
    assert abilities_of_file(decoder) == {Ability.WORDS}
    with pytest.raises(
        BadInput, match=r"decoder is one half of a Kandinsky model: put the folder .* its prior"
    ):
        find_parts(decoder)
    prior = look_at(save_folder(pipe.prior_pipe, tmp_path / "prior"))
    assert not painted_with(prior)
    found = find_parts(decoder)
    assert found is not None
    assert found.path == prior.path
    paths = {"a" * 64: decoder.path, "b" * 64: prior.path}
    asked = request(parts=titled_hash("prior", "b" * 64))
    frames = list(CheckpointEngine(paths.__getitem__, "cpu", "fp32").run(asked, CancelToken()))
    assert len(frames) == STEPS_BEFORE["kandinsky"] + 3 + 1
    assert np.array_equal(frames[-1].image, resized(bare(pipe, request()), 64, 96))


def test_cancelling_ends_the_pipeline_within_a_step(folder: Folder) -> None:
    _pipe, path = folder("pixart")
    engine, token = CheckpointEngine(lambda _: path, "cpu", "fp32"), CancelToken()
    frames = engine.run(request(steps=50), token)
    assert next(frames).step == 1
    token.cancel()
    with pytest.raises(Cancelled):
        list(frames)
    assert not any(thread.name == "aipaint-pipeline" for thread in threading.enumerate())


def sketch() -> Picture:
    rows, columns = np.mgrid[:96, :64]
    return Picture(np.dstack([columns * 4, rows * 2, rows + columns]).astype(np.uint8))


def as_kind(pipe: Any, kind: str) -> Any:
    """A pipeline of another class with the same parts."""
    import diffusers

    made_for = getattr(diffusers, kind)
    takes = inspect.signature(made_for.__init__).parameters
    other = made_for(**{name: part for name, part in pipe.components.items() if name in takes})
    other.set_progress_bar_config(disable=True)
    return other


REFINES = {
    "sd3": "StableDiffusion3",
    "flux": "Flux",
    "chroma": "Chroma",
    "qwen-image": "QwenImage",
    "z-image": "ZImage",
}


@pytest.mark.parametrize("name", REFINES)
def test_a_sketch_is_refined_to_the_pixel_as_diffusers_does(name: str, folder: Folder) -> None:
    pipe, path = folder(name)
    assert Ability.REFINE in abilities_of_file(look_at(path))
    asked = request(start=sketch(), keep=0.4)
    frames = list(CheckpointEngine(lambda _: path, "cpu", "fp32").run(asked, CancelToken()))
    assert [frame.last for frame in frames] == [False, False, True]  # two of three steps
    told = {"image": Image.fromarray(sketch().pixels), "strength": 0.6}
    by_hand = bare(as_kind(pipe, f"{REFINES[name]}Img2ImgPipeline"), asked, **told)
    assert np.array_equal(frames[-1].image, by_hand)


@pytest.mark.parametrize("name", ["sd3", "flux", "qwen-image", "z-image", "flux-fill"])
def test_what_is_selected_is_filled_as_diffusers_does(
    name: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, path = folder(name)
    assert Ability.FILL in abilities_of_file(look_at(path))
    monkeypatch.setattr(OtherPainter, "native_side", 64)
    seen: list[tuple[Order, np.ndarray]] = []
    paint = OtherPainter.paint

    def noted(self: OtherPainter, order: Order, check: Callable[[], None]) -> Any:
        for step in paint(self, order, check):
            seen.append((order, step.picture))
            yield step

    monkeypatch.setattr(OtherPainter, "paint", noted)
    picture = Picture(np.ascontiguousarray(sketch().pixels[:64]))
    mask = np.zeros((64, 64), np.uint8)
    mask[30:60, 10:40] = 255
    common = {
        name: getattr(request(), name) for name in ("seed", "checkpoint", "weights", "prompt", "negative")
    }
    asked = PromptFillRequest(**common, steps=2, guidance=4.0, picture=picture, mask=Picture(mask))
    last = list(CheckpointEngine(lambda _: path, "cpu", "fp32").run(asked, CancelToken()))[-1]
    assert np.array_equal(last.image[mask == 0], picture.pixels[mask == 0])
    assert not np.array_equal(last.image[mask > 0], picture.pixels[mask > 0])
    order, painted = seen[-1]
    kinds = {"flux-fill": "FluxFillPipeline"}
    kind = kinds.get(name) or f"{REFINES[name]}InpaintPipeline"
    by_hand = request(steps=2, width=order.width, height=order.height)
    told = {"image": Image.fromarray(order.start), "mask_image": Image.fromarray(order.mask), "strength": 1.0}
    assert np.array_equal(painted, bare(as_kind(pipe, kind), by_hand, **told))


def test_what_a_model_cannot_do_is_refused_in_one_sentence(folder: Folder) -> None:
    _pipe, path = folder("pixart")
    engine = CheckpointEngine(lambda _: path, "cpu", "fp32")
    with pytest.raises(BadInput, match="begins with no picture"):
        list(engine.run(request(start=sketch()), CancelToken()))
    with pytest.raises(BadInput, match="no VAE of choice and no LoRAs"):
        list(engine.run(request(vae=titled_hash("b", "b" * 64)), CancelToken()))


def test_a_folder_with_a_part_of_an_unknown_kind_or_in_a_pickle_is_refused(tmp_path: Path) -> None:
    pipe = tiny_family("pixart")
    path = save_folder(pipe, tmp_path / "model")
    index = path / "model_index.json"
    told = index.read_text()
    index.write_text(told.replace('"transformers"', '"evil"'))
    engine = CheckpointEngine(lambda _: path, "cpu", "fp32")
    with pytest.raises(BadInput, match="of a kind that is not known"):
        list(engine.run(request(), CancelToken()))
    index.write_text(told)
    weights = next((path / "vae").glob("*.safetensors"))
    weights.rename(weights.with_suffix(".bin"))
    with pytest.raises(BadInput, match="is a pickle"):
        list(engine.run(request(), CancelToken()))


def test_each_begins_as_its_pipeline_proposes() -> None:
    load_libraries()
    import diffusers

    for name, kind in PIPELINES.items():
        if kind.abilities:
            takes = inspect.signature(getattr(diffusers, name).__call__).parameters
            assert kind.proposes == (takes[kind.steps].default, takes[kind.guidance].default)

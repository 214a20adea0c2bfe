"""Controls guide a model as diffusers' own pipelines for them do, to the pixel, however their tensors are named."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint import samplers
from aipaint_desktop.engines.checkpoint.control.asked import Control, fields_of
from aipaint_desktop.engines.checkpoint.control.ip_adapter import (
    load_image_encoder,
    read_ip_adapter,
    with_ip_adapters,
)
from aipaint_desktop.engines.checkpoint.control.loading import load_control
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptFillRequest,
    PromptRequest,
    titled_hash,
)
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.mutations import mutated
from tests.support.tiny_controls import (
    ip_adapter_tensors,
    original_controlnet,
    original_t2i_adapter,
    save_tensors,
    save_weights,
    tiny_controlnet,
    tiny_image_encoder,
    tiny_t2i_adapter,
)

SEED, MODEL = 7, "a" * 64
WIDTH, HEIGHT = 72, 64
RANDOM = np.random.default_rng(1)
MAP, OTHER, SKETCH = (RANDOM.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8) for _ in range(3))
REFERENCE = RANDOM.integers(0, 256, (50, 40, 3), np.uint8)

Saved = Callable[[str, str], Path]


def control(number: int, map_: NDArray[np.uint8] | None = MAP, encoder: int = 0, **told: float) -> Control:
    named = titled_hash("control", f"{number:064x}")
    picture = None if map_ is None else Picture(map_)
    return Control(
        named, map=picture, encoder=titled_hash("eyes", f"{encoder:064x}") if encoder else "", **told
    )


def request(*controls: Control, **changes: Any) -> PromptRequest:
    asked = {"seed": SEED, "checkpoint": "tiny", "weights": MODEL, "prompt": "a red house by a lake"}
    asked |= {"width": WIDTH, "height": HEIGHT, "steps": 4, "sampler": "euler", "negative": "fog"}
    return PromptRequest(**(asked | fields_of(controls, [Picture(REFERENCE)]) | changes))


def painted(asked: CheckpointRequest, model: Path, files: Mapping[int, Path]) -> NDArray[np.uint8]:
    known = {f"{number:064x}": path for number, path in files.items()} | {MODEL: model}
    engine = CheckpointEngine(lambda sha256: known[sha256], "cpu", "fp32")
    return list(engine.run(asked, CancelToken()))[-1].image


def by_diffusers(
    kind: str, pipe: Any, asked: PromptRequest, parts: Mapping[str, Any], **more: Any
) -> NDArray[np.uint8]:
    """What a pipeline of diffusers makes of the same."""
    import diffusers

    name, settings = samplers._SCHEDULERS[asked.sampler]
    with quiet():
        scheduler = getattr(diffusers, name).from_config(pipe.scheduler.config, **settings)
        every = {**pipe.components, **parts, "scheduler": scheduler}
        if "XL" not in kind:
            every["requires_safety_checker"] = False
        if kind == "StableDiffusionAdapterPipeline":
            del every["image_encoder"]
            more["output_type"] = "latent"
        own = getattr(diffusers, kind)(**every)
        own.set_progress_bar_config(disable=True)
        made = own(
            asked.prompt,
            negative_prompt=asked.negative or None,
            num_inference_steps=asked.steps,
            guidance_scale=asked.guidance,
            generator=torch.Generator("cpu").manual_seed(asked.seed),
            **({} if "Img2Img" in kind else {"width": asked.width, "height": asked.height}),
            **more,
        )
        if "output_type" in more:  # of all pipelines this one alone multiplies by what the others divide by
            with torch.no_grad():
                latents = made.images / own.vae.config.scaling_factor
                shown = own.image_processor.postprocess(own.vae.decode(latents, return_dict=False)[0])
            return np.asarray(shown[0])
    return np.asarray(made.images[0])


@pytest.mark.parametrize("naming", ["diffusers", "original", "bare", "half"])
@pytest.mark.parametrize("family", ["sd1", "sd2", "sdxl"])
def test_a_controlnet_guides_as_in_diffusers(
    family: str, naming: str, saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    if naming == "half" and family != "sd1":
        pytest.skip("of one is enough")
    pipe = pipelines[family]
    network = tiny_controlnet(pipe)
    prefixes = {"original": "control_model.", "bare": ""}
    if naming in prefixes:
        file = save_tensors(original_controlnet(network, prefixes[naming]), tmp_path / "own.safetensors")
    else:
        file = save_weights(network, tmp_path / "own.safetensors", half=naming == "half")
    if naming == "half":
        network = network.half().float()
    asked = request(control(1, strength=0.8, begin=0.25, end=1.0))
    made = painted(asked, saved(family, "folder"), {1: file})
    kind = "StableDiffusionXLControlNetPipeline" if family == "sdxl" else "StableDiffusionControlNetPipeline"
    theirs = by_diffusers(
        kind,
        pipe,
        asked,
        {"controlnet": network},
        image=Image.fromarray(MAP),
        controlnet_conditioning_scale=0.8,
        control_guidance_start=0.25,
        control_guidance_end=1.0,
    )
    assert np.array_equal(made, theirs)
    assert not np.array_equal(made, painted(request(), saved(family, "folder"), {}))


def test_several_and_a_sketch(saved: Saved, pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    networks = [tiny_controlnet(pipe, seed) for seed in (1, 5)]
    files = {n: save_weights(one, tmp_path / f"{n}.safetensors") for n, one in enumerate(networks)}
    both = (control(0, MAP, strength=0.7, end=0.5), control(1, OTHER, strength=1.2, begin=0.5))
    asked = request(*both, start=Picture(SKETCH), keep=0.5, steps=8)
    theirs = by_diffusers(
        "StableDiffusionControlNetImg2ImgPipeline",
        pipe,
        asked,
        {"controlnet": networks},
        image=Image.fromarray(SKETCH),
        control_image=[Image.fromarray(MAP), Image.fromarray(OTHER)],
        strength=0.5,
        controlnet_conditioning_scale=[0.7, 1.2],
        control_guidance_start=[0.0, 0.5],
        control_guidance_end=[0.5, 1.0],
    )
    assert np.array_equal(painted(asked, saved("sd1", "file"), files), theirs)


def test_a_large_picture_is_guided_part_by_part(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    network = tiny_controlnet(pipelines["sd1"])
    files = {0: save_weights(network, tmp_path / "own.safetensors")}
    large = np.random.default_rng(4).integers(0, 256, (120, 160, 3), np.uint8)
    sizes = {"width": 160, "height": 120, "in_parts": True}
    guided, dark = (
        painted(request(control(0, map_), **sizes), saved("sd1", "file"), files)
        for map_ in (large, np.zeros_like(large))
    )
    assert guided.shape == (120, 160, 3)
    assert not np.array_equal(guided, dark)


def test_a_guided_fill_changes_nothing_outside(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    pipe = pipelines["sd1"]
    network = tiny_controlnet(pipe)
    file = save_weights(network, tmp_path / "own.safetensors")
    mask = np.zeros((64, 64), np.uint8)
    mask[16:40, 16:48] = 255
    common = {
        "seed": SEED,
        "checkpoint": "tiny",
        "weights": MODEL,
        "prompt": "a lake",
        "steps": 4,
        "sampler": "ddim",
    }
    picture = Picture(np.ascontiguousarray(SKETCH[:, :64]))
    guided = fields_of([control(1, MAP[:, :64])])
    asked = PromptFillRequest(**common, **guided, picture=picture, mask=Picture(mask))
    plain = PromptFillRequest(**common, picture=picture, mask=Picture(mask))
    made, without = (painted(each, saved("sd1", "folder"), {1: file}) for each in (asked, plain))
    assert np.array_equal(made[mask == 0], picture.pixels[mask == 0])
    assert not np.array_equal(made[mask > 0], without[mask > 0])


def test_what_guides_the_words_alone(saved: Saved, pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    network = tiny_controlnet(pipe)
    network.register_to_config(global_pool_conditions=True, controlnet_conditioning_channel_order="bgr")
    with quiet():
        network.save_pretrained(tmp_path / "shuffle")
    asked = request(control(1))
    file = tmp_path / "shuffle" / "diffusion_pytorch_model.safetensors"
    theirs = by_diffusers(
        "StableDiffusionControlNetPipeline", pipe, asked, {"controlnet": network}, image=Image.fromarray(MAP)
    )
    assert np.array_equal(painted(asked, saved("sd1", "folder"), {1: file}), theirs)


@pytest.mark.parametrize("naming", ["diffusers", "original"])
@pytest.mark.parametrize(
    ("family", "kind", "channels"),
    [
        ("sd1", "full_adapter", 3),
        ("sd1", "full_adapter", 1),
        ("sd1", "light_adapter", 3),
        ("sdxl", "full_adapter_xl", 3),
    ],
)
def test_a_t2i_adapter_guides_as_in_diffusers(
    family: str,
    kind: str,
    channels: int,
    naming: str,
    saved: Saved,
    pipelines: dict[str, Any],
    tmp_path: Path,
) -> None:
    pipe = pipelines[family]
    network = tiny_t2i_adapter(kind, channels)
    tensors = original_t2i_adapter(network) if naming == "original" else network.state_dict()
    file = save_tensors(tensors, tmp_path / "own.safetensors")
    asked = request(control(1, MAP[:, :64], strength=0.9), width=64)
    image = Image.fromarray(np.ascontiguousarray(MAP[:, :64]))
    theirs = by_diffusers(
        "StableDiffusionXLAdapterPipeline" if family == "sdxl" else "StableDiffusionAdapterPipeline",
        pipe,
        asked,
        {"adapter": network},
        image=image if channels == 3 else image.convert("L"),
        adapter_conditioning_scale=0.9,
    )
    assert np.array_equal(painted(asked, saved(family, "folder"), {1: file}), theirs)


def test_t2i_adapters_and_controlnets_at_any_size(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    files = {
        1: save_weights(tiny_t2i_adapter("full_adapter_xl"), tmp_path / "a.safetensors"),
        2: save_weights(tiny_controlnet(pipelines["sdxl"]), tmp_path / "b.safetensors"),
    }
    made = [
        painted(request(*each), saved("sdxl", "folder"), files)
        for each in ((control(1), control(1, OTHER), control(2)), (control(1), control(2)), (control(2),))
    ]
    assert made[0].shape == (HEIGHT, WIDTH, 3)
    assert not np.array_equal(made[0], made[1])
    assert not np.array_equal(made[1], made[2])


@pytest.mark.parametrize("kind", ["", "plus", "full"])
@pytest.mark.parametrize("family", ["sd1", "sdxl"])
def test_an_ip_adapter_paints_like_references_as_in_diffusers(
    family: str, kind: str, saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    import copy

    pipe, eyes = pipelines[family], tiny_image_encoder()
    tensors = ip_adapter_tensors(pipe, kind)
    save_tensors(tensors, tmp_path / "own.safetensors")
    files = {1: tmp_path / "own.safetensors", 2: save_weights(eyes, tmp_path / "eyes.safetensors")}
    two = [Picture(REFERENCE), Picture(SKETCH)]
    asked = request(control(1, None, 2, strength=0.6), references=tuple(two))
    made = painted(asked, saved(family, "folder"), files)
    with quiet():
        own = copy.deepcopy(pipe)
        own.register_modules(image_encoder=eyes)
        own.load_ip_adapter(
            str(tmp_path), subfolder="", weight_name="own.safetensors", image_encoder_folder=None
        )
        own.set_ip_adapter_scale(0.6)
    theirs = by_diffusers(
        type(pipe).__name__, own, asked, {}, ip_adapter_image=[[Image.fromarray(one.pixels) for one in two]]
    )
    assert np.array_equal(made, theirs)
    plain = painted(request(), saved(family, "folder"), {})
    assert not np.array_equal(made, plain)
    never = request(
        control(1, None, 2, begin=0.9), references=tuple(two)
    )  # of four steps none is of this part
    assert np.array_equal(painted(never, saved(family, "folder"), files), plain)


def test_a_request_comes_back_from_json() -> None:
    asked = request(control(1, strength=0.5, begin=0.2, end=0.7), control(2, None, 3))
    values = request_json.to_json(asked)
    again = request_json.from_json(values, request_json.pictures_of(asked))
    assert again == asked
    assert isinstance(again, PromptRequest)
    assert [(one.strength, one.begin, one.end, one.map is None) for one in again.guided_by] == [
        (0.5, 0.2, 0.7, False),
        (1.0, 0.0, 1.0, True),
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"control_strengths": (3.0,)}, "out of range"),
        ({"control_begins": (0.8,), "control_ends": (0.2,)}, "cannot count"),
        ({"control_maps": ()}, "does not say all"),
        ({"controls": ("control",)}, "by their hashes"),
        (
            {"image_encoders": (titled_hash("eyes", MODEL),), "control_maps": (), "references": ()},
            "choose one",
        ),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        request(control(1), **changes).validate()


def test_one_for_another_model_is_refused_by_both_names(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    files = {
        1: save_weights(tiny_controlnet(pipelines["sd2"]), tmp_path / "of-two.safetensors"),
        2: save_tensors(ip_adapter_tensors(pipelines["sdxl"]), tmp_path / "like-xl.safetensors"),
        3: save_weights(tiny_image_encoder(), tmp_path / "eyes.safetensors"),
    }
    for asked, named in (
        (request(control(1)), "of-two.safetensors"),
        (request(control(2, None, 3)), "like-xl.safetensors"),
    ):
        with pytest.raises(BadInput) as refused:
            painted(asked, saved("sd1", "folder"), files)
        assert str(refused.value) == f"{named} does not fit tiny: it is made for another kind of model."


def test_tampered_files_are_one_sentence(pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    whole = [
        save_weights(tiny_controlnet(pipe), tmp_path / "whole-0.safetensors"),
        save_tensors(
            original_t2i_adapter(tiny_t2i_adapter("full_adapter")), tmp_path / "whole-1.safetensors"
        ),
        save_weights(tiny_image_encoder(), tmp_path / "whole-2.safetensors"),
        save_tensors(ip_adapter_tensors(pipe), tmp_path / "whole-3.safetensors"),
    ]
    loaders: list[Callable[[Path], object]] = [
        lambda path: load_control(path, pipe.unet, "tiny", torch.float32),
        lambda path: load_control(path, pipe.unet, "tiny", torch.float32),
        lambda path: load_image_encoder(path, torch.float32),
        lambda path: with_ip_adapters(pipe, [read_ip_adapter(path, torch.float32)], "tiny"),
    ]
    refused: dict[str, str] = {}
    for seed in range(40):
        source, load = whole[seed % 4], loaders[seed % 4]
        path = tmp_path / f"tampered-{seed}.safetensors"
        path.write_bytes(mutated(source.read_bytes(), seed))
        try:
            load(path)
        except BadInput as error:
            refused[path.name] = str(error)
    assert len(refused) > 20
    assert all(name in said and "\n" not in said for name, said in refused.items())
    for file, load in zip(whole, loaders, strict=True):
        load(file)

"""What is selected is painted anew, at the model's size, and nothing else changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import CancelToken, Device, Frame
from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.filling import GROWN, LEAST_FEATHER, blend_mask, place_of
from aipaint_desktop.engines.checkpoint.ideas import fit_colours
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptExtendRequest,
    PromptFillRequest,
    Stretch,
)
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

Saved = Callable[[str, str], Path]
ASKED: dict[str, Any] = {"seed": 7, "checkpoint": "tiny", "weights": "a" * 64, "prompt": "a lake", "steps": 3}


def noise(width: int, height: int, channels: int = 3) -> NDArray[np.uint8]:
    return np.random.default_rng(2).integers(0, 256, (height, width, channels), np.uint8)


def selected(width: int, height: int, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
    mask = np.zeros((height, width), np.uint8)
    mask[top:bottom, left:right] = 255
    return mask


def run(path: Path, asked: CheckpointRequest) -> list[Frame]:
    return list(CheckpointEngine(lambda _sha256: path, "cpu", "fp32").run(asked, CancelToken()))


def test_the_part_is_of_the_models_size_with_context_around_it() -> None:
    mask = selected(900, 700, 400, 300, 440, 340)
    place = place_of(noise(900, 700), mask, 1.0, 512)
    assert (place.window.width, place.window.height, place.size) == (512, 512, (512, 512))
    assert place.window.contains(400, 300)
    large = place_of(noise(900, 700), selected(900, 700, 100, 100, 700, 600), 1.0, 512)
    assert (large.window.width, large.window.height) == (900, 700)
    assert all(side % 8 == 0 for side in large.size)
    assert abs(large.size[0] * large.size[1] / 512**2 - 1) < 0.05


def test_the_mask_goes_beyond_the_selection_and_fades() -> None:
    mask = selected(512, 512, 200, 200, 260, 260)
    painted = place_of(noise(512, 512), mask, 1.0, 512).mask
    row = painted[230]
    assert (row[200 - GROWN : 260 + GROWN] == 255).all()
    assert 0 < row[260 + GROWN + LEAST_FEATHER // 2] < 255
    assert row[260 + GROWN + LEAST_FEATHER + 2] == 0
    assert (np.diff(row[260:].astype(int)) <= 0).all()


def test_little_is_seen_of_the_old_and_nothing_of_the_new_outside() -> None:
    mask = selected(64, 64, 20, 20, 44, 44)
    seen = blend_mask(mask)
    assert (seen[mask == 0] == 0).all()
    assert (seen[24:40, 24:40] == 255).all()
    assert (seen[mask > 0] > 60).all()


def test_what_is_hidden_is_not_shown_to_the_model() -> None:
    picture = np.full((128, 128, 3), (40, 90, 160), np.uint8)
    mask = selected(128, 128, 40, 40, 90, 90)
    hidden = picture.copy()
    hidden[mask > 0] = 255, 0, 0
    start = place_of(hidden, mask, 1.0, 128).start
    assert np.abs(start.astype(int) - picture).max() <= 2
    assert np.abs(place_of(hidden, mask, 0.5, 128).start[60, 60] - [255, 0, 0]).max() == 0
    asked = PromptFillRequest(**ASKED, picture=Picture(hidden), mask=Picture(mask))
    assert (asked.picture.pixels[mask > 0] == (40, 90, 160)).all()


def test_colours_are_those_of_the_surroundings() -> None:
    picture = np.full((128, 128, 3), 100, np.uint8)
    place = place_of(picture, selected(128, 128, 60, 60, 70, 70), 1.0, 128)
    assert np.abs(place.matched(np.full((128, 128, 3), 80, np.uint8)).astype(int) - 100).max() == 0


@pytest.mark.parametrize("channels", [3, 4])
def test_a_fill_changes_nothing_outside(saved: Saved, channels: int) -> None:
    pixels, mask = noise(150, 110, channels), selected(150, 110, 60, 30, 100, 70)
    asked = PromptFillRequest(**ASKED, picture=Picture(pixels), mask=Picture(mask))
    made = run(saved("sd1", "folder"), asked)
    last = made[-1]
    assert [frame.step for frame in made] == [1, 2, 3, 4]  # three, and one that is finer
    assert {frame.steps for frame in made} == {4}
    assert last.image.shape == pixels.shape
    assert np.array_equal(last.image[mask == 0], pixels[mask == 0])
    assert not np.array_equal(last.image[mask > 0], pixels[mask > 0])
    assert last.layer is not None
    assert (last.layer[..., 3][mask == 0] == 0).all()


def test_steps_of_a_large_canvas_are_shown_small(saved: Saved) -> None:
    pixels, mask = noise(1290, 33), selected(1290, 33, 1240, 3, 1290, 33)
    asked = PromptFillRequest(**ASKED, picture=Picture(pixels), mask=Picture(mask))
    first, *_, last = run(saved("sd1", "folder"), asked)
    assert (first.image.shape, last.image.shape) == ((16, 640, 3), (33, 1290, 3))
    assert np.array_equal(last.image[mask == 0], pixels[mask == 0])


def test_a_canvas_is_extended_around_the_picture(saved: Saved) -> None:
    pixels = noise(60, 50)
    asked = PromptExtendRequest(**ASKED, picture=Picture(pixels), width=96, height=70, left=20, top=10)
    last = run(saved("sdxl", "folder"), asked)[-1]
    assert last.image.shape == (70, 96, 3)
    assert np.array_equal(last.image[10:60, 20:80], pixels)
    assert last.layer is None
    values = request_json.to_json(asked)
    assert request_json.from_json(values, request_json.pictures_of(asked)) == asked


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_a_mask_gives_what_diffusers_gives(pipelines: dict[str, Any], strength: float) -> None:
    import diffusers

    pipe, picture, mask = pipelines["sd1"], noise(64, 64), selected(64, 64, 16, 16, 48, 40)
    order = Order(
        (Stretch(4, "a lake", "", 5.0, 3),), 4, "ddim", 64, 64, start=picture, strength=strength, mask=mask
    )
    with torch.no_grad():
        *_, last = Denoiser(pipe, fit_colours(pipe.vae), Device("cpu")).paint(order, lambda: None)
    with quiet():
        scheduler = diffusers.DDIMScheduler.from_config(pipe.scheduler.config)
        own = diffusers.StableDiffusionInpaintPipeline(
            **{**pipe.components, "scheduler": scheduler}, requires_safety_checker=False
        )
        own.set_progress_bar_config(disable=True)
        theirs = own(
            "a lake",
            image=Image.fromarray(picture),
            mask_image=Image.fromarray(mask),
            width=64,
            height=64,
            strength=strength,
            num_inference_steps=4,
            guidance_scale=5.0,
            generator=torch.Generator("cpu").manual_seed(3),
        ).images[0]
    assert np.array_equal(last.picture, np.asarray(theirs))


def test_what_cannot_be_filled_or_extended_is_refused() -> None:
    picture = Picture(noise(64, 64))
    with pytest.raises(BadInput, match="empty"):
        PromptFillRequest(**ASKED, picture=picture, mask=Picture(selected(64, 64, 0, 0, 0, 0))).validate()
    with pytest.raises(BadInput, match="but the picture"):
        PromptFillRequest(**ASKED, picture=picture, mask=Picture(selected(32, 64, 0, 0, 9, 9))).validate()
    with pytest.raises(BadInput, match="larger than the picture"):
        PromptExtendRequest(**ASKED, picture=picture, width=64, height=64, left=0, top=0).validate()

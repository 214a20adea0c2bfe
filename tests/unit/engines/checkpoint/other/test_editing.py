"""Models that edit by instruction do what diffusers' own pipelines do, and nothing beside a selection."""

import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken, Frame
from aipaint_desktop.engines.checkpoint.editing import edited_size
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.other.painting import OtherPainter
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.engines.checkpoint.request import PromptEditRequest, PromptRequest
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.modelstore.catalogue import abilities_of_file, painted_with
from aipaint_desktop.modelstore.model_files.scanning import look_at
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_families import EDITORS, Folder

_ASKED = {
    "seed": 3,
    "checkpoint": "editor",
    "weights": "a" * 64,
    "prompt": "make it winter",
    "negative": "rain",
    "steps": 2,
    "guidance": 4.0,
}
_WIDTH, _HEIGHT = 64, 96


def picture(width: int = _WIDTH, height: int = _HEIGHT) -> Picture:
    rows, columns = np.mgrid[:height, :width]
    pixels = np.dstack([columns * 255 // width, rows * 255 // height, (rows + columns) % 256])
    return Picture(pixels.astype(np.uint8))


def request(**changes: Any) -> PromptEditRequest:
    asked = {"width": _WIDTH, "height": _HEIGHT, "start": picture()}
    return PromptEditRequest(**(_ASKED | asked | changes))


def run(path: Path, asked: PromptRequest) -> list[Frame]:
    return list(CheckpointEngine(lambda _: path, "cpu", "fp32").run(asked, CancelToken()))


def bare(pipe: Any, asked: PromptEditRequest) -> np.ndarray:
    """What the pipeline makes of the picture when it is called by hand."""
    takes = inspect.signature(type(pipe).__call__).parameters
    guidance = "true_cfg_scale" if type(pipe).__name__.startswith("QwenImage") else "guidance_scale"
    told = {
        "image": Image.fromarray(asked.start.pixels),  # type: ignore[union-attr]
        "prompt": asked.prompt,
        "negative_prompt": asked.negative,
        guidance: asked.guidance,
        "width": asked.width,
        "height": asked.height,
        "max_area": asked.width * asked.height,
        "_auto_resize": False,
        "num_inference_steps": asked.steps,
    }
    given = {name: value for name, value in told.items() if name in takes}
    generator = torch.Generator("cpu").manual_seed(asked.seed)
    with torch.no_grad(), quiet():
        made = pipe(**given, generator=generator, output_type="np").images[0]
    return (made * 255).round().astype(np.uint8)


@pytest.mark.parametrize("name", EDITORS)
def test_it_edits_to_the_pixel_as_diffusers_does(name: str, folder: Folder) -> None:
    pipe, path = folder(name)
    file = look_at(path)
    assert painted_with(file)
    assert Ability.EDIT in abilities_of_file(file)
    frames = run(path, request())
    assert [frame.last for frame in frames] == [False, False, True]
    assert np.array_equal(frames[-1].image, bare(pipe, request()))


def test_the_words_and_the_picture_count(folder: Folder) -> None:
    _pipe, path = folder("flux2-klein")
    one = run(path, request())[-1].image
    assert not np.array_equal(run(path, request(prompt="make it summer"))[-1].image, one)
    other = Picture(255 - picture().pixels)
    assert not np.array_equal(run(path, request(start=other))[-1].image, one)


def test_outside_a_selection_nothing_changes(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe, path = folder("kontext")
    monkeypatch.setattr(OtherPainter, "native_side", 64)
    whole = picture(150, 110)
    mask = np.zeros((110, 150), np.uint8)
    mask[20:60, 30:90] = 255
    asked = request(start=whole, width=150, height=110, selection=Picture(mask))
    last = run(path, asked)[-1]
    assert np.array_equal(last.image[mask == 0], whole.pixels[mask == 0])
    assert not np.array_equal(last.image[mask > 0], whole.pixels[mask > 0])
    assert last.layer is not None
    assert not last.layer[..., 3][mask == 0].any()


def test_a_whole_picture_is_edited_near_the_size_that_the_model_knows() -> None:
    for side, in_parts, wanted in (
        (64, False, (64, 96)),
        (64, True, (64, 96)),
        (512, True, (416, 624)),
        (512, False, (64, 96)),
    ):
        assert edited_size(request(in_parts=in_parts), side) == wanted
    assert edited_size(request(width=1000, height=1000, in_parts=True), 512) == (512, 512)


def test_what_it_cannot_do_is_refused_in_one_sentence(folder: Folder) -> None:
    _pipe, kontext = folder("kontext")
    with pytest.raises(BadInput, match="begins with no picture"):
        run(kontext, PromptRequest(**_ASKED, width=64, height=64, start=picture()))
    _pipe, pix2pix = folder("pix2pix")
    with pytest.raises(BadInput, match="give it one to begin with"):
        run(pix2pix, PromptRequest(**_ASKED, width=64, height=64))
    with pytest.raises(BadInput, match="no picture to edit"):
        request(start=None).validate()
    with pytest.raises(BadInput, match="the words are the instruction"):
        request(prompt=" ").validate()

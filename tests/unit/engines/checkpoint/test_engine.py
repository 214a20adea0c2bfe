"""The engine paints what diffusers paints, to the pixel, from folders and single files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.checkpoint import samplers
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.request import PromptFillRequest, PromptRequest, Stretch
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

SEED = 7
HASH = "a" * 64
SKETCH = np.random.default_rng(1).integers(0, 256, (64, 72, 3), np.uint8)

Saved = Callable[[str, str], Path]


def request(**changes: Any) -> PromptRequest:
    asked = {"seed": SEED, "checkpoint": "tiny", "weights": HASH, "prompt": "a red house by a lake"}
    asked |= {"width": 72, "height": 64, "steps": 4, "sampler": "euler", "negative": "fog"}
    return PromptRequest(**(asked | changes))


def engine(path: Path, models: LoadedModels | None = None) -> CheckpointEngine:
    return CheckpointEngine(lambda _sha256: path, "cpu", "fp32", models=models)


@pytest.fixture(scope="module")
def loaded() -> LoadedModels:
    """The folder of the first family, for tests that run it again and again."""
    return LoadedModels()


def frames(path: Path, asked: PromptRequest) -> list[Frame]:
    return list(engine(path).run(asked, CancelToken()))


def by_diffusers(pipe: Any, asked: PromptRequest, **more: Any) -> NDArray[np.uint8]:
    """What the pipeline itself makes of the same."""
    import diffusers

    name, settings = samplers._SCHEDULERS[asked.sampler]
    with quiet():
        scheduler = getattr(diffusers, name).from_config(pipe.scheduler.config, **settings)
        kinds = {
            ("StableDiffusionPipeline", False): diffusers.StableDiffusionPipeline,
            ("StableDiffusionPipeline", True): diffusers.StableDiffusionImg2ImgPipeline,
            ("StableDiffusionXLPipeline", False): diffusers.StableDiffusionXLPipeline,
            ("StableDiffusionXLPipeline", True): diffusers.StableDiffusionXLImg2ImgPipeline,
        }
        parts = {**pipe.components, "scheduler": scheduler}
        if "StableDiffusionPipeline" in type(pipe).__name__:
            parts["requires_safety_checker"] = False
        own = kinds[type(pipe).__name__, "image" in more](**parts)
        own.set_progress_bar_config(disable=True)
        sized = {} if "image" in more else {"width": asked.width, "height": asked.height}
        made = own(
            asked.prompt,
            negative_prompt=asked.negative or None,
            num_inference_steps=asked.steps,
            guidance_scale=asked.guidance,
            generator=torch.Generator("cpu").manual_seed(asked.seed),
            **sized,
            **more,
        )
    return np.asarray(made.images[0])


@pytest.mark.parametrize("layout", ["file", "folder"])
@pytest.mark.parametrize("family", ["sd1", "sd2", "sdxl"])
def test_words_become_the_picture_that_diffusers_makes(
    family: str, layout: str, saved: Saved, pipelines: dict[str, Any]
) -> None:
    asked = request()
    made = frames(saved(family, layout), asked)
    assert [(frame.step, frame.steps) for frame in made] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert np.array_equal(made[-1].image, by_diffusers(pipelines[family], asked))


@pytest.mark.parametrize("sampler", [name for name in samplers.SAMPLERS if name != "flow_euler"])
def test_samplers_are_those_of_diffusers(sampler: str, saved: Saved, pipelines: dict[str, Any]) -> None:
    asked = request(sampler=sampler, guidance=3.0, negative="")
    assert np.array_equal(
        frames(saved("sd1", "folder"), asked)[-1].image, by_diffusers(pipelines["sd1"], asked)
    )


@pytest.mark.parametrize("sampler", ["ddim", "euler_a", "heun", "dpmpp_2m_karras", "unipc", "lcm"])
def test_a_sketch_becomes_what_diffusers_makes_of_it(
    sampler: str, saved: Saved, pipelines: dict[str, Any]
) -> None:
    asked = request(sampler=sampler, start=Picture(SKETCH, "sketch"), keep=0.5, steps=6)
    made = frames(saved("sd1", "folder"), asked)
    theirs = by_diffusers(pipelines["sd1"], asked, image=Image.fromarray(SKETCH), strength=0.5)
    assert np.array_equal(made[-1].image, theirs)


def test_a_sketch_for_a_large_model(saved: Saved, pipelines: dict[str, Any]) -> None:
    asked = request(start=Picture(SKETCH, "sketch"), keep=0.25, guidance=1.0)
    made = frames(saved("sdxl", "file"), asked)
    assert made[-1].steps == 3
    theirs = by_diffusers(pipelines["sdxl"], asked, image=Image.fromarray(SKETCH), strength=0.75)
    assert np.array_equal(made[-1].image, theirs)


def test_any_other_size_is_painted_larger_and_scaled(saved: Saved) -> None:
    made = frames(saved("sd1", "folder"), request(width=70, height=61))
    assert made[-1].image.shape == (61, 70, 3)
    assert made[0].image.shape == (8, 9, 3)


def test_cancelling_stops_within_a_step(saved: Saved) -> None:
    token = CancelToken()
    running = engine(saved("sd1", "folder")).run(request(), token)
    next(running)
    token.cancel()
    with pytest.raises(Cancelled):
        next(running)


def test_a_request_comes_back_from_json() -> None:
    asked = request(start=Picture(SKETCH, "sketch"), keep=0.3)
    values = request_json.to_json(asked)
    assert request_json.from_json(values, request_json.pictures_of(asked)) == asked
    assert (asked.model, asked.words, asked.steps_asked) == ("tiny", "a red house by a lake", 4)
    assert list(asked.branches) == [1]


def turned(first: PromptRequest, step: int, **now: Any) -> PromptRequest:
    """The same that goes on from a step in another way."""
    told = {
        "prompt": first.prompt,
        "negative": first.negative,
        "guidance": first.guidance,
        "seed": first.seed,
    }
    return first.going_on(step, Stretch(0, **(told | now)))


@pytest.mark.parametrize("sampler", [name for name in samplers.SAMPLERS if name != "flow_euler"])
def test_a_run_goes_on_from_a_step_as_if_it_had_come_there_itself(
    sampler: str, saved: Saved, loaded: LoadedModels
) -> None:
    first = request(sampler=sampler, steps=4)
    ran = engine(saved("sd1", "folder"), loaded)
    whole = list(ran.run(first, CancelToken()))
    assert all(frame.leads_on for frame in whole)
    for now in ({"prompt": "a boat", "guidance": 1.0}, {"seed": 8}):
        again = turned(first, 2, **now)
        went_on = list(ran.run(again, CancelToken()))
        assert [frame.step for frame in went_on] == [frame.step for frame in whole[2:]]  # none is taken twice
        anew = list(engine(saved("sd1", "folder"), loaded).run(again, CancelToken()))
        assert len(anew) == len(whole)
        assert np.array_equal(anew[-1].image, went_on[-1].image)
        assert np.array_equal(anew[1].image, whole[1].image)
        assert not np.array_equal(anew[-1].image, whole[-1].image)


def test_nothing_else_in_what_follows_changes_nothing(saved: Saved, loaded: LoadedModels) -> None:
    made = [
        list(engine(saved("sd1", "folder"), loaded).run(each, CancelToken()))[-1].image
        for each in (request(), turned(request(), 2))
    ]
    assert np.array_equal(*made)


def test_turns_follow_one_another_and_come_back_from_json(saved: Saved, loaded: LoadedModels) -> None:
    first = request(steps=6)
    twice = turned(turned(first, 2, prompt="a boat"), 4, seed=9)
    assert [(each.until, each.prompt, each.seed) for each in twice.stretches] == [
        (2, first.prompt, SEED),
        (4, "a boat", SEED),
        (6, "a boat", 9),
    ]
    assert twice.before_turn == turned(first, 2, prompt="a boat")
    assert twice.going_on(1, twice.stretches[-1]).turns == (1,)
    assert request_json.from_json(request_json.to_json(twice), {}) == twice
    ran = engine(saved("sd1", "folder"), loaded)
    for asked in (first, turned(first, 2, prompt="a boat")):
        list(ran.run(asked, CancelToken()))
    last = list(ran.run(twice, CancelToken()))
    assert [frame.step for frame in last] == [5, 6]
    assert np.array_equal(
        last[-1].image, list(engine(saved("sd1", "folder"), loaded).run(twice, CancelToken()))[-1].image
    )


def test_a_fill_that_was_cancelled_goes_on(saved: Saved, loaded: LoadedModels) -> None:
    mask = np.zeros((64, 72), np.uint8)
    mask[20:40, 20:50] = 255
    asked = {"seed": SEED, "checkpoint": "tiny", "weights": HASH, "prompt": "a lake", "steps": 4}
    first = PromptFillRequest(**asked, picture=Picture(SKETCH), mask=Picture(mask))
    ran, token = engine(saved("sd1", "folder"), loaded), CancelToken()
    running = ran.run(first, token)
    next(running), next(running)
    token.cancel()
    with pytest.raises(Cancelled):
        next(running)
    again = first.going_on(1, Stretch(0, "a boat", "", 3.0, 5))
    last = list(ran.run(again, CancelToken()))
    assert [frame.step for frame in last] == [2, 3, 4]
    assert np.array_equal(last[-1].image[mask == 0], SKETCH[mask == 0])
    anew = list(engine(saved("sd1", "folder"), loaded).run(again, CancelToken()))
    assert np.array_equal(last[-1].image, anew[-1].image)


@pytest.mark.parametrize(("sampler", "keep"), [("heun", 0.5), ("heun", 0.0), ("euler", 0.5)])
def test_as_many_passes_are_foreseen_as_are_made(sampler: str, keep: float, saved: Saved) -> None:
    start = {"start": Picture(SKETCH, "sketch"), "keep": keep} if keep else {}
    asked, one = request(sampler=sampler, steps=6, **start), request(steps=1, **start | {"keep": 0.0})
    two = replace(one, steps=2)
    foreseen = [engine(Path("none")).estimate(each).seconds for each in (asked, two, one)]
    made = frames(saved("sd1", "folder"), asked)
    a_pass = foreseen[1] - foreseen[2]
    assert foreseen[0] - foreseen[2] == pytest.approx((made[-1].steps - 1) * a_pass)


def test_a_fill_that_keeps_some_is_foreseen_as_shorter() -> None:
    asked = {"seed": SEED, "checkpoint": "tiny", "weights": HASH, "prompt": "a lake"}
    mask = Picture(np.full((64, 72), 255, np.uint8))
    anew = PromptFillRequest(**asked, picture=Picture(SKETCH), mask=mask)
    estimate = engine(Path("none")).estimate
    assert estimate(replace(anew, keep=0.5)).seconds < estimate(anew).seconds


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"steps": 0}, "steps are out of range"),
        ({"guidance": 31.0}, "guidance"),
        ({"keep": 1.5}, "closeness"),
        ({"weights": "x"}, "by its hash"),
        ({"width": 1}, "size"),
        ({"turns": (2,)}, "up to each turn"),
        (
            {
                "turns": (4,),
                "turn_prompts": ("a",),
                "turn_negatives": ("",),
                "turn_guidances": (7.0,),
                "turn_seeds": (1,),
            },
            "steps that there are not",
        ),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        request(**changes).validate()


def test_a_sampler_of_another_kind_is_refused(saved: Saved) -> None:
    with pytest.raises(BadInput, match="flow matching"):
        frames(saved("sd1", "folder"), request(sampler="flow_euler"))


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from aipaint_desktop.engines.checkpoint import libraries

    monkeypatch.setattr(libraries, "_LIBRARIES", ("no_such_library",))
    with pytest.raises(BadInput, match="--checkpoints"):
        engine(Path("none")).device()

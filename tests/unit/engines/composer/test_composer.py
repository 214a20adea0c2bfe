"""The composer engine around an untrained network: what is asked for is what is sampled, kept and finished."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Device, Frame
from aipaint_desktop.engines.composer.composition import PAINTINGS, Composer, best_fitting
from aipaint_desktop.engines.composer.engine import Candidate, ComposerEngine
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.upscale.engine import UpscaleEngine
from aipaint_desktop.nn.composer.painting_prior import nothing_known
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompts import WEIGHTS
from tests.untrained_composer import make_composer


def _flat(*colour: int, width: int = 96, height: int = 80) -> Picture:
    return Picture(np.full((height, width, 3), colour, np.uint8), f"{colour}")


LARGER = paths.models() / "upscale" / "upscale.safetensors"
VGG16 = paths.models() / "vgg16" / "vgg16.safetensors"
SUNSET, MEADOW = _flat(220, 120, 60), _flat(60, 140, 50)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_composer(tmp_path_factory.mktemp("models") / "composer")


@pytest.fixture(scope="module")
def engine(model: Path) -> ComposerEngine:
    return ComposerEngine(
        lambda: model,
        {
            "painter": PainterEngine("cpu"),
            "upscale": UpscaleEngine(lambda: LARGER, lambda: VGG16, "cpu", "fp32"),
        },
        lambda: [Candidate(SUNSET, "sunset, sea"), Candidate(MEADOW, "meadow, forest")],
        "cpu",
        "fp32",
    )


def _request(**changes: object) -> ComposeRequest:
    values = {
        "seed": 1,
        "prompt": "the sea",
        "width": 80,
        "height": 64,
        "steps": 3,
        "finish": "none",
        **changes,
    }
    return ComposeRequest(**values)  # type: ignore[arg-type]


def _frames(engine: ComposerEngine, **changes: object) -> list[Frame]:
    return list(engine.run(_request(**changes), CancelToken()))


def _image(engine: ComposerEngine, **changes: object) -> NDArray[np.uint8]:
    return _frames(engine, **changes)[-1].image


def _difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.abs(one.astype(float) - other).mean())


def test_every_step_is_a_frame_and_the_last_has_full_size(engine: ComposerEngine) -> None:
    frames = _frames(engine)
    assert [(frame.step, frame.last) for frame in frames] == [(1, False), (2, False), (3, True)]
    assert frames[0].image.shape == (56, 72, 3)
    assert frames[-1].image.shape == (64, 80, 3)


def test_the_same_request_gives_the_same_and_everything_in_it_counts(engine: ComposerEngine) -> None:
    first = _image(engine)
    assert np.array_equal(first, _image(engine))
    for change in (
        {"seed": 2},
        {"prompt": "claude monet"},
        {"negative": "landscape"},
        {"guidance": 6.0},
        {"start": SUNSET, "keep": 0.2},
    ):
        assert not np.array_equal(first, _image(engine, **change)), change


def test_a_chinese_prompt_composes_what_its_english_twin_does(engine: ComposerEngine) -> None:
    assert np.array_equal(_image(engine, prompt="莫奈"), _image(engine, prompt="claude monet"))


def test_who_is_not_named_is_drawn(model: Path, tmp_path: Path) -> None:
    """With nobody to draw, only a composition in a named manner stays as it is."""
    lonely = tmp_path / "composer"
    shutil.copytree(model, lonely)
    nothing_known(0).save(lonely / PAINTINGS)
    for prompt, same in (("landscape", False), ("landscape, impressionism, Claude Monet", True)):
        one, other = (
            ComposerEngine(partial(Path, folder), {}, list, "cpu", "fp32") for folder in (model, lonely)
        )
        difference = _difference(_image(one, prompt=prompt), _image(other, prompt=prompt))
        assert (difference == 0) == same


def test_a_start_is_kept_as_closely_as_is_asked(engine: ComposerEngine) -> None:
    far, near = (
        _difference(_image(engine, start=SUNSET, keep=keep, steps=10), SUNSET.pixels[:64, :80])
        for keep in (0.2, 0.95)
    )
    assert near < 0.6 * far


def test_a_start_that_is_kept_as_it_is_is_itself(engine: ComposerEngine) -> None:
    for finish in ("none", "upscale"):
        last = _frames(engine, start=SUNSET, keep=1.0, finish=finish)[-1]
        assert last.last
        assert np.array_equal(last.image, resized(SUNSET.pixels, 80, 64))


@pytest.mark.parametrize("selected", [False, True])
def test_colours_do_not_drift_from_a_start_that_is_kept(engine: ComposerEngine, selected: bool) -> None:
    mask = np.zeros(SUNSET.pixels.shape[:2], np.uint8)
    mask[:, mask.shape[1] // 2 :] = 255
    changes = {"start": SUNSET, "selection": Picture(mask)} if selected else {"start": SUNSET}
    near, free = (
        np.abs(
            _image(engine, keep=keep, **changes)[..., :3].mean((0, 1))
            - resized(SUNSET.pixels, 80, 64).mean((0, 1))
        ).max()
        for keep in (0.9, 0.3)
    )
    assert near < 1.5
    assert near < 0.5 * free


def test_outside_of_the_selection_the_start_stays(engine: ComposerEngine) -> None:
    mask = np.zeros((80, 96), np.uint8)
    mask[:, 48:] = 255
    start = Picture(np.random.default_rng(0).integers(0, 256, (80, 96, 3), np.uint8), "start")
    image = _image(engine, start=start, selection=Picture(mask), keep=0.0, width=96, height=80)
    assert np.array_equal(image[:, :44], start.pixels[:, :44])
    assert _difference(image[:, 52:], start.pixels[:, 52:]) > 20


def test_several_make_a_sheet_of_what_each_seed_gives(engine: ComposerEngine) -> None:
    sheet = _image(engine, count=3, seed=4)
    assert sheet.shape == (128, 160, 3)
    assert not sheet[64:, 80:].any()
    for number, (top, left) in enumerate([(0, 0), (0, 80), (64, 0)]):
        alone = _image(engine, seed=4 + number)
        assert _difference(sheet[top : top + 64, left : left + 80], alone) < 1


def test_the_painter_finishes_with_the_reference_that_fits(engine: ComposerEngine) -> None:
    frames = _frames(engine, finish="painter", start=SUNSET, keep=0.99)
    last = frames[-1]
    assert last.last
    assert last.references == (SUNSET,)
    assert last.sources is not None
    assert last.image.shape == (64, 80, 3)
    assert [frame.step for frame in frames] == list(range(1, len(frames) + 1))
    enlarged = _frames(engine, finish="upscale", start=SUNSET, keep=0.99)[-1]
    assert np.array_equal(frames[enlarged.step - 1].image, enlarged.image)  # which it paints over
    composition = _image(engine, start=SUNSET, keep=0.99)
    assert _difference(last.image, composition) < 12  # in its colours
    given = _frames(engine, finish="painter", start=SUNSET, keep=0.99, references=(MEADOW,))[-1]
    assert given.references == (MEADOW,)
    assert given.image[..., 1].mean() > given.image[..., 0].mean()


def test_it_is_enlarged_like_the_reference_that_fits_or_a_given_one(engine: ComposerEngine) -> None:
    changes = {"finish": "upscale", "start": SUNSET, "keep": 0.99, "width": 320, "height": 256}
    frames = _frames(engine, **changes)
    assert frames[-1].last
    assert frames[-1].references == (SUNSET,)
    assert frames[-1].image.shape == (256, 320, 3)
    assert _difference(frames[-1].image, _image(engine, **changes | {"finish": "none"})) < 12
    given = _frames(engine, **changes, references=(MEADOW,))[-1]
    assert given.references == (MEADOW,)
    assert not np.array_equal(given.image, frames[-1].image)
    assert _image(engine, finish="upscale", width=40, height=48).shape == (48, 40, 3)


def test_the_fitting_reference_has_its_colours_in_the_same_places() -> None:
    day = np.zeros((60, 60, 3), np.uint8)
    day[:30], day[30:] = (150, 190, 240), (60, 110, 40)
    upside_down = Picture(day[::-1].copy(), "upside down")
    candidates = [SUNSET, upside_down, Picture(day, "day"), MEADOW]
    assert best_fitting(day[5:55, 5:55], candidates, [0.5] * 4).name == "day"
    assert best_fitting(day[5:55, 5:55], candidates, [-1, 1, -1, -1]).name == "upside down"


def test_likeness_is_of_what_the_words_mean(model: Path) -> None:
    composer = Composer(model, Device("cpu", "fp32"))
    sea, forest, nothing = composer.likenesses(
        "暮色中波涛汹涌的大海", ["sea, coast, waves", "forest, trees", ""]
    )
    assert sea > forest + 0.2
    assert nothing == 0


def test_requests_survive_their_json() -> None:
    request = _request(start=SUNSET, selection=Picture(np.full((80, 96), 9, np.uint8)), references=(MEADOW,))
    assert from_json(to_json(request), pictures_of(request)) == request


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"width": 20}, "out of range"),
        ({"count": 0}, "0 compositions are out of range"),
        ({"count": 4, "finish": "painter"}, "only one can be finished"),
        ({"guidance": 0.5}, "The guidance 0.5 is out of range: 1 to 10"),
        ({"keep": float("nan")}, "closeness to the start nan is out of range"),
        ({"steps": 1}, "1 steps are out of range"),
        ({"prompt": "sea " * 30_000}, "The prompt is too long"),
        ({"selection": Picture(np.ones((80, 96), np.uint8))}, "no picture to select from"),
        ({"width": 8192, "height": 32, "finish": "upscale"}, "cannot become 8192×32"),
        ({"width": 5000, "height": 5000, "finish": "painter"}, "at most 4096 px wide"),
        ({"seed": 2**63 - 1, "count": 2}, "seed"),
        ({"selection": Picture(np.ones((80, 90), np.uint8)), "start": SUNSET}, "The selection is 90×80"),
        ({"selection": Picture(np.zeros((80, 96), np.uint8)), "start": SUNSET}, "The selection is empty"),
        ({"references": (_flat(0, 0, 0, width=8),)}, "too small to paint like"),
    ],
)
def test_what_cannot_be_composed_is_refused_with_one_sentence(
    changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        _request(**changes).validate()


@pytest.mark.parametrize("prompt", ["", "x" * 10_000, "\x00\x1b[31m", "🌊🌅", "qwrtz zxcvb"])
def test_any_prompt_gives_a_picture(engine: ComposerEngine, prompt: str) -> None:
    assert _image(engine, prompt=prompt).shape == (64, 80, 3)


def test_cancelling_stops_it(engine: ComposerEngine) -> None:
    token = CancelToken()
    steps: Iterator[Frame] = engine.run(_request(steps=50), token)
    next(steps)
    token.cancel()
    with pytest.raises(Cancelled):
        next(steps)


def test_requests_of_other_engines_and_damaged_models_are_refused(
    engine: ComposerEngine, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="cannot vary"):
        engine.estimate(VaryRequest(seed=1, references=(SUNSET,), width=64, height=64))
    (tmp_path / WEIGHTS).write_bytes(b"no weights")
    damaged = ComposerEngine(lambda: tmp_path, {}, list)
    with pytest.raises(BadInput, match="damaged; install it again"):
        list(damaged.run(_request(), CancelToken()))


def test_the_estimate_grows_with_the_work(engine: ComposerEngine) -> None:
    small, steps, four, enlarged, painted = (
        engine.estimate(_request(**changes)).seconds
        for changes in ({}, {"steps": 30}, {"count": 4}, {"finish": "upscale"}, {"finish": "painter"})
    )
    assert small < steps
    assert small < four
    assert small < enlarged < painted

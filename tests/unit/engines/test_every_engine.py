"""What is true of every engine: estimates from sizes alone, and several threads at once."""

import threading

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Engine, Estimate
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.lab.engine import LabEngine
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.generative.model import GenerativeModel, as_file, new_network
from aipaint_desktop.values.picture import LatePicture, Picture

WIDTH, HEIGHT = 64, 48


def pixels(seed: int) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)


def unseen() -> NDArray[np.uint8]:
    raise AssertionError("an estimate looked at pixels")


SKETCH, LIKE = Picture(pixels(1), "sketch"), Picture(pixels(2), "sea.png")
LATE = LatePicture(WIDTH, HEIGHT, unseen)
_HOLE = np.zeros((HEIGHT, WIDTH), np.uint8)
_HOLE[10:30, 10:40] = 255
MASK = Picture(_HOLE, "selection")


def requests(picture: Picture, like: Picture, seed: int = 1) -> dict[str, Request]:
    """One of every operation."""
    sized = {"width": WIDTH, "height": HEIGHT}
    painter = {"seed": seed, "steps": 2, "references": (like,)}
    stylize = {"seed": seed, "picture": picture, "references": (like,), "weights": (1.0,), **sized}
    larger = {"width": 96, "height": 64}
    return {
        "paint": PaintRequest(sketch=picture, **painter, **sized),  # type: ignore[arg-type]
        "vary": VaryRequest(**painter, **sized),  # type: ignore[arg-type]
        "fill": FillRequest(picture=picture, mask=MASK, **painter),  # type: ignore[arg-type]
        "extend": ExtendRequest(picture=picture, left=10, top=8, **painter, **larger),  # type: ignore[arg-type]
        "stylize": StylizeRequest(**stylize),  # type: ignore[arg-type]
        "master": StylizeRequest(**(stylize | {"width": 64, "height": 64}), quality="master", steps=1),  # type: ignore[arg-type]
        "sketch": SketchRequest(seed=seed, drawing=picture, references=(like,), **sized),  # type: ignore[arg-type]
        "upscale": UpscaleRequest(seed=seed, picture=picture, **larger),  # type: ignore[arg-type]
        "compose": ComposeRequest(seed=seed, prompt="the sea", steps=2, start=picture, **sized),  # type: ignore[arg-type]
        "generate": GenerateRequest(seed=seed, trained="skies", weights="f" * 64, steps=2, **sized),  # type: ignore[arg-type]
    }


OPERATIONS = list(requests(SKETCH, LIKE))


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Engine]:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("model") / "weights.safetensors"
    path.write_bytes(as_file(GenerativeModel("diffusion", 64, new_network("diffusion", 64))))
    return {**engines_by_id("cpu", "fp32"), "lab": LabEngine(lambda _id, _sha256: path, "cpu")}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_estimate_takes_sizes_alone(engines: dict[str, Engine], operation: str) -> None:
    late, real = requests(LATE, LATE)[operation], requests(SKETCH, LIKE)[operation]
    late.validate()
    assert late.size == real.size
    engine = engines[real.engine]
    assert engine.estimate(late) == engine.estimate(real)


def last(engine: Engine, request: Request) -> NDArray[np.uint8]:
    *_, frame = engine.run(request, CancelToken())
    return frame.image


@pytest.mark.parametrize("operation", OPERATIONS)
def test_several_threads_get_from_one_engine_what_each_would_get_alone(
    engines: dict[str, Engine], operation: str
) -> None:
    asked = [requests(SKETCH, LIKE)[operation], requests(LIKE, SKETCH, seed=2)[operation]]
    engine = engines[asked[0].engine]
    alone = [last(engine, request) for request in asked]
    together: list[NDArray[np.uint8] | None] = [None, None]
    estimates: list[Estimate] = []
    gate = threading.Barrier(3)

    def run(number: int) -> None:
        gate.wait(30)
        together[number] = last(engine, asked[number])

    def estimate() -> None:
        gate.wait(30)
        estimates.extend(engine.estimate(asked[0]) for _ in range(20))

    threads = [threading.Thread(target=run, args=(number,)) for number in (0, 1)]
    threads.append(threading.Thread(target=estimate))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(estimates) == 20
    for expected, got in zip(alone, together, strict=True):
        assert got is not None
        assert np.array_equal(got, expected)


@pytest.mark.parametrize("operation", ["stylize", "sketch"])
def test_the_brush_is_followed_while_the_same_engine_runs(engines: dict[str, Engine], operation: str) -> None:
    request = requests(SKETCH, LIKE)[operation]
    engine = engines[request.engine]

    def follow() -> NDArray[np.uint8]:
        live = engine.follow(request)  # type: ignore[attr-defined]
        live.renew(SKETCH.pixels)
        live.refresh(LIKE.pixels, 0, 0, WIDTH, HEIGHT)
        return live.image.copy()

    alone, painted = follow(), last(engine, request)
    followed: list[NDArray[np.uint8]] = []
    beside = threading.Thread(target=lambda: followed.append(follow()))
    beside.start()
    assert np.array_equal(last(engine, request), painted)
    beside.join(120)
    assert np.array_equal(followed[0], alone)

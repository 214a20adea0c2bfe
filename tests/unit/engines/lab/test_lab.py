"""The lab's engine: seeds, sizes, ways between pictures, and models that are not what they should be."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.lab.engine import LabEngine
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.engines.request_json import from_json, to_json
from aipaint_desktop.nn.generative.families import Family
from aipaint_desktop.nn.generative.model import GenerativeModel, as_file, new_network
from aipaint_desktop.values.refusal import BadInput


@pytest.fixture
def engine_of(tmp_path: Path) -> Callable[[Family], LabEngine]:
    def engine(family: Family) -> LabEngine:
        torch.manual_seed(0)
        network = new_network(family, 64)
        with torch.no_grad():  # an untrained network says next to nothing
            for value in network.parameters():
                value.mul_(1.5)
        path = tmp_path / f"{family}.safetensors"
        path.write_bytes(as_file(GenerativeModel(family, 64, network)))
        return LabEngine(lambda _id, _sha256: path, "cpu")

    return engine


def asked(seed: int = 1, **more: object) -> GenerateRequest:
    values: dict[str, object] = {"trained": "skies", "weights": "f" * 64, "width": 64, "height": 64}
    return GenerateRequest(seed=seed, **(values | more))  # type: ignore[arg-type]


def frames(engine: LabEngine, request: GenerateRequest) -> list[Frame]:
    return list(engine.run(request, CancelToken()))


def test_a_seed_has_its_picture(engine_of: Callable[[Family], LabEngine]) -> None:
    engine = engine_of("vae")
    (first,) = frames(engine, asked())
    assert first.last
    assert first.image.shape == (64, 64, 3)
    assert np.array_equal(frames(engine, asked())[0].image, first.image)
    assert not np.array_equal(frames(engine, asked(2))[0].image, first.image)


def test_diffusion_shows_every_step(engine_of: Callable[[Family], LabEngine]) -> None:
    shown = frames(engine_of("diffusion"), asked(steps=3))
    assert [(frame.step, frame.steps) for frame in shown] == [(1, 3), (2, 3), (3, 3)]
    assert shown[0].seconds_left > shown[-1].seconds_left == 0


def test_another_shape_shows_the_middle(engine_of: Callable[[Family], LabEngine]) -> None:
    engine = engine_of("vae")
    (square,) = frames(engine, asked(width=128, height=128))
    (wide,) = frames(engine, asked(width=128, height=48))
    assert np.array_equal(wide.image, square.image[40:88])


def test_a_way_goes_from_one_picture_to_the_other(engine_of: Callable[[Family], LabEngine]) -> None:
    engine = engine_of("gan")
    start, end = (frames(engine, asked(seed))[0].image.astype(int) for seed in (1, 2))
    walk = [
        frames(engine, asked(1, to_seed=2, share=share))[0].image.astype(int) for share in (0.0, 0.5, 1.0)
    ]
    assert np.abs(walk[0] - start).max() <= 1
    assert np.abs(walk[2] - end).max() <= 1


def test_it_can_be_cancelled_at_every_step(engine_of: Callable[[Family], LabEngine]) -> None:
    token = CancelToken()
    going = engine_of("diffusion").run(asked(steps=3), token)
    next(going)
    token.cancel()
    with pytest.raises(Cancelled):
        next(going)


def test_weights_of_something_else_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(b"nothing")
    with pytest.raises(BadInput, match="not those of a model of the lab"):
        frames(LabEngine(lambda _id, _sha256: path, "cpu"), asked())


def test_requests_of_others_are_refused() -> None:
    picture = VaryRequest(seed=1, references=(), width=64, height=64)
    with pytest.raises(BadInput, match="The lab cannot vary"):
        LabEngine(lambda _id, _sha256: Path(), "cpu").estimate(picture)


def test_a_request_survives_json() -> None:
    request = asked(3, to_seed=4, share=0.25)
    assert from_json(to_json(request), {}) == request


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"share": 1.5}, "share 1.5"),
        ({"share": float("nan")}, "share nan"),
        ({"steps": 0}, "0 steps"),
        ({"to_seed": -1}, "seed -1"),
        ({"width": 8}, "size 8×64"),
    ],
)
def test_numbers_out_of_range_are_one_sentence(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        asked(**wrong).validate()

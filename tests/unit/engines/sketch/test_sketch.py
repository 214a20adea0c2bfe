"""The sketch engine with the network that ships: what is asked for is what paints."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.engines.pictures.pixels import to_pixels, to_tensor
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.modelstore.manner_names import manner_names
from aipaint_desktop.nn.sketch.network import SketchNetwork
from aipaint_desktop.nn.style.losses import manner, style_distance
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from recipes.pictures.picture_sets import read_at
from recipes.sketch.line_drawings import Hand, draw
from tests.quality.sketch_figures import agreement

WEIGHTS = paths.models() / "sketch" / "sketch.safetensors"
VGG16 = paths.models() / "vgg16" / "vgg16.safetensors"
REFERENCES = paths.resources() / "references"
CPU = torch.device("cpu")
HAND = Hand(wander=0.6, gaps=0.1, weight=0.5, pressure=0.3, colour=0.0)


def _noise(seed: int, width: int = 96, height: int = 64) -> Picture:
    return Picture(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8), f"{seed}.png")


@pytest.fixture(scope="module")
def engine() -> SketchEngine:
    return SketchEngine(lambda: WEIGHTS, lambda: VGG16, PainterEngine("cpu"), "cpu", "fp32")


def _request(**changes: object) -> SketchRequest:
    values = {"seed": 1, "drawing": _noise(0), "width": 96, "height": 64, **changes}
    return SketchRequest(**values)  # type: ignore[arg-type]


def _image(engine: SketchEngine, **changes: object) -> NDArray[np.uint8]:
    (frame,) = engine.run(_request(**changes), CancelToken())
    assert frame.last
    return frame.image


def test_a_drawing_is_painted_at_the_size_that_is_asked_for(engine: SketchEngine) -> None:
    painted = _image(engine, width=70, height=90)
    assert painted.shape == (90, 70, 3)
    assert np.array_equal(painted, _image(engine, width=70, height=90))


def test_references_names_and_the_seed_each_make_another_painting(engine: SketchEngine) -> None:
    paintings = [
        _image(engine, references=(_noise(1),)),
        _image(engine, references=(_noise(2, 64, 64),)),
        _image(engine, references=(_noise(1), _noise(2, 64, 64))),
        _image(engine, genre="portrait"),
        _image(engine, seed=2),
        _image(engine, seed=3),
        _image(engine, references=(_noise(1),), seed=9),
    ]
    for number, painting in enumerate(paintings):
        assert all(not np.array_equal(painting, other) for other in paintings[:number])
    movements = [name for name, _ in manner_names(chinese=False).movements]
    assert np.array_equal(paintings[5], _image(engine, movement=movements[3 % len(movements)], seed=3))


@torch.no_grad()
def test_a_drawing_is_painted_in_the_manner_of_the_reference_along_its_lines(engine: SketchEngine) -> None:
    scene, *references = (
        read_at(REFERENCES / f"{name}.jpg", 192) for name in ("hill-town", "sea-cliff", "city-rain")
    )
    drawing = draw(scene, HAND, np.random.default_rng(0))
    height, width = drawing.shape[2:]
    likes = [Picture(to_pixels(reference), "reference") for reference in references]
    seen = Picture(to_pixels(drawing), "drawing")
    paintings = [
        to_tensor(_image(engine, drawing=seen, references=(like,), width=width, height=height), CPU)
        for like in likes
    ]
    vgg = Vgg16(VGG16, last="relu4_3")
    of_drawing, *wanted, of_first, of_second = (
        manner(vgg.features(picture)) for picture in (drawing, *references, *paintings)
    )
    for own, other, goal in zip((of_first, of_second), (of_second, of_first), wanted, strict=True):
        apart = style_distance(own, goal)
        assert apart < 0.5 * style_distance(of_drawing, goal)
        assert apart < style_distance(other, goal)
    for painting in paintings:
        precision, recall = agreement(drawing, painting).T
        assert (2 * precision * recall / (precision + recall + 1e-6)).max() > 0.6


def test_a_large_drawing_is_painted_smaller(engine: SketchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, ...]] = []
    paint = SketchNetwork.forward

    def noted(
        network: SketchNetwork, drawing: torch.Tensor, code: torch.Tensor, noise: torch.Tensor
    ) -> torch.Tensor:
        seen.append(tuple(drawing.shape[2:]))
        return paint(network, drawing[..., :64, :64], code, noise[..., :8, :8])

    monkeypatch.setattr(SketchNetwork, "forward", noted)
    assert _image(engine, width=2000, height=1000).shape == (1000, 2000, 3)
    assert seen == [(707, 1414)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"width": 8}, "out of range"),
        ({"references": (_noise(0, 8, 8),)}, "too small to paint like"),
        ({"references": (_noise(1),), "genre": "portrait"}, "not like both"),
        ({"genre": "cubes"}, "knows no “cubes”"),
        ({"movement": "cubes"}, "knows no “cubes”"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    engine: SketchEngine, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        _image(engine, **changes)


def test_other_requests_and_other_weights_are_refused(engine: SketchEngine) -> None:
    vary = VaryRequest(seed=1, references=(_noise(0),), width=64, height=64)
    with pytest.raises(BadInput, match="cannot vary"):
        next(engine.run(vary, CancelToken()))
    wrong = SketchEngine(lambda: VGG16, lambda: VGG16, PainterEngine("cpu"), "cpu", "fp32")
    with pytest.raises(BadInput, match="not those of the sketch network"):
        _image(wrong)


def test_a_drawing_that_is_being_drawn_is_painted_as_one_that_is_finished(engine: SketchEngine) -> None:
    asked = _request(references=(_noise(1),))
    live = engine.follow(asked)
    drawing = _noise(5).pixels
    live.renew(drawing)
    assert np.array_equal(live.image, _image(engine, references=(_noise(1),), drawing=_noise(5)))
    first = live.image
    changed = drawing.copy()
    changed[10:20, 30:40] = 0
    live.refresh(changed, 30, 10, 40, 20)
    assert not np.array_equal(live.image, first)


def test_a_cancelled_run_paints_nothing(engine: SketchEngine) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(engine.run(_request(), token))


def test_a_request_is_stored_without_loss() -> None:
    request = _request(references=(_noise(1),))
    assert from_json(to_json(request), pictures_of(request)) == request

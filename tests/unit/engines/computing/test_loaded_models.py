import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing import vgg_weights
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput


class Model:
    """What is loaded; `part` is what it shares with others."""

    def __init__(self, part: "Model | None" = None) -> None:
        self.part = part


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def models(clock: Clock) -> LoadedModels:
    return LoadedModels(100, clock)


@pytest.fixture
def uncollected() -> Iterator[None]:
    """No garbage is collected: what is let go is gone without."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_a_model_is_loaded_once(models: LoadedModels) -> None:
    model = models.get("style", Model)
    assert models.get("style", Model) is model
    assert models.get("sketch", Model) is not model


def test_one_that_cannot_be_loaded_is_tried_again(models: LoadedModels) -> None:
    def missing() -> Model:
        raise BadInput("The weights are missing.")

    with pytest.raises(BadInput):
        models.get("style", missing)
    assert models.get("style", Model)


@pytest.mark.usefixtures("uncollected")
def test_a_model_that_nobody_uses_is_let_go_after_a_while(models: LoadedModels, clock: Clock) -> None:
    gone = weakref.ref(models.get("style", Model))
    clock.seconds = 99
    assert not models.let_go()
    assert gone() is not None
    models.get("style", Model)
    clock.seconds = 150
    assert not models.let_go()
    clock.seconds = 199
    assert models.let_go()
    assert gone() is None
    assert not models.let_go()


def test_a_model_that_runs_is_not_let_go_nor_loaded_twice(models: LoadedModels, clock: Clock) -> None:
    running = models.get("style", Model)
    clock.seconds = 500
    assert not models.let_go()
    assert models.get("style", Model) is running
    gone = weakref.ref(running)
    clock.seconds = 1000
    assert not models.let_go()
    del running
    clock.seconds = 1099
    assert not models.let_go()  # it was used until then
    clock.seconds = 1100
    assert models.let_go()
    assert gone() is None


@pytest.mark.usefixtures("uncollected")
def test_a_part_is_shared_and_lives_as_long_as_one_of_its_models(models: LoadedModels, clock: Clock) -> None:
    def whole() -> Model:
        return Model(models.share("vgg16", Model))

    first = weakref.ref(models.get("style", whole).part)
    clock.seconds = 50
    assert models.get("sketch", whole).part is first()
    clock.seconds = 100
    assert models.let_go()
    assert first() is not None
    clock.seconds = 150
    assert models.let_go()
    assert first() is None


def test_two_threads_get_the_same(models: LoadedModels) -> None:
    loading, found = threading.Event(), []

    def load() -> Model:
        loading.set()
        other.join(0.05)  # it waits
        return Model()

    other = threading.Thread(target=lambda: (loading.wait(), found.append(models.get("style", Model))))
    other.start()
    found.append(models.get("style", load))
    other.join()
    assert found[0] is found[1]


def _picture() -> Picture:
    return Picture(np.random.default_rng(0).integers(0, 256, (48, 64, 3), np.uint8))


def _requests() -> list[Request]:
    size = {"seed": 1, "width": 96, "height": 80}
    manner = {"picture": _picture(), "references": (_picture(),), "weights": (1.0,)}
    return [
        StylizeRequest(**manner, **size),
        StylizeRequest(**manner, quality="master", steps=2, **size),
        SketchRequest(drawing=_picture(), **size),
        UpscaleRequest(picture=_picture(), **size),
    ]


def test_engines_load_what_they_share_once_and_leave_nothing(
    models: LoadedModels, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[Path] = []
    network = weakref.WeakSet[Vgg16]()

    def noted(path: Path, last: str) -> Vgg16:
        loaded.append(path)
        vgg = Vgg16(path, last)
        network.add(vgg)
        return vgg

    monkeypatch.setattr(vgg_weights, "Vgg16", noted)
    fast, master, sketch, upscale = _requests()
    for asked in ([fast, sketch], [sketch, master, upscale]):  # switched to the same device between them
        engines = engines_by_id("cpu", "fp32", models=models)
        for request in asked:
            list(engines[request.engine].run(request, CancelToken()))
    assert sorted(path.stem for path in loaded) == ["vgg16", "vgg16-low-rank"]
    assert len(network) == 2
    clock.seconds = 100
    assert models.let_go()
    gc.collect()  # the first import of torch's compiler, which the optimiser asks for, leaves frames in a circle
    assert not network
    assert not models._kept
    assert not models._alive


def test_a_run_goes_on_though_its_model_is_let_go(models: LoadedModels, clock: Clock) -> None:
    request = _requests()[1]
    engine = engines_by_id("cpu", "fp32", models=models)["style"]
    *_, undisturbed = engine.run(request, CancelToken())
    frames = engine.run(request, CancelToken())
    assert not next(frames).last
    clock.seconds = 1000
    models.let_go()
    *_, last = frames
    assert np.array_equal(last.image, undisturbed.image)

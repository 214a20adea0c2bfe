"""Networks that have learned one reference, beside the one that paints like all."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.style.engine import StyleEngine
from aipaint_desktop.engines.style.layers import shares
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.paths import models
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

SIZE = 48
SHARED = models() / "style-fast" / "style-fast.safetensors"
VGG = models() / "vgg16" / "vgg16.safetensors"
SHA256 = "1" * 64


def _noise(seed: int) -> Picture:
    return Picture(np.random.default_rng(seed).integers(0, 256, (SIZE, SIZE, 3), np.uint8))


PHOTO, WAVE, HILL = map(_noise, range(3))
LEFT, RIGHT = (
    Picture(np.repeat(np.roll([[255] * 24 + [0] * 24], by), SIZE, 0).astype(np.uint8)) for by in (0, 24)
)


def _request(*references: Picture, **changes: object) -> StylizeRequest:
    values = {"weights": (1.0,) * len(references), "seed": 1, "width": SIZE, "height": SIZE, **changes}
    return StylizeRequest(picture=PHOTO, references=references, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> StyleEngine:
    """Its learned network lays no paint over the broad colours."""
    weights = load_file(SHARED)
    weights["paint.weight"] = weights["paint.weight"] * 0
    file = tmp_path_factory.mktemp("learned") / "wave.safetensors"
    save_file(weights, file)

    def learned(sha256: str) -> Path:
        if sha256 != SHA256:
            raise BadInput("What was learned is gone.")
        return file

    return StyleEngine(lambda: SHARED, lambda: VGG, lambda: VGG, learned, "cpu")


def _painted(engine: StyleEngine, request: StylizeRequest) -> NDArray[np.uint8]:
    *_, last = engine.run(request, CancelToken())
    return last.image


def test_a_learned_reference_is_painted_by_its_own_network(engine: StyleEngine) -> None:
    shared, learned = (_painted(engine, _request(WAVE, learned=said)) for said in ((), (SHA256,)))
    assert np.abs(shared.astype(int) - learned).mean() > 5
    live = engine.follow(_request(WAVE, learned=(SHA256,), quality="fine"))
    live.renew(PHOTO.pixels)
    assert np.array_equal(live.image, learned)


def test_what_is_gone_is_said(engine: StyleEngine) -> None:
    with pytest.raises(BadInput, match="is gone"):
        _painted(engine, _request(WAVE, learned=("2" * 64,)))


def test_several_references_in_one_place_are_blended_by_the_network_of_all() -> None:
    (share,) = shares(_request(WAVE, HILL, learned=(SHA256, "")))
    assert share.learned == ""
    (share,) = shares(_request(WAVE, HILL, learned=(SHA256, ""), weights=(1.0, 0.0)))
    assert share.learned == SHA256


def test_every_region_with_one_reference_is_painted_by_whoever_has_learned_that(engine: StyleEngine) -> None:
    request = _request(WAVE, HILL, regions=(LEFT, RIGHT), learned=(SHA256, ""))
    assert [share.learned for share in shares(request)] == [SHA256, ""]
    assert [
        share.learned for share in shares(_request(WAVE, HILL, regions=(LEFT, LEFT), learned=(SHA256, "")))
    ] == [""]
    both, none = (
        _painted(engine, _request(WAVE, HILL, regions=(LEFT, RIGHT), learned=said)).astype(int)
        for said in ((SHA256, ""), ())
    )
    apart = np.abs(both - none).mean((0, 2))
    assert apart[:20].mean() > 5
    assert apart[-20:].max() == 0


def test_slower_qualities_do_not_keep_what_they_do_not_need() -> None:
    request = _request(WAVE, learned=(SHA256,))
    assert request.narrowed() is request
    assert _request(WAVE, learned=(SHA256,), quality="fine").narrowed().learned == ()
    with pytest.raises(BadInput, match="of each reference"):
        _request(WAVE, HILL, learned=(SHA256,)).validate()

"""A picture is refined in a few steps whenever it changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, LiveEngine
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.request import PromptFillRequest, PromptRequest
from aipaint_desktop.values.picture import LatePicture, Picture
from aipaint_desktop.values.refusal import BadInput

Saved = Callable[[str, str], Path]
ASKED: dict[str, Any] = {"seed": 7, "checkpoint": "tiny", "weights": "a" * 64, "prompt": "a lake", "steps": 4}


def noise(width: int, height: int) -> NDArray[np.uint8]:
    return np.random.default_rng(2).integers(0, 256, (height, width, 3), np.uint8)


def never() -> NDArray[np.uint8]:
    raise AssertionError("nobody needs to see it")


def request(width: int, height: int) -> PromptRequest:
    start = LatePicture(width, height, never)
    return PromptRequest(**ASKED, start=start, keep=0.5, width=width, height=height)


@pytest.fixture(scope="module")
def engine(saved: Saved) -> CheckpointEngine:
    return CheckpointEngine(lambda _sha256: saved("sd1", "folder"), "cpu", "fp32")


def test_it_shows_what_a_press_would_paint(engine: CheckpointEngine) -> None:
    assert isinstance(engine, LiveEngine)
    live, picture = engine.follow(request(64, 64)), noise(64, 64)
    live.renew(picture)
    asked = PromptRequest(**ASKED, start=Picture(picture), keep=0.5, width=64, height=64)
    *_, last = engine.run(asked, CancelToken())
    assert np.array_equal(live.image, last.image)


def test_a_large_picture_is_painted_at_the_models_size(engine: CheckpointEngine) -> None:
    live = engine.follow(request(150, 90))
    assert live.most_pixels == 4 * 64**2
    painted: list[tuple[int, int]] = []
    paint = live._paint

    def noted(asked: PromptRequest, token: CancelToken) -> Any:
        painted.append(asked.size)
        return paint(asked, token)

    live._paint = noted
    live.renew(noise(150, 90))
    assert live.image.shape == (90, 150, 3)
    assert painted == [(88, 56)]


def test_what_has_not_changed_is_not_painted_again(engine: CheckpointEngine) -> None:
    live, picture = engine.follow(request(64, 64)), noise(64, 64)
    live.renew(picture)
    before = live.image
    live.renew(picture.copy())
    assert live.image is before
    picture = picture.copy()
    picture[20:40, 20:40] = 0
    live.refresh(picture, 20, 20, 40, 40)
    assert not np.array_equal(live.image, before)


def test_it_stops(engine: CheckpointEngine) -> None:
    live = engine.follow(request(64, 64))
    live.stop()
    with pytest.raises(Cancelled):
        live.renew(noise(64, 64))


def test_what_is_filled_cannot_follow(engine: CheckpointEngine) -> None:
    mask = Picture(np.full((64, 64), 255, np.uint8))
    with pytest.raises(BadInput, match="while you paint"):
        engine.follow(PromptFillRequest(**ASKED, picture=Picture(noise(64, 64)), mask=mask))

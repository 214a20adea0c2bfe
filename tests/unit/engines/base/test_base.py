import os
import sys

import numpy as np
import pytest

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text


def test_a_token_raises_only_after_it_was_cancelled() -> None:
    token = CancelToken()
    token.check()
    assert not token.cancelled
    token.cancel()
    assert token.cancelled
    with pytest.raises(Cancelled):
        token.check()


@pytest.mark.parametrize("shape", [(4, 5), (4, 5, 3), (4, 5, 4)])
def test_pictures_know_their_size(shape: tuple[int, ...]) -> None:
    picture = Picture(np.zeros(shape, np.uint8))
    assert (picture.width, picture.height) == (5, 4)


@pytest.mark.parametrize(
    "pixels", [np.zeros((4, 5, 3), np.float32), np.zeros((4, 5, 2), np.uint8), np.zeros(4, np.uint8)]
)
def test_other_arrays_are_no_pictures(pixels: np.ndarray) -> None:
    with pytest.raises(ValueError, match="not a picture"):
        Picture(pixels)


def test_a_picture_does_not_change_with_the_array_it_was_made_of() -> None:
    pixels = np.zeros((2, 2, 3), np.uint8)
    picture = Picture(pixels)
    pixels[:] = 255
    assert picture.pixels.max() == 0
    with pytest.raises(ValueError, match="read-only"):
        picture.pixels[0, 0] = 1


def test_pictures_are_equal_by_their_pixels_alone() -> None:
    pixels = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    assert Picture(pixels, "a") == Picture(pixels[:], "b")
    assert len({Picture(pixels), Picture(pixels.copy())}) == 1
    assert Picture(pixels) != Picture(pixels.reshape(4, 2, 3))
    assert Picture(pixels) != Picture(pixels + 1)
    assert Picture(pixels) != "a"


def test_the_last_frame_is_the_one_of_the_last_step() -> None:
    image = np.zeros((2, 2, 3), np.uint8)
    assert not Frame(3, 4, image, 1.0).last
    assert Frame(4, 4, image, 0.0).last


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(BadInput, match=f"seed {seed}"):
        Request(seed=seed).validate()


def test_every_seed_in_range_is_good() -> None:
    Request(seed=0).validate()
    Request(seed=2**63 - 1).validate()


def test_names_and_sentences_are_text_whatever_a_file_is_called() -> None:
    name = os.fsdecode(b"caf\xe9.png")
    assert as_text(name) == "caf?.png"
    assert as_text("梵高 🖌.png") == "梵高 🖌.png"
    assert Picture(np.zeros((1, 1, 3), np.uint8), name).name == "caf?.png"
    assert str(BadInput("{0} is empty.", name)) == "caf?.png is empty."


@pytest.mark.skipif(sys.platform == "win32", reason="there every argument is text")
def test_a_prompt_that_is_no_text_is_refused_before_anything_is_painted() -> None:
    with pytest.raises(BadInput, match="prompt is not text"):
        ComposeRequest(seed=1, prompt=os.fsdecode(b"un caf\xe9"), width=64, height=64)

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.files.export import read_provenance, save_picture
from aipaint_desktop.files.opened_picture import open_picture
from aipaint_desktop.files.provenance import EngineRun, LayerProvenance, Provenance, engine_run, to_json
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

PIXELS = np.random.default_rng(3).integers(0, 256, (48, 64, 3), dtype=np.uint8)


@pytest.fixture
def run() -> EngineRun:
    request = VaryRequest(seed=7, references=(Picture(PIXELS, "sea.jpg"),), width=64, height=48, tile=False)
    return engine_run(request, device="cuda", precision="bf16", seconds=2.5)


def painted(*layers: EngineRun | None) -> Provenance:
    return Provenance(tuple(LayerProvenance("Layer", made_by) for made_by in layers))


@pytest.mark.parametrize("channels", [3, 4])
def test_a_png_keeps_what_painted_it(tmp_path: Path, run: EngineRun, channels: int) -> None:
    path = tmp_path / "sea.png"
    pixels = PIXELS if channels == 3 else np.dstack([PIXELS, np.arange(48 * 64).reshape(48, 64) % 256])
    save_picture(path, pixels.astype(np.uint8), provenance=painted(None, run))
    opened = open_picture(path)
    assert opened.made_by == run
    assert opened.unkept is None
    assert np.array_equal(opened.picture.pixels, pixels)
    # and what is saved again says the same
    save_picture(tmp_path / "again.png", opened.picture.pixels, provenance=painted(opened.made_by))
    assert read_provenance(tmp_path / "again.png") == painted(run)
    assert open_picture(tmp_path / "again.png").made_by == run


def edited_elsewhere(path: Path, target: Path) -> None:
    """As another program would save it that keeps the text."""
    with Image.open(path) as image:
        info = PngImagePlugin.PngInfo()
        info.add_itxt("aipaint", image.text["aipaint"])  # type: ignore[attr-defined]
        changed = np.array(image)
        changed[5, 5] ^= 1
    Image.fromarray(changed).save(target, pnginfo=info)


def test_pixels_that_are_others_by_now_were_not_painted_so(tmp_path: Path) -> None:
    request = ComposeRequest(seed=7, prompt="a quiet sea", width=64, height=64)
    path, changed = tmp_path / "sea.png", tmp_path / "changed.png"
    run = engine_run(request, device="cpu", precision="fp32", seconds=1.0)
    save_picture(path, PIXELS, provenance=painted(run))
    edited_elsewhere(path, changed)
    opened = open_picture(changed)
    assert opened.made_by is None
    assert str(opened.unkept) == "changed.png was changed after it was painted: how it was made is not kept."


def test_a_png_without_a_digest_of_its_pixels_is_not_said_to_be_changed(
    tmp_path: Path,
) -> None:
    """As earlier versions wrote it."""
    info = PngImagePlugin.PngInfo()
    request = ComposeRequest(seed=7, prompt="a quiet sea", width=64, height=64)
    made = painted(engine_run(request, device="cpu", precision="fp32", seconds=1.0))
    info.add_itxt("aipaint", json.dumps(to_json(made)))
    Image.fromarray(PIXELS).save(tmp_path / "sea.png", pnginfo=info)
    opened = open_picture(tmp_path / "sea.png")
    assert opened.made_by is None
    assert str(opened.unkept) == (
        "Whether sea.png was changed after it was painted cannot be told: how it was made is not kept."
    )


def test_what_was_painted_over_by_hand_was_not_painted_so(tmp_path: Path, run: EngineRun) -> None:
    path = tmp_path / "sea.png"
    save_picture(path, PIXELS, provenance=painted(run, None))
    opened = open_picture(path)
    assert opened.made_by is None
    assert str(opened.unkept) == "sea.png was painted over by hand: how it was made is not kept."


def test_a_request_that_is_damaged_is_said_and_the_picture_opens(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("aipaint", '{"format": 1, "layers": [')
    Image.fromarray(PIXELS).save(tmp_path / "sea.png", pnginfo=info)
    opened = open_picture(tmp_path / "sea.png")
    assert str(opened.unkept).startswith("How sea.png was made cannot be read")
    assert np.array_equal(opened.picture.pixels, PIXELS)


@pytest.mark.parametrize("name", ["plain.png", "plain.jpg"])
def test_what_says_nothing_of_its_making_needs_no_words(tmp_path: Path, name: str) -> None:
    Image.fromarray(PIXELS).save(tmp_path / name)
    opened = open_picture(tmp_path / name)
    assert (opened.made_by, opened.unkept) == (None, None)


def test_a_picture_by_hand_needs_no_words(tmp_path: Path) -> None:
    save_picture(tmp_path / "hand.png", PIXELS, provenance=painted(None, None))
    assert open_picture(tmp_path / "hand.png").unkept is None


def test_a_picture_that_is_scaled_is_not_what_was_painted(tmp_path: Path, run: EngineRun) -> None:
    path = tmp_path / "sea.png"
    save_picture(path, PIXELS, provenance=painted(run))
    opened = open_picture(path)
    assert opened.scaled_into(64, 96).made_by == run
    assert opened.scaled_into(640, 480, enlarge=False).made_by == run
    scaled = opened.scaled_into(32, 32)
    assert (scaled.picture.width, scaled.picture.height) == (32, 24)
    assert scaled.made_by is None
    assert str(scaled.unkept) == "sea.png was scaled to the canvas: how it was made is not kept."


def test_no_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        open_picture(tmp_path / "gone.png")

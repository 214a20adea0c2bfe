"""`aipaint flatten` and `aipaint convert`."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.profile import Profile, to_srgb
from aipaint_desktop.document.state import State
from aipaint_desktop.files.documents import read_document
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine
from tests.full_document import full_document
from tests.picture_cases import ADOBE_RGB, rgb_profile

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def state(desk: Path) -> State:
    """A document with all that one can have, which lies on the desk."""
    state = full_document().state
    OraWriter().write(desk / "doc.ora", state, "doc")
    return state


def _look(path: str) -> np.ndarray:
    state = read_document(Path(path)).state
    return to_srgb(composite(state.nodes, state.rect), state.profile)


def test_flatten_writes_what_is_seen_and_how_it_was_made(aipaint: CommandLine, state: State) -> None:
    ended = aipaint("flatten", "doc.ora", "-o", "out.png")
    assert (ended.code, ended.out) == (0, "out.png\n")
    seen = composite(state.nodes, state.rect)
    np.testing.assert_array_equal(
        read_picture(Path("out.png")).pixels, seen[..., : 3 + (seen[..., 3].min() < 255)]
    )
    assert read_provenance(Path("out.png")) is not None
    assert aipaint("flatten", "doc.ora", "-o", "out.png", "--without-request").code == 0
    assert not (made := read_provenance(Path("out.png"))) or not made.layers


def test_json_is_one_object_with_size_and_losses(aipaint: CommandLine, state: State) -> None:
    ended = aipaint("convert", "doc.ora", "out.psd", "--json")
    assert ended.code == 0
    figures = json.loads(ended.out)
    assert figures.keys() == {"output", "width", "height", "losses", "seconds", "peak_memory_mb"}
    assert (figures["output"], figures["width"], figures["height"]) == ("out.psd", state.width, state.height)
    assert any("not kept in a Photoshop document" in loss for loss in figures["losses"])
    assert ended.err == ""


@pytest.mark.usefixtures("state")
def test_a_document_goes_through_photoshops_kind_and_looks_the_same(aipaint: CommandLine) -> None:
    there = aipaint("convert", "doc.ora", "there.psd")
    assert there.code == 0
    assert "not kept in a Photoshop document" in there.err
    back = aipaint("convert", "there.psd", "back.ora")
    assert (back.code, back.err) == (0, "")
    for name in ("there.psd", "back.ora"):
        assert np.abs(_look("doc.ora").astype(int) - _look(name)).max() <= 1  # opacity has 256 values there
    assert aipaint("flatten", "there.psd", "-o", "out.png").code == 0
    assert aipaint("convert", "back.ora", "out.psb").code == 0


@pytest.mark.parametrize(
    "name", ["out.png", "out.webp", "out.tif", "out.avif", "out.ora", "out.psd", "out.psb"]
)
def test_a_picture_keeps_its_transparency_in_any_kind_that_can(aipaint: CommandLine, name: str) -> None:
    pixels = np.full((20, 30, 4), (200, 40, 90, 255), np.uint8)
    pixels[:, :10, 3] = 0
    pixels[:, 10:20, 3] = 128
    Image.fromarray(pixels).save("cut-out.png")
    assert aipaint("convert", "cut-out.png", name).code == 0
    look = _look(name)
    assert np.abs(look[..., 3].astype(int) - pixels[..., 3]).max() <= 2
    assert np.abs(look[:, 22:, :3].astype(int) - pixels[:, 22:, :3]).max() <= 4


def test_a_picture_keeps_its_profile(aipaint: CommandLine) -> None:
    profile = rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875)
    Image.new("RGB", (4, 4), (60, 120, 180)).save("wide.png", icc_profile=profile)
    for name in ("out.png", "out.psd", "out.ora", "out.tif", "out.avif"):
        assert aipaint("convert", "wide.png", name).code == 0
        assert np.abs(_look(name)[1, 1, :3].astype(int) - (0, 121, 184)).max() <= 4
        assert read_document(Path(name)).state.profile == Profile(profile)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("flatten", "missing.ora", "-o", "out.png"), "no file missing.ora"),
        (("flatten", "doc.ora", "-o", "out.ora"), "must end in"),
        (("convert", "doc.ora", "out.xyz"), "must end in one of .ora, .psd"),
        (("convert", "doc.ora", "nowhere/out.psd"), "no folder"),
        (("convert", "broken.psd", "out.png"), "damaged"),
        (("convert", "doc.ora", "."), "is a folder"),
    ],
)
@pytest.mark.usefixtures("state")
def test_what_cannot_be_is_refused_in_a_sentence(
    aipaint: CommandLine, arguments: tuple[str, ...], said: str
) -> None:
    Path("broken.psd").write_bytes(b"8BPS\0\1nothing")
    before = sorted(Path().iterdir())
    assert said in aipaint.refused(*arguments)
    assert sorted(Path().iterdir()) == before

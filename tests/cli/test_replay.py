"""`aipaint replay`."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.line import Drawn, Press, draw_again
from aipaint_desktop.brushes.symmetry import Symmetry
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.documents import read_document
from aipaint_desktop.workspace.stroke_files import Recorded, write_strokes
from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def recorded(desk: Path) -> Recorded:
    pen = Press(Brush("Pen", size=9), (200, 30, 10), seed=3, symmetry=Symmetry(80, 60, vertical=True))
    smudge = Press(Brush("Smudge", size=30, kind=Kind.SMUDGE), (0, 0, 0), seed=4)
    samples = tuple(PenSample(20.0 + 3 * n, 30 + n * n / 20, 0.7, time=n / 100) for n in range(30))
    recorded = Recorded(160, 120, (Drawn(pen, samples), Drawn(smudge, samples[::-1])))
    write_strokes(desk / "hand.strokes", recorded)
    return recorded


def painted(recorded: Recorded) -> Document:
    document = Document(recorded.width, recorded.height)
    for drawn in recorded.strokes:
        draw_again(document, drawn)
    return document


def test_strokes_are_painted_to_the_bit(aipaint: CommandLine, recorded: Recorded) -> None:
    ended = aipaint("replay", "hand.strokes", "-o", "out.png", "--json")
    assert ended.code == 0
    figures = json.loads(ended.out)
    assert (figures["width"], figures["height"], figures["strokes"], figures["samples"]) == (160, 120, 2, 60)
    made = np.asarray(Image.open(figures["output"]))
    assert np.array_equal(made, painted(recorded).composite()[..., :3])


def test_a_document_keeps_the_layer(aipaint: CommandLine, recorded: Recorded) -> None:
    assert aipaint("replay", "hand.strokes", "-o", "out.ora").out == "out.ora\n"
    state = read_document(Path("out.ora")).state
    expected = painted(recorded).layers[-1].tiles
    rect = state.rect
    assert np.array_equal(state.layers[-1].tiles.read(rect)[..., 3], expected.read(rect)[..., 3])


@pytest.mark.usefixtures("recorded")
def test_what_cannot_be_is_said_in_a_sentence(aipaint: CommandLine, desk: Path) -> None:
    (desk / "other.strokes").write_text("{}")
    for arguments in (
        ("none.strokes", "-o", "o.png"),
        ("other.strokes", "-o", "o.png"),
        ("hand.strokes", "-o", "o.xyz"),
    ):
        ended = aipaint("replay", *arguments)
        assert ended.code == 2
        assert len(ended.err.splitlines()) == 1
    assert not list(desk.glob("o.*"))

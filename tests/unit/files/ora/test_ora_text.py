"""Texts in OpenRaster files and journals, as they were and as anybody may have changed them."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Align, Text, TextStyle, TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.files.journal.reading import read_journal
from aipaint_desktop.files.journal.work import Work
from aipaint_desktop.files.ora.own_text import read_text, text_values
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.geometry import Rect

TEXT = Text(
    "春眠不觉晓\nspring & <sleep> \U00020000",
    TextStyle("Noto Serif CJK SC", "Bold", 33.5, 4.0, 140.0, (200, 30, 10), Align.MIDDLE, True),
    (0.5, 0.25, -0.25, 0.5, 20.0, 30.5),
    120.0,
    ((0.0, 0.0), (10.0, 5.0), (20.0, 5.0), (30.0, 0.0)),
)
BOX = Rect(10, 12, 60, 40)


def state(text: Text = TEXT) -> State:
    layer = Layer("Poem", TextTiles(TileStore().fill(BOX, (200, 30, 10, 255)), text))
    document = Document(150, 140)
    return replace(document.state, nodes=(*document.state.nodes, layer), active_id=layer.id)


def text_in(read: State) -> Text | None:
    assert isinstance(read.active, Layer)
    return read.active.text


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The same file with another own part."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    own = json.loads(entries["aipaint.json"])
    change(own["layers"][-1])
    entries["aipaint.json"] = json.dumps(own).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "poem.ora"
    OraWriter().write(path, state(), "Poem")
    return path


def test_a_text_comes_back_as_text_beside_its_pixels(path: Path) -> None:
    opened = read_ora(path)
    assert opened.losses == ()
    assert text_in(opened.state) == TEXT
    assert opened.state.layers[-1].tiles.read(BOX)[..., 3].all()


def test_others_see_its_pixels(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        (entry,) = [name for name in archive.namelist() if name == "data/layer2.png"]
        image = np.asarray(Image.open(io.BytesIO(archive.read(entry))))
    assert (image[12, 10] == (200, 30, 10, 255)).all()


@pytest.mark.parametrize(
    "broken",
    [
        {"words": 3},
        {"words": "x" * 100_000},
        {"size": 1e300},
        {"size": float("nan")},
        {"size": True},
        {"colour": [1, 2]},
        {"colour": [1, 2, 999]},
        {"align": "nowhere"},
        {"matrix": [1, 0, 0, 1, 0]},
        {"matrix": [0, 0, 0, 0, 0, 0]},
        {"matrix": [10**400, 0, 0, 1, 0, 0]},
        {"width": -1},
        {"path": [[0, 0], [1, 1]]},
        {"path": [[0, 0]] * 30_001},
        {"path": [[0, 0], [1], [2, 2], [3, 3]]},
        {"family": "x" * 1000},
    ],
)
def test_what_cannot_be_set_is_shown_as_pixels_and_told_once(path: Path, broken: dict[str, Any]) -> None:
    opened = read_ora(changed(path, lambda layer: layer["text"].update(broken)))
    assert text_in(opened.state) is None
    assert [str(loss) for loss in opened.losses] == [
        "These layers came back as pixels, as their text is damaged or was painted on: “Poem”."
    ]
    assert opened.state.layers[-1].tiles.read(BOX)[..., 3].all()


@pytest.mark.parametrize("broken", ["<svg>", 7, [], {}, [[[]]]])
def test_what_is_no_text_is_told_too(path: Path, broken: object) -> None:
    opened = read_ora(changed(path, lambda layer: layer.update(text=broken)))
    assert (text_in(opened.state), len(opened.losses)) == (None, 1)


def test_what_no_encoding_has_is_a_question_mark(path: Path) -> None:
    opened = read_ora(changed(path, lambda layer: layer["text"].update(words="a\ud800\0b")))
    text = text_in(opened.state)
    assert text is not None
    assert text.words == "a??b"


def test_what_another_program_has_painted_on_is_pixels(path: Path) -> None:
    opened = read_ora(changed(path, lambda layer: layer.update(crc=1)))
    assert (text_in(opened.state), len(opened.losses)) == (None, 1)


def test_unsaved_text_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    Journal(path).keep(Work(state()))
    work, _ = read_journal(path)
    assert text_in(work.state) == TEXT
    assert work.state.layers[-1].tiles.read(BOX)[..., 3].all()


numbers = st.floats(allow_nan=True, allow_infinity=True) | st.integers() | st.none() | st.text(max_size=3)
places = st.lists(numbers, max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "words": st.text(max_size=5) | st.none(),
            "size": numbers,
            "letters": numbers,
            "lines": numbers,
            "colour": st.lists(numbers, max_size=4),
            "align": st.sampled_from(["start", "end", "", "?"]) | st.integers(),
            "vertical": st.booleans() | st.none(),
            "matrix": st.lists(numbers, min_size=5, max_size=7),
            "width": numbers,
            "path": st.lists(places, max_size=8),
        },
    )
)
def test_whatever_is_read_can_be_written(values: dict[str, Any]) -> None:
    read = read_text(text_values(TEXT) | values)
    if read is not None:
        assert read_text(json.loads(json.dumps(text_values(read)))) == read

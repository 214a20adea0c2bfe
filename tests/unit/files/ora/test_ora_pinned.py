"""Pinned pictures in OpenRaster files and journals."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.pinned import Pinned
from aipaint_desktop.document.pinning import with_pinned
from aipaint_desktop.document.state import State
from aipaint_desktop.files.journal.journal import Journal
from aipaint_desktop.files.journal.reading import read_journal
from aipaint_desktop.files.journal.work import Work
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.picture import Picture
from tests.full_document import noise

PINS = (
    Pinned(Picture(noise(30, 20), "sea"), -12.5, 3.0, 60.0, 0.5, True),
    Pinned(Picture(noise(9, 40)[..., :3], "麦田"), 10.0, 3.0, 18.0),
)


def state() -> State:
    return with_pinned(Document(150, 140).state, PINS)


def test_they_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "pinned.ora"
    OraWriter().write(path, state(), "Pinned")
    opened = read_ora(path)
    assert opened.losses == ()
    assert opened.state.pinned == PINS
    with zipfile.ZipFile(path) as archive:
        assert "pinned" not in archive.read("stack.xml").decode()


def test_unsaved_ones_come_back(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path)
    journal.keep(Work(state()))
    before = path.stat().st_size
    journal.keep(Work(state()))
    assert path.stat().st_size - before < 8000  # their pixels are there already
    work, _ = read_journal(path)
    assert work.state.pinned == PINS


@pytest.mark.parametrize(
    "broken",
    [
        {"left": float("nan")},
        {"width": 0},
        {"width": 1e300},
        {"opacity": 2},
        {"grey": "yes"},
        {"id": ""},
        {"source": "aipaint/nothing.png"},
        {"source": 7},
        {"left": 10**400},
    ],
)
def test_one_that_is_broken_costs_only_itself(tmp_path: Path, broken: dict[str, Any]) -> None:
    path = tmp_path / "pinned.ora"
    OraWriter().write(path, state(), "Pinned")
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    own = json.loads(entries["aipaint.json"])
    own["pinned"][0] |= broken
    entries["aipaint.json"] = json.dumps(own).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    opened = read_ora(path)
    assert opened.state.pinned == PINS[1:]
    assert [str(loss) for loss in opened.losses] == ["A pinned picture in it is damaged and was left out."]
    assert np.array_equal(opened.state.pinned[0].picture.pixels, PINS[1].picture.pixels)

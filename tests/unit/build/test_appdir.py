"""The layout on Linux."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

import appdir

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="an AppDir is Linux's")


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    app, icons, drawing = tmp_path / "aipaint", tmp_path / "icons", tmp_path / "drawing.svg"
    for made in (app, icons):
        made.mkdir()
    program = app / "aipaint"
    program.write_text('#!/bin/sh\nreadlink -f "$0"\n')
    program.chmod(0o755)
    for size in (16, 256):
        (icons / f"{size}.png").write_bytes(b"%d" % size)
    drawing.write_text("<svg/>")
    folder = tmp_path / "AIPaint.AppDir"
    appdir.lay_out(app, icons, drawing, folder)
    return folder


def test_it_starts_from_wherever_it_lies(laid_out: Path, tmp_path: Path) -> None:
    elsewhere = laid_out.rename(tmp_path / "moved to")
    started = subprocess.run([elsewhere / "AppRun"], capture_output=True, text=True, check=True)
    assert Path(started.stdout.strip()) == elsewhere / "usr/lib/aipaint/aipaint"


def test_the_menu_entry_names_a_program_and_an_icon_that_are_there(laid_out: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(laid_out / "aipaint.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert (laid_out / "usr/bin" / desktop["Exec"]).exists()
    assert (laid_out / f"{desktop['Icon']}.svg").read_text() == "<svg/>"
    hicolor = laid_out / "usr/share/icons/hicolor"
    assert (hicolor / f"16x16/apps/{desktop['Icon']}.png").read_bytes() == b"16"
    assert (laid_out / ".DirIcon").read_bytes() == b"256"
    assert desktop["Comment[zh_CN]"]

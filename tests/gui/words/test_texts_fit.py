"""Every window and dialog in both languages at 100 and 200 %: no words cut off or over others, all named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.words.language import LANGUAGES
from tests.gui.text_fit import english, faults

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("scale", ["1", "2"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_words_fit_everywhere(language: str, scale: str, tmp_path: Path) -> None:
    theme = "dark" if scale == "1" else "light"
    run = subprocess.run(
        [sys.executable, "-m", "tests.gui.every_window", language, theme, str(tmp_path)],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    found = json.loads(run.stdout.splitlines()[-1])
    assert len(found) > 30
    assert {window: faults for window, faults in found.items() if faults} == {}


def laid_out(qtbot: QtBot, *children: tuple[QWidget, tuple[int, int, int, int]]) -> QWidget:
    sheet = QWidget()
    qtbot.addWidget(sheet)
    for child, place in children:
        child.setParent(sheet)
        child.setGeometry(*place)
    sheet.resize(400, 200)
    sheet.show()
    return sheet


def test_words_that_are_cut_are_found(qtbot: QtBot) -> None:
    sheet = laid_out(
        qtbot,
        (QLabel("far too long for its place"), (0, 0, 20, 20)),
        (QPushButton("far too long as well"), (0, 60, 20, 30)),
    )
    assert len([fault for fault in faults(sheet) if "lacks" in fault]) == 2


def test_words_over_words_and_fields_without_a_name_are_found(qtbot: QtBot) -> None:
    sheet = laid_out(qtbot, (QLabel("one"), (0, 0, 80, 30)), (QLineEdit(), (40, 0, 80, 30)))
    found = faults(sheet)
    assert any("overlaps" in fault for fault in found)
    assert any("has no name" in fault for fault in found)


def test_what_fits_is_no_fault(qtbot: QtBot) -> None:
    sheet = laid_out(qtbot, (QLabel("one"), (0, 0, 80, 30)), (QLabel("two"), (90, 0, 80, 30)))
    assert faults(sheet) == []


def test_english_in_another_language_is_found(qtbot: QtBot) -> None:
    sheet = laid_out(
        qtbot,
        (QLabel("已找到：CPU with 16 threads。"), (0, 0, 200, 30)),
        (QLabel("CUDA 用于 NVIDIA 显卡，单位 px"), (0, 40, 200, 30)),
        (QPushButton("按照 line by line"), (0, 80, 200, 30)),
    )
    assert len(english(sheet)) == 2

"""A .ts file says what is translated in it and leaves all else to the source."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from aipaint_desktop.ui.words.translation_file import TranslationFile

_FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context><name>Menus</name>
<message><source>&amp;Edit</source><translation>编辑(&amp;E)</translation></message>
<message><source>Cut</source><translation type="unfinished"></translation></message>
</context>
</TS>
"""


@pytest.fixture
def translation(qapp: QApplication, tmp_path: Path) -> Iterator[TranslationFile]:
    file = tmp_path / "aipaint_zh_CN.ts"
    file.write_text(_FILE, encoding="utf-8")
    translation = TranslationFile(file)
    qapp.installTranslator(translation)
    yield translation
    qapp.removeTranslator(translation)


def test_it_says_what_is_translated_in_its_own_context(translation: TranslationFile) -> None:
    assert not translation.isEmpty()
    assert QCoreApplication.translate("Menus", "&Edit") == "编辑(&E)"
    assert QCoreApplication.translate("Docks", "&Edit") == "&Edit"


@pytest.mark.usefixtures("translation")
def test_what_is_unfinished_or_missing_is_said_as_in_the_source() -> None:
    assert QCoreApplication.translate("Menus", "Cut") == "Cut"
    assert QCoreApplication.translate("Menus", "Copy") == "Copy"


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.ts"
    file.write_text("<TS", encoding="utf-8")
    with pytest.raises(ElementTree.ParseError):
        TranslationFile(file)
    with pytest.raises(OSError, match=r"missing\.ts"):
        TranslationFile(tmp_path / "missing.ts")

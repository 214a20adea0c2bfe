"""The translation is complete: every string of the program, and none that is gone."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QTextLayout
from PySide6.QtWidgets import QApplication

from aipaint_desktop import paths
from aipaint_desktop.brushes import presets
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.modelstore.references import shipped
from aipaint_desktop.training.lab.diagnosis import Likeness, in_words
from aipaint_desktop.ui.canvas import tools
from aipaint_desktop.ui.lab import words as lab_words
from aipaint_desktop.ui.lab.words import diagnosis
from aipaint_desktop.ui.look.theme import load_fonts
from aipaint_desktop.ui.words import names
from aipaint_desktop.ui.words.language import set_language
from aipaint_desktop.ui.words.names import layer_title, step_title
from aipaint_desktop.values.titles import LAYER_TITLES

FOLDER = paths.resources() / "translations"
TRANSLATION = FOLDER / "aipaint_zh_CN.ts"
PACKAGE = Path(tools.__file__).parents[3]
_NOT_IN_THE_WINDOW = ("cli", "training")
_FOREIGN = [  # where a sentence comes from somewhere else: it says what another said
    "cli/main.py",
    "jobs/last_sentence.py",
    "training/lab/picture_folder.py",
    "values/refusal.py",
]
_STEP_ARGUMENT = {
    "begin_edit": 0,
    "_step": 0,
    "_change": 0,
    "_insert": 0,
    "_start": 0,
    "select": 1,
    "apply": 0,
    "step": 0,
}
_LICENCE_NAME = re.compile(r"[A-Z]\w*( [A-Z-]+)*( [0-9.]+)?")  # such as CC BY-NC 4.0


@pytest.fixture(scope="module")
def update() -> ModuleType:
    """The script that brings the translations up to date."""
    script = PACKAGE.parent / "tools" / "update_translations.py"
    spec = importlib.util.spec_from_file_location("update", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(file: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """Translation elements by context and source."""
    root = ElementTree.parse(file).getroot()
    return {
        (context.findtext("name") or "", message.findtext("source") or ""): translation
        for context in root.iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    }


def calls(*, everywhere: bool = False) -> Iterator[ast.Call]:
    """Every call in the rooms that the window uses, or in all."""
    for file in sorted(PACKAGE.rglob("*.py")):
        if everywhere or file.relative_to(PACKAGE).parts[0] not in _NOT_IN_THE_WINDOW:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def template(node: ast.expr) -> str | None:
    """A literal as text, with numbered places where an f-string puts something; None for all else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, places = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{places}}}")
            places += 1
    return "".join(parts)


def test_every_string_is_translated_and_none_is_left_over(update: ModuleType, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh_zh_CN.ts"
    fresh.write_text('<!DOCTYPE TS>\n<TS version="2.1" language="zh_CN"/>\n', encoding="utf-8")
    update.collect(fresh)
    needed, there = messages(fresh).keys(), messages(TRANSLATION)
    assert sorted(needed - there.keys()) == [], "run tools/update_translations.py and translate these"
    assert sorted(there.keys() - needed) == [], "run tools/update_translations.py"
    missing = [key for key, translation in there.items() if translation.get("type") or not translation.text]
    assert missing == []


def test_translations_keep_places_and_access_keys() -> None:
    for (_context, source), translation in messages(TRANSLATION).items():
        text = translation.text or ""
        assert sorted(re.findall(r"\{\d\}", source)) == sorted(re.findall(r"\{\d\}", text)), source
        assert len(re.findall(r"&\w", source)) == len(re.findall(r"&\w", text)), source


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    set_language(qapp, "zh_CN")
    yield
    set_language(qapp, "en")


@pytest.fixture
def typefaces(qapp: QApplication) -> Iterator[None]:
    font = QApplication.font()
    load_fonts()
    yield
    qapp.setFont(font)
    QFontDatabase.removeAllApplicationFonts()


@pytest.mark.usefixtures("typefaces")
def test_the_shipped_typefaces_have_every_character_of_the_translation() -> None:
    faces = [QFontMetrics(QFont(family)) for family in QApplication.font().families()]
    assert len(faces) == 2
    text = "".join((translation.text or "") for translation in messages(TRANSLATION).values())
    lacking = {c for c in text if c != "\n" and not any(face.inFontUcs4(ord(c)) for face in faces)}
    assert lacking == set()


@pytest.mark.usefixtures("typefaces")
def test_chinese_is_set_in_the_shipped_typeface_and_no_higher_than_english() -> None:
    layout = QTextLayout("图层 Layer", QApplication.font())
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    assert {run.rawFont().familyName() for run in layout.glyphRuns()} == {"Inter", "AIPaint Sans SC"}
    assert line.height() == pytest.approx(QFontMetrics(QApplication.font()).height(), abs=1)


def test_every_refusal_is_raised_with_its_template_and_what_stands_in_its_places() -> None:
    foreign = []
    for file, call in refusals():
        match call.args:
            case [ast.Constant(str(template)), *arguments]:
                places = {int(place) for place in re.findall(r"\{(\d+)\}", template)}
                assert places == set(range(len(arguments))), template
                assert not re.search(r"\{\D", template), template
            case _:
                foreign.append(file)
    assert sorted(foreign) == _FOREIGN


def refusals() -> Iterator[tuple[str, ast.Call]]:
    """Where a refusal or another sentence for the artist is made, in whatever room."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in ("BadInput", "Sentence"):
                yield file.relative_to(PACKAGE).as_posix(), node


def test_every_word_on_a_training_is_marked() -> None:
    found = Likeness(variety=0.0, novelty=0.0)
    said = [in_words("gan", {"real": real, "made": 0.0}, found) for real in (3.0, -1.0)]
    assert {sentence for sentences in said for sentence in sentences} == marked_by("Diagnosis")
    losses = set()
    lab = PACKAGE / "training" / "lab"
    for file in [*sorted(lab.glob("*_training.py")), lab / "adversary.py"]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in ("train_step", "learn"):
                losses |= {
                    key.value
                    for each in ast.walk(node)
                    if isinstance(each, ast.Dict)
                    for key in each.keys
                    if isinstance(key, ast.Constant)
                }
                losses |= {
                    each.slice.value
                    for each in ast.walk(node)
                    if isinstance(each, ast.Subscript)
                    and isinstance(each.slice, ast.Constant)
                    and getattr(each.value, "id", "") == "losses"
                }
    assert losses == set(lab_words.LOSSES)


def test_every_step_of_the_history_is_marked() -> None:
    given: list[ast.expr] = []
    for call in calls():
        place = _STEP_ARGUMENT.get(called(call))
        if place is not None and len(call.args) > place:
            given.append(call.args[place])
        given += [keyword.value for keyword in call.keywords if keyword.arg == "step"]
    assert [title for title in map(template, given) if title is not None] == []
    steps = [one for one in given if isinstance(one, ast.Call) and called(one) == "StepTitle"]
    assert len(steps) > 10
    assert {request.title for request in request_kinds()} <= marked_by("StepTitle")


@pytest.mark.usefixtures("chinese")
def test_the_names_that_the_program_gives_are_shown_translated() -> None:
    assert step_title("Fill") == "填充"
    assert step_title("Soft round") == "柔边圆笔"
    assert [layer_title(name) for name in LAYER_TITLES] == ["纸张", "草图", "图层", "粘贴的图片", "组"]
    assert layer_title("Fill") == "Fill"  # as the artist calls it
    assert diagnosis(in_words("gan", {"real": -1.0, "made": 0.0}, Likeness(1.0, 1.0))[0]).endswith("。")


def request_kinds(of: type[Request] = Request) -> Iterator[type[Request]]:
    """The requests that can be made."""
    for kind in of.__subclasses__():
        if kind.__module__.startswith("aipaint_desktop") and "title" in vars(kind):
            yield kind
        yield from request_kinds(kind)


def marked_by(mark: str) -> set[str]:
    """What is marked with the name of a type."""
    return {template(call.args[0]) or "" for call in calls(everywhere=True) if called(call) == mark}


def marked(context: str) -> set[str]:
    """What is marked to be translated in a context, in whatever file."""
    marks = (call for call in calls() if called(call) == "QT_TRANSLATE_NOOP")
    return {template(call.args[1]) or "" for call in marks if template(call.args[0]) == context}


def test_every_name_from_other_rooms_is_marked() -> None:
    assert all(preset.title_zh for preset in presets.shipped())
    assert set(LAYER_TITLES) == marked_by("LayerTitle")
    assert {entry.description for entry in shipped()} == set(names.MANNERS)
    assert {model.family for model in catalogue()} <= marked("model")
    assert {words for model in catalogue() for words in (model.good_at, model.bad_at)} <= marked("model")
    assert all(entry.title_zh for entry in (*catalogue(), *shipped()))
    own_words = {model.licence for model in catalogue() if not _LICENCE_NAME.fullmatch(model.licence)}
    assert own_words <= marked("model")

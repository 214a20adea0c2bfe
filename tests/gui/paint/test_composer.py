"""Words to a painting, in the window, with a composer that was never taught."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from aipaint_desktop import paths
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.paint.operations.compose import ComposeSettings
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls, Start
from aipaint_desktop.ui.paint.operations.vary import VarySettings
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompts import Prompts
from aipaint_desktop.words.unpaintable import unpaintable
from aipaint_desktop.workspace.paint_settings import Canvas
from tests.gui.conftest import PATIENCE_MS, folder_of_models, seen
from tests.untrained_composer import make_composer

PATIENCE = 10 * PATIENCE_MS
CANVAS = Canvas.of(np.full((48, 64, 4), 90, np.uint8))
RED = Picture(np.full((40, 40, 3), (200, 0, 0), np.uint8), "red")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of models, with those that ship and an untrained composer."""
    return folder_of_models(tmp_path_factory.mktemp("models"), "composer", make_composer)


@pytest.fixture
def window(
    settings: QSettings, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(paths, "models", lambda: folder)
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    sketch = np.full((96, 128, 3), (150, 190, 230), np.uint8)
    window.files.opened.emit(Document.from_picture(sketch, "Meadow"))
    window.paint_panel.set_model("composer")
    window.paint_panel.controls(ComposeControls).set_prompt("the sea")
    yield window
    window.close()


@pytest.fixture
def controls(window: MainWindow) -> ComposeControls:
    return window.paint_panel.controls(ComposeControls)


def _choose(controls: ComposeControls, *, start: Start = Start.WORDS, finish: str = "none") -> None:
    controls.start.setCurrentIndex(controls.start.findData(start))
    controls.finish.setCurrentIndex(controls.finish.findData(finish))


def _painted(window: MainWindow, qtbot: QtBot, paint: Callable[[], object]) -> ComposeRequest:
    """The request of the layer that painting makes."""
    with qtbot.waitSignal(window.painting.finished, timeout=PATIENCE):
        paint()
    run = window.canvas.document.active.provenance
    assert isinstance(run, EngineRun)
    assert isinstance(run.request, ComposeRequest)
    return run.request


def _settings(width: int = 64, height: int = 48, **compose: object) -> ComposeSettings:
    return ComposeSettings(width=width, height=height, seed=7, prompt="sea", **compose)  # type: ignore[arg-type]


@pytest.mark.parametrize("finish", ["upscale", "painter"])
def test_words_are_painted_as_a_new_layer(
    window: MainWindow, controls: ComposeControls, qtbot: QtBot, finish: str
) -> None:
    before = seen(window)
    _choose(controls, finish=finish)
    request = _painted(window, qtbot, window.paint)
    assert (request.prompt, request.finish, request.references) == ("the sea", finish, ())
    assert np.abs(seen(window).astype(int) - before).mean() > 5
    controls.fitting.setChecked(False)
    assert window.references.isEnabled()
    assert len(_painted(window, qtbot, window.paint).references) == 1


def test_what_was_left_to_chance_can_be_asked_for(
    window: MainWindow, controls: ComposeControls, qtbot: QtBot
) -> None:
    _choose(controls)
    assert not controls.ask_for_it.isVisibleTo(controls)
    _painted(window, qtbot, window.paint)
    qtbot.waitUntil(lambda: controls.ask_for_it.isVisibleTo(controls), timeout=PATIENCE)
    QTest.mouseClick(controls.ask_for_it, Qt.MouseButton.LeftButton)
    assert controls.prompt.toPlainText() == "the sea, impressionism, Claude Monet"
    assert not controls.ask_for_it.isVisibleTo(controls)
    _painted(window, qtbot, window.paint)
    qtbot.wait(100)
    assert not controls.ask_for_it.isVisibleTo(controls)
    controls.set_prompt("")
    controls.tell_chance("", ["claude monet"])
    qtbot.waitUntil(lambda: controls.ask_for_it.isVisibleTo(controls), timeout=PATIENCE)
    QTest.mouseClick(controls.ask_for_it, Qt.MouseButton.LeftButton)
    assert controls.prompt.toPlainText() == "Claude Monet"


def test_what_was_left_to_chance_goes_and_comes_with_its_prompt(
    controls: ComposeControls, qtbot: QtBot
) -> None:
    controls.set_prompt("sea")
    controls.tell_chance("sea", ["claude monet"])
    qtbot.waitUntil(lambda: controls.ask_for_it.isVisibleTo(controls), timeout=PATIENCE)
    controls.set_prompt("a meadow")
    assert not controls.ask_for_it.isVisibleTo(controls)
    assert not controls._chance.isVisibleTo(controls)
    controls.set_prompt("sea")
    assert controls.ask_for_it.isVisibleTo(controls)
    controls.set_prompt("dunes")
    controls.tell_chance("sea", ["dusk"])  # of a composition that was asked for before
    qtbot.wait(200)
    assert not controls.ask_for_it.isVisibleTo(controls)


def test_only_the_selection_is_composed(window: MainWindow, controls: ComposeControls, qtbot: QtBot) -> None:
    document, before = window.canvas.document, seen(window)
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[:, :40] = 255
    document.select(mask, "Select")
    _choose(controls, start=Start.SELECTION)
    _painted(window, qtbot, window.paint)
    differs = (seen(window) != before).any(-1)
    assert differs[:, :40].mean() > 0.5
    assert not differs[mask == 0].any()


def test_one_of_four_is_chosen_and_painted(
    window: MainWindow, controls: ComposeControls, qtbot: QtBot
) -> None:
    _choose(controls)
    layers = len(window.canvas.document.layers)
    sheet = window.composing.sheet
    QTest.mouseClick(controls.several, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.isVisible, timeout=PATIENCE)
    assert len(sheet.buttons) == 4
    assert len(window.canvas.document.layers) == layers
    faces = {button.icon().pixmap(64).toImage().pixelColor(20, 20).name() for button in sheet.buttons}
    assert len(faces) > 1
    seed = window.paint_panel.seed_field.seed
    request = _painted(window, qtbot, sheet.buttons[2].click)
    assert (request.count, request.seed, request.prompt) == (1, seed + 2, "the sea")
    sheet.close()


def test_another_picture_grows_out_of_an_early_step(
    window: MainWindow, controls: ComposeControls, qtbot: QtBot
) -> None:
    _choose(controls)
    first = _painted(window, qtbot, window.paint)
    film = window.progress.film
    (branch,) = (
        button
        for button in window.progress.findChildren(QAbstractButton)
        if button.accessibleName().startswith("Go on from")
    )
    assert not branch.isEnabled()
    film.setCurrentRow(0)
    assert branch.isEnabled()
    QTest.mouseClick(branch, Qt.MouseButton.LeftButton)
    assert not window.painting.scrubbing
    assert controls.start.currentData() is Start.FRAME
    controls.set_prompt("a forest")
    second = _painted(window, qtbot, window.paint)
    assert second.start is not None
    assert second.start.width < 100  # as small as it was composed
    assert 0 < second.keep < 1
    assert second.prompt != first.prompt


def test_what_is_not_understood_is_said_and_words_are_offered(
    window: MainWindow, controls: ComposeControls, qtbot: QtBot
) -> None:
    def said() -> str:
        return " ".join(
            label.text()
            for label in controls.findChildren(QLabel)
            if not label.isHidden() and label.property("role") == "muted"
        )

    controls.set_prompt("the sea and a zorgel 龘")
    qtbot.waitUntil(lambda: "Nothing is known of zorgel, 龘." in said())
    controls.set_prompt("the sea " * 1000)
    qtbot.waitUntil(lambda: said() == "Only the first 2000 characters are read.")
    controls.set_prompt("the sea")
    qtbot.waitUntil(lambda: not said())
    window.activateWindow()
    controls.set_prompt("")
    controls.prompt.setFocus()
    qtbot.waitUntil(lambda: "Claude Monet" in controls.prompt._words)
    QTest.keyClicks(controls.prompt, "sea, clau")
    assert controls.prompt.offered[0] == "Claude Monet"
    QTest.keyClick(controls.prompt, Qt.Key.Key_Tab)
    assert controls.prompt.toPlainText() == "sea, Claude Monet"
    controls.set_prompt("(the sea:1.3), Łódź")
    words = "Nothing is known of Łódź. Weights such as (word:1.3) mean nothing here; the words are read."
    qtbot.waitUntil(lambda: said() == words)


@pytest.mark.parametrize("start", [Start.CANVAS, Start.FRAME])
def test_a_start_goes_into_the_request(start: Start) -> None:
    request = _settings(start=start, frame=RED, keep=0.3).request(CANVAS, (RED,))
    assert isinstance(request, ComposeRequest)
    request.validate()
    assert request.start == (RED if start is Start.FRAME else CANVAS.picture)
    assert (request.keep, request.selection, request.references) == (0.3, None, ())


def test_beyond_the_canvas_only_what_is_around_it_is_composed() -> None:
    request = _settings(96, 80, start=Start.BEYOND).request(CANVAS, ())
    assert isinstance(request, ComposeRequest)
    request.validate()
    assert request.selection is not None
    assert request.start is not None
    inside = request.selection.pixels == 0
    assert inside.sum() == 48 * 64
    assert (request.start.pixels[inside] == 90).all()
    with pytest.raises(BadInput, match="must be larger than the picture"):
        _settings(start=Start.BEYOND).request(CANVAS, ())


def test_a_selection_is_needed_to_compose_in_it() -> None:
    with pytest.raises(BadInput, match="Nothing is selected"):
        _settings(start=Start.SELECTION).request(CANVAS, ())


def test_a_sheet_is_not_finished() -> None:
    request = _settings(count=4, fitting=False).request(CANVAS, (RED,))
    assert isinstance(request, ComposeRequest)
    request.validate()
    assert (request.count, request.finish, request.references) == (4, "none", ())


def test_what_the_composer_cannot_paint_is_said_beside_the_prompt(
    controls: ComposeControls, qtbot: QtBot
) -> None:
    controls.set_prompt("a cat and the sea")
    qtbot.waitUntil(lambda: "cannot paint: cat." in controls._read.text(), timeout=PATIENCE)
    assert controls._read.isVisibleTo(controls)
    controls.negative.setText("cats")  # to stay away from one is no wish for one
    controls.set_prompt("the sea")
    qtbot.waitUntil(lambda: not controls._read.isVisibleTo(controls), timeout=PATIENCE)


def test_the_example_is_something_that_can_be_painted(controls: ComposeControls) -> None:
    example = controls.prompt.placeholderText()
    assert len(example) > 10
    assert unpaintable(example) == []
    assert not Prompts().read(example).unknown


@pytest.mark.parametrize("start", [Start.WORDS, Start.CANVAS, Start.FRAME])
def test_whatever_a_composition_begins_with_it_keeps_to_the_selection(start: Start) -> None:
    mask = np.zeros((48, 64), np.uint8)
    mask[:, 20:40] = 128
    request = _settings(start=start, frame=RED, keep=0.3).request(Canvas(CANVAS.picture, mask), (RED,))
    assert isinstance(request, ComposeRequest)
    assert request.selection == Picture(mask)
    assert request.start is not None
    assert request.keep == (0.0 if start is Start.WORDS else 0.3)
    around = np.delete(request.start.pixels, range(20, 40), axis=1)
    assert (around[..., :3] == 90).all()
    request.validate()


def test_the_selection_lies_on_a_new_picture_as_that_will_lie_on_the_canvas() -> None:
    mask = np.zeros((48, 64), np.uint8)
    mask[10:20, 10:20] = 200
    settings = VarySettings(width=96, height=40, seed=7, from_canvas=True)
    request = settings.request(Canvas(CANVAS.picture, mask), (RED,))
    assert isinstance(request, VaryRequest)
    assert request.selection is not None
    assert request.selection.pixels.shape == (40, 96)
    assert (request.selection.pixels[6:16, 26:36] == 200).all()
    assert request.selection.pixels.sum() == mask.sum()

"""A model of the artist's own paints words in the window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptEditRequest,
    PromptExtendRequest,
    PromptFillRequest,
    PromptRequest,
    Stretch,
)
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.files.provenance import EngineRun, engine_run
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.model_file import ModelFile
from aipaint_desktop.ui.paint.operations.prompt_controls import PromptControls
from aipaint_desktop.ui.paint.paint_button import PaintButton
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.ui.words.names import layer_title
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.workspace.paint_settings import Canvas
from tests.gui.conftest import PATIENCE_MS, note_emerging, require_live_keeps_to_the_selection
from tests.support import need_checkpoints
from tests.support.tiny_checkpoints import save_single_file, tiny_pipeline
from tests.support.tiny_families import save_family, tiny_family
from tests.support.tiny_loras import layers_of, lora, named, save_lora

need_checkpoints()


@pytest.fixture
def checkpoint(tmp_path: Path) -> ModelFile:
    return find_model_file(str(save_single_file(tiny_pipeline("sd1"), "sd1", tmp_path / "lake.safetensors")))


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot, checkpoint: ModelFile) -> Iterator[MainWindow]:
    assert checkpoint.usable
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_words_and_the_canvas_become_layers(window: MainWindow, qtbot: QtBot, checkpoint: ModelFile) -> None:
    panel = window.paint_panel
    panel.set_model(checkpoint.id)
    assert panel.operation.id == "prompt"
    controls = panel.controls(PromptControls)
    assert controls.prompt.isVisible()
    assert name_of_press(window) == "Generate"
    controls.prompt.setPlainText("a red house by a lake")
    controls.steps.set_number(2)
    controls.sampler.setCurrentIndex(controls.sampler.findData("ddim"))
    document = window.canvas.document
    layers = len(document.layers)
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    request = made.request
    assert isinstance(request, PromptRequest)
    assert (request.checkpoint, request.weights) == ("lake", checkpoint.sha256)
    assert (request.steps, request.sampler, request.start) == (2, "ddim", None)
    assert len(document.layers) == layers + 1
    controls.strength.set_number(50)
    controls.strength.edited.emit(50)
    assert name_of_press(window) == "Refine"
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    again = document.active.provenance
    assert isinstance(again, EngineRun)
    assert isinstance(again.request, PromptRequest)
    assert again.request.start is not None
    assert again.request.keep == 0.5


def test_what_others_made_begins_it_and_others_go_on_from_it(
    window: MainWindow, checkpoint: ModelFile
) -> None:
    """From the composer into a checkpoint, and from there to the painter, a style and larger."""
    window.workspace.active.replace(Document(64, 48))
    document, panel = window.canvas.document, window.paint_panel

    def put(request: Request, grey: int) -> NDArray[np.uint8]:
        pixels = np.full((48, 64, 4), (grey, grey, grey, 255), np.uint8)
        run = engine_run(request, device="cpu", precision="fp32", seconds=1.0)
        document.place("Painted", pixels, "made", document.rect, document.layers[-1].id, provenance=run)
        return pixels[..., :3]

    def now() -> Request:
        return window.workspace.take_down(panel.settings).request(Preparation())

    composed = put(ComposeRequest(seed=1, prompt="a lake", width=64, height=48), 60)
    panel.set_model(checkpoint.id)
    controls = panel.controls(PromptControls)
    controls.strength.set_number(50)
    controls.strength.edited.emit(50)
    refined = now()
    assert isinstance(refined, PromptRequest)
    assert refined.start is not None
    assert np.array_equal(refined.start.pixels, composed)
    assert refined.weights == checkpoint.sha256
    painted = put(refined, 160)
    for operation, model in (("paint", "painter"), ("stylize", "style-fast"), ("upscale", "upscale")):
        panel.set_model(model)
        panel.set_operation(operation)
        request = now()
        begun = getattr(request, "sketch", None) or request.ground
        assert begun is not None
        assert np.array_equal(begun.pixels, painted), operation


def name_of_press(window: MainWindow) -> str:
    """What the button says that it does."""
    return window.findChild(QPushButton, "paint").text()


def choose(window: MainWindow, words: str) -> None:
    """Choose from the menu on the button."""
    menu = window.findChild(PaintButton).menu
    next(action for action in menu.actions() if action.text() == words).trigger()


def asked(window: MainWindow) -> CheckpointRequest:
    """What would be painted."""
    panel, document = window.paint_panel, window.canvas.document
    request = panel.settings.settled(Preparation()).request(
        Canvas.of(document.composite(), document.selection), ()
    )
    assert isinstance(request, CheckpointRequest)
    request.validate()
    return request


def select(window: MainWindow, left: int, top: int, right: int, bottom: int) -> NDArray[np.uint8]:
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[top:bottom, left:right] = 255
    document.select(mask)
    return mask


def put_paint(window: MainWindow, rect: Rect) -> None:
    edit = window.canvas.document.begin_edit("Stroke")
    edit.write(rect, np.full((rect.height, rect.width, 4), (90, 20, 160, 255), np.uint8))
    edit.commit()


def test_the_button_says_what_it_does(window: MainWindow, checkpoint: ModelFile) -> None:
    panel, document = window.paint_panel, window.canvas.document
    assert name_of_press(window) == "Paint"
    panel.set_model(checkpoint.id)
    controls = panel.controls(PromptControls)
    assert name_of_press(window) == "Generate"
    mask = select(window, 20, 10, 60, 50)
    assert name_of_press(window) == "Remove"  # no words: what is around it goes on
    request = asked(window)
    assert isinstance(request, PromptFillRequest)
    assert (request.prompt, request.strength) == ("", 1)
    assert np.array_equal(request.mask.pixels, mask)
    controls.prompt.setPlainText("a boat")
    assert name_of_press(window) == "Fill"
    put_paint(window, Rect(30, 20, 8, 8))
    assert name_of_press(window) == "Replace"
    assert asked(window).prompt == "a boat"
    controls.strength.set_number(40)
    controls.strength.edited.emit(40)
    assert name_of_press(window) == "Refine"
    request = asked(window)
    assert isinstance(request, PromptFillRequest)
    assert request.keep == 0.6
    document.select(None)
    request = asked(window)
    assert isinstance(request, PromptRequest)
    assert (request.keep, request.size) == (0.6, (document.width, document.height))
    controls.strength.set_number(100)
    controls.strength.edited.emit(100)
    assert name_of_press(window) == "Generate"
    select(window, 0, 0, 60, document.height)
    assert name_of_press(window) == "Replace"
    document.undo()
    panel.size_field.set_size_px(QSize(document.width + 64, document.height))
    assert name_of_press(window) == "Expand"
    request = asked(window)
    assert isinstance(request, PromptExtendRequest)
    assert (request.size, request.corner) == ((document.width + 64, document.height), (32, 0))


def test_a_blank_strip_along_the_border_is_expanded_into(window: MainWindow, checkpoint: ModelFile) -> None:
    window.paint_panel.set_model(checkpoint.id)
    document = window.canvas.document
    put_paint(window, Rect(200, 20, 8, 8))
    mask = select(window, 0, 0, 60, document.height)
    assert name_of_press(window) == "Expand"
    request = asked(window)
    assert isinstance(request, PromptFillRequest)
    assert np.array_equal(request.mask.pixels, mask)


def test_a_model_that_edits_changes_the_canvas_as_the_words_say(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, checkpoint: ModelFile
) -> None:
    editor = find_model_file(str(save_family(tiny_family("pix2pix"), tmp_path / "editor")))
    panel, document = window.paint_panel, window.canvas.document
    panel.set_models(catalogue())
    panel.set_model(editor.id)
    controls = panel.controls(PromptControls)
    assert name_of_press(window) == "Edit"
    assert [way.id for way in controls.ways if way.possible] == ["", "edit"]
    assert not controls.strength.isEnabled()
    assert not controls.loras.isEnabled()
    assert controls.prompt.placeholderText() == "make it winter"
    controls.prompt.setPlainText("make it night")
    controls.steps.set_number(1)
    put_paint(window, Rect(20, 20, 60, 60))
    mask = select(window, 30, 30, 62, 62)
    before = document.composite()
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    assert isinstance(made.request, PromptEditRequest)
    assert made.request.selection is not None
    after = document.composite()
    assert np.array_equal(after[mask == 0], before[mask == 0])
    assert not np.array_equal(after[mask > 0], before[mask > 0])
    panel.set_model(checkpoint.id)
    assert name_of_press(window) == "Replace"
    assert controls.loras.isEnabled()
    assert [way.id for way in controls.ways][-1] == "expand"


def test_the_menu_on_the_button_chooses_another(window: MainWindow, checkpoint: ModelFile) -> None:
    panel, document = window.paint_panel, window.canvas.document
    panel.set_model(checkpoint.id)
    controls = panel.controls(PromptControls)
    controls.prompt.setPlainText("a boat")
    menu = window.findChild(PaintButton).menu
    possible = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert possible == {
        "What fits": True,
        "Generate": True,
        "Refine": True,
        "Fill": False,
        "Remove": False,
        "Expand": True,
    }
    choose(window, "Expand")
    assert name_of_press(window) == "Expand"
    assert isinstance(asked(window), PromptExtendRequest)
    choose(window, "Refine")
    assert (name_of_press(window), controls.strength.number) == ("Refine", 50)
    assert asked(window).size == (document.width, document.height)
    select(window, 20, 10, 60, 50)
    choose(window, "Remove")
    assert (name_of_press(window), asked(window).prompt) == ("Remove", "")
    choose(window, "Generate")
    request = asked(window)
    assert isinstance(request, PromptRequest)
    assert request.start is None
    assert request.selection is not None
    choose(window, "Remove")
    document.select(None)
    assert name_of_press(window) == "Generate"  # what was chosen cannot be
    window.set_language("zh_CN")
    assert window.paint_panel.controls(PromptControls).ways[4].chosen


def test_the_canvas_is_extended(window: MainWindow, qtbot: QtBot, checkpoint: ModelFile) -> None:
    panel, document = window.paint_panel, window.canvas.document
    panel.set_model(checkpoint.id)
    controls = panel.controls(PromptControls)
    controls.steps.set_number(2)
    put_paint(window, Rect(100, 100, 50, 60))
    before = document.composite()
    width, height = document.width, document.height
    panel.size_field.set_size_px(QSize(width + 64, height + 32))
    assert name_of_press(window) == "Expand"
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    assert (document.width, document.height) == (width + 64, height + 32)
    after = document.composite()
    assert np.array_equal(after[16 : 16 + height, 32 : 32 + width], before)
    assert not (after[:16, :, :3] == 255).all()
    document.undo()
    assert np.array_equal(document.composite(), before)


def test_what_is_selected_is_filled_and_the_rest_stays(
    window: MainWindow, qtbot: QtBot, checkpoint: ModelFile
) -> None:
    panel, document = window.paint_panel, window.canvas.document
    panel.set_model(checkpoint.id)
    panel.controls(PromptControls).steps.set_number(2)
    put_paint(window, Rect(100, 100, 200, 160))
    before = document.composite()
    mask = select(window, 150, 120, 260, 200)
    assert name_of_press(window) == "Remove"
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    after = document.composite()
    assert np.array_equal(after[mask == 0], before[mask == 0])
    assert not np.array_equal(after[mask > 0], before[mask > 0])


def test_it_goes_on_from_a_step_with_other_words(
    window: MainWindow, qtbot: QtBot, checkpoint: ModelFile
) -> None:
    panel, document, film = window.paint_panel, window.canvas.document, window.progress.film
    panel.set_model(checkpoint.id)
    controls = panel.controls(PromptControls)
    controls.prompt.setPlainText("a red house")
    controls.steps.set_number(12)
    panel.size_field.set_size_px(QSize(64, 64))
    choose(window, "Generate")
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    first = made.request
    assert isinstance(first, PromptRequest)
    place = next(row for row in range(film.count()) if 0 < film.frames[row].step < 12)
    step = film.frames[place].step
    film.customContextMenuRequested.emit(film.visualItemRect(film.item(place)).center())
    menu = window.progress.findChild(QMenu)
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Take as a layer", True),
        ("Go on from here", True),
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert name_of_press(window) == "Go on"
    assert not controls.branch.isHidden()
    assert not controls.steps.isEnabled()
    assert (controls.prompt.toPlainText(), panel.seed_field.seed) == ("a red house", first.seed)
    controls.prompt.setPlainText("a boat")
    controls.guidance.set_number(3)
    window.set_language("zh_CN")
    panel = window.paint_panel
    assert not panel.controls(PromptControls).branch.isHidden()
    window.set_language("en")
    panel = window.paint_panel
    controls = panel.controls(PromptControls)
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    assert made.request == first.going_on(step, Stretch(0, "a boat", "", 3, first.seed))
    assert film.frames[0].step > step
    controls.branch.leave.click()
    assert name_of_press(window) == "Generate"
    assert controls.steps.isEnabled()


def test_nobody_is_offered_to_go_on_where_a_model_does_not(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    other = find_model_file(str(save_family(tiny_family("pixart"), tmp_path / "other")))
    document = Document(64, 64)
    window.workspace.active.replace(document)
    panel, film = window.paint_panel, window.progress.film
    panel.set_models(catalogue())
    panel.set_model(other.id)
    controls = panel.controls(PromptControls)
    controls.prompt.setPlainText("a red house")
    controls.steps.set_number(4)
    panel.size_field.set_size_px(QSize(64, 64))
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    assert isinstance(document.active.provenance, EngineRun)
    film.customContextMenuRequested.emit(film.visualItemRect(film.item(1)).center())
    menu = window.progress.findChild(QMenu)
    assert [action.isEnabled() for action in menu.actions()] == [True, False]
    menu.close()


def test_the_canvas_follows_the_brush(window: MainWindow, qtbot: QtBot, checkpoint: ModelFile) -> None:
    window.workspace.active.replace(Document(96, 72))
    panel = window.paint_panel
    panel.set_model(checkpoint.id)
    controls = panel.controls(PromptControls)
    assert panel.live.isHidden()  # there is nothing to follow
    controls.strength.set_number(50)
    controls.strength.edited.emit(50)
    assert panel.live.isHidden()  # so many steps take too long
    controls.steps.set_number(4)
    controls.steps.edited.emit(4)
    assert not panel.live.isHidden()
    shown = note_emerging(window)
    panel.live.setChecked(True)
    qtbot.waitUntil(lambda: len(shown) > 0, timeout=20 * PATIENCE_MS)
    before = shown[-1].copy()
    put_paint(window, Rect(10, 10, 60, 50))
    qtbot.waitUntil(lambda: shown[-1] != before, timeout=20 * PATIENCE_MS)
    controls.prompt.setPlainText("a boat")  # begins anew
    panel.live.setChecked(False)
    require_live_keeps_to_the_selection(window, qtbot, 20 * PATIENCE_MS)
    controls.steps.set_number(30)
    controls.steps.edited.emit(30)
    assert not window.live.on


def test_layers_and_saved_selections_have_words_of_their_own(
    window: MainWindow, qtbot: QtBot, checkpoint: ModelFile
) -> None:
    window.workspace.active.replace(Document(96, 72))
    panel, document = window.paint_panel, window.canvas.document
    panel.set_model(checkpoint.id)
    put_paint(window, Rect(10, 10, 30, 20))
    mask = select(window, 50, 10, 90, 60)
    document.apply("Save selection", lambda state: replace(state, channels={"sky": state.selection}))
    document.select(None)
    controls = panel.controls(PromptControls)
    regions = controls.regions
    assert [action.text() for action in regions.menu.actions()] == [layer_title(document.active.name), "sky"]
    for action in regions.menu.actions():
        action.trigger()
    controls.prompt.setPlainText("a valley")
    regions.rows[0].words.setText("a boat")
    regions.rows[1].words.setText("a storm")
    window.set_language("zh_CN")
    window.set_language("en")
    controls = window.paint_panel.controls(PromptControls)
    controls.steps.set_number(2)
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = document.active.provenance
    assert isinstance(made, EngineRun)
    assert isinstance(made.request, CheckpointRequest)
    assert made.request.region_prompts == ("a boat", "a storm")
    layer, channel = (each.pixels for each in made.request.region_masks)
    assert (layer[10:30, 10:40] == 255).all()
    assert np.count_nonzero(layer) == 600
    assert np.array_equal(channel, mask)
    controls.regions.rows[0].away.click()
    assert [region.words for region in controls.regions.regions] == ["a storm"]
    window.workspace.active.replace(Document(96, 72))
    assert not controls.regions.rows


def test_loras_are_listed_switched_off_and_named_by_hash(
    window: MainWindow, qtbot: QtBot, checkpoint: ModelFile, tmp_path: Path
) -> None:
    pipe = tiny_pipeline("sd1")
    tensors = named(pipe, lora(pipe, layers_of(pipe)[:4], 1), "kohya")
    file = find_model_file(str(save_lora(tensors, tmp_path / "ink.safetensors")))
    panel = window.paint_panel
    panel.set_model(checkpoint.id)
    loras = panel.controls(PromptControls).loras
    loras.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(loras.menu.actions()) == 3)
    loras.menu.actions()[0].trigger()
    assert [(row.title, row.weight.number) for row in loras.rows] == [("ink", 1)]
    loras.rows[0].weight.set_number(0.5)
    canvas = Canvas.of(np.full((64, 64, 4), 255, np.uint8), None)

    def of_words() -> PromptRequest:
        request = panel.settings.settled(Preparation()).request(canvas, ())
        assert isinstance(request, PromptRequest)
        return request

    assert of_words().lora_hashes == ((file.sha256, 0.5),)
    loras.rows[0].used.setChecked(False)
    assert of_words().loras == ()
    loras.rows[0].away.click()
    assert not loras.rows

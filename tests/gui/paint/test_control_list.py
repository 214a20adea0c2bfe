"""ControlNets and their kin are chosen, looked at and painted by in the window."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, QSize
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.node import Layer
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.checkpoint.request import PromptFillRequest, PromptRequest, hash_of
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.model_file import ModelFile
from aipaint_desktop.ui.paint.operations.control_settings import Source
from aipaint_desktop.ui.paint.operations.prompt_controls import PromptControls
from aipaint_desktop.ui.window.assembly import make_window
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.region_places import places_in
from tests.gui.conftest import PATIENCE_MS
from tests.support import need_checkpoints
from tests.support.tiny_checkpoints import save_single_file, tiny_pipeline
from tests.support.tiny_controls import (
    ip_adapter_tensors,
    save_tensors,
    save_weights,
    tiny_controlnet,
    tiny_image_encoder,
)

need_checkpoints()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, ModelFile]:
    pipe = tiny_pipeline("sd1")
    paths = {
        "lake": save_single_file(pipe, "sd1", tmp_path / "lake.safetensors"),
        "edges": save_weights(tiny_controlnet(pipe), tmp_path / "edges.safetensors"),
        "like": save_tensors(ip_adapter_tensors(pipe), tmp_path / "like.safetensors"),
    }
    save_weights(tiny_image_encoder(), tmp_path / "image_encoder" / "model.safetensors")
    return {name: find_model_file(str(path)) for name, path in paths.items()}


@pytest.fixture
def window(settings: QSettings, qtbot: QtBot, files: dict[str, ModelFile]) -> Iterator[MainWindow]:
    assert files
    window = make_window(settings, asks=False)
    qtbot.addWidget(window)
    window.show()
    window.paint_panel.set_model(files["lake"].id)
    yield window
    window.close()


def test_a_control_is_listed_shown_and_painted_by(
    window: MainWindow, qtbot: QtBot, files: dict[str, ModelFile]
) -> None:
    panel = window.paint_panel
    controls = panel.controls(PromptControls)
    listed = controls.control_list
    listed.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(listed.menu.actions()) == 4)
    listed.menu.actions()[0].trigger()
    (row,) = listed.rows
    assert (row.title, row.likes) == ("edges", False)
    assert panel.references.isHidden()
    row.map.setCurrentIndex(row.map.findData("canny"))
    row.source.setCurrentIndex(row.source.findData(Source.CANVAS))
    qtbot.waitUntil(lambda: not row.preview.isHidden() and not row.preview.pixmap().isNull())
    row.strength.set_number(70)
    row.end.set_number(60)
    controls.prompt.setPlainText("a red house by a lake")
    controls.steps.set_number(2)
    panel.size_field.set_size_px(QSize(64, 64))
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.paint()
    made = window.canvas.document.active.provenance
    assert isinstance(made, EngineRun)
    request = made.request
    assert isinstance(request, PromptRequest)
    assert [hash_of(file) for file in request.controls] == [files["edges"].sha256]
    assert (request.control_strengths, request.control_begins, request.control_ends) == (
        (0.7,),
        (0.0,),
        (0.6,),
    )
    first = window.canvas.document.active
    with qtbot.waitSignal(window.painting.finished, timeout=20 * PATIENCE_MS):
        window.painting_again.begin()
    again = window.canvas.document.active
    assert again.id != first.id
    assert isinstance(again, Layer)
    assert isinstance(first, Layer)
    document = window.canvas.document
    assert np.array_equal(again.tiles.read(document.rect), first.tiles.read(document.rect))
    row.used.setChecked(False)
    assert panel.settings.controls == ()  # type: ignore[attr-defined]
    row.away.click()
    assert not listed.rows


def test_references_are_offered_where_an_ip_adapter_wants_them(
    window: MainWindow, files: dict[str, ModelFile]
) -> None:
    panel = window.paint_panel
    listed = panel.controls(PromptControls).control_list
    row = listed.put(str(files["like"].path), "like", likes=True)
    assert row is not None
    assert not panel.references.isHidden()
    assert row.map.isHidden()
    row.begin.set_number(100)
    row.begin.edited.emit(100)
    assert row.begin.number < row.end.number


def test_a_region_is_painted_like_a_reference_of_its_own(
    window: MainWindow, qtbot: QtBot, files: dict[str, ModelFile]
) -> None:
    panel = window.paint_panel
    controls = panel.controls(PromptControls)
    document = window.canvas.document
    place = places_in(document.state)[0]
    row = controls.regions.put(place)
    assert row.like.isHidden()
    likes = controls.control_list.put(str(files["like"].path), "like", likes=True)
    assert likes is not None
    first, second = panel.references.entries[:2]
    panel.references.choose([first.id, second.id])
    qtbot.waitUntil(lambda: row.like.count() == 3)
    assert not row.like.isHidden()
    row.like.setCurrentIndex(row.like.findData(second.id))
    assert [region.like for region in controls.regions.regions] == [1]
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: panel is not window.paint_panel)
    panel = window.paint_panel
    request = window.workspace.take_down(panel.settings).request(Preparation())
    assert isinstance(request, PromptRequest)
    assert [one.name for one in request.references] == [read_picture(first.path).name]
    assert request.region_references == (read_picture(second.path),)
    assert request.region_prompts == ("",)
    request.validate()
    controls = panel.controls(PromptControls)
    controls.control_list.rows[0].used.setChecked(False)
    assert controls.regions.rows[0].like.isHidden()
    assert not controls.regions.regions


def test_one_for_inpainting_sees_what_stays(window: MainWindow, files: dict[str, ModelFile]) -> None:
    panel = window.paint_panel
    row = panel.controls(PromptControls).control_list.put(str(files["edges"].path), "edges", likes=False)
    assert row is not None
    row.map.setCurrentIndex(row.map.findData("inpaint"))
    assert row.source.isHidden()
    assert "stays" in row.note.text()
    document = window.canvas.document
    mask = np.zeros((document.height, document.width), np.uint8)
    mask[20:60, 20:60] = 255
    document.select(mask)
    panel.controls(PromptControls).prompt.setPlainText("a boat")
    request = window.workspace.take_down(panel.settings).request(Preparation())
    assert isinstance(request, PromptFillRequest)
    assert (request.inpainting_controls, request.control_maps) == ((True,), ())
    row.map.setCurrentIndex(row.map.findData("canny"))
    assert not row.source.isHidden()
    assert not row.note.text()


def test_why_there_is_no_map_is_said(window: MainWindow, qtbot: QtBot, files: dict[str, ModelFile]) -> None:
    listed = window.paint_panel.controls(PromptControls).control_list
    listed.show_references([])
    row = listed.put(str(files["edges"].path), "edges", likes=False)
    assert row is not None
    row.source.setCurrentIndex(row.source.findData(Source.REFERENCE))
    listed.show_references([])
    listed.refresh()
    qtbot.waitUntil(lambda: "reference" in row.note.text())


def test_a_map_is_of_the_part_that_is_chosen(window: MainWindow, files: dict[str, ModelFile]) -> None:
    panel = window.paint_panel
    listed = panel.controls(PromptControls).control_list
    row = listed.put(str(files["edges"].path), "edges", likes=False)
    assert row is not None
    row.map.setCurrentIndex(row.map.findData("none"))
    row.source.setCurrentIndex(row.source.findData(Source.LAYER))
    document = window.canvas.document
    edit = document.begin_edit("Brush")
    edit.write(document.rect, np.full((document.height, document.width, 4), (200, 30, 40, 255), np.uint8))
    edit.commit()
    request = window.workspace.take_down(panel.settings).request(Preparation())
    assert isinstance(request, PromptRequest)
    (map_,) = request.control_maps
    assert (map_.width, map_.height) == (document.width, document.height)
    assert tuple(map_.pixels[4, 4]) == (200, 30, 40)


def test_another_language_keeps_the_list(
    window: MainWindow, qtbot: QtBot, files: dict[str, ModelFile]
) -> None:
    row = window.paint_panel.controls(PromptControls).control_list.put(
        str(files["edges"].path), "edges", likes=False
    )
    assert row is not None
    row.strength.set_number(40)
    row.map.setCurrentIndex(row.map.findData("tile"))
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.paint_panel.controls(PromptControls).control_list.rows != [row])
    (other,) = window.paint_panel.controls(PromptControls).control_list.rows
    assert other is not row
    assert (other.strength.number, other.map.currentData()) == (40, "tile")

"""The workspace at work, without any window."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QSettings
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.job import JobState
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.commission import Outlook
from aipaint_desktop.workspace.equipment import Equipment
from aipaint_desktop.workspace.paint_settings import Canvas, PaintSettings
from aipaint_desktop.workspace.workspace import Workspace
from tests.gui.fake_engine import RESULT, FakeEngine

PATIENCE = 30_000


@dataclass(frozen=True, kw_only=True)
class Sketched(PaintSettings):
    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> PaintRequest:
        return PaintRequest(
            seed=self.seed,
            sketch=canvas.picture,
            references=references,
            width=self.width,
            height=self.height,
        )


ASKED = Sketched(width=768, height=576, seed=5)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def switched() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def workspace(
    qapp: QCoreApplication,  # noqa: ARG001  # whose signals go from thread to thread
    engine: FakeEngine,
    switched: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Workspace]:
    monkeypatch.setattr(devices, "load", lambda: None)
    file = tmp_path / "sea.png"
    Image.new("RGB", (64, 48), (30, 60, 200)).save(file)
    engines = {engine.id: engine}
    workspace = Workspace(
        Equipment(
            engines=engines,
            queue=JobQueue(engines),
            models=tuple,
            references=[ReferenceEntry("sea", "Sea", file)],
            add_reference=lambda path: ReferenceEntry(path.stem, path.stem, path),
            switch_device=lambda *wish: switched.append(wish),
            settings=QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat),
        )
    )
    yield workspace
    engine.hold.set()
    workspace.shutdown()


def test_what_is_commissioned_becomes_a_layer(workspace: Workspace, engine: FakeEngine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.painting.painted, timeout=PATIENCE):
        job = workspace.commission(ASKED)
    assert job is not None
    assert job.state is JobState.FINISHED
    (request,) = engine.requests
    assert isinstance(request, PaintRequest)
    assert [picture.name for picture in request.references] == ["sea.png"]
    layer = workspace.document.active
    assert isinstance(layer.provenance, EngineRun)
    assert layer.provenance.request is request
    assert (workspace.document.composite()[..., :3] == RESULT).all()
    workspace.document.undo()
    assert len(workspace.document.layers) == 2


def test_a_press_while_one_is_prepared_is_no_job(workspace: Workspace, qtbot: QtBot) -> None:
    told: list[bool] = []
    workspace.painting.too_soon.connect(lambda: told.append(True))
    with qtbot.waitSignal(workspace.painting.painted, timeout=PATIENCE):
        assert workspace.commission(ASKED) is not None
        assert workspace.commission(ASKED) is None
    assert told == [True]


def test_another_document_ends_what_is_painted_for_the_one_before(
    workspace: Workspace, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold.clear()
    job = workspace.commission(ASKED)
    assert job is not None
    qtbot.waitUntil(lambda: job.latest is not None, timeout=PATIENCE)
    before, after = workspace.document, Document(64, 48)
    workspace.active.replace(after)
    qtbot.waitUntil(lambda: not workspace.painting.busy, timeout=PATIENCE)
    assert workspace.document is after
    assert job.state is JobState.CANCELLED
    assert len(before.layers) == len(after.layers) == 2


def test_what_would_take_more_memory_than_is_allowed_is_refused(
    workspace: Workspace, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def much(_request: Request) -> Estimate:
        return Estimate(1.0, 3 * 2**30)

    monkeypatch.setattr(engine, "estimate", much)
    workspace.preferences.memory_limit = 2
    with qtbot.waitSignal(workspace.painting.failed, timeout=PATIENCE) as failed:
        workspace.commission(ASKED)
    assert "memory" in str(failed.args[0])
    assert engine.requests == []


def test_what_is_to_be_expected_is_told_soon(workspace: Workspace, qtbot: QtBot) -> None:
    told: list[Outlook | None] = []
    workspace.foresee(ASKED, told.append)
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1, timeout=PATIENCE)
    assert told[0] is not None
    assert told[0].estimate == Estimate(768 * 576 / 1e5, 2**30)


def test_preferences_are_kept_and_have_their_effect(
    workspace: Workspace, switched: list[tuple[str, str]]
) -> None:
    told: list[bool] = []
    workspace.computing_changed.connect(lambda: told.append(True))
    workspace.set_device("cpu")
    workspace.set_precision("fp32")
    assert switched == [("cpu", "auto"), ("cpu", "fp32")]
    assert len(told) == 2
    workspace.set_history_megabytes(100)
    workspace.active.replace(Document(64, 48))
    assert workspace.document.history.limit == 100 * 2**20
    again = Workspace(workspace.equipment)
    assert (again.preferences.device, again.preferences.history_megabytes) == ("cpu", 100)


def test_torch_is_loaded_once_the_document_changes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[bool] = []
    monkeypatch.setattr(workspace.equipment.queue, "warm_up", lambda: loaded.append(True))
    workspace.document.select_all()
    assert loaded == [True]
    workspace.document.undo()
    assert loaded == [True]

"""The workspace: what the window shows and no widget knows, and what can be asked of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from aipaint_desktop import paths
from aipaint_desktop.brushes.presets import paints, shipped
from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import CancelToken, Live, LiveEngine
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.job import Build, Job
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.modelstore.samples import paint_sample
from aipaint_desktop.workspace.active_document import ActiveDocument
from aipaint_desktop.workspace.brush_library import BrushLibrary
from aipaint_desktop.workspace.commission import Commission, Outlook
from aipaint_desktop.workspace.equipment import Equipment
from aipaint_desktop.workspace.model_files import ModelFiles
from aipaint_desktop.workspace.paint_settings import PaintSettings
from aipaint_desktop.workspace.painting import Painting
from aipaint_desktop.workspace.preferences import Preferences, check_memory
from aipaint_desktop.workspace.reference_pictures import ReferencePictures
from aipaint_desktop.workspace.references import References

FIRST_CANVAS = 768, 576


class Workspace(QObject):
    """Holds the parts, one for each thing that there is to know, and does what takes several of them.

    active: the document of the moment. painting: the jobs that are under way. references: the pictures to paint like,
    and pictures their pixels. brushes: the presets to choose from. model_files: the artist's own models. preferences:
    what the artist prefers. equipment: engines, models and what else is worked with. background: the threads beside the
    window's.
    """

    computing_changed = Signal()  # the device, or the precision

    def __init__(self, equipment: Equipment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.equipment = equipment
        self.preferences = Preferences(equipment.settings)
        self.background = Background(self)
        self.brushes = BrushLibrary(
            [preset for preset in shipped() if paints(preset)],
            equipment.settings,
            paths.user_brushes,
            self.background,
            self,
        )
        self.brushes.load_own()
        self.model_files = ModelFiles(self)
        self.active = ActiveDocument(Document(*FIRST_CANVAS), self)
        self.references = References(equipment.references, self)
        self.pictures = ReferencePictures()
        self.painting = Painting(equipment.queue, self.active, self.background, self)
        self._warm = False
        self._stop_following: Callable[[], None] = lambda: None
        self.active.replaced.connect(self._follow)
        self.active.replaced.connect(self.warm_up)
        self._follow(self.document)

    @property
    def document(self) -> Document:
        """Give the document of the moment."""
        return self.active.document

    # Painting

    def take_down(self, settings: PaintSettings) -> Commission:
        """Take down what such settings ask for at this moment."""
        document = self.document
        return Commission(settings, document, document.state, self.references.chosen, self.pictures.read)

    def commission(self, settings: PaintSettings) -> Job | None:
        """Have painted what such settings ask for; the result comes on top of what it is painted from. None where a job
        is being prepared already."""
        commission = self.take_down(settings)
        return self.begin(commission.request, commission.target)

    def begin(self, build: Build, target: Target | None = None) -> Job | None:
        """Begin a job, as `Painting.begin`, that keeps to the memory which the artist allows."""
        limit = self.preferences.memory_limit

        def affordable(preparation: Preparation) -> Request:
            request = build(preparation)
            if limit:
                check_memory(self.equipment.engines[request.engine].estimate(request), limit)
            return request

        return self.painting.begin(affordable, target)

    def foresee(self, settings: PaintSettings, tell: Callable[[Outlook | None], object]) -> None:
        """Tell what such settings would take and become, soon; None where that cannot be said."""
        commission, engines = self.take_down(settings), self.equipment.engines
        self.background.run(lambda: commission.outlook(engines), tell, lambda _why: tell(None))

    def follow(self, request: Request) -> Live:
        """Give what keeps up with the brush as such a request says; any thread may call. Loads networks."""
        engine = self.equipment.engines[request.engine]
        assert isinstance(engine, LiveEngine)
        return engine.follow(request)

    def paint_sample(self, reference: ReferenceEntry, token: CancelToken) -> Path:
        """Paint what a reference makes of a sketch; any thread may call."""
        return paint_sample(reference, self.equipment.engines["painter"], token)

    def warm_up(self) -> None:
        """Load what painting takes, before Paint is pressed; once."""
        if not self._warm:
            self._warm = True
            self.equipment.queue.warm_up()

    # Preferences that something follows from

    def set_device(self, device: str) -> None:
        """Compute on another device from the next job on. device: one of `DEVICES`."""
        self.preferences.device = device
        self._switch_computing()

    def set_precision(self, precision: str) -> None:
        """Compute in another precision from the next job on. precision: one of `PRECISIONS`."""
        self.preferences.precision = precision
        self._switch_computing()

    def set_history_megabytes(self, size: int) -> None:
        """Let the steps that can be undone take so much."""
        self.preferences.history_megabytes = size
        self._limit_history(self.document)

    def _follow(self, document: Document) -> None:
        """Whoever changes it means to paint."""
        self._limit_history(document)
        self._stop_following()
        self._stop_following = document.changed.add(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.tiles or change.history:
            self.warm_up()

    def _switch_computing(self) -> None:
        self.equipment.switch_device(self.preferences.device, self.preferences.precision)
        self.computing_changed.emit()

    def _limit_history(self, document: Document) -> None:
        document.history.limit = self.preferences.history_megabytes * 2**20

    def shutdown(self) -> None:
        """End all work; no signal comes any more. Safe to call twice."""
        self.equipment.queue.shutdown()
        self.model_files.shutdown()
        self.background.wait()

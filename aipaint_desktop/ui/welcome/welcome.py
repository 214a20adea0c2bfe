"""The course of the first start: a sketch on the canvas, a card below it, and both give way to the work."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from aipaint_desktop import paths
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import Engine
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.files import Files
from aipaint_desktop.ui.welcome.welcome_card import WelcomeCard
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.titles import SKETCH
from aipaint_desktop.workspace.stored import flag

_SEEN = "welcome/seen"
_REFERENCE = "wheat-wind"  # suits the sketch


class Welcome(QObject):
    """Shown until the artist paints, closes it, or wants an empty canvas; then never again by itself.

    sample_taken: the sketch lies on the canvas; the id of the reference that suits it.
    paint_requested: the artist wants the sketch painted.
    """

    sample_taken = Signal(str)
    paint_requested = Signal()

    def __init__(
        self,
        settings: QSettings,
        files: Files,
        engines: Mapping[str, Engine],
        background: Background,
        show_card: Callable[[QWidget], None],
        parent: QObject | None = None,
    ) -> None:
        """engines: by id. show_card: puts a card below the canvas."""
        super().__init__(parent)
        self._settings = settings
        self._files = files
        self._engines = engines
        self._background = background
        self._show_card = show_card
        self._sample: Document | None = None
        self.card: WelcomeCard | None = None

    def begin_if_new(self) -> None:
        """Welcome an artist who has not been welcomed yet."""
        if not flag(self._settings, _SEEN, False):
            self.begin()

    def begin(self) -> None:
        """Show the card; the sketch comes onto an empty canvas, but in no picture's place."""
        if self.card is not None:
            return
        pictures = paths.resources() / "help"
        self.card = WelcomeCard(pictures / "painter-before.jpg", pictures / "painter-after.jpg")
        self.card.paint_requested.connect(self.paint_requested)
        self.card.blank_requested.connect(self._take_blank)
        self.card.sample_requested.connect(self._ask_for_sample)
        self.card.dismissed.connect(self.end)
        self._show_card(self.card)
        self._files.opened.connect(self._look_at_canvas)
        if self._files.untouched and not self._files.own_name:
            self._take_sample()
        self._look_at_canvas()
        self._background.run(self._look_at_machine, self._show_machine, self._show_no_machine)

    def end(self) -> None:
        """Give way to the work, if there is a card."""
        if self.card is None:
            return
        self._settings.setValue(_SEEN, 1)
        self._files.opened.disconnect(self._look_at_canvas)
        self.card.hide()
        self.card.deleteLater()
        self.card = None

    def _look_at_canvas(self) -> None:
        if self.card is not None:
            self.card.show_sample(self._files.document is self._sample)

    def _take_sample(self) -> None:
        sketch = read_picture(paths.resources() / "welcome" / "sketch.png")
        self._sample = Document.from_picture(sketch.pixels, SKETCH)
        self._files.start_with(self._sample)
        self.sample_taken.emit(_REFERENCE)

    def _ask_for_sample(self) -> None:
        self._files.leave(self._take_sample)

    def _take_blank(self) -> None:
        document = self._files.document

        def take() -> None:
            self._files.start_with(Document(document.width, document.height))
            self.end()

        self._files.leave(take)

    def _look_at_machine(self) -> tuple[str, float]:
        """What the painter computes on, and the seconds that the sketch takes there; loads torch."""
        engine = self._engines[PaintRequest.engine]
        sketch = read_picture(paths.resources() / "welcome" / "sketch.png")
        request = PaintRequest(
            seed=0, sketch=sketch, references=(sketch,), width=sketch.width, height=sketch.height
        )
        return devices.describe(engine.device()), engine.estimate(request).seconds

    def _show_no_machine(self, why: Sentence) -> None:
        if self.card is not None:
            self.card.show_trouble(refusal(why))

    def _show_machine(self, found: tuple[str, float]) -> None:
        if self.card is not None:
            device, seconds = found
            self.card.show_machine(device, seconds)

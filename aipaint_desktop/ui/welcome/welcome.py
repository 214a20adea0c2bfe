"""The course of the first start: a sketch on the canvas, a card below it, and both give way to the work."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from aipaint_desktop import paths
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.welcome.welcome_card import WelcomeCard
from aipaint_desktop.ui.window.workshop import Workshop
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.workspace.paint_settings import Operation
from aipaint_desktop.workspace.stored import flag

if TYPE_CHECKING:
    from aipaint_desktop.ui.window.main_window import MainWindow

_SEEN = "welcome/seen"
_REFERENCE = "wheat-wind"  # suits the sketch


class Welcome(QObject):
    """Shown until the artist paints, closes it, or wants an empty canvas; then never again by itself."""

    def __init__(self, window: "MainWindow", workshop: Workshop, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._workshop = workshop
        self._background = background
        self._sample: Document | None = None
        self.card: WelcomeCard | None = None

    def begin_if_new(self) -> None:
        """Welcome an artist who has not been welcomed yet."""
        if not flag(self._window.settings, _SEEN, False):
            self.begin()

    def begin(self) -> None:
        """Show the card; the sketch comes onto an empty canvas, but in no picture's place."""
        if self.card is not None:
            return
        window = self._window
        pictures = paths.resources() / "help"
        self.card = WelcomeCard(pictures / "painter-before.jpg", pictures / "painter-after.jpg")
        self.card.paint_requested.connect(self._paint)
        self.card.blank_requested.connect(self._take_blank)
        self.card.sample_requested.connect(self._ask_for_sample)
        self.card.dismissed.connect(self.end)
        window.painting.activity_changed.connect(self._end_at_work)
        window.stage.show_below(self.card)
        tint_icons(self.card, window.theme)
        window.files.opened.connect(self._look_at_canvas)
        if window.files.untouched and not window.files.own_name:
            self._take_sample()
        self._look_at_canvas()
        self._background.run(self._look_at_machine, self._show_machine, self._show_no_machine)

    def end(self) -> None:
        if self.card is None:
            return
        self._window.settings.setValue(_SEEN, 1)
        self._window.painting.activity_changed.disconnect(self._end_at_work)
        self._window.files.opened.disconnect(self._look_at_canvas)
        self.card.hide()
        self.card.deleteLater()
        self.card = None

    def _paint(self) -> None:
        self._window.paint_panel.set_operation(Operation.PAINT)
        self._window.paint()

    def _look_at_canvas(self) -> None:
        if self.card is not None:
            self.card.show_sample(self._window.canvas.document is self._sample)

    def _take_sample(self) -> None:
        sketch = read_picture(paths.resources() / "welcome" / "sketch.png")
        self._sample = Document.from_picture(sketch.pixels, "Sketch")
        self._window.files.start_with(self._sample)
        self._window.references.choose([_REFERENCE])

    def _ask_for_sample(self) -> None:
        self._window.files.leave(self._take_sample)

    def _take_blank(self) -> None:
        document = self._window.canvas.document

        def take() -> None:
            self._window.files.start_with(Document(document.width, document.height))
            self.end()

        self._window.files.leave(take)

    def _end_at_work(self) -> None:
        if self._window.painting.busy:
            self.end()

    def _look_at_machine(self) -> tuple[str, float]:
        """What the painter computes on, and the seconds that the sketch takes there; loads torch."""
        engine = self._workshop.engines[PaintRequest.engine]
        sketch = read_picture(paths.resources() / "welcome" / "sketch.png")
        request = PaintRequest(
            seed=0, sketch=sketch, references=(sketch,), width=sketch.width, height=sketch.height
        )
        return devices.describe(engine.device()), engine.estimate(request).seconds

    def _show_no_machine(self, why: str) -> None:
        if self.card is not None:
            self.card.show_trouble(refusal(why))

    def _show_machine(self, found: tuple[str, float]) -> None:
        if self.card is not None:
            device, seconds = found
            self.card.show_machine(device, seconds)

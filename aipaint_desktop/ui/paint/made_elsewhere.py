"""What another program painted a picture with, offered for the fields of the paint panel."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from aipaint_desktop.engines.checkpoint.sampler_names import sampler_called
from aipaint_desktop.files.pictures.foreign_settings import ForeignSettings, read_foreign_settings
from aipaint_desktop.files.pictures.reading import shown_name
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH
from aipaint_desktop.modelstore.model_files.index import ModelIndex
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls
from aipaint_desktop.ui.paint.operations.prompt_controls import PromptControls
from aipaint_desktop.ui.paint.paint_panel import PaintPanel
from aipaint_desktop.ui.widgets.message_bar import MessageBar

_SUFFIX = ".png"
_HIGHEST = 2**63 - 1  # a seed here


class MadeElsewhere(QObject):
    """Looks into a picture that comes in, and asks before anything is set that the artist may have set already."""

    def __init__(
        self,
        panel: Callable[[], PaintPanel],
        index: Callable[[], ModelIndex],
        ask: Callable[[str], Path | None],
        messages: MessageBar,
        background: Background,
        parent: QObject,
    ) -> None:
        """panel: gives that of the moment. index: of the artist's models, in which the picture's is looked for. ask:
        for a picture, under a title."""
        super().__init__(parent)
        self._panel = panel
        self._index = index
        self._ask = ask
        self._messages = messages
        self._background = background

    def ask_for_picture(self) -> None:
        """Ask for a picture and set the fields as it was made, or say that it does not tell."""
        path = self._ask(self.tr("Take settings from a picture"))
        if path is None:
            return
        nothing = self.tr("{0} does not say what it was painted with.").format(shown_name(path))

        def take(made: ForeignSettings | None) -> None:
            if made is None:
                self._messages.show_note(nothing)
            else:
                self.take(made)

        self._background.run(
            lambda: read_foreign_settings(path), take, lambda _why: take(None), asked_by=self
        )

    def look(self, paths: Sequence[Path]) -> None:
        """Look into a picture, if it is one alone, and offer what it was made with."""
        if len(paths) == 1 and paths[0].suffix.lower() == _SUFFIX:
            self._background.run(
                lambda: read_foreign_settings(paths[0]), self._offer, lambda _why: None, asked_by=self
            )

    def _offer(self, made: ForeignSettings | None) -> None:
        if made is not None:
            self._messages.offer(
                self.tr("It was made with {0}, and says how.").format(made.program),
                self.tr("Take its settings"),
                lambda: self.take(made),
            )

    def take(self, made: ForeignSettings) -> None:
        """Set the fields as the picture was made; what it does not say, and what is not known here, stays as it is."""
        panel = self._panel()
        found = self._choose_model(panel, made)
        panel.set_operation("prompt")
        if panel.operation.id == "prompt":
            self._set_prompt(panel.controls(PromptControls), made)
        else:  # there is no model of the artist's to paint words with
            panel.set_operation("compose")
            controls = panel.controls(ComposeControls)
            controls.set_prompt(made.prompt)
            controls.negative.setText(_one_line(made.negative))
        if made.seed is not None and 0 <= made.seed <= _HIGHEST:
            panel.seed_field.set_seed(made.seed)
            panel.seed_field.set_new_each_time(False)
        if made.model and not found:
            self._messages.show_note(self.tr("The model {0} is not among yours.").format(made.model))

    def _choose_model(self, panel: PaintPanel, made: ForeignSettings) -> bool:
        index = self._index()
        file = index.by_hash(made.model_hash) or (
            index.named(made.model, PAINTED_WITH) if made.model else None
        )
        if file is None or file.kind not in PAINTED_WITH:
            return False
        for name in (str(file.path), file.id):
            panel.set_model(name)
        return True

    def _set_prompt(self, controls: PromptControls, made: ForeignSettings) -> None:
        controls.branch.show_branch(None)
        controls.prompt.setPlainText(made.prompt)
        controls.negative.setText(_one_line(made.negative))
        if made.steps is not None:
            controls.steps.set_number(made.steps)
        if made.guidance is not None:
            controls.guidance.set_number(made.guidance)
        sampler = sampler_called(made.sampler)
        if sampler is not None:
            controls.sampler.setCurrentIndex(controls.sampler.findData(sampler))


def _one_line(text: str) -> str:
    return " ".join(text.split())

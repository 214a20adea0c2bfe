"""Looking through a folder of pictures while the window goes on."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.training.lab.picture_folder import Survey, survey
from aipaint_desktop.values.refusal import Sentence


class FolderSurvey(QObject):
    """Looks through one folder at a time; a new one ends the one before, of which nothing more is heard."""

    counted = Signal(int)  # files looked at so far
    done = Signal(object)  # Survey
    failed = Signal(object)  # Sentence

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._token = CancelToken()

    def begin(self, folder: Path, size: int) -> None:
        """Look through a folder. size: px that is trained on, below which pictures are too small."""
        self.cancel()
        token = self._token = CancelToken()
        count = 0

        def check() -> None:
            nonlocal count
            token.check()
            self.counted.emit(count)
            count += 1

        def look() -> Survey | None:
            try:
                return survey(folder, size, check)
            except Cancelled:
                return None

        def tell(found: Survey | None) -> None:
            if found is not None and not token.cancelled:
                self.done.emit(found)

        def fail(why: Sentence) -> None:
            if not token.cancelled:
                self.failed.emit(why)

        self._background.run(look, tell, fail, asked_by=self)

    def cancel(self) -> None:
        self._token.cancel()

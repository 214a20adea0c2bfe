"""What was being painted when the program died is offered again, with the request that it had."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from aipaint_desktop.files.journal.work import KeptJob
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.workspace.workspace import Workspace


class Interrupted(QObject):
    """Offers paintings one after the other: the next once that before it has ended."""

    def __init__(self, workspace: Workspace, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._messages = messages
        self._waiting: list[KeptJob] = []
        workspace.painting.ended.connect(self._offer_next)
        workspace.active.replaced.connect(lambda _document: self._waiting.clear())

    def offer(self, jobs: Sequence[KeptJob]) -> None:
        """Offer to paint for the document of the moment what was painted for it before."""
        self._waiting = list(jobs)
        self._offer_next()

    def _offer_next(self) -> None:
        if not self._waiting or self._workspace.painting.busy:
            return
        job = self._waiting.pop(0)
        name = self._workspace.painting.name_of(job.request, None)
        words = self.tr("“{0}” was being painted and was interrupted. Paint it again?").format(name)
        self._messages.offer(words, self.tr("Paint it again"), lambda: self._paint(job))

    def _paint(self, job: KeptJob) -> None:
        document = self._workspace.document
        target = Target(document, job.layers, job.active_id, job.width, job.height, job.resizes)
        self._workspace.begin(lambda _preparation: job.request, target)

"""Going on from a step of an earlier run: which one it is, and the row that says so."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from aipaint_desktop.engines.checkpoint.request import CheckpointRequest, Stretch
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel


@dataclass(frozen=True)
class Branch:
    """A frame of a run to go on from, by its number."""

    request: CheckpointRequest
    frame: int

    @property
    def stretch(self) -> Stretch:
        """Give what the frame was painted with."""
        return next(each for each in self.request.stretches if each.until >= self.frame)

    def going_on(
        self, prompt: str, negative: str, guidance: float, seed: int, embeddings: tuple[str, ...]
    ) -> CheckpointRequest:
        """Ask for the same up to the frame, and from there on for this. embeddings: of the words."""
        request = self.request.going_on(self.frame, Stretch(self.frame, prompt, negative, guidance, seed))
        return replace(request, embeddings=tuple(dict.fromkeys((*request.embeddings, *embeddings))))


class BranchRow(QWidget):
    """Says which frame is gone on from, and has a cross that leaves it. Hidden where there is none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.branch: Branch | None = None
        self._words = WrappedLabel()
        self.leave = QToolButton()
        self.leave.setAutoRaise(True)
        self.leave.setToolTip(self.tr("Begin anew"))
        self.leave.setAccessibleName(self.leave.toolTip())
        name_icon(self.leave, "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self.leave)
        self.leave.clicked.connect(lambda: self.show_branch(None))
        self.hide()

    def show_branch(self, branch: Branch | None) -> None:
        """Say that this one is gone on from, or none."""
        if branch is None and self.branch is None:
            return
        self.branch = branch
        if branch is not None:
            words = self.tr("Goes on from step {0} of {1}: words, prompt strength and seed may be others.")
            self._words.setText(words.format(branch.frame, branch.request.frames))
        self.setVisible(branch is not None)
        self.changed.emit()

    def take_over(self, other: "BranchRow") -> None:
        """Go on from what the other row does."""
        self.show_branch(other.branch)

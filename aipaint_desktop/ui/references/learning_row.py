"""Learning the chosen references: one button, how far it is, and what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QMessageBox, QPushButton, QVBoxLayout, QWidget

from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, plain
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import reference_title
from aipaint_desktop.workspace.learning import Learning, Standing

MINUTES = 5.0
OVERNIGHT_MINUTES = 30.0


class LearningRow(QWidget):
    """Offers to learn what is chosen, and tells how that goes. chosen: the references of the moment."""

    def __init__(
        self,
        learning: Learning,
        chosen: Callable[[], Sequence[ReferenceEntry]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._learning = learning
        self._chosen = chosen
        self.told = ElidedLabel()
        self.told.setProperty("role", "muted")
        self.learn = QPushButton()
        self.learn.clicked.connect(lambda: learning.learn(self._learnable, MINUTES))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop learning; what has been learned stays"))
        self.stop.clicked.connect(learning.stop_all)
        self.forget = QPushButton(self.tr("Forget"))
        self.forget.setToolTip(self.tr("Delete what was learned of this picture; the picture stays"))
        self.forget.clicked.connect(lambda: self.ask_to_forget(self._learnable[0]))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.learn, 1)
        for button in (self.stop, self.forget):
            buttons.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.told)
        rows.addLayout(buttons)
        learning.changed.connect(self.show_standing)
        self.show_standing()

    @property
    def _learnable(self) -> list[ReferenceEntry]:
        return [entry for entry in self._chosen() if not entry.pictures]

    def show_standing(self) -> None:
        """Show how far what is chosen is, and what else is being learned."""
        learning, chosen = self._learning, self._learnable
        standings = [learning.standing(entry) for entry in chosen]
        busy = learning.under_way is not None
        done = standings == [Standing.LEARNED]
        free = [one for one in standings if one in (Standing.UNKNOWN, Standing.LEARNED)]
        self.learn.setText(self._offer(len(free), done))
        self.learn.setToolTip(
            self.tr(
                "Tune the fast style to it for {0} minutes, while you go on painting; "
                "Fast and Live then give more of its strokes"
            ).format(f"{MINUTES:g}")
        )
        self.learn.setVisible(bool(free))
        self.stop.setVisible(busy or learning.waiting > 0)
        self.stop.setEnabled(not learning.ending)
        self.forget.setVisible(done and not busy)
        words = self._words(done)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _offer(self, count: int, done: bool) -> str:
        if done:
            return self.tr("Go on learning")
        return (
            self.tr("Learn this picture") if count < 2 else self.tr("Learn these {0} pictures").format(count)
        )

    def _words(self, done: bool) -> str:
        learning = self._learning
        if (entry := learning.under_way) is None:
            return self.tr("Learned: Fast paints like it") if done else ""
        if learning.ending:
            return self.tr("Keeping what was learned…")
        words = self.tr("Learning “{0}”, {1} left").format(
            reference_title(entry), duration(learning.seconds_left)
        )
        if learning.waiting:
            words += self.tr(", {0} waiting").format(learning.waiting)
        return words

    def fill(self, menu: QMenu, entry: ReferenceEntry) -> None:
        """Put into a menu what can be done about one reference, and about those chosen."""
        learning, standing = self._learning, self._learning.standing(entry)
        if standing in (Standing.WAITING, Standing.UNDER_WAY):
            menu.addAction(self.tr("Stop learning this picture"), lambda: learning.stop(entry))
        elif standing is not Standing.ENDING and not entry.pictures:
            known = standing is Standing.LEARNED
            words = self.tr("Go on learning this picture") if known else self.tr("Learn this picture")
            menu.addAction(words, lambda: learning.learn([entry], MINUTES))
            if known:
                menu.addAction(self.tr("Forget what was learned of it…"), lambda: self.ask_to_forget(entry))
        chosen = self._learnable
        if len(chosen) > 1:
            menu.addSeparator()
            menu.addAction(
                self.tr("Learn all {0} chosen overnight, {1} min each").format(
                    len(chosen), f"{OVERNIGHT_MINUTES:g}"
                ),
                lambda: learning.learn(chosen, OVERNIGHT_MINUTES),
            )

    def ask_to_forget(self, entry: ReferenceEntry) -> None:
        """Delete what was learned of a reference if the artist means it."""
        answer = QMessageBox.question(
            self,
            self.tr("Forget"),
            plain(
                self.tr("Delete what was learned of “{0}” for good? The picture itself stays.").format(
                    reference_title(entry)
                )
            ),
            defaultButton=QMessageBox.StandardButton.No,
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._learning.forget(entry)

"""The page of the lessons: one of the two, watched while it learns."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.training.lab.progress_reader import LossHistory, Record
from aipaint_desktop.training.lessons.snapshot import LESSONS, LessonName, Snapshot
from aipaint_desktop.training.lessons.standing import Standing, standing
from aipaint_desktop.ui.lab.lesson_explanation import LessonExplanation
from aipaint_desktop.ui.lab.lesson_process import LessonProcess
from aipaint_desktop.ui.lab.lesson_stages import LessonStage
from aipaint_desktop.ui.lab.loss_curves import LossCurves
from aipaint_desktop.ui.lab.picture_drop import ask_for_folder
from aipaint_desktop.ui.look.icons import name_icon, tint_icons
from aipaint_desktop.ui.look.theme import Theme
from aipaint_desktop.values.refusal import Sentence

_CURVES_MS = 1000  # between two drawings of the curves, which take as long as several dabs of a brush
_WIDEST_NAME = 240  # px, of a folder
_DIGITS, _CHOSEN, _OTHERS = range(3)  # of the choice of pictures


class LessonPage(QWidget):
    """Teaches before one's eyes. Nothing of a lesson is kept: it ends with the page, with another lesson and with other
    pictures.

    command: what starts the program. device: where the artist wants to compute.
    """

    failed = Signal(object)
    """`Sentence`, or words in the artist's language."""

    def __init__(
        self, theme: Theme, command: Sequence[str], device: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._device = device
        self._history = LossHistory()
        self._running = False
        self.folder: Path | None = None
        self.process = LessonProcess(command, self)
        self.process.taken.connect(self._show_snapshot)
        self.process.broke_off.connect(self._break_off)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Lesson"))
        self.tabs.addTab(self.tr("GAN"))
        self.tabs.addTab(self.tr("Diffusion"))
        self.pictures = QComboBox()
        self.pictures.setAccessibleName(self.tr("Pictures to learn"))
        self.start, self.one_step, self.again = (QPushButton() for _ in range(3))
        self.start.setProperty("role", "primary")
        self.one_step.setText(self.tr("One step"))
        self.again.setText(self.tr("Start again"))
        self.again.setToolTip(self.tr("Forget what was learned"))
        name_icon(self.one_step, "step-forward")
        name_icon(self.again, "rotate-ccw")
        self.curves = LossCurves(theme)
        self.steps = QLabel()
        self.steps.setProperty("role", "strong")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._stages, self._explanations = QStackedWidget(), QStackedWidget()
        for lesson in LESSONS:
            self._stages.addWidget(LessonStage(lesson, theme))
            self._explanations.addWidget(LessonExplanation(lesson, theme))
        self._draw_curves = QTimer(self)
        self._draw_curves.setSingleShot(True)
        self._draw_curves.setInterval(_CURVES_MS)
        self._draw_curves.timeout.connect(lambda: self.curves.show_history(self._history))
        self._lay_out()
        self._connect()
        self._show_pictures()
        self._clear()

    def _lay_out(self) -> None:
        for button in (self.start, self.one_step, self.again):
            button.setAutoDefault(False)
        title = QLabel(self.tr("Lessons"))
        title.setProperty("role", "title")
        told = QLabel(self.tr("Watch a small model learn, step by step. Nothing of it is kept."))
        told.setProperty("role", "muted")
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(title)
        titles.addWidget(told)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        for button in (self.again, self.one_step, self.start):
            head.addWidget(button)
        choice = QHBoxLayout()
        choice.addWidget(self.tabs)
        choice.addStretch()
        choice.addWidget(self.pictures)
        card = QFrame()
        card.setObjectName("card")
        said = QVBoxLayout(card)
        said.setContentsMargins(12, 8, 12, 8)
        said.setSpacing(4)
        said.addWidget(self.steps)
        said.addWidget(self.words)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._stages)
        left.addWidget(self.curves, 1)
        left.addWidget(card)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(left, 3)
        body.addWidget(self._explanations, 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addLayout(choice)
        rows.addLayout(body, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_lesson)
        self.pictures.activated.connect(self._choose_pictures)
        self.start.clicked.connect(lambda: self.pause() if self._running else self._run())
        self.one_step.clicked.connect(self._step)
        self.again.clicked.connect(self._begin_again)

    @property
    def lesson(self) -> LessonName:
        return LESSONS[self.tabs.currentIndex()]

    @property
    def _stage(self) -> LessonStage:
        stage = self._stages.currentWidget()
        assert isinstance(stage, LessonStage)
        return stage

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.curves.set_theme(theme)
        for number in range(self._stages.count()):
            stage, explanation = self._stages.widget(number), self._explanations.widget(number)
            assert isinstance(stage, LessonStage)
            assert isinstance(explanation, LessonExplanation)
            stage.set_theme(theme)
            explanation.diagram.set_theme(theme)

    # What the student does

    def _run(self) -> None:
        self._say("run", running=True)

    def pause(self) -> None:
        if self._running:
            self._say("pause", running=False)

    def _step(self) -> None:
        self._say("step", running=False)

    def _begin_again(self) -> None:
        self._say("again", running=False)

    def _say(self, command: str, *, running: bool) -> None:
        if not self.process.running:
            self._clear()
            self.words.setText(self.tr("Getting ready: reading the pictures and making the networks…"))
            self.process.start(self.lesson, self.folder, self._device())
        self.process.say(command)
        self._show_running(running)

    def _show_lesson(self, number: int) -> None:
        self.end()
        self._stages.setCurrentIndex(number)
        self._explanations.setCurrentIndex(number)
        self._clear()

    def _choose_pictures(self) -> None:
        before, choice = self.folder, self.pictures.currentData()
        if choice == _DIGITS:
            self.folder = None
        elif choice == _OTHERS:
            self.folder = ask_for_folder(self, self.tr("Pictures to learn"), before) or before
        self._show_pictures()
        if self.folder != before:
            self.end()
            self._clear()

    def end(self) -> None:
        """End the lesson; what was shown last stays."""
        self.process.end()
        self._draw_curves.stop()
        self._show_running(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.pause()

    # What is shown

    def _show_pictures(self) -> None:
        self.pictures.clear()
        self.pictures.addItem(self.tr("Handwritten digits"), _DIGITS)
        if self.folder is not None:
            metrics = self.pictures.fontMetrics()
            name = metrics.elidedText(self.folder.name, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME)
            self.pictures.addItem(name, _CHOSEN)
        self.pictures.addItem(self.tr("A folder of pictures…"), _OTHERS)
        self.pictures.setCurrentIndex(self.pictures.findData(_CHOSEN if self.folder else _DIGITS))

    def _show_running(self, running: bool) -> None:
        self._running = running
        self.start.setText(self.tr("Pause") if running else self.tr("Start"))
        name_icon(self.start, "pause" if running else "play")
        tint_icons(self, self._theme)
        self.again.setEnabled(self.process.running)

    def _clear(self) -> None:
        """As before the first snapshot."""
        self._history = LossHistory()
        self._draw_curves.stop()
        self.curves.show_history(self._history)
        self._stage.show_snapshot(None)
        self.steps.setText(self.tr("Step {0}").format(0))
        self.words.setText(self._sentence(Standing.UNTAUGHT))
        self._show_running(False)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.step == 0:
            self._history = LossHistory()
        self._history.add(Record(snapshot.step, 0.0, 0.0, 0.0, snapshot.losses))
        self._stage.show_snapshot(snapshot)
        self.steps.setText(self.tr("Step {0}").format(self.locale().toString(snapshot.step)))
        self.words.setText(self._sentence(standing(self.lesson, snapshot)))
        if not self._running:
            self._draw_curves.stop()
            self.curves.show_history(self._history)
        elif not self._draw_curves.isActive():
            self._draw_curves.start()

    def _break_off(self, why: Sentence | str) -> None:
        self._clear()
        self.failed.emit(why)

    def _sentence(self, found: Standing) -> str:
        match found:
            case Standing.UNTAUGHT:
                return self.tr("Nothing is learned yet. Press Start, or go one step at a time.")
            case Standing.DISCRIMINATOR_WINS:
                return self.tr(
                    "The discriminator is winning: it tells made pictures from real ones. What it sees in them "
                    "teaches the generator what to change."
                )
            case Standing.GENERATOR_WINS:
                return self.tr(
                    "The generator is winning: its pictures are taken for real more than the real ones."
                )
            case Standing.EVEN:
                return self.tr("An even game: the discriminator does better than guessing, but is not sure.")
            case Standing.COLLAPSED:
                return self.tr(
                    "The made pictures look alike: the generator has collapsed onto one that passes. "
                    "If that stays, start again."
                )
            case Standing.BLIND:
                return self.tr(
                    "The network hardly tells noise from picture: only clouds come out of the noise."
                )
            case Standing.ROUGH:
                return self.tr("It knows noise from strokes: first shapes come out of the noise.")
            case Standing.FINE:
                return self.tr(
                    "It tells noise from strokes well: pictures come out of the noise, slowly sharper."
                )

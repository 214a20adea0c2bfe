"""What the worker is doing: how far it is, Cancel, and the film of frames."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.jobs.job import FilmFrame, FilmStrip, Job
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.paint.film_strip_view import FilmStripView
from aipaint_desktop.ui.words.duration import duration


class ProgressPanel(QFrame):
    """Shows one job at a time, from `prepare` to `end`; its film stays until the next one begins."""

    cancel_requested = Signal()
    frame_chosen = Signal(object)  # FilmFrame of the job's film, or None
    layer_requested = Signal(object)  # take that frame as a layer
    branch_requested = Signal(object)  # go on from that frame in another way
    emerging_toggled = Signal(bool)  # show the picture on the canvas while it emerges
    sources_toggled = Signal(bool)  # "Where is this from?"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._state = QLabel()
        self._time = QLabel()
        self._time.setProperty("role", "muted")
        self._waiting = QLabel()
        self._waiting.setProperty("role", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton()
        self._cancel.setObjectName("cancel")
        self._cancel.setEnabled(False)
        self._film = FilmStripView()
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setContentsMargins(8, 0, 8, 0)
        self._hint.setWordWrap(True)
        self._take = self._button("layers-plus")
        self._take.setEnabled(False)
        self._branch = self._button("git-branch")
        self._branch.setEnabled(False)
        self._sources = self._button("map-pin")
        self._sources.setCheckable(True)
        self._sources.setEnabled(False)
        self._emerging = self._button("eye")
        self._emerging.setCheckable(True)
        self._emerging.setChecked(True)
        self._lay_out()
        self._translate()

        self._cancel.clicked.connect(self.cancel_requested)
        self._film.frame_chosen.connect(self._choose)
        self._film.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._film.customContextMenuRequested.connect(self._offer_menu)
        self._take.clicked.connect(lambda: self.layer_requested.emit(self._film.chosen))
        self._branch.clicked.connect(lambda: self.branch_requested.emit(self._film.chosen))
        self._emerging.toggled.connect(self.emerging_toggled)
        self._sources.toggled.connect(self.sources_toggled)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.addWidget(self._state)
        words.addStretch()
        words.addWidget(self._time)
        progress = QVBoxLayout()
        progress.setSpacing(8)
        progress.addStretch()
        progress.addLayout(words)
        progress.addWidget(self._bar)
        below = QHBoxLayout()
        below.addWidget(self._waiting, 1)
        below.addWidget(self._cancel)
        progress.addLayout(below)
        progress.addStretch()
        left = QWidget()
        left.setLayout(progress)
        left.setFixedWidth(208)
        progress.setContentsMargins(0, 0, 0, 0)
        film = QWidget()
        self._pages = QStackedLayout(film)
        self._pages.addWidget(self._hint)
        self._pages.addWidget(self._film)
        buttons = QGridLayout()
        buttons.setSpacing(4)
        for place, button in enumerate((self._take, self._emerging, self._branch, self._sources)):
            buttons.addWidget(button, place // 2, place % 2)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 8, 8, 8)
        whole.setSpacing(12)
        whole.addWidget(left)
        whole.addWidget(film, 1)
        whole.addLayout(buttons)

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton()
        name_icon(button, icon)
        return button

    def _translate(self) -> None:
        self._bar.setAccessibleName(self.tr("Progress of the painting"))
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Stop painting and keep what is there (Esc)"))
        self._hint.setText(
            self.tr("The painting's steps appear here, from the first noise to the last touch.")
        )
        for button, words in (
            (self._take, self.tr("Take this frame as a layer")),
            (
                self._branch,
                self.tr("Go on from this frame with other words, another seed or prompt strength"),
            ),
            (self._emerging, self.tr("Show the painting on the canvas while it emerges")),
            (self._sources, self.tr("Where is this from? Point at the painting to see")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)
        if not self._cancel.isEnabled():  # while a job runs, its next frame says more
            self._state.setText(self.tr("Ready"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

    @property
    def film(self) -> FilmStripView:
        return self._film

    def prepare(self) -> None:
        """Show that a job was asked for; the film of the one before stays until it has started."""
        self._state.setText(self.tr("Preparing…"))
        self._time.clear()
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)

    def show_preparation(self, doing: str, share: float) -> None:
        """Show what takes its time before a job can start. share: of it that is done, 0 to 1."""
        room = self._bar.width()
        self._state.setText(self._state.fontMetrics().elidedText(doing, Qt.TextElideMode.ElideMiddle, room))
        self._bar.setRange(0, 100)
        self._bar.setValue(round(100 * share))

    def stop(self) -> None:
        """Show that the running job was cancelled and will end soon."""
        self._state.setText(self.tr("Stopping…"))
        self._time.clear()
        self._cancel.setEnabled(False)

    def begin(self, job: Job) -> None:
        """Show that a job has started: an empty film and a bar that waits for the first frame."""
        self._film.clear_frames()
        for frame in job.frames:
            self._film.add_frame(frame, self._tip(frame))
        self._pages.setCurrentWidget(self._film)
        self._state.setText(self.tr("Painting…"))
        self._time.clear()
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)

    def show_waiting(self, waiting: int) -> None:
        """Show how many jobs are queued behind the running one."""
        self._waiting.setText(self.tr("{0} more waiting").format(waiting) if waiting else "")

    def show_frame(self, film: FilmStrip, seconds_left: float) -> None:
        """Show a frame. film: of the running job, which has one frame more than before."""
        frame = film[-1]
        self._film.add_frame(frame, self._tip(frame))
        self._film.keep_newest(len(film))
        self._bar.setRange(0, frame.steps)
        self._bar.setValue(frame.step)
        self._state.setText(self.tr("Step {0} of {1}").format(frame.step, frame.steps))
        self._time.setText(self.tr("{0} left").format(duration(seconds_left)))

    def end(self, words: str) -> None:
        """Show that the job is over; words: how it ended."""
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._state.setText(words)
        self._time.clear()
        self._cancel.setEnabled(False)

    def clear(self) -> None:
        """Show no job and no film, as at the first start."""
        self.end(self.tr("Ready"))
        self.show_waiting(0)
        self._film.clear_frames()
        self._pages.setCurrentWidget(self._hint)

    def stop_scrubbing(self) -> None:
        """Let go of the chosen frame."""
        self._film.choose_none()

    @property
    def asks_for_sources(self) -> bool:
        """Tell whether the artist wants to see where the paint under the pointer is from."""
        return self._sources.isChecked()

    def offer_sources(self, there_are: bool) -> None:
        """Offer to show sources, where those of the picture are known."""
        self._sources.setEnabled(there_are)
        if not there_are:
            self._sources.setChecked(False)

    def offer_branch(self, there_is: bool) -> None:
        """Offer to go on from the chosen frame, where that can be."""
        self._branch.setEnabled(there_is)

    @property
    def shows_emerging(self) -> bool:
        """Tell whether the artist wants to see the picture on the canvas while it emerges."""
        return self._emerging.isChecked()

    def set_shows_emerging(self, shown: bool) -> None:
        self._emerging.setChecked(shown)

    def _choose(self, frame: FilmFrame | None) -> None:
        self._take.setEnabled(frame is not None)
        self.frame_chosen.emit(frame)

    def _offer_menu(self, at: QPoint) -> None:
        """Offer what can be done with the frame under the pointer, or with that which is chosen."""
        self._film.choose_at(at)
        if self._film.chosen is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, button in (
            (self.tr("Take as a layer"), self._take),
            (self.tr("Go on from here"), self._branch),
        ):
            action = menu.addAction(words)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(self._film.viewport().mapToGlobal(at))

    def _tip(self, frame: FilmFrame) -> str:
        return self.tr("Step {0} of {1}").format(frame.step, frame.steps)

"""The page of one model: its samples, how its training goes, and what can be done with it."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.training.lab.progress_reader import LossHistory, ProgressReader, Record
from aipaint_desktop.training.lab.trained_models import TrainedModel
from aipaint_desktop.training.lab.training_log import SETTLED
from aipaint_desktop.ui.lab.loss_curves import LossCurves
from aipaint_desktop.ui.lab.new_model_page import FEWEST_MINUTES, MOST_MINUTES
from aipaint_desktop.ui.lab.picture_drop import ask_for_folder
from aipaint_desktop.ui.lab.sheet_view import SheetView
from aipaint_desktop.ui.lab.words import diagnosis
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.look.theme import Theme
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, WrappedLabel
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.duration import duration

_LOOK_MS = 2000  # drawing the curves takes as long as several dabs of a brush
_CATCH_UP_MS = 50
_MANY = 1000  # records at once, behind which there are more
_MINUTES = 20
_NOTHING = "–"
_PARTS = 1000  # of the progress bar


class State(Enum):
    TRAINING = auto()
    STOPPING = auto()
    FINISHED = auto()
    RESUMABLE = auto()

    @property
    def live(self) -> bool:
        return self in (State.TRAINING, State.STOPPING)


class ModelPage(QWidget):
    """Follows the records of the model that is shown, as long as there are new ones."""

    stop_requested = Signal()
    go_on_requested = Signal()
    branch_requested = Signal()
    use_requested = Signal()
    walk_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: TrainedModel | None = None
        self._state = State.FINISHED
        self._reader: ProgressReader | None = None
        self._history = LossHistory()
        self.pictures: Path | None = None
        self.seconds_given = 0.0  # to the training that is running
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._read)
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._about = ElidedLabel()
        self._about.setProperty("role", "muted")
        self.sheets = SheetView()
        self.curves = LossCurves(theme)
        self.words = WrappedLabel()
        self.steps, self.spent, self.speed, self.left = (QLabel(_NOTHING) for _ in range(4))
        self.use = _button(self.tr("Use it"), self.use_requested.emit, "paintbrush-vertical")
        self.walk = _button(self.tr("Walk…"), self.walk_requested.emit, "route")
        self.branch = _button(self.tr("Branch…"), self.branch_requested.emit, "git-branch")
        self.delete = _button(self.tr("Delete…"), self.delete_requested.emit, "trash-2")
        self.stop = _button(self.tr("Stop"), self.stop_requested.emit, "square")
        self.go_on = _button(self.tr("Go on"), self.go_on_requested.emit, "flask-conical")
        self.other_pictures = _button(self.tr("Other pictures…"), self._ask_for_pictures)
        self.use.setProperty("role", "primary")
        self.use.setToolTip(self.tr("Choose it in the paint panel"))
        self.walk.setToolTip(self.tr("Go from one picture to another, and make a film of it"))
        self.branch.setToolTip(self.tr("Copy it under a new name, to train on otherwise"))
        self.stop.setToolTip(self.tr("End the training; all that was learned is kept"))
        self.done = QProgressBar()
        self.done.setRange(0, _PARTS)
        self.done.setTextVisible(False)
        self.done.setAccessibleName(self.tr("How much of the time is over"))
        self.minutes = ValueSlider(
            self.tr("For another"), FEWEST_MINUTES, MOST_MINUTES, self.tr(" min"), curved=True
        )
        self.minutes.set_number(_MINUTES)
        self.pictures_field = QLineEdit()
        self.pictures_field.setReadOnly(True)
        self.pictures_field.setAccessibleName(self.tr("Pictures to train on"))
        self._lay_out()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setObjectName("card")
        said = QVBoxLayout(card)
        said.setContentsMargins(12, 8, 12, 8)
        said.addWidget(self.words)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addLayout(self._make_figures())
        right.addWidget(self.curves, 1)
        right.addWidget(card)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.sheets, 3)
        body.addLayout(right, 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        rows.addLayout(self._make_head())
        rows.addLayout(body, 1)
        rows.addWidget(self._make_going_on())
        rows.addWidget(self._make_stopping())

    def _make_head(self) -> QHBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self._title)
        titles.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(titles, 1)
        for button in (self.delete, self.branch, self.walk, self.use):
            head.addWidget(button)
        return head

    def _make_figures(self) -> QGridLayout:
        """Two rows of two."""
        figures = QGridLayout()
        figures.setHorizontalSpacing(16)
        figures.setVerticalSpacing(4)
        for place, (words, value) in enumerate(
            (
                (self.tr("Steps"), self.steps),
                (self.tr("Trained for"), self.spent),
                (self.tr("Pictures a second"), self.speed),
                (self.tr("Time left"), self.left),
            )
        ):
            label = QLabel(words)
            label.setProperty("role", "muted")
            value.setProperty("role", "strong")
            row, column = divmod(place, 2)
            figures.addWidget(label, row, 2 * column)
            figures.addWidget(value, row, 2 * column + 1)
            figures.setColumnStretch(2 * column + 1, 1)
        return figures

    def _make_going_on(self) -> QWidget:
        self._going_on = QWidget()
        row = QHBoxLayout(self._going_on)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pictures_field, 3)
        row.addWidget(self.other_pictures)
        row.addWidget(self.minutes, 2)
        row.addWidget(self.go_on)
        return self._going_on

    def _make_stopping(self) -> QWidget:
        self._stopping = QWidget()
        row = QHBoxLayout(self._stopping)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.done, 1)
        row.addWidget(self.stop)
        return self._stopping

    @property
    def model(self) -> TrainedModel | None:
        return self._model

    def show_model(self, model: TrainedModel, state: State, about: str, pictures: Path | None) -> None:
        """Show the model from its first record on. about: family, size and state, in the artist's language.
        pictures: the folder that it was trained on last, if that is known."""
        if self._model is None or model.folder != self._model.folder or not model.resumable:
            self._reader = ProgressReader(model.progress)
            self._history = LossHistory()
            self.pictures = pictures
            for value in (self.steps, self.spent, self.speed, self.left):
                value.setText(_NOTHING)
            self.sheets.show_folder(
                model.folder.sheets,
                self.tr("The first samples come within a minute.") if state.live else "",
            )
            self.curves.show_history(self._history)
            self._show_words(None, state)
        elif state.live:
            self._show_words(None, state)
        self.done.reset()
        self.update_model(model, state, about)
        self._read()
        self._look.start()

    def forget(self) -> None:
        """Forget the model that was shown: it is gone."""
        self._look.stop()
        self._model = None

    def update_model(self, model: TrainedModel, state: State, about: str) -> None:
        """Show the same model as it stands now."""
        self._model, self._state = model, state
        self._title.setText(model.folder.id)
        self._about.setText(about)
        self.use.setEnabled(model.usable)
        self.walk.setEnabled(model.usable)
        for button in (self.branch, self.delete):
            button.setEnabled(not state.live)
        self.stop.setEnabled(state is State.TRAINING)
        self._stopping.setVisible(state.live)
        self._going_on.setVisible(model.resumable and not state.live)
        if not state.live:
            self.speed.setText(_NOTHING)
            self.left.setText(_NOTHING)
        self._show_pictures()

    def _show_pictures(self) -> None:
        self.pictures_field.setText(str(self.pictures) if self.pictures else self.tr("Pictures to train on?"))
        self.pictures_field.setCursorPosition(0)
        self.go_on.setEnabled(self.pictures is not None)

    def _ask_for_pictures(self) -> None:
        folder = ask_for_folder(self, self.tr("Pictures to train on"), self.pictures)
        if folder is not None:
            self.pictures = folder
            self._show_pictures()

    def _read(self) -> None:
        """What is new in the records, as long as there may be more."""
        assert self._reader is not None
        assert self._model is not None
        records = self._reader.read_new()
        self._look.setInterval(_CATCH_UP_MS if len(records) > _MANY else _LOOK_MS)
        for record in records:
            self._history.add(record)
        if records:
            self.curves.show_history(self._history)
            self._show_figures(records[-1])
            if any(record.sheet for record in records):
                self.sheets.refresh(self._model.folder.sheets)
                self._show_words([record for record in records if record.sheet][-1], self._state)
        elif not self._state.live:
            self._look.stop()

    def _show_figures(self, record: Record) -> None:
        locale = self.locale()
        self.steps.setText(locale.toString(record.step))
        self.spent.setText(duration(record.seconds))
        live = self._state.live
        self.speed.setText(locale.toString(record.speed, "f", 1) if live else _NOTHING)
        self.left.setText(duration(record.seconds_left) if live and record.seconds_left > 0 else _NOTHING)
        if live and self.seconds_given:
            self.done.setValue(round(_PARTS * (1 - record.seconds_left / self.seconds_given)))

    def _show_words(self, record: Record | None, state: State) -> None:
        if record is None:
            getting_ready = self.tr("Getting ready: reading the pictures and preparing the networks…")
            self.words.setText(
                getting_ready if state.live else self.tr("Nothing was recorded of its training.")
            )
        elif record.words:
            self.words.setText("\n".join(map(diagnosis, record.words)))
        elif record.step < SETTLED:
            self.words.setText(self.tr("Too early to say how it goes."))
        else:
            self.words.setText(self.tr("The figures show nothing wrong."))


def _button(words: str, act: Callable[[], object], icon: str = "") -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    if icon:
        name_icon(button, icon)
    button.clicked.connect(lambda _checked: act())
    return button

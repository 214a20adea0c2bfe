"""The lab: the artist's models at the left, the chosen one or a new one at the right."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop import paths
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.training_process import TrainingProcess
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.training.lab.trained_models import TrainedModel, free_name, new_folder, trained_models
from aipaint_desktop.ui.lab.lesson_page import LessonPage
from aipaint_desktop.ui.lab.model_list import ModelLine, ModelList
from aipaint_desktop.ui.lab.model_page import ModelPage, State
from aipaint_desktop.ui.lab.new_model_page import NewModelPage
from aipaint_desktop.ui.lab.training_order import TrainingOrder
from aipaint_desktop.ui.lab.training_pictures import TrainingPictures
from aipaint_desktop.ui.lab.walk_dialog import WalkDialog
from aipaint_desktop.ui.lab.words import family_title
from aipaint_desktop.ui.look.icons import name_icon, tint_icons
from aipaint_desktop.ui.look.theme import Theme
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.workspace.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIST_WIDTH = 232


class LabHost(Protocol):
    """What the lab looks like and speaks, and where it computes, as the artist has set it."""

    settings: QSettings
    language: str
    theme: Theme
    preferences: Preferences


class LabWindow(QDialog):
    """May be closed and opened again while a training goes on.

    command: what starts the program, whose `train` does the work.
    """

    models_changed = Signal()
    """A model has come, is another now, or is gone."""
    use_requested = Signal(str)
    finished_unseen = Signal(str)
    """One sentence: a training has ended while this window was closed."""
    failed_unseen = Signal(object)
    """`Sentence`, or words in the artist's language, on what went wrong while this window was closed."""

    def __init__(self, host: LabHost, command: "Sequence[str]", beside: QWidget) -> None:
        """beside: the window that this one belongs to."""
        super().__init__(beside)
        self.setWindowFlags(Qt.WindowType.Window)
        self.winId()  # makes the handle
        self.windowHandle().setTransientParent(None)  # type: ignore[arg-type]  # may lie behind the other
        self._host = host
        self._command = command
        self._background = Background(self)
        self.process = TrainingProcess[TrainingOrder](command, self)
        self.process.kept.connect(self.refresh)
        self.process.kept.connect(self.models_changed)
        self.process.ended.connect(self._end_training)
        self._sources = TrainingPictures(host.settings)
        self._models: dict[str, TrainedModel] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        self._build()
        self.finished.connect(lambda _result: self.lesson_page.end())
        self.resize(1080, 720)

    def _build(self) -> None:
        """Make everything in the language of this moment."""
        self._built_in = self._host.language
        self.setWindowTitle(self.tr("Lab"))
        self._whole.removeWidget(self._body)
        self._body.deleteLater()
        self._body = QWidget()
        self.messages = MessageBar()
        self.new = QPushButton(self.tr("New model"))
        self.new.setAutoDefault(False)
        name_icon(self.new, "plus")
        self.lessons = QPushButton(self.tr("Lessons"))
        self.lessons.setAutoDefault(False)
        name_icon(self.lessons, "graduation-cap")
        self.list = ModelList()
        self.new_page = NewModelPage(self._background)
        self.page = ModelPage(self._host.theme)
        self.lesson_page = LessonPage(self._host.theme, self._command, lambda: self._host.preferences.device)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.new_page)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.lesson_page)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.new)
        left.addWidget(self.list, 1)
        left.addWidget(self.lessons)
        self.new.setFixedWidth(_LIST_WIDTH)
        self.lessons.setFixedWidth(_LIST_WIDTH)
        self.list.setFixedWidth(_LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.messages)
        right.addWidget(self._stack, 1)
        across = QHBoxLayout(self._body)
        across.setContentsMargins(24, 24, 24, 24)
        across.setSpacing(24)
        across.addLayout(left)
        across.addLayout(right, 1)
        self._whole.addWidget(self._body)
        self._connect()
        tint_icons(self, self._host.theme)
        self.refresh()

    def _connect(self) -> None:
        self.new.clicked.connect(self.show_new)
        self.lessons.clicked.connect(self.show_lessons)
        self.lesson_page.failed.connect(self.messages.show_error)
        self.list.chosen.connect(self.show_model)
        self.new_page.pictures_chosen.connect(self._propose_name)
        self.new_page.train_requested.connect(self._train)
        self.page.stop_requested.connect(self._stop)
        self.page.go_on_requested.connect(self._go_on)
        self.page.branch_requested.connect(self._ask_for_branch)
        self.page.use_requested.connect(self._use)
        self.page.walk_requested.connect(self._open_walk)
        self.page.delete_requested.connect(self._ask_to_delete)

    # What is shown

    def refresh(self) -> None:
        """Read the models anew and show them."""
        found = {model.folder.id: model for model in trained_models(paths.user_models())}
        order = self.process.order
        if order is not None and order.folder.id not in found:  # nothing is kept of it yet
            found[order.folder.id] = TrainedModel(order.folder, order.family, order.size)
        self._models = dict(sorted(found.items()))
        self.list.show_lines([ModelLine(model, self._short(model)) for model in self._models.values()])
        shown = self.page.model
        if shown is not None and shown.folder.id in found:
            model = found[shown.folder.id]
            self.page.update_model(model, self._state(model), self._about(model))

    def show_new(self) -> None:
        if self.new_page.drop.folder is not None:
            self._propose_name(self.new_page.drop.folder)
        self.list.choose("")
        self._stack.setCurrentWidget(self.new_page)

    def show_lessons(self) -> None:
        self.list.choose("")
        self._stack.setCurrentWidget(self.lesson_page)

    def show_model(self, name: str) -> None:
        model = self._models.get(name)
        if model is None:
            self.show_new()
            return
        self.list.choose(name)
        self.page.show_model(model, self._state(model), self._about(model), self._sources.of(name))
        self._stack.setCurrentWidget(self.page)

    def _state(self, model: TrainedModel) -> State:
        order = self.process.order
        if order is not None and order.folder == model.folder:
            return State.STOPPING if self.process.stopping else State.TRAINING
        return State.FINISHED if model.finished or not model.resumable else State.RESUMABLE

    def _short(self, model: TrainedModel) -> str:
        states = {
            State.TRAINING: self.tr("training"),
            State.STOPPING: self.tr("stopping"),
            State.FINISHED: self.tr("finished"),
            State.RESUMABLE: self.tr("can go on"),
        }
        return f"{family_title(model.family)} · {states[self._state(model)]}"

    def _about(self, model: TrainedModel) -> str:
        return f"{self._short(model)} · {model.size} px"

    # Training

    def _propose_name(self, pictures: Path) -> None:
        if not self.new_page.name.isModified():
            self.new_page.name.setText(free_name(paths.user_models(), pictures.name, self._taken))

    @property
    def _taken(self) -> list[str]:
        """Names of all models, those that ship and one that is only being begun among them."""
        return [*(entry.id for entry in catalogue()), *self._models]

    def _train(self) -> None:
        page = self.new_page
        assert page.drop.folder is not None
        try:
            folder = new_folder(paths.user_models(), page.name.text().strip(), self._taken)
        except BadInput as error:
            self.messages.show_error(error.sentence)
            return
        order = TrainingOrder(
            folder,
            page.families.family,
            page.size_px,
            page.drop.folder,
            page.minutes.number,
            base=page.base,
        )
        if self._begin(order):
            page.name.setModified(False)

    def _go_on(self) -> None:
        model, pictures = self.page.model, self.page.pictures
        assert model is not None
        assert pictures is not None
        minutes = self.page.minutes.number
        self._begin(TrainingOrder(model.folder, model.family, model.size, pictures, minutes, resume=True))

    def _begin(self, order: TrainingOrder) -> bool:
        """Start the training and show its page; where that is not possible, say why."""
        try:
            self.process.start(order, self._host.preferences.device)
        except BadInput as error:
            self.messages.show_error(error.sentence)
            return False
        self.messages.hide()
        self._sources.keep(order.folder.id, order.pictures)
        self.page.seconds_given = 60 * order.minutes
        self.refresh()
        self.show_model(order.folder.id)
        return True

    def _stop(self) -> None:
        self.process.stop()
        self.refresh()

    def _end_training(self, name: str, why: Sentence | str) -> None:
        self.refresh()
        shown = self.page.model
        if shown is not None and shown.folder.id == name and self._stack.currentWidget() is self.page:
            self.show_model(name)
        if why:
            self.messages.show_error(why)
            if not self.isVisible():
                self.failed_unseen.emit(why)
        elif not self.isVisible():
            self.finished_unseen.emit(self.tr("“{0}” is trained.").format(name))

    def shutdown(self) -> None:
        """End a training, all kept, without waiting for it."""
        for walk in self.findChildren(WalkDialog):
            walk.close()
        self.new_page.survey.cancel()
        self.process.shutdown()
        self.lesson_page.end()
        self._background.wait()
        self.close()

    # What can be done with a model

    def _use(self) -> None:
        assert self.page.model is not None
        self.use_requested.emit(self.page.model.folder.id)

    def _open_walk(self) -> None:
        model = self.page.model
        assert model is not None
        dialog = WalkDialog(model.folder, self.page.sheets.newest, self._command, self._background, self)
        tint_icons(dialog, self._host.theme)
        dialog.open()

    def _ask_for_branch(self) -> None:
        model = self.page.model
        assert model is not None
        words = self.tr("Name of the copy, which goes on as a model of its own:")
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Branch"))
        dialog.setLabelText(words)
        dialog.setTextValue(free_name(paths.user_models(), model.folder.id, self._taken))
        for field in dialog.findChildren(QLineEdit):
            field.setAccessibleName(words)
        if dialog.exec():
            self.make_branch(model, dialog.textValue().strip())

    def make_branch(self, model: TrainedModel, name: str) -> None:
        """Copy the model under a new name and show the copy."""
        try:
            target = new_folder(paths.user_models(), name, self._taken).path
        except BadInput as error:
            self.messages.show_error(error.sentence)
            return
        self.page.setEnabled(False)
        self._background.run(
            lambda: model.folder.branch(target),
            lambda _: self._show_branch(model.folder.id, name),
            self._fail,
        )

    def _show_branch(self, of: str, name: str) -> None:
        self.page.setEnabled(True)
        self._sources.keep(name, self._sources.of(of))
        self.refresh()
        self.models_changed.emit()
        self.show_model(name)

    def _fail(self, why: Sentence) -> None:
        self.page.setEnabled(True)
        self.messages.show_error(why)

    def _ask_to_delete(self) -> None:
        model = self.page.model
        assert model is not None
        answer = QMessageBox.question(
            self,
            self.tr("Delete"),
            plain(
                self.tr(
                    "Delete “{0}” for good? The model, its samples and all records of its training go; "
                    "the pictures that it was trained on stay."
                ).format(model.folder.id)
            ),
            defaultButton=QMessageBox.StandardButton.No,
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.delete(model)

    def delete(self, model: TrainedModel) -> None:
        """Delete the model with all that its training left."""
        try:
            model.folder.delete()
        except BadInput as error:
            self.messages.show_error(error.sentence)
        else:
            self._sources.keep(model.folder.id, None)
        self.page.forget()
        self.refresh()
        self.show_new()
        self.models_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.page.curves.set_theme(self._host.theme)
            self.lesson_page.set_theme(self._host.theme)
        if event.type() == QEvent.Type.LanguageChange and self._built_in != self._host.language:
            QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        shown = self.page.model if self._stack.currentWidget() is self.page else None
        pictures, seconds = self.new_page.drop.folder, self.page.seconds_given
        self.new_page.survey.cancel()
        self.lesson_page.end()
        learning = self._stack.currentWidget() is self.lesson_page
        self._build()
        self.page.seconds_given = seconds
        if pictures is not None:
            self.new_page.drop.take(pictures)
        if shown is not None:
            self.show_model(shown.folder.id)
        elif learning:
            self.show_lessons()

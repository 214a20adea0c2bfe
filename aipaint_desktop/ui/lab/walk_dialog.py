"""From one picture of a model to another, through all that lies between, and a film of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.file_names import free_path
from aipaint_desktop.files.film import save_film
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.ui.files.saving import ask_where_to_save
from aipaint_desktop.ui.lab.sample_pair import SamplePair
from aipaint_desktop.ui.lab.walk_process import WalkProcess
from aipaint_desktop.ui.widgets.jump_slider import JumpSlider
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.values.refusal import Sentence

PICTURES = 24
SIDE = 512  # px, of the pictures that are made
_SHOWN_SIDE = 384
_FRAME_MS = 80


class WalkDialog(QDialog):
    """Makes the pictures when it opens and whenever two others are chosen; plays them there and back.

    sheet: the model's samples, or null. command: what starts the program.
    """

    def __init__(
        self,
        model: ModelFolder,
        sheet: QImage,
        command: Sequence[str],
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._background = background
        self._paths: list[Path] = []
        self._direction = 1
        self._folder: Path | None = None  # that was saved into last
        self.setWindowTitle(self.tr("From one picture to another"))
        self.process = WalkProcess(command, self)
        self.process.come.connect(self._add)
        self.process.done.connect(self._finish)
        self.process.failed.connect(self._fail)
        self._frame = QTimer(self)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self._show_next)
        self.messages = MessageBar()
        self.pair = SamplePair(sheet)
        self.pair.changed.connect(self._make)
        self.picture = _Picture()
        self.slider = JumpSlider()
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(self.tr("How far on the way"))
        self.slider.valueChanged.connect(self._show_chosen)
        self._about = QLabel()
        self._about.setProperty("role", "muted")
        self.play = QPushButton(self.tr("Play"))
        self.play.setCheckable(True)
        self.play.toggled.connect(self._set_playing)
        self.slider.sliderPressed.connect(lambda: self.play.setChecked(False))
        self.save_picture = QPushButton(self.tr("Save picture…"))
        self.save_picture.clicked.connect(self._ask_for_picture)
        self.save_film = QPushButton(self.tr("Save film…"))
        self.save_film.clicked.connect(self._ask_for_film)
        for button in (self.play, self.save_picture, self.save_film):
            button.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        self._make()

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("Choose two samples. What lies between them is made for you."))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(hint)
        left.addWidget(self.pair)
        left.addStretch()
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._about, 1)
        for button in (self.play, self.save_picture, self.save_film):
            below.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.picture, 1)
        right.addWidget(self.slider)
        right.addLayout(below)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(left)
        across.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(12)
        rows.addWidget(self.messages)
        rows.addLayout(across, 1)

    # What is made

    def _make(self) -> None:
        self._paths = []
        self.messages.hide()
        self.play.setChecked(False)
        for widget in (self.slider, self.play, self.save_picture, self.save_film):
            widget.setEnabled(False)
        self._about.setText(self.tr("Getting ready…"))
        self.process.start(self._model, self.pair.seeds, PICTURES, SIDE)

    def _add(self, path: Path) -> None:
        """The next picture is there: show it."""
        self._paths.append(path)
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(len(self._paths) - 1)
            self.slider.setValue(len(self._paths) - 1)
        self._show_chosen()
        self._about.setText(self.tr("{0} of {1} pictures").format(len(self._paths), PICTURES))

    def _finish(self) -> None:
        for widget in (self.slider, self.play, self.save_picture, self.save_film):
            widget.setEnabled(True)
        first, last = self.pair.seeds
        self._about.setText(self.tr("Seed {0} to seed {1}").format(first, last))
        self._direction = -1
        self.play.setChecked(True)

    def _fail(self, why: Sentence | str) -> None:
        self._about.clear()
        self.messages.show_error(why)

    # What is shown

    def _set_playing(self, playing: bool) -> None:
        if playing:
            self._frame.start()
        else:
            self._frame.stop()

    def _show_next(self) -> None:
        place = self.slider.value() + self._direction
        if not 0 <= place < len(self._paths):
            self._direction = -self._direction
            place = self.slider.value() + self._direction
        self.slider.setValue(place)

    def _show_chosen(self) -> None:
        self.picture.image = QImage(str(self._paths[self.slider.value()]))
        self.picture.update()

    # What is saved

    def _ask_for_picture(self) -> None:
        self.play.setChecked(False)
        made = self._paths[self.slider.value()]
        path = self._ask_where(self.tr("Save picture"), {"PNG": ".png"})
        if path is not None:
            self.copy_picture(made, path)

    def _ask_for_film(self) -> None:
        path = self._ask_where(self.tr("Save film"), {"WebP": ".webp", "GIF": ".gif"})
        if path is not None:
            self.make_film(path)

    def _ask_where(self, title: str, kinds: dict[str, str]) -> Path | None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        folder = self._folder or (folder if folder.is_dir() else Path.home())
        proposed = free_path(folder, self._model.id, next(iter(kinds.values())))
        path = ask_where_to_save(self, title, proposed, kinds)
        if path is not None:
            self._folder = path.parent
        return path

    def copy_picture(self, made: Path, path: Path) -> None:
        """Save one of the pictures, which says in itself how it was made, whole or not at all."""

        def copy() -> Path:
            write_atomically(path, made.read_bytes())
            return path

        self._background.run(copy, self._tell_saved, self._fail, asked_by=self)

    def make_film(self, path: Path) -> None:
        """Save all pictures as an endless film there and back."""
        pictures = list(self._paths)

        def make() -> Path:
            save_film(path, [read_picture(picture).pixels for picture in pictures])
            return path

        self._background.run(make, self._tell_saved, self._fail, asked_by=self)

    def _tell_saved(self, path: Path) -> None:
        self.messages.show_note(self.tr("Saved as {0}.").format(path.name))

    def done(self, result: int) -> None:
        self._frame.stop()
        self.process.cancel()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.picture.update()


class _Picture(QWidget):
    """A square picture as large as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setMinimumSize(_SHOWN_SIDE, _SHOWN_SIDE)
        self.setAccessibleName(self.tr("The picture on the way"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image.isNull():
            painter.fillRect(left, top, side, side, self.palette().color(QPalette.ColorRole.Base))
        else:
            painter.drawImage(self.rect().adjusted(left, top, -left, -top), self.image)
        painter.end()

"""The page on which a new model begins: pictures, family, size, time, name."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop import paths
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.manifests import is_installed
from aipaint_desktop.nn.generative.families import SIZES
from aipaint_desktop.training.lab import base_model
from aipaint_desktop.training.lab.picture_folder import LEAST, Survey
from aipaint_desktop.ui.lab.family_choice import FamilyChoice
from aipaint_desktop.ui.lab.folder_survey import FolderSurvey
from aipaint_desktop.ui.lab.picture_drop import PictureDrop
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel
from aipaint_desktop.ui.widgets.scroll_column import ScrollColumn
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.words.prompts import COMPOSER

FEWEST_MINUTES, MOST_MINUTES = 1, 24 * 60
_MINUTES = 20
_FEW = 20  # pictures, below which a model learns them by heart
_REFUSED_ROWS = 4
_FRAME = 4  # px around the rows of a list


class NewModelPage(QWidget):
    """Asks for what a new model needs; `train_requested` when all is there and Train was pressed."""

    train_requested = Signal()
    pictures_chosen = Signal(Path)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.survey = FolderSurvey(background, self)
        self.drop = PictureDrop()
        self.found = WrappedLabel()
        self.refused = QListWidget()
        self.refused.setAccessibleName(self.tr("Files that are not trained on"))
        self.refused.setWordWrap(True)
        self.refused.hide()
        self.families = FamilyChoice()
        self.from_composer = QCheckBox(
            self.tr("Begin with what the composer knows: thirty pictures are then enough")
        )
        self.from_composer.setToolTip(self.tr("Only a diffusion model of 64 px can."))
        self.from_composer.setChecked(True)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("What it is called in the model selector"))
        self.size_box = QComboBox()
        for side in SIZES:
            self.size_box.addItem(self.tr("{0} × {0} px").format(side), side)
        self.minutes = ValueSlider(
            self.tr("Train for"), FEWEST_MINUTES, MOST_MINUTES, self.tr(" min"), curved=True
        )
        self.minutes.set_number(_MINUTES)
        self.train = QPushButton(self.tr("Train"))
        self.train.setProperty("role", "primary")
        self.train.setAutoDefault(False)
        self.train.setEnabled(False)
        name_icon(self.train, "flask-conical")
        self._lay_out()
        self._connect()
        self._offer_base()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("New model"))
        heading.setProperty("role", "title")
        told = QLabel(
            self.tr(
                "A folder of 20 to 5000 pictures of one kind becomes a model. They never leave this machine."
            )
        )
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(heading)
        titles.addWidget(told)
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        for place, (words, field, share) in enumerate(
            (
                (self.tr("Name"), self.name, 4),
                (self.tr("Pictures of"), self.size_box, 2),
                (self.tr("Time"), self.minutes, 4),
            )
        ):
            label = QLabel(words)
            label.setProperty("role", "muted")
            field.setAccessibleName(words)
            form.addWidget(label, 0, place)
            form.addWidget(field, 1, place)
            form.setColumnStretch(place, share)
        column = QWidget()
        column.setObjectName("form")
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(16)
        rows.addLayout(titles)
        rows.addWidget(self.drop)
        rows.addWidget(self.found)
        rows.addWidget(self.refused)
        rows.addWidget(self.families)
        rows.addLayout(form)
        rows.addWidget(self.from_composer)
        rows.addStretch()
        bottom = QHBoxLayout()
        bottom.addStretch()
        bottom.addWidget(self.train)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(ScrollColumn(column), 1)
        whole.addLayout(bottom)

    def _connect(self) -> None:
        self.drop.chosen.connect(self._look)
        self.drop.chosen.connect(self.pictures_chosen)
        self.size_box.activated.connect(lambda _index: self._look())
        self.size_box.activated.connect(lambda _index: self._offer_base())
        self.families.changed.connect(self._offer_base)
        self.survey.counted.connect(
            lambda count: self.found.setText(self.tr("Looking at the pictures: {0}…").format(count))
        )
        self.survey.done.connect(self._show_found)
        self.survey.failed.connect(self._show_failure)
        self.train.clicked.connect(self.train_requested)

    @property
    def size_px(self) -> int:
        """Give the side of the pictures that the model will make."""
        return int(self.size_box.currentData())

    @property
    def base(self) -> str:
        """Name the model to begin with by its id, or nothing."""
        return COMPOSER if self.from_composer.isEnabled() and self.from_composer.isChecked() else ""

    def _offer_base(self) -> None:
        fits = base_model.fits(self.families.family, self.size_px)
        self.from_composer.setEnabled(fits and is_installed(paths.models(), COMPOSER))

    def _look(self) -> None:
        if self.drop.folder is None:
            return
        self.train.setEnabled(False)
        self.refused.hide()
        self.survey.begin(self.drop.folder, self.size_px)

    def _show_found(self, found: Survey) -> None:
        accepted, refused = len(found.accepted), len(found.refused)
        if accepted < LEAST:
            words = self.tr("{0} pictures can be trained on; at least {1} are needed.").format(
                accepted, LEAST
            )
        elif accepted < _FEW:
            words = self.tr("{0} pictures are trained on. With so few it may learn them by heart.").format(
                accepted
            )
        else:
            words = self.tr("{0} pictures are trained on.").format(accepted)
        if refused:
            words += " " + self.tr("Not used: {0}").format(refused)
        self.found.setText(words)
        self.refused.clear()
        self.refused.addItems([refusal(one.reason) for one in found.refused])
        rows = min(refused, _REFUSED_ROWS)
        self.refused.setFixedHeight(rows * self.refused.sizeHintForRow(0) + 2 * _FRAME)
        self.refused.setVisible(bool(refused))
        self.train.setEnabled(accepted >= LEAST)

    def _show_failure(self, why: Sentence) -> None:
        self.found.setText(refusal(why))

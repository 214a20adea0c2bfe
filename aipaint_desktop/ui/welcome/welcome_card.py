"""What stands below the canvas at the first start: what to do next, and what this machine can do."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.picture_pair import PicturePair
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import device_title

_PICTURE = QSize(128, 96)


class WelcomeCard(QFrame):
    """Welcomes beside a sketch. It asks for nothing: whoever ignores it can paint at once."""

    paint_requested = Signal()
    blank_requested = Signal()
    sample_requested = Signal()
    dismissed = Signal()

    def __init__(self, before: Path, after: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._device = ""
        self._seconds = 0.0
        self._trouble = ""
        self._of_sample = True
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._machine = QLabel()
        self._machine.setProperty("role", "muted")
        self._machine.setWordWrap(True)
        self.paint = QPushButton()
        self.paint.setProperty("role", "primary")
        name_icon(self.paint, "paintbrush-vertical")
        self.blank = QPushButton()
        self.sample = QPushButton()
        self.close_button = QToolButton()
        name_icon(self.close_button, "x")
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addStretch()
        for label in (self._title, self._words, self._machine):
            texts.addWidget(label)
        texts.addStretch()
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.paint)
        buttons.addWidget(self.blank)
        buttons.addWidget(self.sample)
        buttons.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 8, 12)
        row.setSpacing(16)
        row.addWidget(PicturePair(before, after, _PICTURE))
        row.addLayout(texts, 1)
        row.addLayout(buttons)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.paint.clicked.connect(self.paint_requested)
        self.blank.clicked.connect(self.blank_requested)
        self.sample.clicked.connect(self.sample_requested)
        self.close_button.clicked.connect(self.dismissed)
        self._translate()

    def show_machine(self, device: str, seconds: float) -> None:
        """Say what computes. device: what was found to compute on, as `devices.describe` has it. seconds: for the
        sketch on it."""
        self._device, self._seconds = device, seconds
        self._translate()

    def show_trouble(self, why: str) -> None:
        """Say in one sentence why nothing was found to compute on. why: that sentence."""
        self._trouble = why
        self._translate()

    def show_sample(self, of_sample: bool) -> None:
        """Say whether the sketch that ships is on the canvas, or a picture of the artist's own."""
        self._of_sample = of_sample
        self._translate()

    def _translate(self) -> None:
        self._title.setText(self.tr("Your first painting"))
        if self._of_sample:
            words = self.tr(
                "This sketch is waiting to be painted in the manner of the picture at the right. "
                "Draw on it, choose another picture, or press Paint at once."
            )
        else:
            words = self.tr(
                "Your own picture stays on the canvas. Paint makes a new layer of it, in the manner of the picture "
                "at the right; or take the sample sketch to begin with."
            )
        self._words.setText(words)
        if self._device:
            self._machine.setText(
                self.tr(
                    "Found: {0}. It paints the sample in about {1}; no picture leaves this machine."
                ).format(device_title(self._device), duration(self._seconds))
            )
        elif self._trouble:
            self._machine.setText(self._trouble)
        else:
            self._machine.setText(self.tr("Looking what this machine can compute with…"))
        self.paint.setText(self.tr("Paint this sketch") if self._of_sample else self.tr("Paint this picture"))
        self.blank.setText(self.tr("Empty canvas"))
        self.sample.setText(self.tr("Sample sketch"))
        self.blank.setVisible(self._of_sample)
        self.sample.setVisible(not self._of_sample)
        self.close_button.setToolTip(self.tr("Close the welcome"))
        self.close_button.setAccessibleName(self.tr("Close the welcome"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

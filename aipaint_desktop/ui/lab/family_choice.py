"""The choice between the families of models, each with a sentence on what it is good at and how long it takes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from aipaint_desktop.nn.generative.families import FAMILIES, Family
from aipaint_desktop.ui.look.theme import restyle


class FamilyChoice(QWidget):
    """Offers the families on cards side by side. `buttons` are those of the families."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words: dict[Family, tuple[str, str]] = {
            "gan": (
                self.tr("GAN"),
                self.tr(
                    "Textures and edges, painted at once. Shows something after a few minutes; "
                    "wants varied pictures."
                ),
            ),
            "diffusion": (
                self.tr("Diffusion"),
                self.tr("The most varied pictures, painted step by step. Takes longest: give it hours."),
            ),
            "vae": (
                self.tr("VAE"),
                self.tr(
                    "Soft pictures that flow into one another, painted at once. Colours and horizons come "
                    "within minutes."
                ),
            ),
        }
        self.buttons: dict[Family, QRadioButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for family in FAMILIES:
            card = _Card(*words[family])
            group.addButton(card.button)
            self.buttons[family] = card.button
            row.addWidget(card, 1)
        self.buttons[FAMILIES[0]].setChecked(True)
        group.buttonClicked.connect(self.changed)

    @property
    def family(self) -> Family:
        return next(family for family, button in self.buttons.items() if button.isChecked())


class _Card(QFrame):
    """Chosen by a click anywhere on it."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.button = QRadioButton(title)
        self.button.setAccessibleDescription(sentence)
        self.button.toggled.connect(self._show_chosen)
        told = QLabel(sentence)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 12)
        rows.setSpacing(4)
        rows.addWidget(self.button)
        rows.addWidget(told, 1)

    def _show_chosen(self, chosen: bool) -> None:
        restyle(self, "chosen", chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.click()
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)

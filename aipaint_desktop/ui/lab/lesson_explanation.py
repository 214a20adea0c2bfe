"""How a lesson works, in numbered stages of plain words that speak of what is on screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from aipaint_desktop.training.lessons.snapshot import LessonName
from aipaint_desktop.ui.lab.lesson_diagram import LessonDiagram, Network
from aipaint_desktop.ui.look.theme import Theme
from aipaint_desktop.ui.widgets.scroll_column import ScrollColumn


class LessonExplanation(QWidget):
    """Explains a lesson: the networks' layers, and below them the stages."""

    def __init__(self, lesson: LessonName, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.diagram = LessonDiagram(theme)
        match lesson:
            case "gan":
                networks, stages = self._gan_networks(), self._gan_stages()
            case "diffusion":
                networks, stages = self._diffusion_networks(), self._diffusion_stages()
        self.diagram.show_networks(networks)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        rows.addWidget(self.diagram)
        rows.addWidget(ScrollColumn(_column(stages)), 1)

    def _gan_networks(self) -> list[Network]:
        return [
            Network(
                self.tr("Generator"),
                "accent",
                self.tr("noise"),
                (100, 128, 256, 512, 784),
                self.tr("picture"),
            ),
            Network(
                self.tr("Discriminator"), "cool", self.tr("picture"), (784, 512, 256, 1), self.tr("verdict")
            ),
        ]

    def _gan_stages(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Noise"),
                self.tr(
                    "A made picture begins as 100 random numbers. The 16 at the left keep theirs, so that you "
                    "see how the generator changes."
                ),
            ),
            (
                self.tr("Generator"),
                self.tr(
                    "Its layers turn them into more and more numbers, 128, 256, 512, and at last into the 784 "
                    "greys of a picture of 28 × 28."
                ),
            ),
            (
                self.tr("Discriminator"),
                self.tr(
                    "It goes the other way, from 784 greys to a single number, its verdict: the bar under each "
                    "picture says for how likely it takes it to be real."
                ),
            ),
            (
                self.tr("The game"),
                self.tr(
                    "In every step the discriminator learns to tell 64 real pictures from 64 made ones. Then the "
                    "generator learns what to change so that its own are taken for real."
                ),
            ),
            (
                self.tr("Two losses"),
                self.tr(
                    "The lower a loss, the better its player does. Where all verdicts are 50 % and nobody is "
                    "winning, the discriminator's is 1.39 and the generator's 0.69."
                ),
            ),
            (
                self.tr("Collapse"),
                self.tr(
                    "Now and then the generator finds one picture that passes and makes nothing else: then all "
                    "made pictures look alike. Starting again helps."
                ),
            ),
        ]

    def _diffusion_networks(self) -> list[Network]:
        return [
            Network(
                self.tr("Network"),
                "accent",
                self.tr("noisy"),
                (784, 512, 512, 512, 512, 784),
                self.tr("noise"),
            )
        ]

    def _diffusion_stages(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Noise going in"),
                self.tr(
                    "A real picture is mixed with noise in 1000 steps, with more in each: the share β grows from "
                    "0.0001 to 0.02. After the last one nothing of it is left."
                ),
            ),
            (
                self.tr("What is predicted"),
                self.tr(
                    "The network sees the 784 greys of a noisy picture and the number of its step, and says which "
                    "noise is in each. Every layer is told the step: it says how much noise to expect."
                ),
            ),
            (
                self.tr("The guess"),
                self.tr(
                    "Without the noise that it predicts, what remains is its guess of the picture. Under little "
                    "noise that is easy; at step 999 it can only guess something between all pictures."
                ),
            ),
            (
                self.tr("The loss"),
                self.tr(
                    "How far the predicted noise is from the true one: 1 where it knows nothing. Much noise is "
                    "easy to tell, as it is nearly all there is; little noise is hard to see."
                ),
            ),
            (
                self.tr("Noise coming out"),
                self.tr(
                    "Each row begins with noise alone. The network predicts, a part of the noise is taken away, and "
                    "so on, in 21 large steps here instead of 1000. What comes out has never been there before."
                ),
            ),
        ]


def _column(stages: Sequence[tuple[str, str]]) -> QWidget:
    column = QWidget()
    column.setObjectName("form")
    grid = QGridLayout(column)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (title, words) in enumerate(stages):
        row = 3 * number
        index, heading, text = QLabel(str(number + 1)), QLabel(title), QLabel(words)
        index.setProperty("role", "muted")
        heading.setProperty("role", "strong")
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(index, row, 0)
        grid.addWidget(heading, row, 1)
        grid.addWidget(text, row + 1, 1)
        grid.setRowMinimumHeight(row + 2, 8)
    grid.setRowStretch(3 * len(stages), 1)
    return column

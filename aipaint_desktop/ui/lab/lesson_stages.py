"""What is seen of a lesson: its pictures under their titles, and whether the discriminator takes them for real."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from aipaint_desktop.training.lessons.snapshot import SHOWN_TIMES, LessonName, Snapshot
from aipaint_desktop.ui.lab.lesson_pictures import LessonPictures
from aipaint_desktop.ui.look.theme import Theme

_LARGEST_NOISY = 52  # px: there are only five in a row
_COLUMNS = 8


class LessonStage(QWidget):
    """Shows the stages of a lesson, `pictures` by the names that a `Snapshot` has for them."""

    def __init__(self, lesson: LessonName, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures: dict[str, LessonPictures] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        match lesson:
            case "gan":
                self._fill_gan()
            case "diffusion":
                self._fill_diffusion()
        self._rows.addStretch()
        self.set_theme(theme)

    def _fill_gan(self) -> None:
        self._add(
            "made",
            self.tr("Made, always of the same noise, and how real they look"),
            LessonPictures(2, _COLUMNS, judged=True),
        )
        self._add(
            "real",
            self.tr("Real, and how real they look to the same discriminator"),
            LessonPictures(1, _COLUMNS, judged=True),
        )

    def _fill_diffusion(self) -> None:
        steps = [str(time) for time in SHOWN_TIMES]
        count = len(steps)
        self._add(
            "noisy",
            self.tr("Noise going in: a real picture after so many of 1000 steps"),
            LessonPictures(1, count, largest=_LARGEST_NOISY, captions=steps),
        )
        self._add(
            "guessed",
            self.tr("What the network takes for the picture under that noise"),
            LessonPictures(1, count, largest=_LARGEST_NOISY),
        )
        self._add(
            "sampled",
            self.tr("Noise coming out: from noise alone to new pictures"),
            LessonPictures(2, _COLUMNS),
        )

    def _add(self, name: str, title: str, shown: LessonPictures) -> None:
        if self.pictures:
            self._rows.addSpacing(8)
        self.pictures[name] = shown
        label = QLabel(title)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        shown.setAccessibleName(title)
        self._rows.addWidget(label)
        self._rows.addWidget(shown)

    def show_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show what a lesson shows at a moment; None where nothing is there yet."""
        for name, shown in self.pictures.items():
            verdicts: Sequence[float] = snapshot.verdicts.get(name, ()) if snapshot else ()
            shown.show_pictures(snapshot.pictures.get(name) if snapshot else None, verdicts)

    def set_theme(self, theme: Theme) -> None:
        """Verdicts wear the colour that the discriminator has in the curves and the diagram."""
        for shown in self.pictures.values():
            shown.set_colour(theme.colour("cool"))

"""What one model is for, with pictures that it painted."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from aipaint_desktop import paths
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.ui.widgets.picture_pair import PicturePair
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel
from aipaint_desktop.ui.words.names import bad_at, good_at, model_family, model_licence, model_title

_PICTURE = QSize(224, 168)


class ModelPage(QWidget):
    """Tells what a model is good for, with pictures where `resources/help` has them."""

    def __init__(self, model: ModelEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = WrappedLabel(model_title(model))  # an own model's words may be anybody's
        heading.setProperty("role", "title")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(heading)
        folder = paths.resources() / "help"
        before, after = folder / f"{model.id}-before.jpg", folder / f"{model.id}-after.jpg"
        if before.exists() and after.exists():
            pair = PicturePair(before, after, _PICTURE)
            pair.setAccessibleName(self.tr("Before and after"))
            rows.addWidget(pair)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, words in (
            (self.tr("Kind"), model_family(model)),
            (self.tr("Good at"), good_at(model)),
            (self.tr("Bad at"), bad_at(model)),
            (self.tr("Your pictures"), self.tr("Yours, for any use, selling included.")),
            (self.tr("Its weights"), model_licence(model)),
        ):
            text = WrappedLabel(words)
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            form.addRow(label, text)
        rows.addLayout(form)
        rows.addStretch()

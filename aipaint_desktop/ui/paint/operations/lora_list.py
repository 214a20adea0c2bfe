"""The LoRAs that a model paints with: each with a tick, a weight, and a cross that takes it away."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.ui.paint.operations.model_file_list import ModelFileList
from aipaint_desktop.ui.widgets.added_list import AddedRow
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_MOST_SHOWN = 2  # of a weight, to both sides of 0


class LoraRow(AddedRow):
    """One of them. name: by which it is found, an id or a path."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.name = name
        self.used = QCheckBox()
        self.used.setChecked(True)
        self.used.setAccessibleName(self.tr("Paint with {0}").format(title))
        self.used.setToolTip(plain(self.used.accessibleName()))
        self.weight = ValueSlider(title, -_MOST_SHOWN, _MOST_SHOWN, decimals=2)
        self.weight.setToolTip(self.tr("How much of it: 1 as it was trained, below 0 away from it"))
        self.weight.set_number(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.used)
        row.addWidget(self.weight, 1)
        row.addWidget(self.away)
        self.used.toggled.connect(self.weight.setEnabled)
        self.used.toggled.connect(self.changed)
        self.weight.edited.connect(self.changed)


class LoraList(ModelFileList[LoraRow]):
    """Lists those that were added; the menu of its button lists those in the artist's folders."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__((Kind.LORA,), background, parent)
        self.called = self.tr("LoRAs")
        self.add.setText(self.tr("Add LoRA"))
        self.add.setToolTip(self.tr("Add a file that changes what the model paints"))

    @property
    def loras(self) -> tuple[tuple[str, float], ...]:
        """Give name and weight of each that is ticked."""
        return tuple((row.name, round(row.weight.number, 2)) for row in self.rows if row.used.isChecked())

    def put(self, name: str, title: str) -> LoraRow:
        """Add one at the end, with the weight 1; one that is there stays as it is."""
        for there in self.rows:
            if there.name == name:
                return there
        return self.append(LoraRow(name, title))

    def put_known(self, file: ModelFile) -> None:
        self.put(str(file.path), file.title)

    def put_file(self, path: Path) -> None:
        self.put(str(path), path.stem)

    def take_over(self, other: "LoraList") -> None:
        """List what another list does."""
        for before in other.rows:
            row = self.put(before.name, before.title)
            row.weight.set_number(before.weight.number)
            row.used.setChecked(before.used.isChecked())

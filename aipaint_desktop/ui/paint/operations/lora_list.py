"""The LoRAs that a model paints with: each with a tick, a weight, and a cross that takes it away."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.index import ModelIndex, read_index
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_MOST_SHOWN = 2  # of a weight, to both sides of 0


class LoraRow(QWidget):
    """One of them. name: by which it is found, an id or a path."""

    changed = Signal()
    taken_away = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.title = name, title
        self.used = QCheckBox()
        self.used.setChecked(True)
        self.used.setAccessibleName(self.tr("Paint with {0}").format(title))
        self.used.setToolTip(plain(self.tr("Paint with {0}").format(title)))
        self.weight = ValueSlider(title, -_MOST_SHOWN, _MOST_SHOWN, decimals=2)
        self.weight.setToolTip(self.tr("How much of it: 1 as it was trained, below 0 away from it"))
        self.weight.set_number(1)
        self.away = QToolButton()
        self.away.setText("×")
        self.away.setAutoRaise(True)
        self.away.setAccessibleName(self.tr("Take {0} away").format(title))
        self.away.setToolTip(plain(self.tr("Take {0} away").format(title)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.used)
        row.addWidget(self.weight, 1)
        row.addWidget(self.away)
        self.used.toggled.connect(self.weight.setEnabled)
        self.used.toggled.connect(self.changed)
        self.weight.edited.connect(self.changed)
        self.away.clicked.connect(self.taken_away)


class LoraList(QWidget):
    """Lists those that were added; the menu of its button lists those in the artist's folders."""

    changed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._folder = Path.home()
        self.rows: list[LoraRow] = []
        self.add = QPushButton(self.tr("Add LoRA"))
        self.add.setToolTip(self.tr("Add a file that changes what the model paints"))
        self.menu = QMenu(self)
        self.add.setMenu(self.menu)
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._list.addWidget(self.add)
        self._fill(ModelIndex())
        self.menu.aboutToShow.connect(self._read)

    @property
    def loras(self) -> tuple[tuple[str, float], ...]:
        """Give name and weight of each that is ticked."""
        return tuple((row.name, round(row.weight.number, 2)) for row in self.rows if row.used.isChecked())

    def put(self, name: str, title: str) -> LoraRow:
        """Add one at the end, with the weight 1; one that is there stays as it is."""
        for there in self.rows:
            if there.name == name:
                return there
        row = LoraRow(name, title)
        row.changed.connect(self.changed)
        row.taken_away.connect(lambda: self._take_away(row))
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)
        self.changed.emit()
        return row

    def take_over(self, other: "LoraList") -> None:
        """List what another list does."""
        for before in other.rows:
            row = self.put(before.name, before.title)
            row.weight.set_number(before.weight.number)
            row.used.setChecked(before.used.isChecked())

    def _take_away(self, row: LoraRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _read(self) -> None:
        self._background.run(read_index, self._fill, lambda _why: None, asked_by=self)

    def _fill(self, index: ModelIndex) -> None:
        self.menu.clear()
        for file in index.of_kind(Kind.LORA):
            self.menu.addAction(self._action(file))
        if not self.menu.isEmpty():
            self.menu.addSeparator()
        self.menu.addAction(self.tr("File…"), self._ask_for_file)

    def _action(self, file: ModelFile) -> QAction:
        action = QAction(file.title.replace("&", "&&"), self.menu)
        action.triggered.connect(lambda: self.put(str(file.path), file.title))
        return action

    def _ask_for_file(self) -> None:
        files, _kind = QFileDialog.getOpenFileNames(
            self, self.tr("Add LoRA"), str(self._folder), self.tr("LoRAs") + " (*.safetensors)"
        )
        for name in files:
            path = Path(name)
            self._folder = path.parent
            self.put(str(path), path.stem)

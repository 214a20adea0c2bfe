"""The artist's own models: in which folders they lie, what was found there, and what was refused and why."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeView,
)

from aipaint_desktop.modelstore.model_files.model_file import KIND_TITLES, Kind, ModelFile
from aipaint_desktop.ui.settings.model_dialogs import ask_for_files, ask_for_folder
from aipaint_desktop.ui.settings.model_table import ModelTable, described
from aipaint_desktop.ui.settings.page import SettingsPage
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel, plain
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.model_files import ModelFiles

_PATH = Qt.ItemDataRole.UserRole
_FOLDERS_SHOWN = 3
_DETAIL_LINES = 2
_KIND_LETTERS = 14


class ModelsPage(SettingsPage):
    def __init__(self, models: ModelFiles) -> None:
        super().__init__(self.tr("Models"))
        self._models = models
        self.places = QListWidget()
        self.places.setAccessibleName(self.tr("Folders and files with models"))
        self.places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.places.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.places.setFixedHeight(_FOLDERS_SHOWN * (self.fontMetrics().height() + 8) + 8)
        self.add_folder = QPushButton(self.tr("Add folder…"))
        self.add_file = QPushButton(self.tr("Add file…"))
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Take it out of the list; the files themselves stay where they are"))
        self.scan = QPushButton(self.tr("Scan again"))
        self.shown = narrow_choice(self.tr("What to show"))
        self.table = ModelTable(self)
        self.list = QTreeView()
        self.list.setAccessibleName(self.tr("Model files"))
        self.list.setModel(self.table)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        for column in (ModelTable.NAME, ModelTable.BASE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(ModelTable.KIND, _KIND_LETTERS * self.fontMetrics().averageCharWidth())
        self.told = WrappedLabel()
        self.told.setProperty("role", "muted")
        self.detail = WrappedLabel()
        self.detail.setMinimumHeight(_DETAIL_LINES * self.fontMetrics().lineSpacing())
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        note = QLabel(
            self.tr("Models stay where they lie. Folders of ComfyUI, A1111 and InvokeAI are known as such.")
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add_folder, self.add_file, self.remove, self.scan):
            buttons.addWidget(button)
        buttons.addStretch(1)
        heads = QHBoxLayout()
        heads.setSpacing(8)
        heads.addWidget(self.shown, 1)
        heads.addWidget(self.told, 2)
        self.rows.setSpacing(8)
        self.rows.addWidget(note)
        self.rows.addWidget(self.places)
        self.rows.addLayout(buttons)
        self.rows.addLayout(heads)
        self.rows.addWidget(self.list, 1)
        self.rows.addWidget(self.detail)

    def _connect(self) -> None:
        self.add_folder.clicked.connect(self._add_folder)
        self.add_file.clicked.connect(self._add_files)
        self.remove.clicked.connect(self._remove)
        self.scan.clicked.connect(self._models.scan)
        self.shown.currentIndexChanged.connect(self._show_files)
        self.places.currentItemChanged.connect(lambda item, _before: self.remove.setEnabled(item is not None))
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_detail())
        self._models.changed.connect(self._show)
        self._models.failed.connect(self._show_fault)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _add_folder(self) -> None:
        folder = ask_for_folder(self)
        if folder is not None:
            self._models.add_folder(folder)

    def _add_files(self) -> None:
        files = ask_for_files(self)
        if files:
            self._models.add_files(files)

    def _remove(self) -> None:
        path: Path = self.places.currentItem().data(_PATH)
        index = self._models.index
        if path in index.folders:
            self._models.remove_folder(path)
        elif (file := index.files.get(path)) is not None:
            self._models.forget(file)

    def _show(self) -> None:
        """Show what is known by now, if anybody sees it; what was chosen stays so."""
        if not self.isVisible():
            return
        self._show_places()
        self._show_kinds()
        self._show_files()
        self.scan.setEnabled(not self._models.busy)
        self.told.setText(self._state())

    def _show_places(self) -> None:
        index, current = self._models.index, self.places.currentItem()
        chosen = current.data(_PATH) if current else None
        alone = [path for path in index.files if not any(folder in path.parents for folder in index.folders)]
        self.places.clear()
        for path in (*index.folders, *alone):
            item = QListWidgetItem(as_text(path), self.places)
            item.setToolTip(plain(as_text(path)))
            item.setData(_PATH, path)
            if path == chosen:
                self.places.setCurrentItem(item)
        self.remove.setEnabled(bool(self.places.currentItem()))

    def _show_kinds(self) -> None:
        counts = Counter(file.kind for file in self._models.index.files.values())
        chosen = self.shown.currentData()
        self.shown.blockSignals(True)
        self.shown.clear()
        self.shown.addItem(self.tr("Everything ({0})").format(counts.total()), None)
        for kind in Kind:
            if counts[kind]:
                self.shown.addItem(f"{refusal(KIND_TITLES[kind])} ({counts[kind]})", kind)
        self.shown.setCurrentIndex(max(0, self.shown.findData(chosen)))
        self.shown.blockSignals(False)

    def _show_files(self) -> None:
        chosen, kind = self._file, self.shown.currentData()
        self.table.show_files(file for file in self._models.index.files.values() if kind in (None, file.kind))
        rows = [row for row, file in enumerate(self.table.files) if chosen and file.path == chosen.path]
        if rows:
            self.list.setCurrentIndex(self.table.index(rows[0], 0))
        self._show_detail()

    def _state(self) -> str:
        if self._models.busy:
            return self.tr("The folders are being looked into.")
        if waiting := self._models.waiting:
            return self.tr("{0} are still being hashed.").format(waiting)
        return ""

    @property
    def _file(self) -> ModelFile | None:
        row = self.list.currentIndex().row()
        return self.table.files[row] if 0 <= row < len(self.table.files) else None

    def _show_detail(self) -> None:
        file = self._file
        self.detail.setText("" if file is None else described(file))

    def _show_fault(self, why: Sentence) -> None:
        self.detail.setText(refusal(why))

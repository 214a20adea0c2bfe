"""The brush in hand, with all that can be set about it and a sheet to try it on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.stored_picture import StoredPicture
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.pictures.suffixes import name_filter
from aipaint_desktop.ui.brushes.settings_pages import SettingsPages
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.words.names import brush_title
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.brush_library import BrushLibrary

_SHEET = QSize(420, 520)


class BrushEditor(QDialog):
    """Changes the brush in hand; what is changed stays with its preset until it is reset, or saved as a new one."""

    def __init__(
        self,
        options: BrushOptions,
        library: BrushLibrary,
        colour: Callable[[], QColor],
        take: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """colour: tells what is painted with. take: takes the preset of a name in hand."""
        super().__init__(parent)
        self._options, self._library, self._colour, self._take = options, library, colour, take
        self.setWindowTitle(self.tr("Brush editor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = SettingsPages(options.brush)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the brush"))
        self.name.setMaxLength(100)
        self.save = QPushButton(self.tr("Save as a new brush"))
        self.rename = QPushButton(self.tr("Rename"))
        self.delete = QPushButton(self.tr("Delete"))
        self.reset = QPushButton(self.tr("Reset"))
        self._said = QLabel()
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self.sheet = CanvasView(Document(_SHEET.width(), _SHEET.height()))
        self.sheet.setMinimumSize(_SHEET)
        self.clear = QPushButton(self.tr("Clear the sheet"))
        for button in (self.save, self.rename, self.delete, self.reset, self.clear):
            button.setAutoDefault(False)
        self._lay_out()
        self.pages.edited.connect(options.set_brush)
        self.pages.opening.connect(self._open_picture)
        library.changed.connect(self._offer_pictures)
        self._offer_pictures()
        options.brush_changed.connect(self._show)
        self.save.clicked.connect(self._save)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._delete)
        self.reset.clicked.connect(options.put_back)
        self.clear.clicked.connect(self._clear)
        self.sheet.touched.connect(self._hand_over)
        self.name.returnPressed.connect(self._save)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.sheet.undo)
        QShortcut(QKeySequence("F5"), self, self.close)
        self._named = ""
        self._show(options.brush)
        self.pages.setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.save, self.rename, self.delete):
            buttons.addWidget(button)
        below = QHBoxLayout()
        below.addWidget(self.reset)
        below.addStretch()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.name)
        left.addLayout(buttons)
        left.addWidget(self._said)
        left.addWidget(self.pages, 1)
        left.addLayout(below)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.sheet, 1)
        clear = QHBoxLayout()
        clear.addStretch()
        clear.addWidget(self.clear)
        right.addLayout(clear)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        whole.addLayout(left, 4)
        whole.addLayout(right, 5)

    def begin_naming(self) -> None:
        """Make ready to type the name of a new brush."""
        self.name.setFocus()
        self.name.selectAll()

    def _show(self, brush: Brush) -> None:
        preset = self._library.preset(brush.name)
        if brush.name != self._named:
            self._named = brush.name
            self.name.setText(brush_title(brush))
            self._said.clear()
        self.pages.show_brush(brush)
        own = preset is not None and preset.own
        self.rename.setEnabled(own)
        self.delete.setEnabled(own)
        self.reset.setEnabled(self._options.changed)
        self._hand_over()

    def _hand_over(self) -> None:
        """Paint on the sheet as on the canvas."""
        self.sheet.brush_tool.brush = self._options.brush
        self.sheet.colour = self._colour()
        self.sheet.refresh_outline()

    def _offer_pictures(self) -> None:
        self.pages.offer_pictures(self._library.presets)

    def _open_picture(self, kind: type[StoredPicture]) -> None:
        """Ask for a picture file and let the brush stamp it, or catch on it."""
        file, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("Take a picture of your own"),
            str(Path.home()),
            self.tr("Pictures") + f" ({name_filter()})",
        )
        if file:
            self._library.take_picture(
                Path(file),
                kind,
                self.pages.take_picture,
                lambda why: self._said.setText(refusal(why)),
                self,
            )

    def _clear(self) -> None:
        self.sheet.set_document(Document(_SHEET.width(), _SHEET.height()))

    def _save(self) -> None:
        name = " ".join(self.name.text().split())
        if self._tried(lambda: self._library.save_as(self._options.brush, name)):
            self._take(name)
            self._said.setText(self.tr("“{0}” is among your own brushes.").format(name))

    def _rename(self) -> None:
        name = " ".join(self.name.text().split())
        before = self._options.brush
        if name != before.name and self._tried(lambda: self._library.rename(before.name, name)):
            self._take(name)

    def _delete(self) -> None:
        name = self._options.brush.name
        self._library.delete(name)
        self._said.setText(self.tr("“{0}” was deleted.").format(name))

    def _tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except BadInput as error:
            self._said.setText(refusal(error.sentence))
            return False
        return True

"""Where pictures go and where the program keeps its own files."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from aipaint_desktop import paths
from aipaint_desktop.ui.settings.page import SettingsPage


class FoldersPage(SettingsPage):
    def __init__(self, settings: QSettings) -> None:
        super().__init__(self.tr("Folders"))
        self._settings = settings
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        self.export = self._add_folder(self.tr("Export pictures to"), "export/folder", pictures)
        self.open = self._add_folder(self.tr("Open pictures from"), "open/folder", str(Path.home()))
        self._show_folder(self.tr("References and models"), paths.user_data())
        self._show_folder(self.tr("Settings"), Path(settings.fileName()).parent)
        self.rows.addStretch()

    def _add_folder(self, words: str, key: str, otherwise: str) -> QLineEdit:
        """A folder that the artist may change; one that is not there is not taken."""
        field = QLineEdit(str(self._settings.value(key, otherwise)))
        field.setAccessibleName(words)

        def take(folder: str) -> None:
            if Path(folder).is_dir():
                self._settings.setValue(key, folder)
            field.setText(str(self._settings.value(key, otherwise)))

        def browse() -> None:
            folder = QFileDialog.getExistingDirectory(self, words, field.text())
            if folder:
                take(folder)

        button = QPushButton(self.tr("Browse…"))
        button.clicked.connect(browse)
        field.editingFinished.connect(lambda: take(field.text()))
        self._add_row(words, field, button)
        return field

    def _show_folder(self, words: str, folder: Path) -> None:
        field = QLineEdit(str(folder))
        field.setAccessibleName(words)
        field.setReadOnly(True)
        button = QPushButton(self.tr("Show"))
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self._add_row(words, field, button)

    def _add_row(self, words: str, field: QLineEdit, button: QPushButton) -> None:
        field.setCursorPosition(0)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(button)
        self.add_row(words, both)

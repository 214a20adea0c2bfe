"""Where a folder of pictures is dropped."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from aipaint_desktop.ui.files.incoming import accept_as_copy, local_files
from aipaint_desktop.ui.look.theme import restyle
from aipaint_desktop.ui.widgets.plain_text import WrappedLabel


def ask_for_folder(parent: QWidget, words: str, before: Path | None) -> Path | None:
    """Let the artist choose a folder; None where that was cancelled."""
    chosen = QFileDialog.getExistingDirectory(parent, words, str(before or Path.home()))
    return Path(chosen) if chosen else None


class PictureDrop(QLabel):
    """Takes a folder; of a file that is dropped, the folder that it is in."""

    chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("references")  # dashed, as all that takes files
        self.folder: Path | None = None
        self._words = WrappedLabel(self.tr("Drop a folder of pictures here"))
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self.tr("Choose a folder…"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._ask)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(8)
        rows.addStretch()
        rows.addWidget(self._words)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch()
        self.setMinimumHeight(rows.minimumSize().height() + 16)
        self.setAcceptDrops(True)

    def take(self, path: Path) -> None:
        self.folder = path if path.is_dir() else path.parent
        self._words.setText(self.folder.name)
        self.chosen.emit(self.folder)

    def _ask(self) -> None:
        folder = ask_for_folder(self, self.tr("Pictures to train on"), self.folder)
        if folder is not None:
            self.take(folder)

    def _show_target(self, target: bool) -> None:
        restyle(self, "target", target)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            accept_as_copy(event)
            self._show_target(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(False)
        accept_as_copy(event)
        self.take(local_files(event.mimeData())[0])

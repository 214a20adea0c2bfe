"""The files that were opened and saved last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMenu, QWidget

from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.workspace.stored import texts

_KEY = "files/recent"
_MOST = 10
_WIDEST = 400  # px, of a name in the menu


class RecentFiles:
    """Keeps the files opened last in the settings, the newest first."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def paths(self) -> list[Path]:
        return [Path(text) for text in texts(self._settings, _KEY)[:_MOST]]

    def add(self, path: Path) -> None:
        """Put first a file that was opened or saved just now. One whose name is no text cannot be kept, and is not."""
        path = path.absolute()
        try:
            str(path).encode()
        except UnicodeEncodeError:
            return
        self._keep([path, *(other for other in self.paths if other != path)])

    def forget(self, path: Path) -> None:
        self._keep([other for other in self.paths if other != path.absolute()])

    def clear(self) -> None:
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        self._settings.setValue(_KEY, [str(path) for path in paths[:_MOST]])


class RecentMenu(QMenu):
    """Lists them in a menu, made anew each time that it is shown. open: what choosing one does."""

    def __init__(
        self, title: str, recent: RecentFiles, open_: Callable[[Path], object], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self._recent = recent
        self._open = open_
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        self.clear()
        for path in self._recent.paths:
            self._offer(path)
        if self.isEmpty():
            self.addAction(self.tr("None yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(self.tr("&Clear this list")).triggered.connect(lambda _checked: self._recent.clear())

    def _offer(self, path: Path) -> None:
        name = self.fontMetrics().elidedText(path.name, Qt.TextElideMode.ElideMiddle, _WIDEST)
        action = self.addAction(name.replace("&", "&&"))
        action.setToolTip(plain(str(path)))
        action.triggered.connect(lambda _checked: self._open(path))

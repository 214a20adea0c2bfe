"""The files that were opened and saved last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from aipaint_desktop.ui.widgets.plain_text import plain
from aipaint_desktop.ui.widgets.thumbnails import ThumbnailReader, square
from aipaint_desktop.workspace.stored import texts

_KEY = "files/recent"
_MOST = 10
_WIDEST = 400  # px, of a name in the menu
THUMBNAIL_SIDE = 40  # px, beside it


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
    """Lists them in a menu, made anew each time that it is shown, with small pictures of them.

    open: what choosing one does. thumbnails: reads the pictures, of which the menu keeps those that it has had.
    """

    def __init__(
        self,
        title: str,
        recent: RecentFiles,
        open_: Callable[[Path], object],
        thumbnails: ThumbnailReader,
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent)
        self._recent = recent
        self._open = open_
        self._thumbnails = thumbnails
        self._icons: dict[Path, tuple[float, QIcon]] = {}  # and when the file was changed
        self._asked: dict[Path, float] = {}
        self._actions: dict[Path, QAction] = {}
        self.setToolTipsVisible(True)
        self.setStyleSheet(f"QMenu {{ icon-size: {THUMBNAIL_SIDE}px; }}")
        self.aboutToShow.connect(self.fill)
        thumbnails.ready.connect(self._show)

    def fill(self) -> None:
        self.clear()
        self._actions.clear()
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
        self._actions[path] = action
        changed = _changed(path)
        when, icon = self._icons.get(path, (0.0, QIcon()))
        action.setIcon(icon)
        if changed not in (None, when, self._asked.get(path)):
            self._asked[path] = changed or 0.0
            self._thumbnails.ask_for(path)

    def _show(self, path: Path, image: QImage) -> None:
        if path not in self._asked:
            return
        small = square(image).scaled(
            QSize(THUMBNAIL_SIDE, THUMBNAIL_SIDE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        icon = QIcon(QPixmap.fromImage(small))
        self._icons[path] = self._asked.pop(path), icon
        if path in self._actions:
            self._actions[path].setIcon(icon)


def _changed(path: Path) -> float | None:
    """When the file was changed last; None where it cannot be reached."""
    try:
        return path.stat().st_mtime
    except (OSError, ValueError):
        return None

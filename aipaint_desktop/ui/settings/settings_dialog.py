"""The settings: a list of pages at the left, the chosen one at the right."""

from typing import Protocol

from PySide6.QtCore import QEvent, QSettings, QSize, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.ui.look.icons import tint_icons
from aipaint_desktop.ui.settings.computing_page import ComputingPage
from aipaint_desktop.ui.settings.folders_page import FoldersPage
from aipaint_desktop.ui.settings.general_page import Appearance, GeneralPage
from aipaint_desktop.ui.settings.models_page import ModelsPage
from aipaint_desktop.ui.settings.page import SettingsPage
from aipaint_desktop.ui.settings.shortcuts_page import ShortcutsPage
from aipaint_desktop.ui.settings.tablet_page import Tablet, TabletPage
from aipaint_desktop.workspace.workspace import Workspace

_LIST_WIDTH = 152


class SettingsHost(Appearance, Tablet, Protocol):
    """All that the pages set, and the file that it is kept in."""

    workspace: Workspace
    settings: QSettings


class SettingsDialog(QDialog):
    """Sets everything that is set once. Whatever is set has its effect at once and is remembered; there is nothing to
    confirm."""

    def __init__(self, host: SettingsHost, window: QWidget) -> None:
        """window: to which the dialog belongs, and whose actions have the keys that are set."""
        super().__init__(window)
        self._host = host
        self._window = window
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        self.list = QListWidget()
        self._build(0)
        self.resize(720, 520)

    def _build(self, page: int) -> None:
        """Make everything in the language of this moment, open at a page."""
        self.setWindowTitle(self.tr("Settings"))
        self._whole.removeWidget(self._body)
        self._body.deleteLater()
        self._body = QWidget()
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.list.setFixedWidth(_LIST_WIDTH)
        host = self._host
        self.pages: tuple[SettingsPage, ...] = (
            GeneralPage(host),
            ComputingPage(host.workspace),
            TabletPage(host),
            FoldersPage(host.settings),
            ModelsPage(host.workspace.model_files),
            ShortcutsPage(self._window, host.settings),
        )
        stack = QStackedWidget()
        for each in self.pages:
            item = QListWidgetItem(each.title, self.list)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
            stack.addWidget(each)
        self.list.currentRowChanged.connect(stack.setCurrentIndex)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(self.list)
        across.addWidget(stack, 1)
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(24, 24, 24, 16)
        rows.setSpacing(16)
        rows.addLayout(across, 1)
        rows.addWidget(buttons)
        self._whole.addWidget(self._body)
        self.list.setCurrentRow(page)
        for button in self._body.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in a field must neither close the dialog nor press a button
        tint_icons(self, host.theme)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            # the window's actions, which a page lists, are made anew for the same event
            QTimer.singleShot(0, self, lambda: self._build(self.list.currentRow()))

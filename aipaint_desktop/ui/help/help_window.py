"""The help: a window of its own that may stay open beside the work."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.ui.help.model_page import ModelPage
from aipaint_desktop.ui.help.now_page import NowPage
from aipaint_desktop.ui.help.selling_page import SellingPage
from aipaint_desktop.ui.help.suggestions import Suggestion, Suggestions
from aipaint_desktop.ui.keyboard.shortcuts import named_actions
from aipaint_desktop.ui.widgets.carry_over import carry_over
from aipaint_desktop.ui.words.names import model_title

_LIST_WIDTH = 184
_LOOK_AGAIN_MS = 1000


class HelpWindow(QDialog):
    """What can be done now, kept up with the work, and a page for each model."""

    def __init__(
        self,
        window: QWidget,
        models: Callable[[], Sequence[ModelEntry]],
        suggestions: Suggestions,
        choose_operation: Callable[[str], None],
    ) -> None:
        """window: beside which the help stands, and whose commands the suggestions name. models: gives those that there
        are at a moment. choose_operation: in the paint panel."""
        super().__init__(window)
        self.setModal(False)
        self._window = window
        self._models = models
        self._suggestions = suggestions
        self._choose_operation = choose_operation
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        self.list = QListWidget()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_AGAIN_MS)
        self._look.timeout.connect(self._show_suggestions)
        self._build(0)
        self.resize(760, 480)

    def _build(self, page: int) -> None:
        """Make everything in the language of this moment, open at a page."""
        self.setWindowTitle(self.tr("Help"))
        self._whole.removeWidget(self._body)
        self._body.deleteLater()
        self._body = QWidget()
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setAccessibleName(self.tr("Pages of the help"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.now = NowPage(self._follow)
        stack = QStackedWidget()
        self._add(stack, self.tr("What can I do now?"), self.now)
        self._shown_models = self._models()
        for model in self._shown_models:
            self._add(stack, model_title(model), ModelPage(model))
        self._add(stack, self.tr("May I sell it?"), SellingPage())
        self.list.currentRowChanged.connect(stack.setCurrentIndex)
        across = QHBoxLayout(self._body)
        across.setContentsMargins(24, 24, 24, 24)
        across.setSpacing(24)
        across.addWidget(self.list)
        across.addWidget(stack, 1)
        self._whole.addWidget(self._body)
        self.list.setCurrentRow(min(max(page, 0), self.list.count() - 1))
        self._show_suggestions()

    def show_now(self) -> None:
        """Come into sight at the page of what can be done now."""
        if self.isHidden() and self._models() != self._shown_models:
            self._build(0)
        self.list.setCurrentRow(0)
        self.show()
        self.raise_()
        self.activateWindow()

    def _add(self, stack: QStackedWidget, title: str, page: QWidget) -> None:
        item = QListWidgetItem(title, self.list)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
        stack.addWidget(page)

    def _show_suggestions(self) -> None:
        self.now.show_suggestions(self._suggestions.now())

    def _follow(self, suggestion: Suggestion) -> None:
        if suggestion.operation:
            self._choose_operation(suggestion.operation)
        for action in named_actions(self._window):
            if action.objectName() == suggestion.action:
                action.trigger()
        self._show_suggestions()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_suggestions()
        self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._speak)

    def _speak(self) -> None:
        """Say everything in the language of this moment, with the same page open at the same place."""
        before = self.now
        self._build(self.list.currentRow())
        carry_over(before, self.now)

"""Which keys do what: searched, changed, with conflicts shown before they bite."""

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from aipaint_desktop.ui.keyboard.shortcuts import (
    apply_shortcuts,
    conflicts,
    default_shortcuts,
    named_actions,
    plain_words,
    set_shortcut,
)
from aipaint_desktop.ui.settings.page import SettingsPage

_ACTION = Qt.ItemDataRole.UserRole
_NATIVE = QKeySequence.SequenceFormat.NativeText


class ShortcutsPage(SettingsPage):
    def __init__(self, root: QObject, settings: QSettings) -> None:
        """root: of all actions that have names."""
        super().__init__(self.tr("Shortcuts"))
        self._root = root
        self._settings = settings
        self._actions = named_actions(root)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search for a command or keys"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Commands and their keys"))
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self._items = [QTreeWidgetItem(self.list, [plain_words(action), ""]) for action in self._actions]
        for item, action in zip(self._items, self._actions, strict=True):
            item.setData(0, _ACTION, action)
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setAccessibleName(self.tr("New keys"))
        self.set = QPushButton(self.tr("Set"))
        self.reset = QPushButton(self.tr("Reset to default"))
        self.conflict = QLabel()
        self.conflict.setWordWrap(True)
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._choose)
        self.keys.keySequenceChanged.connect(self._judge)
        self.set.clicked.connect(self._set)
        self.reset.clicked.connect(self._reset)
        self._show()
        self.list.setCurrentItem(self._items[0])

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keys, 1)
        row.addWidget(self.set)
        row.addWidget(self.reset)
        self.rows.addWidget(self.search)
        self.rows.addWidget(self.list, 1)
        self.rows.addLayout(row)
        self.rows.addWidget(self.conflict)

    @property
    def _action(self) -> QAction | None:
        item = self.list.currentItem()
        return item.data(0, _ACTION) if item else None

    def _show(self) -> None:
        """Write each command's keys beside it, and mark those that two share."""
        for item, action in zip(self._items, self._actions, strict=True):
            keys = action.shortcuts()
            item.setText(1, ", ".join(sequence.toString(_NATIVE) for sequence in keys))
            others = [other for sequence in keys for other in conflicts(sequence, self._actions)]
            shared = sorted({plain_words(other) for other in others if other is not action})
            item.setText(1, item.text(1) + (" ⚠" if shared else ""))
            item.setToolTip(1, self.tr("Also: {0}").format(", ".join(shared)) if shared else "")

    def _filter(self, wanted: str) -> None:
        for item in self._items:
            text = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(wanted.casefold() not in text)

    def _choose(self) -> None:
        action = self._action
        self.keys.setKeySequence(action.shortcut() if action else QKeySequence())
        self._judge()

    def _judge(self) -> None:
        """Say what the new keys do already."""
        action = self._action
        others = [other for other in conflicts(self.keys.keySequence(), self._actions) if other is not action]
        words = ", ".join(plain_words(other) for other in others)
        self.conflict.setText(
            self.tr("These keys already mean: {0}. They will be taken from there.").format(words)
            if others
            else ""
        )

    def _set(self) -> None:
        action = self._action
        if action is None:
            return
        keys = self.keys.keySequence()
        for other in conflicts(keys, self._actions):
            if other is not action:
                set_shortcut(other, QKeySequence(), self._settings)
        self._take(action, keys)

    def _reset(self) -> None:
        action = self._action
        if action is not None:
            delivered = default_shortcuts(action)
            self._take(action, delivered[0] if delivered else QKeySequence())

    def _take(self, action: QAction, keys: QKeySequence) -> None:
        set_shortcut(action, keys, self._settings)
        apply_shortcuts(self._root, self._settings)
        self._show()
        self._choose()

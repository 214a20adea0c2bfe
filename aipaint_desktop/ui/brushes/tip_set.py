"""The tips of a brush that has several: which there are, and how one is chosen at each place of a stroke."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preset_file import MOST_TIPS, shipped_pictures
from aipaint_desktop.brushes.tip import Choice, Chooser, Tip
from aipaint_desktop.ui.brushes.picture_choice import picture_icon
from aipaint_desktop.ui.words.names import picture_title

_THUMB = 28  # px
_HIGH = 48


class TipSet(QWidget):
    """Shows the tips of a brush side by side, and how they are chosen; a brush without tips has nothing to show here.

    chosen: the fields of the brush that are others now. opening: the artist wants to add a picture of their own.
    """

    chosen = Signal(dict)
    opening = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tips: tuple[Tip, ...] = ()
        self._choices: tuple[Choice, ...] = ()
        self._modes = {
            Chooser.CHANCE: self.tr("By chance"),
            Chooser.TURN: self.tr("One after the other"),
            Chooser.PRESSURE: self.tr("By pressure"),
            Chooser.DIRECTION: self.tr("By the direction of the stroke"),
            Chooser.SPEED: self.tr("By speed"),
            Chooser.TILT_X: self.tr("By tilt to the left or right"),
            Chooser.TILT_Y: self.tr("By tilt up or down"),
        }
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Tips"))
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setIconSize(QSize(_THUMB, _THUMB))
        self.list.setFixedHeight(_HIGH)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add, self.remove = QPushButton(self.tr("Add a tip")), QPushButton(self.tr("Remove"))
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        self.add.setMenu(self._menu())
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.list, 1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        self._modes_row = QHBoxLayout()
        self._modes_row.setSpacing(8)
        self._label = QLabel(self.tr("Selection mode"))
        self._modes_row.addWidget(self._label)
        self.boxes: list[QComboBox] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(self._modes_row)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        """List the tips that ship once they are asked for, as their pictures are read for it."""
        if menu.isEmpty():
            ink = self.palette().color(QPalette.ColorRole.Text)
            menu.addAction(self.tr("Picture…")).triggered.connect(self.opening)
            menu.addSeparator()
            for tip in shipped_pictures(Tip):
                action = menu.addAction(picture_icon(tip, ink), picture_title(tip.name))
                action.triggered.connect(lambda _on=False, tip=tip: self.take(tip))

    def show_brush(self, brush: Brush) -> None:
        """Show the tips of this brush."""
        self.setVisible(bool(brush.tips))
        if (brush.tips, brush.choices) == (self._tips, self._choices):
            return
        if brush.tips != self._tips:
            self._list(brush.tips)
        self._tips, self._choices = brush.tips, brush.choices
        self._show_modes()
        self.add.setEnabled(len(brush.tips) < MOST_TIPS)
        self.remove.setEnabled(len(brush.tips) > 1)

    def _list(self, tips: Sequence[Tip]) -> None:
        ink, row = self.palette().color(QPalette.ColorRole.Text), self.list.currentRow()
        self.list.clear()
        for tip in tips:
            item = QListWidgetItem(picture_icon(tip, ink), "")
            item.setToolTip(picture_title(tip.name) if tip.ships else self.tr("Own picture"))
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(tips) - 1))

    def _show_modes(self) -> None:
        """A box for each choice; of several each tells how many it chooses from."""
        several = len(self._choices) > 1
        for box in self.boxes[len(self._choices) :]:
            box.hide()
        while len(self.boxes) < len(self._choices):
            self.boxes.append(self._box(len(self.boxes)))
        for box, choice in zip(self.boxes, self._choices, strict=False):
            with QSignalBlocker(box):
                for row, (mode, words) in enumerate(self._modes.items()):
                    box.setItemText(row, f"{choice.count} × {words}" if several else words)
                    if mode is choice.by:
                        box.setCurrentIndex(row)
            box.show()
        self._label.setVisible(bool(self._choices))

    def _box(self, place: int) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Selection mode"))
        for mode, words in self._modes.items():
            box.addItem(words, mode)
        box.activated.connect(lambda row: self._choose(place, Chooser(box.itemData(row))))
        self._modes_row.addWidget(box, 1)
        if not self.boxes:
            self._label.setBuddy(box)
        return box

    def _choose(self, place: int, mode: Chooser) -> None:
        before, after = self._choices[:place], self._choices[place + 1 :]
        self.chosen.emit({"choices": (*before, replace(self._choices[place], by=mode), *after)})

    def take(self, tip: Tip) -> None:
        """Add a tip after the others."""
        if len(self._tips) < MOST_TIPS:
            self._set((*self._tips, tip))
            self.list.setCurrentRow(len(self._tips) - 1)

    def _remove(self) -> None:
        row = self.list.currentRow()
        self._set((*self._tips[:row], *self._tips[row + 1 :]))

    def _set(self, tips: tuple[Tip, ...]) -> None:
        """Another number of tips is no table any more: they are chosen as the quickest choice had it."""
        by = self._choices[-1].by if self._choices else Chooser.CHANCE
        self.chosen.emit({"tips": tips, "choices": (Choice(len(tips), by),) if len(tips) > 1 else ()})

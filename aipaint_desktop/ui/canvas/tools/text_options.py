"""What can be set about text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, SignalInstance
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from aipaint_desktop.document.text import Align, TextStyle
from aipaint_desktop.ui.canvas.tools.option_row import add_choice, add_hint, add_named, add_switch

_ICONS = {Align.START: "align-left", Align.MIDDLE: "align-center", Align.END: "align-right"}
_FAMILY_WIDTH, _STYLE_WIDTH = 150, 90


class Settable(Protocol):
    """Who is set by the options."""

    style: TextStyle
    along: Any

    @property
    def changed(self) -> SignalInstance: ...

    def set_style(self, style: TextStyle) -> None: ...

    def run_along(self, along: Any) -> None: ...


class TextOptions(QWidget):
    """Sets typeface, size, spacing, alignment and direction."""

    def __init__(self, tool: Settable, along: Mapping[Any, str], hint: str) -> None:
        """along: names of what lines can run along. hint: how the tool is used."""
        super().__init__()
        self._tool = tool
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.family = QFontComboBox()
        self.family.setAccessibleName(self.tr("Font"))
        self.family.setMaximumWidth(_FAMILY_WIDTH)
        self.family.setEditable(True)
        row.addWidget(self.family)
        self.style_name = QComboBox()
        self.style_name.setAccessibleName(self.tr("Style"))
        self.style_name.setMaximumWidth(_STYLE_WIDTH)
        row.addWidget(self.style_name)
        self.em = self._number(row, self.tr("Size"), 1, 5000, " px")
        self.letters = self._number(row, self.tr("Letters"), -100, 500, " %")
        self.letters.setToolTip(self.tr("What is added between letters, in percent of the size"))
        self.lines = self._number(row, self.tr("Lines"), 10, 1000, " %")
        self.lines.setToolTip(self.tr("From one line to the next, in percent of the size"))
        self.aligned = self._alignment(row)
        self.vertical = add_switch(row, "type-vertical", self.tr("Vertical, as in Chinese"), self._take)
        self.along = add_choice(row, self.tr("Runs"), along, tool.along, tool.run_along)
        add_hint(row, hint)
        self._show()
        self.family.currentFontChanged.connect(self._take_family)
        self.style_name.currentIndexChanged.connect(self._take)
        for number in (self.em, self.letters, self.lines):
            number.valueChanged.connect(self._take)
        tool.changed.connect(self._show)

    @staticmethod
    def _number(row: QHBoxLayout, name: str, least: float, most: float, unit: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(least, most)
        box.setDecimals(0)
        box.setSuffix(unit)
        box.setAccessibleName(name)
        box.setKeyboardTracking(False)
        add_named(row, name, box)
        return box

    def _alignment(self, row: QHBoxLayout) -> dict[Align, QToolButton]:
        words = {
            Align.START: self.tr("Aligned at the start"),
            Align.MIDDLE: self.tr("Centred"),
            Align.END: self.tr("Aligned at the end"),
        }
        group = QButtonGroup(self)
        buttons = {}
        for align, icon in _ICONS.items():
            button = buttons[align] = add_switch(row, icon, words[align], self._take)
            group.addButton(button)
        return buttons

    def _show(self) -> None:
        style = self._tool.style
        fields = self.family, self.style_name, self.em, self.letters, self.lines
        blocked = [QSignalBlocker(each) for each in (*fields, *self.aligned.values(), self.vertical)]
        if self.family.currentText() != style.family:
            if style.family:
                self.family.setCurrentFont(QFont(style.family))
                self.family.setEditText(style.family)
            self._list_styles()
        if style.style:
            self.style_name.setCurrentIndex(max(0, self.style_name.findText(style.style)))
        for box, number in (
            (self.em, style.size),
            (self.letters, style.letters),
            (self.lines, style.lines),
        ):
            if round(number) != box.value():
                box.setValue(number)
        self.aligned[style.align].setChecked(True)
        self.vertical.setChecked(style.vertical)
        del blocked

    def _list_styles(self) -> None:
        """List the styles of the family; the usual one is chosen."""
        family = self.family.currentText()
        self.style_name.clear()
        self.style_name.addItems(QFontDatabase.styles(family))
        usual = self.style_name.findText(QFontInfo(QFont(family)).styleName())
        self.style_name.setCurrentIndex(max(0, usual))

    def _take_family(self) -> None:
        blocked = QSignalBlocker(self.style_name)
        self._list_styles()
        del blocked
        self._take()

    def _take(self) -> None:
        style = self._tool.style

        def number(box: QDoubleSpinBox, now: float) -> float:
            return now if round(now) == box.value() else box.value()  # which shows whole ones

        self._tool.set_style(
            replace(
                style,
                family=self.family.currentText(),
                style=self.style_name.currentText(),
                size=number(self.em, style.size),
                letters=number(self.letters, style.letters),
                lines=number(self.lines, style.lines),
                align=next(
                    (each for each, button in self.aligned.items() if button.isChecked()), style.align
                ),
                vertical=self.vertical.isChecked(),
            )
        )

"""What the artist has set in a panel, taken over by another one of its kind: the same in another language."""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from aipaint_desktop.ui.widgets.number_edit import NumberEdit
from aipaint_desktop.ui.widgets.value_slider import ValueSlider

_SETTLED_MS = 400  # by then a panel has been laid out


@runtime_checkable
class TakesOver(Protocol):
    """A widget that knows more of itself than its controls show."""

    def take_over(self, other: Any) -> None:
        """Be set as the other one of its kind is."""


def carry_over_parts(before: QWidget, after: QWidget) -> None:
    """Set the widgets that `after` has as attributes as those of `before` are set, which is of the same class."""
    for name, part in list(vars(after).items()):
        same = vars(before).get(name)
        if isinstance(part, QWidget) and isinstance(same, type(part)) and same is not part:
            carry_over(same, part)


def carry_over(before: QWidget, after: QWidget) -> None:
    """Set a widget as another one of its class is set: what is typed, chosen, ticked, and how far it is scrolled."""
    if isinstance(before, TakesOver) and isinstance(after, TakesOver):
        after.take_over(before)
    elif isinstance(before, ValueSlider | NumberEdit) and isinstance(after, ValueSlider | NumberEdit):
        after.set_number(before.number)  # type: ignore[arg-type]  # they are of the same class
    elif isinstance(before, QLineEdit) and isinstance(after, QLineEdit):
        after.setText(before.text())
    elif isinstance(before, QPlainTextEdit) and isinstance(after, QPlainTextEdit):
        after.setPlainText(before.toPlainText())
        cursor = after.textCursor()
        cursor.setPosition(before.textCursor().position())
        after.setTextCursor(cursor)
    elif isinstance(before, QComboBox) and isinstance(after, QComboBox):
        after.setCurrentIndex(max(0, after.findData(before.currentData())))
    elif isinstance(before, QAbstractButton) and isinstance(after, QAbstractButton):
        after.setChecked(before.isChecked())
    elif isinstance(before, QAbstractScrollArea) and isinstance(after, QAbstractScrollArea):
        _scroll_to(after.horizontalScrollBar(), before.horizontalScrollBar().value())
        _scroll_to(after.verticalScrollBar(), before.verticalScrollBar().value())
    else:
        carry_over_parts(before, after)


def _scroll_to(bar: QScrollBar, value: int) -> None:
    """Scroll there, and stay there while the panel is laid out, which scrolls it elsewhere."""

    def hold(_moved: int) -> None:
        bar.setValue(value)

    def let_go() -> None:
        bar.rangeChanged.disconnect(hold)
        bar.valueChanged.disconnect(hold)

    bar.setValue(value)
    bar.rangeChanged.connect(hold)
    bar.valueChanged.connect(hold)
    settled = QTimer(bar)  # not a `singleShot`, which would outlive the bar
    settled.setSingleShot(True)
    settled.timeout.connect(let_go)
    settled.timeout.connect(settled.deleteLater)
    settled.start(_SETTLED_MS)

"""Finds words that are cut off, lie over one another, or have no name for a screen reader."""

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolBar,
    QTreeView,
    QWidget,
)

from aipaint_desktop.ui.widgets.plain_text import ElidedLabel

_ENGLISH = re.compile(r"\b[a-z]{2,}\b(\W+\w+)?\W+[a-z]{3,}\b")
_MARKUP = re.compile(r"<[^>]*>|&\w+;")
_TOLERANCE = 1  # px, of rounding at fractional positions
_INPUTS = (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSpinBox,
    QTreeView,
)


def faults(root: QWidget) -> list[str]:
    """One line for each fault below `root`, which must be shown."""
    return [*_cut(root), *_overlapping(root), *_nameless(root)]


def english(root: QWidget) -> list[str]:
    """What is still English below `root` in a window of another language: two words in small letters, or more."""
    found = []
    for widget in _seen(root, QWidget):
        texts = [widget.toolTip(), widget.accessibleName()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        elif isinstance(widget, QComboBox):
            texts += [widget.itemText(index) for index in range(widget.count())]
        elif isinstance(widget, QListWidget):
            texts += [widget.item(row).text() for row in range(widget.count())]
        found += [f"{text!r} is English" for text in texts if _ENGLISH.search(_MARKUP.sub(" ", text))]
    return found


def _describe(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) else widget.objectName()
    return f"{type(widget).__name__} {words!r}"


def _seen(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root) and widget.width() > 0]


def _cut(root: QWidget) -> Iterator[str]:
    for widget in _seen(root, QWidget):
        missing = _missing(widget)
        if missing > _TOLERANCE:
            yield f"{_describe(widget)} lacks {missing} px"


def _missing(widget: QWidget) -> int:
    """Pixels that the widget's words want and do not have."""
    metrics = widget.fontMetrics()
    if isinstance(widget, ElidedLabel) and widget.toolTip():  # which says what is cut short
        return widget.minimumSizeHint().width() - widget.width()
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) - widget.height()
        return max(widget.sizeHint().width() - widget.width(), widget.sizeHint().height() - widget.height())
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        style = widget.style()
        field = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        return metrics.horizontalAdvance(widget.currentText()) - field.width()
    if isinstance(widget, QTabBar):
        return max(
            (
                metrics.horizontalAdvance(widget.tabText(tab)) - widget.tabRect(tab).width()
                for tab in range(widget.count())
            ),
            default=0,
        )
    if isinstance(widget, QAbstractButton) and widget.text():
        hint = widget.minimumSizeHint() if widget.minimumSizeHint().isValid() else widget.sizeHint()
        return max(hint.width() - widget.width(), hint.height() - widget.height())
    if isinstance(widget, QAbstractSlider) and not isinstance(widget, QScrollBar):
        return widget.minimumSizeHint().width() - widget.width()
    if isinstance(widget, QToolBar):
        extension = widget.findChild(QWidget, "qt_toolbar_ext_button")
        return 99 if extension is not None and extension.isVisible() else 0
    return 0


def _overlapping(root: QWidget) -> Iterator[str]:
    """Words over words: labels, buttons and fields that share pixels within the same parent."""
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSlider)
    by_parent: dict[QWidget, list[QWidget]] = {}
    for widget in _seen(root, QWidget):
        parent = widget.parentWidget()
        if isinstance(widget, kinds) and parent is not None and not isinstance(widget, QScrollBar):
            by_parent.setdefault(parent, []).append(widget)
    for parent, widgets in by_parent.items():
        if isinstance(parent, (QLineEdit, QTabBar, QDialogButtonBox, *kinds)):
            continue
        for one, other in combinations(widgets, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > _TOLERANCE and shared.height() > _TOLERANCE:
                yield f"{_describe(one)} overlaps {_describe(other)}"
    for area in _seen(root, QScrollArea):
        assert isinstance(area, QScrollArea)
        content = area.widget()
        if content is not None and content.minimumSizeHint().width() > area.viewport().width() + _TOLERANCE:
            yield f"{_describe(area)} is {content.minimumSizeHint().width() - area.viewport().width()} px too narrow"


def _nameless(root: QWidget) -> Iterator[str]:
    """What can be operated, but has neither words of its own nor a name."""
    for widget in _seen(root, QWidget):
        if not isinstance(widget, _INPUTS) or isinstance(widget, QScrollBar):
            continue
        if widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), (QComboBox, QSpinBox)):
            continue
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (words or widget.accessibleName() or widget.toolTip()):
            place = widget.mapTo(root, QPoint())
            yield f"{type(widget).__name__} at {QRect(place, widget.size()).getRect()} has no name"

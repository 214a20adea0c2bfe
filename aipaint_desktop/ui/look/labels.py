"""Colours by which artists find layers: Krita's."""

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QColor

LABELS = {
    "blue": QColor(91, 173, 220),
    "green": QColor(151, 202, 63),
    "yellow": QColor(247, 229, 61),
    "orange": QColor(255, 170, 63),
    "brown": QColor(177, 102, 63),
    "red": QColor(238, 50, 51),
    "purple": QColor(191, 106, 209),
    "grey": QColor(118, 119, 114),
}
TITLES = {
    "": QT_TRANSLATE_NOOP("label", "None"),
    "blue": QT_TRANSLATE_NOOP("label", "Blue"),
    "green": QT_TRANSLATE_NOOP("label", "Green"),
    "yellow": QT_TRANSLATE_NOOP("label", "Yellow"),
    "orange": QT_TRANSLATE_NOOP("label", "Orange"),
    "brown": QT_TRANSLATE_NOOP("label", "Brown"),
    "red": QT_TRANSLATE_NOOP("label", "Red"),
    "purple": QT_TRANSLATE_NOOP("label", "Purple"),
    "grey": QT_TRANSLATE_NOOP("label", "Grey"),
}

"""The Adjust menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.adjusting.adjusting import Adjusting
from aipaint_desktop.ui.keyboard.shortcuts import name_shortcut


class AdjustMenu(QObject):
    """Fills a menu with what adjusts the layer, with Krita's keys."""

    def __init__(self, menu: QMenu, adjusting: Adjusting) -> None:
        super().__init__(menu)
        self._menu = menu
        self._add("levels", self.tr("&Levels…"), adjusting.levels, "Ctrl+L")
        self._add("curves", self.tr("&Curves…"), adjusting.curves, "Ctrl+M")
        hue = self.tr("&Hue, saturation and lightness…")
        self._add("hue_saturation", hue, adjusting.hue_saturation, "Ctrl+U")
        self._add("invert_colours", self.tr("&Invert"), adjusting.invert, "Ctrl+I")
        menu.addSeparator()
        self._add("posterise_levels", self.tr("&Posterise…"), adjusting.posterise)
        self._add("gradient_map", self.tr("&Gradient map…"), adjusting.gradient_map)
        menu.addSeparator()
        self._add("blur", self.tr("Gaussian &blur…"), adjusting.blur)
        self._add("sharpen", self.tr("&Sharpen…"), adjusting.sharpen)

    def _add(self, name: str, words: str, act: Callable[[], object], *keys: str) -> None:
        action = self._menu.addAction(words)
        action.triggered.connect(lambda _checked: act())
        name_shortcut(action, name, *keys)

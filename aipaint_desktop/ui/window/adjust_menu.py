"""The Adjust menu."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.adjusting.adjusting import Adjusting
from aipaint_desktop.ui.window.menu_commands import add_command


class AdjustMenu(QObject):
    """Fills a menu with what adjusts the layer, with Krita's keys."""

    def __init__(self, menu: QMenu, adjusting: Adjusting) -> None:
        super().__init__(menu)
        add_command(menu, "levels", self.tr("&Levels…"), adjusting.levels, "Ctrl+L")
        add_command(menu, "curves", self.tr("&Curves…"), adjusting.curves, "Ctrl+M")
        hue = self.tr("&Hue, saturation and lightness…")
        add_command(menu, "hue_saturation", hue, adjusting.hue_saturation, "Ctrl+U")
        add_command(menu, "invert_colours", self.tr("&Invert"), adjusting.invert, "Ctrl+I")
        menu.addSeparator()
        add_command(menu, "posterise_levels", self.tr("&Posterise…"), adjusting.posterise)
        add_command(menu, "gradient_map", self.tr("&Gradient map…"), adjusting.gradient_map)
        menu.addSeparator()
        add_command(menu, "blur", self.tr("Gaussian &blur…"), adjusting.blur)
        add_command(menu, "sharpen", self.tr("&Sharpen…"), adjusting.sharpen)

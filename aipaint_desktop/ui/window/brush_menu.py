"""The Brush menu: which brush is in hand, and what it is like."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.window.brush_commands import BrushCommands
from aipaint_desktop.ui.window.menu_commands import add_command


class BrushMenu(QObject):
    """Fills a menu with what can be done with brushes."""

    def __init__(self, menu: QMenu, commands: BrushCommands) -> None:
        super().__init__(menu)
        choose, before = self.tr("&Choose a brush…"), self.tr("&Brush before this one")
        add_command(menu, "choose_brush", choose, commands.choose, "F6", icon="brush")
        add_command(menu, "previous_brush", before, commands.take_previous, "/")
        add_command(menu, "brush_palette", self.tr("&Palette at the pen"), commands.open_palette, "Menu")
        menu.addSeparator()
        add_command(menu, "edit_brush", self.tr("Brush &editor…"), commands.edit, "F5", icon="settings-2")
        add_command(menu, "save_brush", self.tr("&Save as a new brush…"), commands.save_as)
        add_command(menu, "reset_brush", self.tr("&Reset the brush"), commands.put_back)
        menu.addSeparator()
        add_command(menu, "import_brushes", self.tr("&Import brushes…"), commands.import_brushes)
        add_command(menu, "export_brushes", self.tr("E&xport own brushes…"), commands.export_brushes)

"""What is done to the colour in hand by a key."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.window.menu_commands import add_command

_LIGHTNESS, _CHROMA, _HUE = 0.04, 0.02, 1 / 36  # of OKLCH, a press


class ColourMenu(QObject):
    """Adds to the Edit menu the commands that exchange and change the colour in hand."""

    def __init__(self, menu: QMenu, colours: ColourPanel) -> None:
        super().__init__(menu)
        add_command(menu, "exchange_colours", self.tr("E&xchange colours"), colours.swap, "X")
        add_command(menu, "default_colours", self.tr("&Default colours"), colours.reset, "D")
        change = menu.addMenu(self.tr("Change c&olour"))
        shift = colours.shift
        lighter, darker = partial(shift, lightness=_LIGHTNESS), partial(shift, lightness=-_LIGHTNESS)
        # Krita's L belongs to the lasso here.
        add_command(change, "make_brush_color_lighter", self.tr("&Lighter"), lighter, "Shift+K")
        add_command(change, "make_brush_color_darker", self.tr("&Darker"), darker, "K")
        more, less = partial(shift, chroma=_CHROMA), partial(shift, chroma=-_CHROMA)
        add_command(change, "make_brush_color_saturated", self.tr("&More saturated"), more)
        add_command(change, "make_brush_color_desaturated", self.tr("L&ess saturated"), less)
        on, back = partial(shift, hue=_HUE), partial(shift, hue=-_HUE)
        add_command(change, "shift_brush_color_counter_clockwise", self.tr("&Next hue"), on)
        add_command(change, "shift_brush_color_clockwise", self.tr("&Previous hue"), back)

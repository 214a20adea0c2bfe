"""The menu of what is selected, with Krita's words and keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMainWindow, QMenu, QMenuBar

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.document.selecting.reshaping import bordered, feathered, grown, shrunk, smoothed
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.ui.keyboard.shortcuts import plain_words
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.window.menu_commands import add_command, add_switch
from aipaint_desktop.ui.window.selection_dialogs import ChannelsDialog, ColourRangeDialog, ReshapeDialog
from aipaint_desktop.values.titles import StepTitle

_AT_FIRST = 10  # px that a selection is reshaped by, until the artist has said otherwise


class SelectMenu(QObject):
    """Fills the menu Select."""

    def __init__(self, window: QMainWindow, canvas: CanvasView, messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._canvas = canvas
        self._messages = messages
        self._px: dict[str, int] = {}  # by the step, as it was set last

    def add_to(self, bar: QMenuBar) -> None:
        """Add the menu."""
        menu = bar.addMenu(self.tr("&Select"))
        keys = QKeySequence.StandardKey
        add_command(menu, "select_all", self.tr("Select &all"), self._all, keys.SelectAll)
        add_command(menu, "select_none", self.tr("Select &none"), self._none, "Ctrl+Shift+A", "Ctrl+D")
        add_command(menu, "reselect", self.tr("&Reselect"), self._reselect, "Ctrl+Shift+D")
        add_command(menu, "invert_selection", self.tr("&Invert selection"), self._invert, "Ctrl+Shift+I")
        menu.addSeparator()
        add_command(menu, "select_opaque", self.tr("Select &opaque"), self._opaque)
        add_command(menu, "select_colour", self.tr("Select by &colour…"), self._colour)
        menu.addSeparator()
        self._reshape(
            menu, "feather", self.tr("&Feather…"), StepTitle("Feather selection"), feathered, "Shift+F6"
        )
        self._reshape(menu, "grow", self.tr("&Grow…"), StepTitle("Grow selection"), grown)
        self._reshape(menu, "shrink", self.tr("S&hrink…"), StepTitle("Shrink selection"), shrunk)
        self._reshape(menu, "border", self.tr("&Border…"), StepTitle("Border selection"), bordered)
        self._reshape(menu, "smooth", self.tr("&Smooth…"), StepTitle("Smooth selection"), smoothed)
        menu.addSeparator()
        self._quick_mask = add_switch(menu, "quick_mask", self.tr("&Quick mask"), self._turn_quick_mask, "Q")
        self._display = add_switch(
            menu, "show_selection", self.tr("&Display selection"), self._turn_display, "Ctrl+H"
        )
        menu.aboutToShow.connect(self._show_switches)
        self._show_switches()
        menu.addSeparator()
        add_command(menu, "save_channel", self.tr("Sa&ve as channel…"), self._save_channel)
        add_command(menu, "load_channel", self.tr("&Load channel…"), self._load_channel)

    def _reshape(
        self,
        menu: QMenu,
        name: str,
        words: str,
        step: StepTitle,
        how: Callable[..., Mask],
        *keys: str,
    ) -> None:
        action = add_command(
            menu, f"{name}_selection", words, lambda: self._ask(plain_words(action), step, how), *keys
        )

    @property
    def _document(self) -> Document:
        return self._canvas.document

    # What is done

    def _all(self) -> None:
        self._document.select_all()

    def _none(self) -> None:
        self._document.select_none()

    def _invert(self) -> None:
        """Select what is not selected; where all or nothing is, there is nothing to invert."""
        if not self._document.invert_selection():
            self._messages.show_note(self.tr("Everything is selected; there is nothing to invert."))

    def _reselect(self) -> None:
        if not self._document.reselect():
            self._messages.show_note(self.tr("Nothing has been deselected yet."))

    def _opaque(self) -> None:
        self._document.select_opaque()

    def _colour(self) -> None:
        ColourRangeDialog(
            self._canvas, self.tr("Select by colour"), StepTitle("Select by colour"), self._window
        ).exec()

    def _selected(self) -> bool:
        """Whether anything is selected; if not, it is said."""
        if self._document.selection is None:
            self._messages.show_note(self.tr("Nothing is selected."))
            return False
        return True

    def _ask(self, title: str, step: StepTitle, how: Callable[..., Mask]) -> None:
        if not self._selected():
            return

        def reshape(mask: Mask, px: float, from_border: bool) -> Mask:
            return shrunk(mask, px, from_border=from_border) if how is shrunk else how(mask, px)

        dialog = ReshapeDialog(
            self._canvas,
            title,
            step,
            reshape,
            self._px.get(step, _AT_FIRST),
            asks_for_border=how is shrunk,
            parent=self._window,
        )
        if dialog.exec():
            self._px[step] = round(dialog.px.number)

    def _turn_quick_mask(self, _on: bool) -> None:
        self._document.set_quick_mask(not self._document.quick_mask)
        self._show_switches()

    def _turn_display(self, _on: bool) -> None:
        self._canvas.show_ants(not self._canvas.ants_shown)
        self._show_switches()
        if not self._canvas.ants_shown:
            self._messages.show_note(
                self.tr("The outline of the selection is hidden; Ctrl+H brings it back.")
            )

    def _show_switches(self) -> None:
        self._quick_mask.setChecked(self._document.quick_mask)
        self._display.setChecked(self._canvas.ants_shown)

    def _save_channel(self) -> None:
        if not self._selected():
            return
        channels = self._document.state.channels
        number = next(n for n in range(1, len(channels) + 2) if self._named(n) not in channels)
        title, label = self.tr("Save as channel"), self.tr("Name")
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(self._named(number))
        for field in dialog.findChildren(QLineEdit):
            field.setAccessibleName(label)
        if dialog.exec() and dialog.textValue().strip():
            self._document.save_channel(dialog.textValue().strip())

    def _named(self, number: int) -> str:
        return self.tr("Channel {0}").format(number)

    def _load_channel(self) -> None:
        if not self._document.state.channels:
            self._messages.show_note(self.tr("No selection has been saved as a channel yet."))
            return
        ChannelsDialog(self._canvas, self.tr("Load channel"), StepTitle("Load channel"), self._window).exec()

"""What opens over the window for one choice, and closes by Escape and by a press beside it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from aipaint_desktop.ui.brushes.chooser import BrushChooser
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews
from aipaint_desktop.workspace.brush_library import BrushLibrary

_LARGE = QSize(520, 460)


class Popup(QFrame):
    """Is there until something else is pressed; it is deleted when it closes, and the focus goes back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self._parent = parent
        self._before = parent.window().focusWidget()

    def open_at(self, corner: QPoint, size: QSize) -> None:
        """Show it with its corner there, in coordinates of the screen, or as near as the screen has room."""
        room = self._parent.screen().availableGeometry()
        place = QRect(corner, size.boundedTo(room.size()))
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.setGeometry(place)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._before is not None:
            self._before.setFocus()


class BrushDropDown(Popup):
    """Lets a brush be found and taken, and is gone."""

    def __init__(self, library: BrushLibrary, previews: BrushPreviews, in_hand: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.chooser = BrushChooser(library, previews)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 12)
        rows.addWidget(self.chooser)
        self.chooser.show_in_hand(in_hand)
        self.chooser.chosen.connect(lambda _name: self.close())

    def open_below(self, button: QWidget) -> None:
        """Show it below a button, ready to type what is looked for."""
        self.open_at(button.mapToGlobal(QPoint(0, button.height() + 2)), _LARGE)
        self.chooser.begin_search()

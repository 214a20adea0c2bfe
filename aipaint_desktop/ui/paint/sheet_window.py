"""Several compositions side by side; the one that is clicked is painted."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.engines.composer.request import ComposeRequest, sheet_shape
from aipaint_desktop.ui.look.icons import picture_icon

_SIDE = 272


class SheetWindow(QDialog):
    """Shows a sheet's compositions; `chosen(request, number)` when one was clicked. It stays open for more."""

    chosen = Signal(object, int)  # ComposeRequest, which of its compositions

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.buttons: list[QToolButton] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(12)
        rows.addLayout(self._grid)
        rows.addWidget(self._hint)
        self._translate()

    def show_sheet(self, request: ComposeRequest, sheet: QImage) -> None:
        """Show a sheet. sheet: the compositions of the request in rows, as the composer lays them out."""
        for button in self.buttons:
            button.deleteLater()
        columns, _rows = sheet_shape(request.count)
        self.buttons = []
        for number in range(request.count):
            row, column = divmod(number, columns)
            cell = sheet.copy(column * request.width, row * request.height, request.width, request.height)
            button = self._button(request, number, cell)
            self._grid.addWidget(button, row, column)
            self.buttons.append(button)
        self._name_buttons()
        self.show()
        self.raise_()

    def _button(self, request: ComposeRequest, number: int, image: QImage) -> QToolButton:
        button = QToolButton()
        button.setIcon(picture_icon(image, _SIDE, self.devicePixelRatioF()))
        button.setIconSize(image.size().scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio))
        button.setMinimumSize(button.iconSize() + QSize(12, 12))
        button.clicked.connect(lambda: self.chosen.emit(request, number))
        return button

    def _translate(self) -> None:
        self.setWindowTitle(self.tr("Choose a composition"))
        self._hint.setText(self.tr("Click one to have it painted as a new layer."))
        self._name_buttons()

    def _name_buttons(self) -> None:
        for number, button in enumerate(self.buttons, 1):
            button.setAccessibleName(self.tr("Composition {0}").format(number))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()

"""A sheet of samples, and the way back over those that came before it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.jump_slider import JumpSlider

_SAMPLES = 4  # in a row and a column
_GAP = 4
_RADIUS = 4


class _Sheet(QWidget):
    """Samples side by side, as large as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.hint = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(240, 240)

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    def heightForWidth(self, width: int) -> int:
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        side = (min(self.width(), self.height()) - _GAP * (_SAMPLES - 1)) / _SAMPLES
        cell = self.image.width() // _SAMPLES
        for number in range(_SAMPLES**2):
            row, column = divmod(number, _SAMPLES)
            place = QRectF(column * (side + _GAP), row * (side + _GAP), side, side)
            outline = QPainterPath()
            outline.addRoundedRect(place, _RADIUS, _RADIUS)
            if cell == 0:
                painter.fillPath(outline, self.palette().color(QPalette.ColorRole.Base))
                continue
            painter.setClipPath(outline)
            painter.drawImage(place, self.image, QRectF(column * cell, row * cell, cell, cell))
            painter.setClipping(False)
        if cell == 0 and self.hint:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            box = QRectF(0, 0, 4 * side + 3 * _GAP, 4 * side + 3 * _GAP).adjusted(24, 24, -24, -24)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.hint)
        painter.end()


class SheetView(QWidget):
    """Shows the newest sheet of a folder, until the artist goes back to an older one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[Path] = []
        self.sheet = _Sheet()
        self.slider = JumpSlider()
        self.slider.setPageStep(1)
        self.back, self.on = QToolButton(), QToolButton()
        name_icon(self.back, "chevron-left")
        name_icon(self.on, "chevron-right")
        self._caption = QLabel()
        self._caption.setProperty("role", "muted")
        self._controls = QWidget()
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.slider, 1)
        row.addWidget(self.on)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.sheet)
        rows.addWidget(self._caption)
        rows.addWidget(self._controls)
        rows.addStretch()
        self.back.clicked.connect(lambda: self.slider.setValue(self.slider.value() - 1))
        self.on.clicked.connect(lambda: self.slider.setValue(self.slider.value() + 1))
        self.slider.valueChanged.connect(self._show)
        self._translate()

    def show_folder(self, folder: Path, hint: str) -> None:
        """Show the sheets in a folder. hint: what to say while there is none."""
        self._sheets = []
        self.sheet.hint = hint
        self.refresh(folder)

    def refresh(self, folder: Path) -> None:
        """Look for new sheets in the same folder; the newest comes into view unless an older one is looked at."""
        newest = self.slider.value() >= len(self._sheets) - 1
        self._sheets = sorted(folder.glob("*.png"), key=lambda path: (len(path.name), path.name))
        self.slider.blockSignals(True)
        self.slider.setMaximum(max(0, len(self._sheets) - 1))
        if newest:
            self.slider.setValue(self.slider.maximum())
        self.slider.blockSignals(False)
        self._controls.setVisible(len(self._sheets) > 1)
        self._show()

    @property
    def shown(self) -> Path | None:
        """Give the file that is looked at."""
        return self._sheets[self.slider.value()] if self._sheets else None

    @property
    def newest(self) -> QImage:
        """Give the last sheet, null if there is none."""
        return QImage(str(self._sheets[-1])) if self._sheets else QImage()

    def _show(self) -> None:
        path = self.shown
        self.sheet.image = QImage(str(path)) if path else QImage()
        self.sheet.update()
        step = path.stem.lstrip("0") if path else ""
        self._caption.setText(self.tr("Step {0}, always of the same 16 seeds").format(step) if step else "")
        self.back.setEnabled(self.slider.value() > 0)
        self.on.setEnabled(self.slider.value() < self.slider.maximum())

    def _translate(self) -> None:
        self.sheet.setAccessibleName(self.tr("Samples"))
        for widget, words in (
            (self.slider, self.tr("Earlier and later samples")),
            (self.back, self.tr("Earlier samples")),
            (self.on, self.tr("Later samples")),
        ):
            widget.setAccessibleName(words)
            widget.setToolTip(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.sheet.update()

"""Where and how to save the picture; remembers the last answer."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.files.documents import check_written
from aipaint_desktop.files.file_names import free_path, typed_path
from aipaint_desktop.files.written_files import WrittenFiles
from aipaint_desktop.ui.files.saving import may_replace
from aipaint_desktop.ui.widgets.message_bar import MessageBar
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.stored import flag, number, one_of

_FORMATS = {
    "PNG": ".png",
    "JPEG": ".jpg",
    "WebP": ".webp",
    "TIFF": ".tif",
    "AVIF": ".avif",
    "OpenRaster": ".ora",
    "Photoshop": ".psd",
}
_LOSSY = ("JPEG", "WebP", "AVIF")
_WITH_LAYERS = ("OpenRaster", "Photoshop")
_ALSO = {".jpeg": ".jpg", ".tiff": ".tif"}
_SUFFIXES = (*_FORMATS.values(), *_ALSO)


@dataclass(frozen=True)
class ExportChoice:
    """Says how to export. quality: 1 to 100, for formats that lose something. provenance: include how the picture was
    made, in formats without layers."""

    path: Path
    quality: int
    provenance: bool


class ExportDialog(QDialog):
    """Asks how to export. `choice` is what the artist asked for once the dialog was accepted. It stays open while that
    cannot be."""

    def __init__(
        self,
        settings: QSettings,
        name: str,
        parent: QWidget | None = None,
        *,
        last: Path | None = None,
        written: WrittenFiles | None = None,
    ) -> None:
        """name: of the picture, proposed as the file's where it is free. last: what this picture was exported to
        before, proposed again. written: what may be replaced without a question."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export picture"))
        self.setMinimumWidth(480)
        self._settings = settings
        self._name = name
        self._last = last
        self._written = written or WrittenFiles()
        self._folder = _export_folder(settings)
        self._agreed: Path | None = None  # what the artist was asked about in another dialog
        format_name = one_of(list(_FORMATS), settings.value("export/format"))
        self.messages = MessageBar()
        self._proposal = str(self._proposed(format_name))
        self._path = QLineEdit(self._proposal)
        self._path.setAccessibleName(self.tr("File"))
        browse = QPushButton(self.tr("Browse…"))
        browse.setAutoDefault(False)  # Enter exports
        browse.clicked.connect(self._browse)
        self._format = QComboBox()
        self._format.setAccessibleName(self.tr("Format"))
        self._format.addItems(list(_FORMATS))
        self._format.setCurrentText(format_name)
        self._quality = ValueSlider(self.tr("Quality"), 1, 100)
        self._quality.set_number(number(settings, "export/quality", 92))
        self._provenance = QCheckBox(self.tr("Include how it was made, so that it can be painted again"))
        self._provenance.setToolTip(
            self.tr(
                "A PNG then holds settings, prompt, seed and layer names, and the pictures that it was painted from, "
                "whole, but for what was filled. Other formats hold the same without the pictures. "
                "Files are named, but never where they are. Leave it out of pictures whose making nobody is to see."
            )
        )
        self._provenance.setChecked(flag(settings, "export/provenance", True))
        self._lay_out(browse)
        self._format.currentTextChanged.connect(self._take_format)
        self._path.editingFinished.connect(self._follow_path)
        self._show_format()

    def _lay_out(self, browse: QPushButton) -> None:
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(self._path, 1)
        file.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow(self.tr("File"), file)
        form.addRow(self.tr("Format"), self._format)
        form.addRow("", self._quality)
        form.addRow("", self._provenance)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        export = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 16)
        whole.setSpacing(24)
        whole.addWidget(self.messages)
        whole.addLayout(form)
        whole.addWidget(buttons)

    @property
    def choice(self) -> ExportChoice:
        """Read what is chosen. Raises `BadInput` where the name that was typed cannot be a file's."""
        return ExportChoice(self._full_path(), round(self._quality.number), self._provenance.isChecked())

    def _full_path(self) -> Path:
        suffix = _FORMATS[self._format.currentText()]
        return typed_path(self._path.text(), self._folder, suffix, _SUFFIXES)

    def _proposed(self, format_name: str) -> Path:
        suffix = _FORMATS[format_name]
        if self._last is not None and self._last.suffix.lower() == suffix:
            return self._last
        return free_path(self._folder, self._name, suffix)

    def accept(self) -> None:
        try:
            choice = self.choice
            check_written(choice.path)
        except BadInput as error:
            self.messages.show_error(error.sentence)
            self._path.setFocus()
            return
        asked = choice.path == self._agreed or self._written.wrote(choice.path)
        if not asked and not may_replace(choice.path, self):
            return
        self._settings.setValue("export/folder", str(choice.path.parent))
        self._settings.setValue("export/format", self._format.currentText())
        self._settings.setValue("export/quality", choice.quality)
        self._settings.setValue("export/provenance", "true" if choice.provenance else "false")
        super().accept()

    def _browse(self) -> None:
        kinds = ";;".join(f"{name} (*{suffix})" for name, suffix in _FORMATS.items())
        chosen = f"{self._format.currentText()} (*{_FORMATS[self._format.currentText()]})"
        file, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export picture"), self._path.text(), kinds, chosen
        )
        if file:
            self._path.setText(file)
            self._agreed = Path(file)
            self._follow_path()

    def _take_format(self, name: str) -> None:
        if self._path.text() == self._proposal:
            self._proposal = str(self._proposed(name))
            self._path.setText(self._proposal)
        else:
            with suppress(BadInput):  # said on Export
                self._path.setText(str(self._full_path().with_suffix(_FORMATS[name])))
        self._show_format()

    def _follow_path(self) -> None:
        self.messages.hide()
        try:
            typed = self._full_path().suffix.lower()
        except BadInput:  # said on Export
            return
        suffix = _ALSO.get(typed, typed)
        name = next(name for name, known in _FORMATS.items() if known == suffix)
        self._format.blockSignals(True)
        self._format.setCurrentText(name)
        self._format.blockSignals(False)
        self._show_format()

    def _show_format(self) -> None:
        form = self._format.currentText()
        self._quality.setEnabled(form in _LOSSY)
        self._provenance.setEnabled(
            form not in _WITH_LAYERS
        )  # an .ora always has it, a .psd has no place for it


def _export_folder(settings: QSettings) -> Path:
    """Where the last picture went to, the folder of pictures or the home folder: the first one that there is."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    names = filter(None, (str(settings.value("export/folder", pictures)), pictures))
    return next((Path(name) for name in names if Path(name).is_dir()), Path.home())

"""New, open, open as sketch, export: the picture on its way from and to files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QSize, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.export import save_picture
from aipaint_desktop.document.opened_picture import OpenedPicture, open_picture
from aipaint_desktop.document.picture_suffixes import name_filter
from aipaint_desktop.document.provenance import EngineRun, LayerProvenance, Provenance
from aipaint_desktop.document.written_files import WrittenFiles
from aipaint_desktop.engines.base import as_text
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from aipaint_desktop.ui.files.new_picture_dialog import NewPictureDialog


class Files(QObject):
    """Opens and exports; `opened` gives the new document. Dialogs belong to the window.

    document: gives the one that is on the canvas. tint: draws the icons of a dialog in the theme's colours.
    """

    opened = Signal(object)  # Document
    exported = Signal(Path)
    sketched = Signal()  # a picture came onto the canvas to be painted from
    failed = Signal(str)  # one sentence
    noted = Signal(str)
    """One sentence on what was opened."""

    def __init__(
        self,
        window: QWidget,
        document: Callable[[], Document],
        background: Background,
        settings: QSettings,
        tint: Callable[[QWidget], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._background = background
        self._settings = settings
        self._tint = tint
        self._name = ""
        self._written = WrittenFiles()
        self._exported_to: Path | None = None
        self._exported: State | None = document().state  # None: none of it is in a file

    @property
    def name(self) -> str:
        """Of the picture, without a suffix."""
        return self._name or self.tr("Untitled")

    @property
    def own_name(self) -> str:
        """The same, but "" where the picture has none yet."""
        return self._name

    @property
    def unsaved(self) -> bool:
        """Whether there is work on the canvas that no file has."""
        return self._exported is None or self._document().state.layers is not self._exported.layers

    @property
    def untouched(self) -> bool:
        """Whether the canvas is as it was opened, so that another picture may take its place."""
        return len(self._document().history.names) == 1 and not self.unsaved

    def may_discard(self) -> bool:
        """Ask what is to become of unsaved work; whether the picture may go."""
        if not self.unsaved:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Unsaved work"),
            self.tr("“{0}” has changes that are in no file yet.").format(self.name),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            self.ask_to_export()
            return False
        return answer == buttons.Discard

    def ask_for_new(self) -> None:
        document = self._document()
        dialog = NewPictureDialog(QSize(document.width, document.height), self._window)
        self._tint(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted and self.may_discard():
            size = dialog.size_px
            self._show(Document(size.width(), size.height()), "")

    def ask_to_open(self) -> None:
        path = self._ask_for_picture(self.tr("Open picture"))
        if path is not None and self.may_discard():
            self.open(path)

    def ask_to_sketch(self) -> None:
        path = self._ask_for_picture(self.tr("Open as sketch"))
        if path is not None:
            self.open_as_sketch(path)

    def ask_to_export(self) -> None:
        dialog = ExportDialog(
            self._settings, self.name, self._window, last=self._exported_to, written=self._written
        )
        self._tint(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.export(dialog.choice)

    def open(self, path: Path) -> None:
        """The picture in the file becomes the one on the canvas."""
        self._background.run(
            lambda: open_picture(path),
            lambda opened: self._show_opened(opened, as_text(path.stem)),
            self.failed.emit,
        )

    def open_as_sketch(self, path: Path) -> None:
        """Like `open` on an untouched canvas; else the picture is a new layer, scaled into the canvas."""
        if self.untouched:
            self.open(path)
            return
        document = self._document()
        self._background.run(
            lambda: open_picture(path).scaled_into(document.width, document.height),
            lambda opened: self._add_sketch(opened, as_text(path.stem), document),
            self.failed.emit,
        )

    def export(self, choice: ExportChoice) -> None:
        """Save what is seen, with what made each layer if that is wanted."""
        state = self._document().state
        provenance = made_by(state) if choice.provenance else None

        def save() -> State:
            image = composite(state.layers, state.rect)
            if image[..., 3].min() == 255:
                image = image[..., :3]
            save_picture(choice.path, image, provenance=provenance, quality=choice.quality)
            return state

        def saved(state: State) -> None:
            self._exported = state
            self._name = as_text(choice.path.stem)
            self._exported_to = choice.path
            self._written.note(choice.path)
            self.exported.emit(choice.path)

        self._background.run(save, saved, self.failed.emit)

    def _ask_for_picture(self, title: str) -> Path | None:
        folder = str(self._settings.value("open/folder", str(Path.home())))
        kinds = self.tr("Pictures") + f" ({name_filter()})"
        file, _kind = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if not file:
            return None
        self._settings.setValue("open/folder", str(Path(file).parent))
        return Path(file)

    def start_with(self, document: Document) -> None:
        """Put a document without a name onto the canvas; it counts as saved until it is painted on."""
        self._show(document, "")

    def show_recovered(self, document: Document, name: str) -> None:
        """Put a document onto the canvas that is in no file. name: "" where it has none."""
        self._name = name
        self._exported_to = None
        self._exported = None
        self.opened.emit(document)

    def _show(self, document: Document, name: str) -> None:
        self._name = name
        self._exported_to = None
        self._exported = document.state
        self.opened.emit(document)

    def _show_opened(self, opened: OpenedPicture, name: str) -> None:
        self._show(Document.from_picture(opened.picture.pixels, name, opened.made_by), name)
        if opened.unkept:
            self.noted.emit(opened.unkept)

    def _add_sketch(self, opened: OpenedPicture, name: str, document: Document) -> None:
        if document is not self._document():
            return  # it is gone, and with it the place that it was meant for
        picture = opened.picture
        left, top = (document.width - picture.width) // 2, (document.height - picture.height) // 2
        document.paste_image(picture.pixels, name, opened.made_by, left=left, top=top, step="Open as sketch")
        self.sketched.emit()
        if opened.unkept:
            self.noted.emit(opened.unkept)


def made_by(state: State) -> Provenance:
    """What made each visible layer."""
    return Provenance(
        tuple(
            LayerProvenance(layer.name, layer.provenance if isinstance(layer.provenance, EngineRun) else None)
            for layer in state.layers
            if layer.visible
        )
    )

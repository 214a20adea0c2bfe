"""New, open, save, export: the picture on its way from and to files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QSize, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from aipaint_desktop.document.document import Document, State
from aipaint_desktop.files.documents import SUFFIXES, write_layers
from aipaint_desktop.files.file_names import free_path
from aipaint_desktop.files.journal.work import KeptFile
from aipaint_desktop.files.opened_picture import OpenedPicture, open_picture
from aipaint_desktop.files.ora.foreign import NOTHING_FOREIGN, Foreign
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.files.pictures.reading import shown_name
from aipaint_desktop.files.pictures.suffixes import name_filter
from aipaint_desktop.files.written_files import WrittenFiles
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from aipaint_desktop.ui.files.new_picture_dialog import NewPictureDialog
from aipaint_desktop.ui.files.recent_files import THUMBNAIL_SIDE, RecentFiles
from aipaint_desktop.ui.files.save_queue import Save, SaveQueue
from aipaint_desktop.ui.files.saving import (
    Changed,
    ask_about_changed,
    ask_about_unsaved,
    ask_where_to_save,
    may_end,
)
from aipaint_desktop.ui.widgets.thumbnails import ThumbnailReader
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.values.titles import StepTitle
from aipaint_desktop.workspace.active_document import ActiveDocument
from aipaint_desktop.workspace.picture_files import OpenedDocument, open_document, write_copy

_SUFFIX = SUFFIXES[0]


class Files(QObject):
    """Opens, saves and exports; `opened` gives the new document. Dialogs belong to the window.

    A picture is saved once an OpenRaster file holds all of it, a Photoshop document as much as it can hold, or any
    picture file where it is no more than one picture.

    under_way: says in a sentence what is being painted for the document, or nothing. tint: draws the icons of a dialog
    in the theme's colours.
    """

    opened = Signal(object)  # Document
    read = Signal(Path)  # the file of the document that was opened
    saved = Signal(Path)
    exported = Signal(Path)
    sketched = Signal()  # a picture came onto the canvas to be painted from
    failed = Signal(object)  # Sentence, or words in the artist's language
    noted = Signal(object)
    """One sentence on what was opened."""
    warned = Signal(str)
    """What of a file could not be opened, or what a file cannot hold."""

    def __init__(
        self,
        window: QWidget,
        active: ActiveDocument,
        background: Background,
        settings: QSettings,
        under_way: Callable[[], str],
        tint: Callable[[QWidget], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._under_way = under_way
        self._agreed = ""  # what is under way and may end
        self._active = active
        self._background = background
        self._settings = settings
        self._tint = tint
        self.recent = RecentFiles(settings)
        self.thumbnails = ThumbnailReader(THUMBNAIL_SIDE, background, self)  # of them
        self._written = WrittenFiles()
        self._saves = SaveQueue(background)
        self._openings = 0  # of which only the last one counts
        self._begin(active.document.state)

    def _begin(
        self,
        held: State | None,
        name: str = "",
        file: Path | None = None,
        foreign: Foreign = NOTHING_FOREIGN,
    ) -> None:
        """Another picture is, or is about to be, on the canvas. held: what of it a file holds. foreign: what of other
        programs is in its file."""
        self.writer = OraWriter(foreign)  # remembers the document's layers as they are encoded
        self._name = name
        self._source = file
        self._file = file if file is not None and file.suffix.lower() in SUFFIXES else None
        self._told_unkept: tuple[Sentence, ...] = ()  # of what the file cannot hold
        self._exported_to: Path | None = None
        self._held = held

    @property
    def document(self) -> Document:
        """Give the document that is on the canvas."""
        return self._active.document

    @property
    def name(self) -> str:
        """Name the picture, without a suffix."""
        return self._name or self.tr("Untitled")

    @property
    def own_name(self) -> str:
        """Name the picture, "" where it has no name yet."""
        return self._name

    @property
    def title(self) -> str:
        """Name the picture's file, or the picture where there is none."""
        return self.name if self._source is None else shown_name(self._source)

    @property
    def kept_file(self) -> KeptFile | None:
        """Give the picture's file, as it was when it was opened or saved last; None where there is none."""
        file = self._source
        return None if file is None else KeptFile(file.absolute(), self._written.version(file))

    @property
    def unsaved(self) -> bool:
        """Tell whether there is something on the canvas that no file has."""
        held, state = self._held, self.document.state
        return held is None or not held.holds_the_same_as(state)

    @property
    def untouched(self) -> bool:
        """Tell whether the canvas is as it was opened, so that another picture may take its place."""
        return len(self.document.history.names) == 1 and not self.unsaved

    # Leaving a picture

    def may_leave(self, then: Callable[[], object], also: str = "") -> bool:
        """Tell whether the picture may go from the canvas now. The artist is asked where that loses work, or ends what
        is being painted for it.

        then: called later, where it may only after it has been saved; it asks again. also: what else ends.
        """
        if self._saves.busy:
            self.noted.emit(self.tr("The picture is being saved…"))
            self._saves.afterwards(self._agreeing(self._agreed, then))
            return False
        under_way = " ".join(filter(None, (self._under_way(), also)))
        if not self.unsaved:
            return under_way == self._agreed or may_end(under_way, self._window)
        answer = ask_about_unsaved(self.title, under_way, self._window)
        if answer == QMessageBox.StandardButton.Save:
            self.save(self._agreeing(under_way, then))
        return answer == QMessageBox.StandardButton.Discard

    def _agreeing(self, under_way: str, then: Callable[[], object]) -> Callable[[], None]:
        """Does `then` without asking again for what the artist has been told in the question before."""

        def agreed() -> None:
            self._agreed = under_way
            try:
                then()
            finally:
                self._agreed = ""

        return agreed

    def leave(self, then: Callable[[], object]) -> None:
        """Do something that takes the picture from the canvas, once it may go."""
        if self.may_leave(lambda: self.leave(then)):
            then()

    # New and open

    def ask_for_new(self) -> None:
        document = self.document
        dialog = NewPictureDialog(QSize(document.width, document.height), self._window)
        self._tint(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            size = dialog.size_px
            self.leave(lambda: self.start_with(Document(size.width(), size.height())))

    def ask_to_open(self) -> None:
        kinds = (
            self.tr("Pictures and documents")
            + f" ({name_filter()} {' '.join(f'*{one}' for one in SUFFIXES)})"
        )
        path = self._ask_for_file(self.tr("Open picture"), kinds)
        if path is not None:
            self.leave_for(path)

    def ask_for_picture(self, title: str) -> Path | None:
        """Ask for the file of a picture, for whoever makes something of it; None where that is given up."""
        return self._ask_for_file(title, self.tr("Pictures") + f" ({name_filter()})")

    def ask_to_sketch(self) -> None:
        path = self.ask_for_picture(self.tr("Add picture as a layer"))
        if path is not None:
            self.open_as_sketch(path)

    def leave_for(self, path: Path) -> None:
        """Open the file, once the picture on the canvas may go."""
        self.leave(lambda: self.open(path))

    def open(self, path: Path) -> None:
        """Open the document or picture in the file: it becomes the one on the canvas."""
        self._openings += 1
        opening, before = self._openings, self.document.state

        def show(read: OpenedDocument) -> None:
            if opening != self._openings:
                return  # another file has been asked for since
            if self.document.state is before:
                self._show_file(path, read)
            else:  # the artist went on painting
                self.leave(lambda: self._show_file(path, read))

        self._background.run(lambda: open_document(path), show, lambda why: self._refuse(path, why))

    def open_as_sketch(self, path: Path) -> None:
        """Open a picture to paint on: like `open` on an untouched canvas; else it is a new layer, scaled into the
        canvas."""
        if self.untouched:
            self.open(path)
            return
        document = self.document
        self._background.run(
            lambda: open_picture(path).scaled_into(document.width, document.height),
            lambda opened: self._add_sketch(opened, as_text(path.stem), document),
            self.failed.emit,
        )

    def start_with(self, document: Document) -> None:
        """Put a document without a name onto the canvas; it counts as saved until it is painted on."""
        self._begin(document.state)
        self.opened.emit(document)

    def show_recovered(
        self,
        document: Document,
        name: str,
        file: KeptFile | None = None,
        foreign: Foreign = NOTHING_FOREIGN,
    ) -> None:
        """Put a document onto the canvas that is in no file as it is. name: "" where it has none. file: that Save
        writes. foreign: what of other programs is in it."""
        self._begin(None, name, None if file is None else file.path, foreign)
        if file is not None:
            self._written.recall(file.path, file.version)
        self.opened.emit(document)

    def _show_file(self, path: Path, read: OpenedDocument) -> None:
        """A file that holds more than came of it is not what Save replaces."""
        self._begin(read.document.state, as_text(path.stem), None if read.losses else path, read.foreign)
        self._written.note(path)
        self.recent.add(path)
        self.opened.emit(read.document)
        self.read.emit(path)
        if read.losses:
            self.warned.emit(" ".join(map(refusal, read.losses)))
        elif read.note:
            self.noted.emit(read.note)

    def _refuse(self, path: Path, why: Sentence) -> None:
        if not path.exists():
            self.recent.forget(path)
        self.failed.emit(why)

    def _add_sketch(self, opened: OpenedPicture, name: str, document: Document) -> None:
        if document is not self.document:
            return  # it is gone, and with it the place that it was meant for
        picture = opened.picture
        left, top = (document.width - picture.width) // 2, (document.height - picture.height) // 2
        document.paste_image(
            picture.pixels, name, opened.made_by, left=left, top=top, step=StepTitle("Add picture")
        )
        self.sketched.emit()
        if opened.unkept:
            self.noted.emit(opened.unkept)

    def _ask_for_file(self, title: str, kinds: str) -> Path | None:
        folder = str(self._settings.value("open/folder", str(Path.home())))
        file, _kind = QFileDialog.getOpenFileName(self._window, title, folder, kinds)
        if not file:
            return None
        self._settings.setValue("open/folder", str(Path(file).parent))
        return Path(file)

    # Save

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save all of the picture to its file, or ask for one. then: called once that is done."""
        file = self._file
        if file is None:
            self.save_as(then)
        elif self._written.wrote(file) or not file.exists():
            self.save_to(file, then)
        else:  # another window or program has changed it
            match ask_about_changed(file, self._window):
                case Changed.KEEP_BOTH:
                    self.save_to(free_path(file.parent, as_text(file.stem), file.suffix), then)
                case Changed.OVERWRITE:
                    self.save_to(file, then)
                case Changed.SAVE_AS:
                    self.save_as(then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask where to save all of the picture, and do it. then: called once that is done."""
        proposed = self._file or free_path(self._folder(), self.name, _SUFFIX)
        kinds = {
            self.tr("OpenRaster"): _SUFFIX,
            self.tr("Photoshop"): ".psd",
            self.tr("Photoshop, large"): ".psb",
        }
        path = ask_where_to_save(self._window, self.tr("Save picture"), proposed, kinds)
        if path is not None:
            self._settings.setValue("save/folder", str(path.parent))
            self.save_to(path, then)

    def _folder(self) -> Path:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        source = "" if self._source is None else str(self._source.parent)
        names = filter(None, (source, str(self._settings.value("save/folder", "")), pictures))
        return next((Path(name) for name in names if Path(name).is_dir()), Path.home())

    def save_to(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save all of the picture to this file, which is the picture's from then on; then do `then`."""
        document, writer = self.document, self.writer
        state = document.state

        def saved(unkept: tuple[Sentence, ...]) -> None:
            self._written.note(path)
            self.recent.add(path)
            told = unkept == self._told_unkept
            if self.document is document:
                self._held = state
                self._name, self._file, self._source = as_text(path.stem), path, path
                self._told_unkept = unkept
            self.saved.emit(path)
            if unkept and not told:
                self.warned.emit(" ".join(map(refusal, unkept)))
            if then is not None:
                then()

        self._saves.add(Save(lambda: write_layers(path, state, path.stem, writer), saved, self.failed.emit))

    # Export

    def ask_to_export(self) -> None:
        dialog = ExportDialog(
            self._settings, self.name, self._window, last=self._exported_to, written=self._written
        )
        self._tint(dialog)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.export(dialog.choice)

    def export(self, choice: ExportChoice) -> None:
        """Write a copy: with its layers where the kind of file keeps them, else what is seen, with what made each layer
        if that is wanted."""
        document, writer, path = self.document, self.writer, choice.path
        state = document.state

        def write() -> tuple[bool, tuple[Sentence, ...]]:
            quality, provenance = choice.quality, choice.provenance
            return write_copy(state, path, writer, name=path.stem, quality=quality, provenance=provenance)

        def exported(written: tuple[bool, tuple[Sentence, ...]]) -> None:
            whole, unkept = written
            self._written.note(path)
            if self.document is document:
                self._exported_to = path
                self._name = self._name or as_text(path.stem)
                if whole:
                    self._held = state
            self.exported.emit(path)
            if unkept:
                self.warned.emit(" ".join(map(refusal, unkept)))

        self._background.run(write, exported, self.failed.emit)

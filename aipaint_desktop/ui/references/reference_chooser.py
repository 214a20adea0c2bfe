"""Choosing the pictures to paint like: from the gallery, from files, by drag and drop."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QWidget,
)

from aipaint_desktop.files.pictures.reading import shown_name
from aipaint_desktop.files.pictures.suffixes import name_filter
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.failure import sentence_of
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.files.incoming import (
    Incoming,
    accept_as_copy,
    carries_addresses,
    carries_pictures,
    incoming,
)
from aipaint_desktop.ui.look.checkerboard import on_checkerboard
from aipaint_desktop.ui.look.icons import untinted
from aipaint_desktop.ui.references.learning_row import LearningRow
from aipaint_desktop.ui.references.reference_preview import ReferencePreview
from aipaint_desktop.ui.references.samples import Samples
from aipaint_desktop.ui.widgets.carry_over import carry_over_parts
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, plain
from aipaint_desktop.ui.widgets.thumbnails import ThumbnailReader, square
from aipaint_desktop.ui.words.names import reference_manner, reference_title
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.learning import Learning
from aipaint_desktop.workspace.references import References

_TILE = 48
_LARGE_TILE = 64
_ROWS = 2  # of the gallery that are seen at least
_TALL = 280  # from this height on, the large picture lies above the gallery instead of beside it
_PREVIEW_SIDE = 320
_DOT = 10.0  # px, of the mark of what has been learned
_CHECK = 16  # px of it, of the squares that show through
_ENTRY = Qt.ItemDataRole.UserRole


class ReferenceChooser(QWidget):
    """Shows a large view of what is chosen above a gallery. Ctrl+click takes several pictures together.

    references: what can be chosen, and is; `entries`, `chosen` and `choose` are theirs. add: takes a file into the
    artist's own references; raises `BadInput` where it is no picture. samples: of what they make of a sketch; that of a
    new one is painted. learning: what has learned some, or does. background: where they and their thumbnails are read.
    """

    changed = Signal()
    images_changed = Signal()  # `chosen_images` are others now
    refused = Signal(object)  # Sentence, or words in the artist's language: why a file could not be taken
    left_out = Signal(list)  # names of files that hold no picture after all and are not offered any more

    def __init__(
        self,
        references: References,
        add: Callable[[Path], ReferenceEntry],
        samples: Samples,
        learning: Learning,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._references = references
        self._add = add
        self._samples = samples
        self._learning = learning
        self._background = background
        samples.painted.connect(self._show_chosen)
        self._images: dict[Path, QImage] = {}
        self._broken: list[Path] = []
        self._coming: deque[Sequence[Incoming]] = deque()  # the first are being added
        self._folder = Path.home()
        self._learns = False
        self._reader = ThumbnailReader(_PREVIEW_SIDE, background, self)
        self._reader.ready.connect(self._show_thumbnail)
        self._reader.failed.connect(lambda path, _why: self._broken.append(path))
        self._reader.finished.connect(self._leave_out_broken)
        self._preview = ReferencePreview()
        self._title = ElidedLabel()
        self._title.setProperty("role", "muted")
        self._gallery = self._make_gallery()
        open_file = QPushButton(self.tr("Open file…"))
        open_file.setToolTip(self.tr("Take a picture from a file; dropping one here does the same"))
        open_file.clicked.connect(self._ask_for_file)
        add_folder = QPushButton(self.tr("Add folder…"))
        add_folder.setToolTip(
            self.tr(
                "Take all pictures of a folder as one, up to 30; a sketch is painted like those that fit it"
            )
        )
        add_folder.clicked.connect(self._ask_for_folder)
        self._caption = QWidget()
        caption = QHBoxLayout(self._caption)
        caption.setContentsMargins(0, 0, 0, 0)
        caption.setSpacing(8)
        caption.addWidget(self._title, 1)
        caption.addWidget(open_file)
        caption.addWidget(add_folder)
        self.learning_row = LearningRow(learning, lambda: self.chosen)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._arrange(tall=False)
        self.setAcceptDrops(True)
        references.changed.connect(self._follow)
        learning.learned.connect(self._mark_learned)
        self._follow()

    def _make_gallery(self) -> QListWidget:
        gallery = QListWidget()
        gallery.setObjectName("pictures")
        gallery.setAccessibleName(self.tr("Reference pictures"))
        gallery.setToolTip(self.tr("Ctrl+click takes several pictures together"))
        gallery.setViewMode(QListView.ViewMode.IconMode)
        gallery.setMovement(QListView.Movement.Static)
        gallery.setResizeMode(QListView.ResizeMode.Adjust)
        gallery.setUniformItemSizes(True)
        gallery.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        gallery.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        gallery.setIconSize(QSize(_TILE, _TILE))
        gallery.setMinimumHeight(_ROWS * (_TILE + 5) + 2)
        gallery.itemSelectionChanged.connect(self._choose_selected)
        gallery.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        gallery.customContextMenuRequested.connect(self._open_menu)
        return gallery

    @property
    def entries(self) -> Sequence[ReferenceEntry]:
        return self._references.entries

    @property
    def chosen(self) -> Sequence[ReferenceEntry]:
        return self._references.chosen

    def choose(self, ids: Iterable[str]) -> None:
        self._references.choose(ids)

    @property
    def chosen_images(self) -> list[QImage]:
        """Give the chosen references, small and square, in the same order; blank where not read yet."""
        blank = QImage(1, 1, QImage.Format.Format_RGB32)
        return [square(self._images.get(entry.path, blank)) for entry in self.chosen]

    def _choose_selected(self) -> None:
        """Choose what the artist has selected in the gallery."""
        self._references.set_chosen(index.data(_ENTRY).id for index in self._gallery.selectedIndexes())

    def _follow(self) -> None:
        """Show the references as they are now."""
        self._gallery.blockSignals(True)
        entries, chosen = self._references.entries, self._references.chosen
        offered = {entry.id for entry in entries}
        for row in reversed(range(self._gallery.count())):
            if self._gallery.item(row).data(_ENTRY).id not in offered:
                self._gallery.takeItem(row)
        for entry in entries[self._gallery.count() :]:  # more come behind those that there are
            self._append(entry)
        for row in range(self._gallery.count()):
            item = self._gallery.item(row)
            selected = item.data(_ENTRY) in chosen
            if selected != item.isSelected():
                item.setSelected(selected)
                if selected:
                    self._gallery.setCurrentItem(item, QItemSelectionModel.SelectionFlag.NoUpdate)
                    self._gallery.scrollToItem(item)
        self._gallery.blockSignals(False)
        self._tell()

    def take_over(self, other: "ReferenceChooser") -> None:
        """See of the gallery what the other one does, and take what it was taking."""
        self._images, self._folder = dict(other._images), other._folder
        carry_over_parts(other, self)
        for pictures in other._coming:  # nobody waits for them there any more; none is kept twice
            self._take(pictures)

    def take_files(self, files: Sequence[Path]) -> None:
        """Add the files to the artist's own references, off the window's thread, and choose them when they are there;
        a bad one is refused."""
        self._take([Incoming(as_text(file.stem), file) for file in files])

    def _take(self, pictures: Sequence[Incoming]) -> None:
        self._coming.append(pictures)
        if len(self._coming) == 1:
            self._take_next()

    def _take_next(self) -> None:
        """One after another, as they look for names that are free."""
        add, pictures = self._add, self._coming[0]

        def show(taken: Sequence[ReferenceEntry], refused: Sequence[Sentence]) -> None:
            if self._coming and self._coming[0] is pictures:
                self._coming.popleft()
                if self._coming:
                    self._take_next()
            self._show_taken(taken, refused)

        self._background.run(
            lambda: _taken(add, pictures),
            lambda found: show(*found),
            lambda why: show([], [why]),
            asked_by=self,
        )

    def _show_taken(self, taken: Sequence[ReferenceEntry], refused: Sequence[Sentence]) -> None:
        if len(refused) == 1:
            self.refused.emit(refused[0])
        elif refused:
            self.refused.emit(
                self.tr("{0} pictures could not be taken: {1}").format(len(refused), refusal(refused[0]))
            )
        for entry in taken:
            self._samples.want(entry)
        self._references.add(taken)

    def _append(self, entry: ReferenceEntry) -> None:
        blank = QPixmap(_TILE, _TILE)
        blank.fill(Qt.GlobalColor.transparent)
        item = QListWidgetItem(QIcon(blank), "")
        item.setData(_ENTRY, entry)
        self._describe(item)
        self._gallery.addItem(item)
        self._reader.ask_for(entry.path)

    def _show_thumbnail(self, path: Path, image: QImage) -> None:
        self._images[path] = on_checkerboard(image, _CHECK)
        for row in range(self._gallery.count()):
            item = self._gallery.item(row)
            if item.data(_ENTRY).path == path:
                self._draw(item)
        self._show_chosen()

    def _describe(self, item: QListWidgetItem) -> None:
        """Say what a reference is, and whether it has been learned."""
        entry = item.data(_ENTRY)
        title = reference_title(entry)
        learned = self.tr("Learned") if self._learning.is_learned(entry) else ""
        item.setToolTip(plain("\n".join(filter(None, (title, reference_manner(entry), learned)))))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (title, learned))))

    def _draw(self, item: QListWidgetItem) -> None:
        """Show a reference small, marked where it has been learned."""
        entry = item.data(_ENTRY)
        image = self._images.get(entry.path)
        if image is None:
            return
        ratio = self.devicePixelRatioF()
        small = square(image).scaledToWidth(
            round(_LARGE_TILE * ratio), Qt.TransformationMode.SmoothTransformation
        )
        pixmap = QPixmap.fromImage(small)
        pixmap.setDevicePixelRatio(ratio)
        if self._learning.is_learned(entry):
            self._mark(pixmap)
        item.setIcon(untinted(pixmap))

    def _mark(self, pixmap: QPixmap) -> None:
        """Draw the dot in the corner of a reference that has been learned."""
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
        side = pixmap.width() / pixmap.devicePixelRatio()
        painter.drawEllipse(QRectF(side - _DOT - 4, 4, _DOT, _DOT))
        painter.end()

    def _mark_learned(self) -> None:
        for row in range(self._gallery.count()):
            self._describe(self._gallery.item(row))
            self._draw(self._gallery.item(row))

    def _open_menu(self, place: QPoint) -> None:
        item = self._gallery.itemAt(place)
        if item is not None and self._learns:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.learning_row.fill(menu, item.data(_ENTRY))
            menu.popup(self._gallery.viewport().mapToGlobal(place))

    def offer_learning(self, learns: bool) -> None:
        """Offer to learn references, or not, where nothing would be painted with what was learned."""
        self._learns = learns
        self.learning_row.setVisible(learns)

    def _leave_out_broken(self) -> None:
        broken, self._broken = self._broken, []
        if not broken:
            return
        self._references.leave_out(broken)
        self.left_out.emit([shown_name(path) for path in broken])

    def _show_chosen(self) -> None:
        chosen = self.chosen
        images = [self._images[entry.path] for entry in chosen if entry.path in self._images]
        self._preview.show_images(images, awaited=len(images) < len(chosen))
        self._preview.show_sample(self._samples.of(chosen[0]) if len(chosen) == 1 else QImage())
        self.images_changed.emit()

    def _tell(self) -> None:
        chosen = self.chosen
        if len(chosen) > 1:
            words = self.tr("{0} pictures together").format(len(chosen))
        else:
            words = reference_title(chosen[0]) if chosen else self.tr("No picture chosen")
        self._title.setText(words)
        self._title.setToolTip(plain("\n".join(map(reference_title, chosen))))
        self.learning_row.show_standing()
        self._show_chosen()
        self.changed.emit()

    def _ask_for_file(self) -> None:
        files, _kind = QFileDialog.getOpenFileNames(
            self,
            self.tr("Pictures to paint like"),
            str(self._folder),
            self.tr("Pictures") + f" ({name_filter()})",
        )
        if files:
            self._folder = Path(files[0]).parent
            self.take_files([Path(file) for file in files])

    def _ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of pictures to paint like"), str(self._folder)
        )
        if folder:
            self._folder = Path(folder).parent
            self.take_files([Path(folder)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(tall=event.size().height() >= _TALL)

    def _arrange(self, *, tall: bool) -> None:
        """Preview above caption and learning above gallery, or preview beside gallery where there is little height."""
        grid = self._grid
        if tall:
            grid.addWidget(self._preview, 0, 0, 1, 2)
            grid.addWidget(self._caption, 1, 0, 1, 2)
            grid.addWidget(self._gallery, 3, 0, 1, 2)
        else:
            grid.addWidget(self._preview, 0, 0)
            grid.addWidget(self._gallery, 0, 1)
            grid.addWidget(self._caption, 1, 0, 1, 2)
        grid.addWidget(self.learning_row, 2, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(3, 2 if tall else 0)
        self._preview.setMaximumHeight(self.width() if tall else self.height())
        side = _LARGE_TILE if tall else _TILE
        self._gallery.setIconSize(QSize(side, side))
        self._gallery.setGridSize(QSize(side + 5, side + 5))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_pictures(event.mimeData()) or carries_addresses(event.mimeData()):
            accept_as_copy(event)
            self._preview.show_target(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._preview.show_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._preview.show_target(False)
        accept_as_copy(event)
        try:
            self._take(incoming(event.mimeData()))
        except BadInput as error:
            self.refused.emit(sentence_of(error, "taking what was dropped"))


def _taken(
    add: Callable[[Path], ReferenceEntry], pictures: Sequence[Incoming]
) -> tuple[list[ReferenceEntry], list[Sentence]]:
    """The references that they have become, and why others have not."""
    taken, refused = [], []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for picture in pictures:
            try:
                taken.append(add(picture.save_into(Path(folder))))
            except Exception as error:
                refused.append(sentence_of(error, "taking a reference"))
    return taken, refused

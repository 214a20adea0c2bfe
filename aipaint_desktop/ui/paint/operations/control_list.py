"""What guides a model by pictures: each file with its map, how much it counts and when, and a look at the map."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.engines.checkpoint.control.asked import MOST_CONTROLS, MOST_STRENGTH
from aipaint_desktop.engines.checkpoint.control.maps import make_map
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.images import thumbnail
from aipaint_desktop.modelstore.model_files.fitting import CONTROLS
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.modelstore.model_files.scanning import look_at, weights_of
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.operations.control_settings import ControlSettings, Followed, Source, part_of
from aipaint_desktop.ui.paint.operations.model_file_list import ModelFileList
from aipaint_desktop.ui.widgets.added_list import AddedRow
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.plain_text import ElidedLabel, WrappedLabel, plain
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.workspace.paint_settings import PaintedFrom

Part = Callable[[PaintedFrom], Callable[[], Picture]]
"""Takes down a part of the document as it is now; what it returns composites it, on any thread."""

_SEEN_SIDE = 768  # px: what a preview is made of
_SHOWN_SIDE = 220


class ControlRow(AddedRow):
    """One of them. name: by which it is found, an id or a path. likes: whether it paints like references.

    preview: shows the map as it was when it was last looked at.
    """

    preview_wanted = Signal()

    def __init__(self, name: str, title: str, *, likes: bool, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.name, self.likes = name, likes
        self.used = QCheckBox()
        self.used.setChecked(True)
        self.used.setAccessibleName(self.tr("Let {0} guide").format(title))
        self.used.setToolTip(plain(self.used.accessibleName()))
        self.source = narrow_choice(self.tr("What the map is made of"))
        self.source.setToolTip(self.source.accessibleName())
        for source, words in (
            (Source.SKETCH, self.tr("Sketch")),
            (Source.CANVAS, self.tr("All that is visible")),
            (Source.LAYER, self.tr("Active layer")),
            (Source.REFERENCE, self.tr("Reference")),
        ):
            self.source.addItem(words, source)
        self.map = narrow_choice(self.tr("Map"))
        self.map.setToolTip(self.tr("What is made of it for the control to follow"))
        for kind, words in _map_titles(self).items():
            self.map.addItem(words, kind)
        self.strength = ValueSlider(self.tr("Strength"), 0, 100 * MOST_STRENGTH, " %")
        self.strength.setToolTip(self.tr("How much it guides: 100 % as it was trained"))
        self.strength.set_number(100)
        self.begin = ValueSlider(self.tr("From"), 0, 100, " %")
        self.begin.setToolTip(self.tr("From which part of the steps on it guides"))
        self.end = ValueSlider(self.tr("To"), 0, 100, " %")
        self.end.setToolTip(self.tr("Up to which part of the steps it guides"))
        self.end.set_number(100)
        self.preview = QLabel()
        self.preview.setAccessibleName(self.tr("The map of {0}").format(title))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note = WrappedLabel()
        self.note.setProperty("role", "muted")
        self._lay_out()
        self.used.toggled.connect(self._show)
        self.source.currentIndexChanged.connect(self._ask)
        self.map.currentIndexChanged.connect(self._show)
        self.begin.edited.connect(lambda: self._keep_apart(self.begin))
        self.end.edited.connect(lambda: self._keep_apart(self.end))
        self.strength.edited.connect(self.changed)

    def _lay_out(self) -> None:
        first, second, range_ = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        title = ElidedLabel(self.title)
        for row, widgets in (
            (first, (self.used, title, self.away)),
            (second, (self.source, self.map)),
            (range_, (self.begin, self.end)),
        ):
            row.setSpacing(4)
            for widget in widgets:
                row.addWidget(widget, int(widget not in (self.used, self.away)))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(first)
        rows.addLayout(second)
        rows.addWidget(self.strength)
        rows.addLayout(range_)
        rows.addWidget(self.preview)
        rows.addWidget(self.note)
        if self.likes:
            self.note.setText(self.tr("Paints like the references that are chosen below."))
        self.preview.hide()
        self.note.setVisible(self.likes)
        self.source.setVisible(not self.likes)
        self.map.setVisible(not self.likes)

    @property
    def settings(self) -> ControlSettings:
        """Give what is set."""
        return ControlSettings(
            name=self.name,
            likes=self.likes,
            source=self.source.currentData(),
            map=self.map.currentData(),
            strength=round(self.strength.number / 100, 2),
            begin=round(self.begin.number / 100, 2),
            end=round(self.end.number / 100, 2),
        )

    def show_map(self, map_: Picture) -> None:
        """Show what the map looks like."""
        self.preview.setPixmap(QPixmap.fromImage(thumbnail(map_.pixels, _SHOWN_SIDE)))
        self.preview.setVisible(self.used.isChecked())
        self.note.hide()

    def show_fault(self, why: Sentence) -> None:
        """Say why there is no map."""
        self.preview.hide()
        self.note.setText(refusal(why))
        self.note.setVisible(self.used.isChecked())

    def take_over(self, other: "ControlRow") -> None:
        """Be set as another row is."""
        self.source.setCurrentIndex(self.source.findData(other.source.currentData()))
        self.map.setCurrentIndex(self.map.findData(other.map.currentData()))
        for own, before in (
            (self.strength, other.strength),
            (self.begin, other.begin),
            (self.end, other.end),
        ):
            own.set_number(before.number)
        self.used.setChecked(other.used.isChecked())

    def _show(self) -> None:
        used = self.used.isChecked()
        for widget in (self.source, self.map, self.strength, self.begin, self.end):
            widget.setEnabled(used)
        self.source.setVisible(not self.likes and self.map.currentData() != "inpaint")
        if self.map.currentData() == "inpaint":
            self.note.setText(self.tr("Sees what is there and stays, and nothing of what is painted anew."))
            self.note.show()
            self.preview.hide()
        elif not self.likes:
            self.note.clear()
            self.note.hide()
            self.preview.setVisible(used and not self.preview.pixmap().isNull())
        self._ask()

    def _ask(self) -> None:
        self.preview_wanted.emit()
        self.changed.emit()

    def _keep_apart(self, moved: ValueSlider) -> None:
        """The end comes after the beginning."""
        if self.begin.number >= self.end.number:
            if moved is self.begin:
                self.begin.set_number(min(self.begin.number, 99))
                self.end.set_number(max(self.end.number, self.begin.number + 1))
            else:
                self.end.set_number(max(self.end.number, 1))
                self.begin.set_number(min(self.begin.number, self.end.number - 1))
        self.changed.emit()


class ControlList(ModelFileList[ControlRow]):
    """Lists those that were added; the menu of its button lists those in the artist's folders. Maps are shown as they
    would be now whenever the pointer comes to it.

    part: of the document, see `Part`.
    """

    def __init__(self, background: Background, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(CONTROLS, background, parent, spacing=8)
        self._part = part
        self._references: Sequence[ReferenceEntry] = ()
        self.called = self.tr("Controls")
        self.add.setText(self.tr("Add control"))
        self.add.setToolTip(
            self.tr("Add a ControlNet, a T2I-Adapter or an IP-Adapter: what guides the model by a picture")
        )

    @property
    def controls(self) -> tuple[ControlSettings, ...]:
        """Give what is set of each that is ticked and counts."""
        return tuple(row.settings for row in self.rows if row.used.isChecked() and row.strength.number > 0)

    def put(self, name: str, title: str, *, likes: bool) -> ControlRow | None:
        """Add one at the end; nothing where there are as many as can be."""
        if len(self.rows) >= MOST_CONTROLS:
            return None
        row = ControlRow(name, title, likes=likes)
        row.preview_wanted.connect(lambda: self._preview(row))
        self._preview(row)
        return self.append(row)

    def put_known(self, file: ModelFile) -> None:
        self.put(str(file.path), file.title, likes=file.kind is Kind.IP_ADAPTER)

    def put_file(self, path: Path) -> None:
        self._background.run(
            partial(look_at, weights_of(path)), self.put_known, lambda _why: None, asked_by=self
        )

    def show_references(self, entries: Sequence[ReferenceEntry]) -> None:
        """Take notice of which references are chosen."""
        self._references = tuple(entries)

    def refresh(self) -> None:
        """Show all maps as they would be now."""
        for row in self.rows:
            self._preview(row)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and self.isEnabled():
            self.refresh()

    def take_over(self, other: "ControlList") -> None:
        """List what another list does."""
        self._references = other._references
        for before in other.rows:
            row = self.put(before.name, before.title, likes=before.likes)
            if row is not None:
                row.take_over(before)

    def _preview(self, row: ControlRow) -> None:
        if row.likes or not row.used.isChecked():
            return
        asked = row.settings
        kind = asked.map
        if kind == "inpaint":
            return
        part = part_of(asked.source)
        picture = self._reference if part is None else self._part(part)
        self._background.run(
            lambda: make_map(kind, _small(picture())),
            lambda made: row.show_map(made) if row.settings == asked else None,
            row.show_fault,
            asked_by=row,
        )

    @property
    def _reference(self) -> Callable[[], Picture]:
        """What reads the first that is chosen."""
        entries = self._references

        def read() -> Picture:
            if not entries:
                raise BadInput("A control follows a reference: choose one.")
            return read_picture(entries[0].path)

        return read


def _map_titles(row: ControlRow) -> dict[Followed, str]:
    return {
        "lines": row.tr("Lines"),
        "scribble": row.tr("Scribble"),
        "canny": row.tr("Edges (Canny)"),
        "soft_edge": row.tr("Soft edges"),
        "blur": row.tr("Blurred"),
        "tile": row.tr("Tile"),
        "colour_grid": row.tr("Colour grid"),
        "segmentation": row.tr("Painted segmentation"),
        "none": row.tr("The picture is the map"),
        "inpaint": row.tr("What is kept (inpainting)"),
    }


def _small(picture: Picture) -> Picture:
    scale = min(1.0, _SEEN_SIDE / max(picture.width, picture.height))
    width, height = (max(1, round(side * scale)) for side in (picture.width, picture.height))
    return picture.changed(lambda pixels: resized(pixels, width, height))

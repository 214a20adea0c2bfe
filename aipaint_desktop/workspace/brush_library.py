"""The brushes to choose from, and which of them the artist likes and has used."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from PySide6.QtCore import QObject, QSettings, Signal

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.preset_file import Kept, Preset
from aipaint_desktop.files.brush_files.reading import SUFFIXES as FOREIGN
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.workspace.brush_files import (
    BUNDLE_SUFFIX,
    delete_preset,
    read_bundle,
    read_folder,
    take_picture,
    write_bundle,
    write_presets,
)
from aipaint_desktop.workspace.foreign_brushes import read_foreign
from aipaint_desktop.workspace.stored import texts

MOST_RECENT = 12
SUFFIXES = (BUNDLE_SUFFIX, *FOREIGN)
"""What the names of files end in that brushes come in with."""


class BrushLibrary(QObject):
    """Knows the presets by their names, which differ. Favourites and what was used last are kept in the settings, the
    artist's own brushes in a folder, which is read and written beside the window.

    changed: presets, favourites or what was used last are others. failed: a file could not be read or written, and why.
    imported: these names came with a file, and what of them was left out.
    """

    changed = Signal()
    failed = Signal(object)  # Sentence
    imported = Signal(list, object)  # names, Sentence or None

    def __init__(
        self,
        presets: Sequence[Preset],
        settings: QSettings,
        folder: Callable[[], Path],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """presets: that ship. folder: of the artist's own ones."""
        super().__init__(parent)
        self._settings = settings
        self._folder = folder
        self._background = background
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._at_work = Lock()
        self._presets = {preset.name: preset for preset in presets}
        self._favourites = texts(settings, "brushes/favourites")
        self._recent = texts(settings, "brushes/recent")

    @property
    def presets(self) -> tuple[Preset, ...]:
        """List all, in the order in which they are shown."""
        return tuple(self._presets.values())

    @property
    def favourites(self) -> tuple[Preset, ...]:
        return self._known(self._favourites)

    @property
    def recent(self) -> tuple[Preset, ...]:
        """List what was taken in hand, the last one first."""
        return self._known(self._recent)

    @property
    def tags(self) -> tuple[str, ...]:
        """List the tags that there are, in the order in which presets have them."""
        return tuple(dict.fromkeys(tag for preset in self.presets for tag in preset.tags))

    def preset(self, name: str) -> Preset | None:
        return self._presets.get(name)

    def is_favourite(self, name: str) -> bool:
        return name in self._favourites

    def set_favourite(self, name: str, favourite: bool) -> None:
        """Let a preset be among the favourites, as the last one, or no longer."""
        if favourite != self.is_favourite(name):
            others = [one for one in self._favourites if one != name]
            self._keep(favourites=[*others, name] if favourite else others)

    def use(self, name: str) -> None:
        """Note that a preset was taken in hand."""
        if name in self._presets and self._recent[:1] != [name]:
            self._keep(recent=[name, *(one for one in self._recent if one != name)][:MOST_RECENT])

    @property
    def own(self) -> tuple[Preset, ...]:
        """List those that the artist has made."""
        return tuple(preset for preset in self.presets if preset.own)

    def load_own(self) -> None:
        """Read the artist's own brushes, soon."""

        def take(found: list[Preset]) -> None:
            self._add([preset for preset in found if preset.name not in self._presets])

        self._background.run(lambda: read_folder(self._folder()), take, self.failed.emit)

    def save_as(self, brush: Brush, name: str) -> None:
        """Make a preset of a brush, by a name that no other has. Raises `BadInput` for one that cannot be."""
        source = self._presets.get(brush.name)
        self._check(name)
        preset = Preset(replace(brush, name=name), source.tags if source is not None else (), own=True)
        self._write(preset)
        self._add([preset])

    def rename(self, name: str, other: str) -> None:
        """Call one of the artist's own presets otherwise; favourites go with it. Raises as `save_as`."""
        before = self._presets[name]
        self._check(other)
        preset = replace(before, brush=replace(before.brush, name=other))
        self._write(preset)
        self._delete_file(name)
        self._presets = {
            (other if key == name else key): (preset if key == name else kept)
            for key, kept in self._presets.items()
        }
        self._keep(
            [other if one == name else one for one in self._favourites],
            [other if one == name else one for one in self._recent],
        )

    def delete(self, name: str) -> None:
        """Delete one of the artist's own presets."""
        del self._presets[name]
        self._delete_file(name)
        self._keep(
            [one for one in self._favourites if one != name], [one for one in self._recent if one != name]
        )

    def export(self, path: Path, then: Callable[[], object]) -> None:
        """Write the artist's own presets into a bundle, soon. then: called once that is done."""
        presets = self.own
        self._background.run(lambda: write_bundle(path, presets), lambda _none: then(), self.failed.emit)

    def import_from(self, path: Path) -> None:
        """Take in the brushes of a bundle or of another program, soon; one whose name is taken gets another."""
        bundle = path.suffix.lower() == BUNDLE_SUFFIX
        work = partial(_read_bundle if bundle else read_foreign, path)
        self._background.run(work, self._take_in, self.failed.emit)

    def take_picture(
        self,
        path: Path,
        kind: type[Kept],
        then: Callable[[Kept], object],
        failed: Callable[[Sentence], object],
        asked_by: QObject,
    ) -> None:
        """Make a tip or texture of a picture file and keep it with the artist's brushes, soon; then one of the two is
        called, unless who asked is gone."""
        work = partial(take_picture, path, kind, self._folder())
        self._background.run(work, then, failed, asked_by=asked_by)

    def _take_in(self, found: tuple[list[Preset], Sentence | None]) -> None:
        presets, left_out = found
        named: list[Preset] = []
        taken = set(self._presets)
        for preset in presets:
            name, number = preset.name, 2
            while name in taken:
                name, number = f"{preset.name} {number}", number + 1
            taken.add(name)
            named.append(replace(preset, brush=replace(preset.brush, name=name), own=True))
        self._in_order(lambda: write_presets(self._folder(), named))
        self._add(named)
        self.imported.emit([preset.name for preset in named], left_out)

    def _check(self, name: str) -> None:
        if not name:
            raise BadInput("The brush needs a name.")
        if name in self._presets:
            raise BadInput("There is a brush “{0}” already.", name)

    def _add(self, presets: Sequence[Preset]) -> None:
        self._presets |= {preset.name: preset for preset in presets}
        if presets:
            self.changed.emit()

    def _write(self, preset: Preset) -> None:
        self._in_order(lambda: write_presets(self._folder(), [preset]))

    def _delete_file(self, name: str) -> None:
        self._in_order(lambda: delete_preset(self._folder(), name))

    def _in_order(self, work: Callable[[], None]) -> None:
        """Do it beside the window, after what was to be done before: a file that is written and deleted is gone."""
        self._waiting.put(work)

        def do_next() -> None:
            with self._at_work:
                self._waiting.get_nowait()()

        self._background.run(do_next, lambda _none: None, self.failed.emit)

    def _known(self, names: Sequence[str]) -> tuple[Preset, ...]:
        return tuple(self._presets[name] for name in names if name in self._presets)

    def _keep(self, favourites: list[str] | None = None, recent: list[str] | None = None) -> None:
        if favourites is not None:
            self._favourites = favourites
            self._settings.setValue("brushes/favourites", favourites)
        if recent is not None:
            self._recent = recent
            self._settings.setValue("brushes/recent", recent)
        self.changed.emit()


def _read_bundle(path: Path) -> tuple[list[Preset], Sentence | None]:
    return read_bundle(path), None

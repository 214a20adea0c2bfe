"""The brushes to choose from, and which of them the artist likes and has used."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Signal

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.workspace.stored import texts

MOST_RECENT = 12


@dataclass(frozen=True)
class Preset:
    """Holds a brush as it came, and by which words it is found. own: whether the artist made it."""

    brush: Brush
    tags: tuple[str, ...] = ()
    own: bool = False

    @property
    def name(self) -> str:
        return self.brush.name


class BrushLibrary(QObject):
    """Knows the presets by their names, which differ. Favourites and what was used last are kept in the settings.

    changed: presets, favourites or what was used last are others.
    """

    changed = Signal()

    def __init__(self, presets: Sequence[Preset], settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
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

"""The brushes that ship: one text file each in `resources/brushes`."""

from functools import cache

from aipaint_desktop import paths
from aipaint_desktop.brushes.brush import Brush, Kind
from aipaint_desktop.brushes.preset_file import SUFFIX, Preset, read_preset


@cache
def shipped() -> tuple[Preset, ...]:
    """Read all presets, in their order."""
    files = (paths.resources() / "brushes").glob(f"*{SUFFIX}")
    return tuple(sorted(map(read_preset, files), key=lambda preset: (preset.order, preset.id)))


def shipped_brush(id_: str) -> Brush:
    """Give one brush by its preset's id. Raises `KeyError`."""
    return {preset.id: preset.brush for preset in shipped()}[id_]


def paints(preset: Preset) -> bool:
    """Tell whether it is for the brush, not the eraser."""
    return preset.brush.kind is not Kind.ERASE

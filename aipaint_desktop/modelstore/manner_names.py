"""The genres and movements that the sketch model can be asked for, and what they are called."""

from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.modelstore.manifests import MANIFEST, read_manifest
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.names import read_names
from aipaint_desktop.words.prompts import COMPOSER, names_in_chinese


@dataclass(frozen=True)
class MannerNames:
    """Pairs of the name that the model knows and what it is called in the artist's language."""

    genres: tuple[tuple[str, str], ...]
    movements: tuple[tuple[str, str], ...]


def manner_names(*, chinese: bool, models: Path | None = None) -> MannerNames:
    """List the names of manners that the model in a folder of models knows, by default the one that ships. Raises
    `BadInput` where its files are damaged or missing."""
    models = models or paths.models()
    weights = read_manifest(models / SketchEngine.id / MANIFEST).files[0].path
    try:
        names = read_names(weights)
    except (OSError, ValueError):
        raise BadInput("The files of the model {0} are damaged; install it again.", SketchEngine.id) from None
    called = _in_chinese(models / COMPOSER / "names.tsv") if chinese else {}
    return MannerNames(
        tuple((name, called.get(name, name)) for name in names.genres),
        tuple((name, called.get(name, name)) for name in names.movements),
    )


def _in_chinese(path: Path) -> dict[str, str]:
    """As the composer reads them; nothing where it is not installed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return names_in_chinese(line.split("\t") for line in lines)

"""The references that the fast style has learned: each a model in a folder of its own, with the picture inside."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.pictures.reading import read_picture, read_size
from aipaint_desktop.modelstore.manifests import MANIFEST, Manifest, WeightsFile, read_manifest
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

ENGINE = "style"
REFERENCE = "reference.png"
_ELSEWHERE = "elsewhere.json"  # paths of those that are not in the user's folder


@dataclass(frozen=True)
class LearnedReference:
    """Tells of a model in a folder. reference: SHA-256 of the picture's pixels, as `plain` leaves them."""

    folder: Path
    reference: str
    weights: WeightsFile

    @property
    def picture(self) -> Path:
        """Tell where the reference is kept, to the pixel."""
        return self.folder / REFERENCE


def is_learned(folder: Path) -> bool:
    """Tell whether a folder seems to hold a model, and no pictures to paint like."""
    return (folder / MANIFEST).is_file()


def read_learned(folder: Path) -> LearnedReference:
    """Read a model from its folder. Raises `BadInput` where it is none that has learned a reference."""
    folder = folder.resolve()
    return _learned(read_manifest(folder / MANIFEST))


def learned_references() -> tuple[LearnedReference, ...]:
    """List all that are known: those in the user's folder, by name, and then those elsewhere. What is gone, damaged or
    another model is left out."""
    return tuple(_walk())


def learned_of(pictures: Sequence[Picture]) -> tuple[str, ...]:
    """Tell of each picture which weights have learned it, as `StylizeRequest.learned` has them; nothing at all where
    none has been learned."""
    known = {
        one.reference: one.weights.sha256 for one in reversed(learned_references()) if one.weights.present
    }
    if not known:
        return ()
    found = tuple(known.get(plain(picture).sha256, "") for picture in pictures)
    return found if any(found) else ()


def learned_among(entries: Sequence[ReferenceEntry]) -> dict[str, LearnedReference]:
    """Tell which references have been learned, by their ids. Only those as large as a learned one are read."""
    known = {one.reference: one for one in reversed(learned_references())}
    sizes = {size for one in known.values() if (size := _size(one.picture)) is not None}
    found = {}
    for entry in entries:
        if not entry.pictures and _size(entry.path) in sizes:
            with suppress(BadInput, OSError):
                picture = plain(read_picture(entry.path))
                if picture.sha256 in known:
                    found[entry.id] = known[picture.sha256]
    return found


def learned_weights(sha256: str) -> Path:
    """Find the verified weights of a model that has learned a reference. Raises `BadInput` where it is gone."""
    for one in learned_references():
        if one.weights.sha256 == sha256:
            return one.weights.verified()
    raise BadInput("What was learned of the reference is gone, or was learned further since; learn it again.")


def remember(folder: Path) -> None:
    """Remember a model in a folder of the artist's choice, so that its reference is known to be learned.

    Raises `BadInput` where that cannot be written.
    """
    folder = folder.resolve()
    if folder.parent == paths.user_learned().resolve():
        return
    known = [path for path in _elsewhere() if path != folder and is_learned(path)]
    said = json.dumps([os.fsdecode(path) for path in (*known, folder)])
    write_atomically(paths.user_learned() / _ELSEWHERE, said.encode(errors="surrogateescape"))


def _size(picture: Path) -> frozenset[int] | None:
    """Its sides, whichever way it is turned; None where it cannot be read."""
    try:
        return frozenset(read_size(picture))
    except (BadInput, OSError):
        return None


def _walk() -> Iterator[LearnedReference]:
    try:
        own = sorted(path.parent for path in paths.user_learned().glob(f"*/{MANIFEST}"))
    except OSError:
        own = []
    for folder in (*own, *_elsewhere()):
        try:
            yield read_learned(folder)
        except (BadInput, OSError):
            continue


def _elsewhere() -> tuple[Path, ...]:
    try:
        said = json.loads((paths.user_learned() / _ELSEWHERE).read_bytes().decode(errors="surrogateescape"))
        return tuple(Path(path) for path in said if isinstance(path, str))
    except (OSError, ValueError, TypeError):
        return ()


def _learned(manifest: Manifest) -> LearnedReference:
    if manifest.engine != ENGINE or len(manifest.files) != 1 or not manifest.reference:
        raise BadInput("{0} is no model that has learned a reference.", manifest.id)
    (weights,) = manifest.files
    return LearnedReference(weights.path.parent, manifest.reference, weights)

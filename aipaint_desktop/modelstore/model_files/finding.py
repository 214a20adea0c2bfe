"""Finding one model file as people and requests name it: by its path, its name in the list, or its hash."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.modelstore.model_files.hashing import hashed
from aipaint_desktop.modelstore.model_files.index import change_index, read_index
from aipaint_desktop.modelstore.model_files.model_file import KIND_TITLES, Kind, ModelFile
from aipaint_desktop.modelstore.model_files.scanning import look_at, weights_of
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import as_text

PAINTED_WITH = (Kind.CHECKPOINT, Kind.FOLDER, Kind.DIFFUSION)
"""What is a whole model, or paints with the other parts of one."""

ENLARGED_WITH = (Kind.UPSCALER,)


def find_model_file(
    name: str,
    kinds: Collection[Kind] = tuple(Kind),
    preparation: Preparation | None = None,
    index: Path | None = None,
) -> ModelFile:
    """Find a model file, with its hash, by its path, by `title@hash`, a title that only one has, or a hash.

    One that is named by its path is in the index from then on, so that it is found by its hash again. kinds: of which
    it has to be. preparation: what a file without a hash is hashed for. index: the file that it is kept in.
    Raises `BadInput` where there is none or it cannot be used.
    """
    known = read_index(index)
    place = _place(name)
    if place is not None:
        file = look_at(place, known.files.get(place))
    elif (found := known.named(name, kinds)) is not None:
        file = look_at(found.path, found)
    else:
        raise BadInput("There is no model {0}.", name)
    check_usable(file, kinds)
    if not file.sha256:
        file = _hashed_for(file, preparation or Preparation())
    if known.files.get(file.path) != file:
        change_index(lambda now: replace(now, files={**now.files, file.path: file}), index)
    return file


def _hashed_for(file: ModelFile, preparation: Preparation) -> ModelFile:
    doing = Sentence("Reading {0}…", file.title)
    return hashed(file, preparation.check, lambda share: preparation.tell(doing, share))


def check_usable(file: ModelFile, kinds: Collection[Kind] = tuple(Kind)) -> None:
    """Raise `BadInput` with why a file cannot be used, or not as one of these kinds."""
    name, reason = file.path.name, file.identity.reason
    if reason is not None:
        if reason.arguments[:1] == (as_text(name),):  # it says which file it is about
            raise BadInput.saying(reason)
        raise BadInput("{0} cannot be used: {1}", name, reason)
    if file.kind not in kinds:
        raise BadInput("{0} cannot be used here: it is of the kind “{1}”.", name, KIND_TITLES[file.kind])


def verified(sha256: str, check: Callable[[], None] = lambda: None, index: Path | None = None) -> Path:
    """Give the path of the file with this hash, as it is now. Raises `BadInput` where it is gone or another one."""
    known = [file for file in read_index(index).files.values() if file.sha256 == sha256]
    for file in known:
        now = look_at(file.path, file)
        if not now.usable:
            continue
        if now.sha256 == sha256 or hashed(now, check).sha256 == sha256:  # or only touched
            return now.path
    if known:
        raise BadInput("The model {0} has been changed or removed since it was used.", known[0].title)
    raise BadInput("There is no model here with the hash {0}.", sha256[:16])


def _place(name: str) -> Path | None:
    """The path that a name is; None where there is nothing, or where it can be no path: too long, or of a home folder
    that there is not."""
    try:
        path = Path(name).expanduser()
        return weights_of(path.absolute()) if path.exists() else None
    except (OSError, RuntimeError, ValueError):
        return None

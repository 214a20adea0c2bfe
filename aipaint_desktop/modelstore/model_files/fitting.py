"""Finding the files that go with a model, and whether they are made for it."""

from collections.abc import Iterable

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.checkpoint.prompts import named_in
from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.index import read_index
from aipaint_desktop.modelstore.model_files.model_file import FAMILY_TITLES, Kind, ModelFile
from aipaint_desktop.values.refusal import BadInput


def find_lora(name: str, model: ModelFile, preparation: Preparation | None = None) -> ModelFile:
    """Find a LoRA by its path, its name in the list or its hash. Raises `BadInput` where there is none or where it is
    made for another kind of model, as far as its tensors tell."""
    return _fitting(find_model_file(name, (Kind.LORA,), preparation), model)


def find_embedding(name: str, model: ModelFile) -> ModelFile:
    """Find a textual inversion, as `find_lora` does a LoRA."""
    return _fitting(find_model_file(name, (Kind.EMBEDDING,)), model)


def find_vae(name: str, preparation: Preparation | None = None) -> ModelFile:
    """Find a VAE, as `find_lora` does a LoRA; whether it fits is told when it is loaded."""
    return find_model_file(name, (Kind.VAE,), preparation)


def embeddings_named_in(texts: Iterable[str], model: ModelFile) -> tuple[ModelFile, ...]:
    """Find the textual inversions in the list whose titles stand in these texts, as far as they are made for the
    model. Raises `BadInput` where one is gone."""
    words = tuple(texts)
    found: dict[str, ModelFile] = {}
    for file in read_index().of_kind(Kind.EMBEDDING):
        if file.identity.family in ("", model.identity.family) and any(
            named_in(each, file.title) for each in words
        ):
            found.setdefault(file.title.lower(), find_embedding(str(file.path), model))
    return tuple(found.values())


def _fitting(file: ModelFile, model: ModelFile) -> ModelFile:
    made_for, own = file.identity.family, model.identity.family
    if made_for and own and made_for != own:
        raise BadInput(
            "{0} is made for {1} and does not fit {2}, which is {3}.",
            file.path.name,
            FAMILY_TITLES.get(made_for, made_for),
            model.title,
            FAMILY_TITLES.get(own, own),
        )
    return file

"""Finding the files that go with a model, and whether they are made for it."""

from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.model_file import FAMILY_TITLES, Kind, ModelFile
from aipaint_desktop.values.refusal import BadInput


def find_lora(name: str, model: ModelFile) -> ModelFile:
    """Find a LoRA by its path, its name in the list or its hash. Raises `BadInput` where there is none or where it is
    made for another kind of model, as far as its tensors tell."""
    return _fitting(find_model_file(name, (Kind.LORA,)), model)


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

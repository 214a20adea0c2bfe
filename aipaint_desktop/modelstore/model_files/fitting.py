"""Finding the files that go with a model, and whether they are made for it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.checkpoint.pipelines import DECODER, FAMILIES_IN_FILES, PRIOR
from aipaint_desktop.engines.checkpoint.prompts import named_in
from aipaint_desktop.modelstore.model_files.finding import check_usable, find_model_file
from aipaint_desktop.modelstore.model_files.header import read_safetensors
from aipaint_desktop.modelstore.model_files.identifying import MODEL_INDEX
from aipaint_desktop.modelstore.model_files.index import ModelIndex, read_index
from aipaint_desktop.modelstore.model_files.model_file import FAMILY_TITLES, Kind, ModelFile
from aipaint_desktop.modelstore.model_files.scanning import look_at
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


CONTROLS = (Kind.CONTROLNET, Kind.T2I_ADAPTER, Kind.IP_ADAPTER)
"""What guides a model by a picture."""


def find_control(name: str, model: ModelFile, preparation: Preparation | None = None) -> ModelFile:
    """Find a ControlNet, a T2I-Adapter or an IP-Adapter, as `find_lora` does a LoRA."""
    return _fitting(find_model_file(name, CONTROLS, preparation), model)


def find_image_encoder(adapter: ModelFile, preparation: Preparation | None = None) -> ModelFile:
    """Find what sees pictures for an IP-Adapter: beside it, or in the list. Raises `BadInput` with what it is and where
    to put it where there is none."""
    part, width = encoder_wanted(adapter)
    for path in (*_beside(adapter.path), *(file.path for file in read_index().of_kind(Kind.IMAGE_ENCODER))):
        try:
            if read_safetensors(path).shapes.get(part, ())[:1] == (width,):
                return find_model_file(str(path), (Kind.IMAGE_ENCODER,), preparation)
        except BadInput:
            continue
    raise BadInput(
        "{0} needs an image encoder (CLIP vision, {1} numbers): put it beside it as {2}, or into a folder with models.",
        adapter.path.name,
        width,
        f"{_ENCODER_FOLDER}/model.safetensors",
    )


def find_parts(model: ModelFile, preparation: Preparation | None = None) -> ModelFile | None:
    """Find the folder that has all that a file lacks which only denoises, or the prior that a folder lacks: around it,
    or in the list; None for whole models. Raises `BadInput` with what it is and where to put it where there is none."""
    if not lacks_parts(model):
        return None
    family = model.identity.family
    around = [look_at(index.parent) for index in _indexes_around(model.path)]
    found = next((file for file in around if _completes(file, model)), None) or known_parts(
        model, read_index()
    )
    if found is not None:
        return find_model_file(str(found.path), (Kind.FOLDER,), preparation)
    for file in around:
        check_usable(file)  # a folder beside it that is not whole is meant for it
    if model.kind is Kind.FOLDER:
        raise BadInput(
            "{0} is one half of a {1} model: put the folder of the other, its prior, beside it, or into a folder with "
            "models.",
            model.path.name,
            FAMILY_TITLES.get(family, family),
        )
    raise BadInput(
        "Of {0} what denoises is read: put a folder of diffusers of a {1} model beside it, or into a folder with "
        "models, that has all else: model_index.json, transformer/config.json, scheduler, {2}.",
        model.path.name,
        FAMILY_TITLES.get(family, family),
        FAMILIES_IN_FILES[family],
    )


def known_parts(model: ModelFile, index: ModelIndex) -> ModelFile | None:
    """Give the folder in the list that `find_parts` would choose of those there; nothing is looked at on the disk."""
    if not lacks_parts(model):
        return None
    near = model.path.parent, model.path.parent.parent
    folders = [file for file in index.of_kind(Kind.FOLDER) if _completes(file, model)]
    return min(folders, key=lambda file: not {file.path, file.path.parent} & set(near), default=None)


def painted_as(model: ModelFile, index: ModelIndex) -> ModelFile:
    """Give what a model paints as: of a file that denoises alone the folder in the list that completes it, if any."""
    return model if model.kind is Kind.FOLDER else known_parts(model, index) or model


def _completes(folder: ModelFile, model: ModelFile) -> bool:
    """Whether a folder has what a model lacks."""
    fits = folder.identity.family == model.identity.family and folder.path != model.path
    other_half = (folder.identity.variant == PRIOR) == (model.kind is Kind.FOLDER)
    return folder.kind is Kind.FOLDER and fits and other_half and folder.usable


def lacks_parts(model: ModelFile) -> bool:
    """Tell whether a model is painted with by the parts of another folder."""
    if model.kind is Kind.FOLDER:
        return model.identity.variant == DECODER
    file = model.kind in (Kind.DIFFUSION, Kind.CHECKPOINT)
    return file and model.identity.family in FAMILIES_IN_FILES


def _indexes_around(path: Path) -> Iterator[Path]:
    """`model_index.json` of folders beside a file, around it, and beside that."""
    for folder in (path.parent, path.parent.parent):
        if (folder / MODEL_INDEX).is_file():
            yield folder / MODEL_INDEX
        yield from sorted(folder.glob(f"*/{MODEL_INDEX}"))


def encoder_wanted(adapter: ModelFile) -> tuple[str, int]:
    """Tell which encoder an IP-Adapter was trained with: a tensor of it, and how many numbers it gives. Raises
    `BadInput` where the adapter is damaged."""
    shapes = read_safetensors(adapter.path).shapes
    for name, side, part in _SEEN_THROUGH:
        shape = shapes.get(name, ())
        if len(shape) == 2:
            return part, shape[side]
    raise BadInput("{0} is damaged: it has no layers for what its image encoder sees.", adapter.path.name)


_ENCODER_FOLDER = "image_encoder"
_PROJECTED, _SEEN = (
    "visual_projection.weight",
    "vision_model.embeddings.patch_embedding.weight",
)
_SEEN_THROUGH = (  # layers of an adapter, the side that is as wide as what the encoder gives, and where it gives it
    ("image_proj.proj.weight", 1, _PROJECTED),
    ("image_proj.proj.0.weight", 1, _SEEN),
    ("image_proj.proj_in.weight", 1, _SEEN),
)


def _beside(adapter: Path) -> Iterator[Path]:
    """Where published adapters have their encoder."""
    for folder in (adapter.parent, adapter.parent.parent, adapter.parent.parent / "models"):
        yield from sorted((folder / _ENCODER_FOLDER).glob("*.safetensors"))


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

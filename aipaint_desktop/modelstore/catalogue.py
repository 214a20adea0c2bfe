"""The models that the artist can choose from, and the engines that run them."""

import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Engine
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.checkpoint.libraries import libraries_present
from aipaint_desktop.engines.checkpoint.pipelines import PIPELINES, Ability, abilities_of
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.upscaler_files.libraries import spandrel_present
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.learned_references import learned_weights
from aipaint_desktop.modelstore.manifests import MANIFEST, Manifest, read_manifest, read_manifests
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH, verified
from aipaint_desktop.modelstore.model_files.fitting import lacks_parts, painted_as
from aipaint_desktop.modelstore.model_files.index import ModelIndex, read_index
from aipaint_desktop.modelstore.model_files.model_file import KIND_TITLES, Kind, ModelFile
from aipaint_desktop.modelstore.own_models import own_models, weights_of
from aipaint_desktop.modelstore.references import shipped
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompts import COMPOSER

if TYPE_CHECKING:
    from aipaint_desktop.engines.checkpoint.cost import Known
    from aipaint_desktop.engines.composer.engine import Candidate


@dataclass(frozen=True)
class ModelEntry:
    """One line of the model selector.

    engine: id of the engine that runs it.
    family: the kind of model, as the literature names it.
    ready: whether everything it needs is installed.
    good_at, bad_at: one sentence each, in English.
    weights: of a model that the artist trained or added, their SHA-256; "" while that is not known.
    abilities: of a checkpoint, what it can be asked for.
    """

    id: str
    engine: str
    family: str
    title: str
    title_zh: str
    licence: str
    ready: bool
    good_at: str
    bad_at: str
    weights: str = ""
    abilities: frozenset[Ability] = frozenset()


def catalogue(index: ModelIndex | None = None) -> tuple[ModelEntry, ...]:
    """List every model that is there, in the order of the selector. Loads nothing. index: of the artist's model files,
    read where it is not given."""
    torch_found = importlib.util.find_spec("torch") is not None
    painter = ModelEntry(
        id="painter",
        engine="painter",
        family="diffusion",
        title="Painter",
        title_zh="画师",
        licence="no weights: a picture is its model",
        ready=torch_found,
        good_at="Painting flat sketches in the manner of a picture, variations, filling, extending.",
        bad_at="Photographs as sketches, and anything that the reference picture does not show.",
    )
    shipped_ones = read_manifests(paths.models())
    trained = {name: model for name, model in own_models().items() if name not in (painter.id, *shipped_ones)}
    with_weights = (
        ModelEntry(
            id=manifest.id,
            engine=manifest.engine,
            family=manifest.family,
            title=manifest.title,
            title_zh=manifest.title_zh,
            licence=manifest.licence,
            ready=torch_found and _present(manifest, shipped_ones),
            good_at=manifest.good_at,
            bad_at=manifest.bad_at,
            weights=manifest.files[0].sha256 if manifest.id in trained else "",
        )
        for manifest in (*shipped_ones.values(), *trained.values())
        if manifest.engine is not None
    )
    index = read_index() if index is None else index
    # what the artist added for words comes before the composer, which has words for more than it can paint
    return (painter, *_checkpoints(index), *_beside_larger(with_weights, index))


def _beside_larger(shipped_ones: Iterable[ModelEntry], index: ModelIndex) -> Iterator[ModelEntry]:
    """The artist's upscalers come after the one that ships."""
    upscalers = [_upscaler(file) for file in index.of_kind(Kind.UPSCALER)]
    for entry in shipped_ones:
        yield entry
        if entry.id == _LARGER:
            yield from upscalers
            upscalers = []
    yield from upscalers


def _upscaler(file: ModelFile) -> ModelEntry:
    return ModelEntry(
        id=file.id,
        engine="upscaler",
        family=file.family_title,
        title=file.title,
        title_zh=file.title,
        licence="as where it is from",
        ready=spandrel_present(),
        good_at="What it was trained for: enlarging, or taking away noise and blur.",
        bad_at="Quick results without a graphics card.",
        weights=file.sha256,
    )


def catalogue_of_parts(index: ModelIndex | None = None) -> tuple[ModelEntry, ...]:
    """List the artist's files that models are painted with together: LoRAs, VAEs, ControlNets and others."""
    files = (read_index() if index is None else index).of_kind(*_PARTS)
    return tuple(_entry(file, ready=False) for file in files)


_CHECKPOINT, _LARGER = "checkpoint", "upscale"
_PAINTED = {("sd1", ""), ("sd2", ""), ("sdxl", ""), ("sdxl", "v")}
"""Families and variants that the engine paints with; others are known and not tried."""

_PAINTED_AS_FOLDERS = {(each.family, each.variant) for each in PIPELINES.values() if each.abilities}

_PARTS = tuple(
    kind for kind in Kind if kind not in (*PAINTED_WITH, Kind.UPSCALER, Kind.UNKNOWN, Kind.REFUSED)
)


def _checkpoints(index: ModelIndex) -> Iterator[ModelEntry]:
    """Those that the artist added, ready where they can be painted with and what runs them is installed."""
    installed = libraries_present()
    for file in index.of_kind(*PAINTED_WITH):
        abilities = abilities_of_file(painted_as(file, index))
        yield replace(_entry(file, ready=installed and painted_with(file)), abilities=abilities)


def painted_with(file: ModelFile) -> bool:
    """Tell whether a whole model is of a kind that is painted with."""
    identity = file.identity
    if lacks_parts(file):
        return True
    if file.kind is not Kind.DIFFUSION and (identity.family, identity.variant) in _PAINTED:
        return True
    return file.kind is Kind.FOLDER and (identity.family, identity.variant) in _PAINTED_AS_FOLDERS


def abilities_of_file(file: ModelFile) -> frozenset[Ability]:
    """Tell what a whole model can be asked for."""
    return abilities_of(file.identity.family, file.identity.variant)


def _entry(file: ModelFile, *, ready: bool) -> ModelEntry:
    kind = "" if file.kind in PAINTED_WITH else str(KIND_TITLES[file.kind])
    return ModelEntry(
        id=file.id,
        engine=_CHECKPOINT,
        family=" ".join(filter(None, (kind, file.family_title, file.identity.variant))) or "latent diffusion",
        title=file.title,
        title_zh=file.title,
        licence="as where it is from",
        ready=ready,
        good_at="What it was trained for, by words.",
        bad_at="Quick results without a graphics card.",
        weights=file.sha256,
    )


def _present(manifest: Manifest, manifests: Mapping[str, Manifest]) -> bool:
    """Whether its weights, and those of what it needs, are there and of the right size."""
    parts = [manifest, *(manifests.get(need) for need in manifest.needs)]
    return all(part is not None and all(file.present for file in part.files) for part in parts)


def _unknown(_engine: str) -> Slowness:
    return Slowness()


def engines_by_id(
    device: str = "auto",
    precision: str = "auto",
    slowness: Callable[[str], Slowness] = _unknown,
    models: LoadedModels | None = None,
) -> dict[str, Engine]:
    """Make every engine, by its id.

    device, precision: wishes as `engines.computing.devices.choose_device` takes them. slowness: gives what is known of
    an engine's on such a device and in such a precision, by the engine's id. models: those in memory;
    engines that are given the same share what they have in common.
    """
    from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
    from aipaint_desktop.engines.composer.engine import ComposerEngine
    from aipaint_desktop.engines.lab.engine import LabEngine
    from aipaint_desktop.engines.painter.engine import PainterEngine
    from aipaint_desktop.engines.posterise.engine import PosteriseEngine
    from aipaint_desktop.engines.sketch.engine import SketchEngine
    from aipaint_desktop.engines.style.engine import StyleEngine
    from aipaint_desktop.engines.upscale.engine import UpscaleEngine
    from aipaint_desktop.engines.upscaler_files.engine import UpscalerEngine

    painter = PainterEngine(device, slowness(PainterEngine.id))
    vgg = partial(_weights, "vgg16")
    in_memory = models or LoadedModels()

    def wishes(engine: str) -> tuple[str, str, Slowness, LoadedModels]:
        return device, precision, slowness(engine), in_memory

    low_rank = partial(_weights, "vgg16-low-rank")
    fast = partial(_weights, "style-fast")
    style = StyleEngine(fast, vgg, low_rank, learned_weights, *wishes(StyleEngine.id))
    sketch = SketchEngine(partial(_weights, SketchEngine.id), vgg, painter, *wishes(SketchEngine.id))
    upscale = UpscaleEngine(partial(_weights, UpscaleEngine.id), vgg, *wishes(UpscaleEngine.id))
    finishers: dict[str, Engine] = {"painter": painter, "style": style, "upscale": upscale}
    composer = ComposerEngine(partial(_folder, COMPOSER), finishers, _candidates, *wishes(COMPOSER))
    lab = LabEngine(_trained_weights, device, slowness(LabEngine.id), in_memory)
    posterise = PosteriseEngine(slowness(PosteriseEngine.id))
    checkpoint = CheckpointEngine(verified, *wishes(CheckpointEngine.id), _about)
    upscaler = UpscalerEngine(verified, *wishes(UpscalerEngine.id))
    made: tuple[Engine, ...] = (
        painter,
        composer,
        style,
        sketch,
        upscale,
        posterise,
        lab,
        checkpoint,
        upscaler,
    )
    return {engine.id: engine for engine in made}


def _about(sha256: str) -> "Known":
    """What the index tells of a checkpoint, or of what guides one."""
    from aipaint_desktop.engines.checkpoint.cost import Known

    file = read_index().by_hash(sha256)
    return Known() if file is None else Known(file.identity.family, file.size, file.kind.value)


def _weights(model: str) -> Path:
    """The verified file of a model that has one. Raises `BadInput`."""
    return read_manifest(paths.models() / model / MANIFEST).files[0].verified()


def _trained_weights(model: str, sha256: str) -> Path:
    """The verified weights of one of the artist's own models, if they are still these. Raises `BadInput`."""
    manifest = own_models().get(model)
    if manifest is None:
        raise BadInput("The model {0} is not among those that were trained here.", model)
    return weights_of(manifest, sha256)


def _folder(model: str) -> Path:
    """The folder of a model, all of whose files were verified. Raises `BadInput`."""
    manifest = paths.models() / model / MANIFEST
    for file in read_manifest(manifest).files:
        file.verified()
    return manifest.parent


def _candidates() -> "list[Candidate]":
    from aipaint_desktop.engines.composer.engine import Candidate

    return [Candidate(read_picture(entry.path), entry.subjects) for entry in shipped()]

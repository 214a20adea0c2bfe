"""A model that ships and that a training can begin with: few pictures are then enough."""

from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.modelstore.manifests import MANIFEST, read_manifest
from aipaint_desktop.nn.generative.families import Family
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompts import COMPOSER, WEIGHTS

BASES = (COMPOSER,)
"""Ids of the models to begin with."""

_FAMILY: Family = "diffusion"
_SIZE = 64  # px


@dataclass(frozen=True)
class BaseModel:
    """Says what a diffusion model can begin with. licence: binds models made of it too. weights: file of its
    network."""

    id: str
    title: str
    licence: str
    weights: Path


def fits(family: Family, size: int) -> bool:
    """Tell whether a model of this kind can begin with one of `BASES`."""
    return (family, size) == (_FAMILY, _SIZE)


def read_base(base: str, family: Family, size: int) -> BaseModel:
    """Find the model to begin with. Raises `BadInput` where a model of this kind cannot begin with that one, or where
    it is not there or damaged."""
    if not fits(family, size):
        raise BadInput(
            "Only a diffusion model of {0} px can begin with what the {1} knows, not a {2} of {3} px.",
            _SIZE,
            base,
            family,
            size,
        )
    manifest = read_manifest(paths.models() / base / MANIFEST)
    weights = next(file for file in manifest.files if file.path.name == WEIGHTS)
    return BaseModel(manifest.id, manifest.title, manifest.licence, weights.verified())

"""What made a picture: each layer by hand or by an engine, with all that is needed to run it again."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

import numpy as np
from numpy.typing import NDArray

import aipaint_desktop
from aipaint_desktop.document.node import Layer
from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text

FORMAT = 1


@dataclass(frozen=True)
class EngineRun:
    """Tells how an engine made a result.

    device, precision: where and in what it was computed, as `engines.computing.devices` names them.
    seconds: the engine's work.
    app, torch: the versions that computed it.
    step: of the frame that was kept, where it is not the last one; running the request again gives the last.
    """

    request: Request
    device: str
    precision: str
    seconds: float
    app: str
    torch: str
    step: int | None = None


def engine_run(request: Request, *, device: str, precision: str, seconds: float) -> EngineRun:
    """Record the run that has just ended, with the versions that are installed here."""
    try:
        torch = metadata.version("torch")
    except metadata.PackageNotFoundError:
        torch = ""
    return EngineRun(request, device, precision, seconds, aipaint_desktop.__version__, torch)


@dataclass(frozen=True)
class LayerProvenance:
    """Says what made a layer. made_by: the engine's run, or None for the hand."""

    name: str
    made_by: EngineRun | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", as_text(self.name))


@dataclass(frozen=True)
class Provenance:
    """Tells what made a whole picture. layers: the visible ones, bottom to top. pixels: `pixels_digest` of the picture
    as it was saved, where that is known."""

    layers: tuple[LayerProvenance, ...]
    pixels: str = field(default="", compare=False)

    @property
    def last_run(self) -> EngineRun | None:
        """Give the engine's run that lies on top: what running the picture again means."""
        return next((layer.made_by for layer in reversed(self.layers) if layer.made_by), None)

    @property
    def pictures(self) -> dict[str, Picture]:
        """Collect every picture that a request of these layers needs, by its hash."""
        found: dict[str, Picture] = {}
        for layer in self.layers:
            if layer.made_by:
                found |= request_json.pictures_of(layer.made_by.request)
        return found


def run_of(layer: Layer) -> EngineRun | None:
    """Give the engine's run that made a layer, None where it was made by hand."""
    return layer.provenance if isinstance(layer.provenance, EngineRun) else None


def provenance_of(layers: Iterable[Layer]) -> Provenance:
    """Tell what made each of these layers, which come bottom to top."""
    return Provenance(tuple(LayerProvenance(layer.name, run_of(layer)) for layer in layers))


def pixels_digest(pixels: NDArray[np.uint8]) -> str:
    """Tell a picture from any other: SHA-256 of its size and pixels. Without transparency (H, W, 3) and (H, W, 4) are
    the same."""
    if pixels.shape[2] == 3:
        pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    return hashlib.sha256(repr(pixels.shape[:2]).encode() + pixels.tobytes()).hexdigest()


def to_json(provenance: Provenance) -> dict[str, Any]:
    """Write provenance as plain JSON values; `from_json` with `provenance.pictures` gives it back."""
    values = {"format": FORMAT, "layers": [_layer_to_json(layer) for layer in provenance.layers]}
    return values | ({"pixels": provenance.pixels} if provenance.pixels else {})


def from_json(values: object, pictures: Mapping[str, Picture]) -> Provenance:
    """Read provenance back from `to_json`; takes any JSON value, from whatever file.

    Raises `BadInput` where it is not understood or a picture is missing.
    """
    match values:
        case {"format": int(version)} if version != FORMAT:
            raise BadInput("Its provenance is of format {0}, this version knows only {1}.", version, FORMAT)
        case {"format": int(), "layers": list(layers), **others}:
            found = tuple(_layer_from_json(layer, pictures) for layer in layers)
            return Provenance(found, str(others.get("pixels", "")))
    raise BadInput("Its provenance is not understood.")


def _layer_to_json(layer: LayerProvenance) -> dict[str, Any]:
    run = layer.made_by
    if run is None:
        return {"name": layer.name, "made_by": "hand"}
    facts = {name: value for name, value in vars(run).items() if name != "request" and value is not None}
    return {"name": layer.name, "made_by": "engine", "request": request_json.to_json(run.request), **facts}


def _layer_from_json(values: object, pictures: Mapping[str, Picture]) -> LayerProvenance:
    match values:
        case {"name": str(name), "made_by": "hand"}:
            return LayerProvenance(name)
        case {
            "name": str(name),
            "made_by": "engine",
            "request": dict(request),
            "device": str(device),
            "precision": str(precision),
            "seconds": int(seconds) | float(seconds),
            "app": str(app),
            "torch": str(torch),
            **others,
        }:
            step = others.get("step")
            with suppress(OverflowError):  # a number beyond all measure
                run = EngineRun(
                    _request(request, pictures),
                    device,
                    precision,
                    float(seconds),
                    app,
                    torch,
                    step if isinstance(step, int) else None,
                )
                return LayerProvenance(name, run)
    raise BadInput("Its provenance is not understood.")


def _request(values: Mapping[str, Any], pictures: Mapping[str, Picture]) -> Request:
    try:
        return request_json.from_json(values, pictures)
    except (
        AttributeError,
        TypeError,
        ValueError,
        OverflowError,
        RecursionError,
    ):  # a value of quite another kind
        raise BadInput("Its request is not understood.") from None

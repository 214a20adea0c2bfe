"""From the arguments of a command to the request that it stands for."""

import secrets
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.files.pictures.reading import read_mask, read_picture
from aipaint_desktop.modelstore.manifests import Manifest
from aipaint_desktop.nn.generative.families import read_metadata
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_COMPOSED = 640, 512


def paint(arguments: Namespace) -> PaintRequest:
    sketch = _read(arguments.sketch)
    width, height = arguments.size or (sketch.width, sketch.height)
    return PaintRequest(
        seed=chosen_seed(arguments),
        steps=arguments.steps,
        references=_read_all(arguments.like),
        sketch=sketch,
        width=width,
        height=height,
        keep=arguments.keep,
        selection=_read_mask(arguments.mask),
    )


def vary(arguments: Namespace) -> VaryRequest:
    picture = _read(arguments.picture)
    width, height = arguments.size or (picture.width, picture.height)
    return VaryRequest(
        seed=chosen_seed(arguments),
        steps=arguments.steps,
        references=(picture,),
        width=width,
        height=height,
        tile=arguments.tile,
    )


def fill(arguments: Namespace) -> FillRequest:
    return FillRequest(
        seed=chosen_seed(arguments),
        steps=arguments.steps,
        references=_read_all(arguments.like),
        picture=_read(arguments.picture),
        mask=read_mask(arguments.mask),
    )


def extend(arguments: Namespace) -> ExtendRequest:
    picture = _read(arguments.picture)
    width, height = arguments.size
    return ExtendRequest(
        seed=chosen_seed(arguments),
        steps=arguments.steps,
        references=(),
        picture=picture,
        width=width,
        height=height,
        left=(width - picture.width) // 2,
        top=(height - picture.height) // 2,
    )


def compose(arguments: Namespace) -> ComposeRequest:
    start = _read(arguments.start) if arguments.start else None
    width, height = arguments.size or ((start.width, start.height) if start else _COMPOSED)
    return ComposeRequest(
        seed=chosen_seed(arguments),
        prompt=arguments.prompt,
        negative=arguments.negative,
        guidance=arguments.guidance,
        steps=arguments.steps,
        start=start,
        keep=arguments.keep,
        selection=_read_mask(arguments.mask),
        finish=arguments.finish or ("painter" if arguments.like else "upscale"),
        references=_read_all(arguments.like),
        width=width,
        height=height,
    )


def stylize(arguments: Namespace) -> StylizeRequest:
    picture = _read(arguments.picture)
    files, weights = zip(*arguments.like, strict=True)
    width, height = picture.width, picture.height
    if arguments.size is not None:
        factor = arguments.size / max(width, height)
        width, height = (max(min(1, arguments.size), round(side * factor)) for side in (width, height))
    return StylizeRequest(
        seed=chosen_seed(arguments),
        picture=picture,
        references=_read_all(files),
        weights=weights,
        selection=_read_mask(arguments.mask),
        width=width,
        height=height,
        quality=arguments.quality,
        steps=arguments.steps,
        from_fast=arguments.from_fast,
        strength=arguments.strength,
        keep_colours=arguments.keep_colours,
        stroke=arguments.stroke,
    )


def sketch(arguments: Namespace) -> SketchRequest:
    drawing = _read(arguments.drawing)
    width, height = arguments.size or (drawing.width, drawing.height)
    return SketchRequest(
        seed=chosen_seed(arguments),
        drawing=drawing,
        references=_read_all(arguments.like),
        genre=arguments.genre,
        movement=arguments.movement,
        width=width,
        height=height,
        selection=_read_mask(arguments.mask),
    )


def upscale(arguments: Namespace) -> UpscaleRequest:
    picture = _read(arguments.picture)
    return UpscaleRequest(
        seed=chosen_seed(arguments),
        picture=picture,
        references=_read_all(arguments.like),
        width=arguments.factor * picture.width,
        height=arguments.factor * picture.height,
        selection=_read_mask(arguments.mask),
    )


def generate(arguments: Namespace, model: Manifest) -> list[GenerateRequest]:
    """One request for each picture: with seeds that count up, or on the way from one seed to another."""
    (weights,) = model.files
    seed, count = chosen_seed(arguments), arguments.count
    try:
        _, side = read_metadata(weights.verified())
    except ValueError:
        raise BadInput(
            f"The weights {model.id}/{weights.path.name} are not those of a model of the lab."
        ) from None
    width, height = arguments.size or (side, side)
    first = GenerateRequest(
        seed=seed, trained=model.id, weights=weights.sha256, width=width, height=height, to_seed=arguments.to
    )
    if arguments.to is None:
        return [replace(first, seed=seed + number) for number in range(count)]
    return [replace(first, share=number / max(1, count - 1)) for number in range(count)]


def chosen_seed(arguments: Namespace) -> int:
    """The seed that was asked for, or any."""
    return secrets.randbelow(2**31) if arguments.seed is None else int(arguments.seed)


def _read(file: Path) -> Picture:
    return plain(read_picture(file))


def _read_mask(file: Path | None) -> Picture | None:
    return read_mask(file) if file else None


def _read_all(files: Iterable[Path]) -> tuple[Picture, ...]:
    return tuple(_read(file) for file in files)

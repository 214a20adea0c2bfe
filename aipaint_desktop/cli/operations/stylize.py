"""`aipaint stylize`: a picture in the manner of others."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from aipaint_desktop.cli.arguments import add_frames, add_mask, add_output, add_seed, weighted_file
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.orders import chosen_seed, read, read_selection
from aipaint_desktop.engines.pictures.flatness import is_flat_sketch
from aipaint_desktop.engines.style.request import Quality, StylizeRequest
from aipaint_desktop.modelstore.learned_references import (
    LearnedReference,
    is_learned,
    learned_of,
    read_learned,
)
from aipaint_desktop.values.picture import Picture


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument(
        "--like",
        type=weighted_file,
        action="append",
        required=True,
        metavar="PICTURE[:WEIGHT]",
        help="a picture to paint like, or the folder of one that was learned; may be given several times, each with "
        "how much of it (default 1)",
    )
    parser.add_argument(
        "--quality",
        choices=get_args(Quality),
        help="at once; strokes and planes, in seconds; or as well as it can be done "
        "(default: fine, for the folder of a learned reference fast)",
    )
    parser.add_argument(
        "--strength",
        type=float,
        default=StylizeRequest.strength,
        metavar="0..2",
        help="0 leaves the picture as it is, 1 is all of the manner, 2 is bolder still (default %(default)s)",
    )
    parser.add_argument("--keep-colours", action="store_true", help="keep the picture's own colours")
    parser.add_argument(
        "--stroke",
        type=float,
        default=StylizeRequest.stroke,
        metavar="0.25..4",
        help="how large the references are looked at, and so their strokes become (default %(default)s)",
    )
    add_mask(parser, "repaint")
    parser.add_argument(
        "--size", type=int, metavar="LONG_SIDE", help="of the result, in px (default: the picture's)"
    )
    parser.add_argument(
        "--steps",
        type=int,
        default=StylizeRequest.steps,
        metavar="N",
        help="of the master on each scale (default %(default)s)",
    )
    parser.add_argument(
        "--from-fast", action="store_true", help="let the master begin with the fast result, not the fine one"
    )
    add_seed(parser)
    add_frames(parser)
    add_output(parser)


def _order(arguments: Namespace) -> StylizeRequest:
    picture = read(arguments.picture)
    files, weights = zip(*arguments.like, strict=True)
    width, height = picture.width, picture.height
    if arguments.size is not None:
        factor = arguments.size / max(width, height)
        width, height = (max(min(1, arguments.size), round(side * factor)) for side in (width, height))
    learned = {file: read_learned(file) for file in files if is_learned(file)}
    references = tuple(read(learned[file].picture if file in learned else file) for file in files)
    quality: Quality = arguments.quality or ("fast" if learned else "fine")
    if quality == "fast" and not arguments.json and is_flat_sketch(picture.pixels):
        told = "aipaint: a flat sketch: `aipaint paint` gives its areas the strokes of the reference."
        print(told, file=sys.stderr)
    return StylizeRequest(
        seed=chosen_seed(arguments),
        picture=picture,
        references=references,
        weights=weights,
        selection=read_selection(arguments),
        width=width,
        height=height,
        quality=quality,
        learned=_learned(files, references, learned) if quality == "fast" else (),
        steps=arguments.steps,
        from_fast=arguments.from_fast,
        strength=arguments.strength,
        keep_colours=arguments.keep_colours,
        stroke=arguments.stroke,
    )


def _learned(
    files: Sequence[Path], references: Sequence[Picture], given: Mapping[Path, LearnedReference]
) -> tuple[str, ...]:
    """Which weights have learned each reference: those of the folders that were given, or any that are known."""
    found = learned_of(references) or ("",) * len(references)
    said = tuple(
        given[file].weights.sha256 if file in given else one for file, one in zip(files, found, strict=True)
    )
    return said if any(said) else ()


STYLIZE = Command("stylize", "repaint a picture in the manner of others", _add_arguments, one(_order))

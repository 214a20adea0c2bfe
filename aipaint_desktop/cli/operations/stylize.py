"""`aipaint stylize`: a picture in the manner of others."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import get_args

from aipaint_desktop.cli.arguments import add_frames, add_mask, add_output, add_seed, weighted_file
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.pictures.flatness import is_flat_sketch
from aipaint_desktop.engines.style.request import Quality, StylizeRequest


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument(
        "--like",
        type=weighted_file,
        action="append",
        required=True,
        metavar="PICTURE[:WEIGHT]",
        help="a picture to paint like; may be given several times, each with how much of it (default 1)",
    )
    parser.add_argument(
        "--quality",
        choices=get_args(Quality),
        default="fine",
        help="at once; strokes and planes, in seconds; or as well as it can be done (default %(default)s)",
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
    parser.add_argument("--from-fast", action="store_true", help="let the master begin with the fast result")
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
    if arguments.quality == "fast" and not arguments.json and is_flat_sketch(picture.pixels):
        told = "aipaint: a flat sketch: `aipaint paint` gives its areas the strokes of the reference."
        print(told, file=sys.stderr)
    return StylizeRequest(
        seed=chosen_seed(arguments),
        picture=picture,
        references=read_all(files),
        weights=weights,
        selection=read_selection(arguments),
        width=width,
        height=height,
        quality=arguments.quality,
        steps=arguments.steps,
        from_fast=arguments.from_fast,
        strength=arguments.strength,
        keep_colours=arguments.keep_colours,
        stroke=arguments.stroke,
    )


STYLIZE = Command("stylize", "repaint a picture in the manner of others", _add_arguments, one(_order))

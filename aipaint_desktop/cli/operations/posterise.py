"""`aipaint posterise`: a picture in few flat colours."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_frames, add_like, add_mask, add_output, add_seed
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.posterise.engine import PosteriseEngine
from aipaint_desktop.engines.posterise.request import PosteriseRequest


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    add_like(parser, required=False)
    parser.add_argument(
        "--colours",
        type=int,
        default=PosteriseRequest.colours,
        metavar="N",
        help="how many there are at most (default %(default)s)",
    )
    parser.add_argument(
        "--smallest",
        type=int,
        default=PosteriseRequest.smallest,
        metavar="PX",
        help="smaller patches go to what is around them (default %(default)s)",
    )
    parser.add_argument("--dither", action="store_true", help="mix two colours in a pattern of dots instead")
    add_mask(parser, "paint")
    add_seed(parser)
    add_frames(parser)
    add_output(parser)


def _order(arguments: Namespace) -> PosteriseRequest:
    return PosteriseRequest(
        seed=chosen_seed(arguments),
        picture=read(arguments.picture),
        references=read_all(arguments.like),
        colours=arguments.colours,
        smallest=arguments.smallest,
        dither=arguments.dither,
        selection=read_selection(arguments),
    )


POSTERISE = Command(
    "posterise", "paint a picture in few flat colours", _add_arguments, one(_order), model=PosteriseEngine.id
)

"""`aipaint upscale`: a picture is enlarged."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_like, add_mask, add_output, add_seed
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.upscale.engine import UpscaleEngine
from aipaint_desktop.engines.upscale.request import UpscaleRequest


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument(
        "--factor",
        type=int,
        choices=(2, 4),
        default=2,
        help="how many times as long sides become (default 2)",
    )
    add_like(parser, required=False)
    add_mask(parser, "paint detail")
    add_seed(parser)
    add_output(parser)


def _order(arguments: Namespace) -> UpscaleRequest:
    picture = read(arguments.picture)
    return UpscaleRequest(
        seed=chosen_seed(arguments),
        picture=picture,
        references=read_all(arguments.like),
        width=arguments.factor * picture.width,
        height=arguments.factor * picture.height,
        selection=read_selection(arguments),
    )


UPSCALE = Command(
    "upscale",
    "enlarge a picture and paint the detail that a larger one would have",
    _add_arguments,
    one(_order),
    model=UpscaleEngine.id,
)

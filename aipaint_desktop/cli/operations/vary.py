"""`aipaint vary`: a new picture like another."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_size
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.operations.painter_arguments import add_painter
from aipaint_desktop.cli.orders import chosen_seed, read
from aipaint_desktop.engines.painter.requests import VaryRequest


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    add_size(parser, "the picture's")
    parser.add_argument("--tile", action="store_true", help="make it repeat without a seam")
    add_painter(parser)


def _order(arguments: Namespace) -> VaryRequest:
    picture = read(arguments.picture)
    width, height = arguments.size or (picture.width, picture.height)
    return VaryRequest(
        seed=chosen_seed(arguments),
        steps=arguments.steps,
        references=(picture,),
        width=width,
        height=height,
        tile=arguments.tile,
    )


VARY = Command("vary", "paint a new picture like another", _add_arguments, one(_order))

"""`aipaint extend`: a picture goes on beyond its edges."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import size
from aipaint_desktop.cli.operations.checkpoint_arguments import (
    add_model,
    add_words,
    asked_of_model,
    check_without_model,
)
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.operations.control_arguments import Placed
from aipaint_desktop.cli.operations.painter_arguments import add_painter, steps_of_painter
from aipaint_desktop.cli.orders import chosen_seed, read
from aipaint_desktop.engines.base.sizes import check_extension
from aipaint_desktop.engines.checkpoint.request import PromptExtendRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument("--size", type=size, required=True, metavar="WxH", help="of the larger canvas")
    add_model(parser)
    add_words(parser)
    add_painter(parser, or_model=True)


def _order(arguments: Namespace) -> ExtendRequest | PromptExtendRequest:
    check_without_model(arguments, "prompt", "negative", "guidance")
    picture = read(arguments.picture)
    width, height = arguments.size
    if arguments.model is not None:
        corner = (width - picture.width) // 2, (height - picture.height) // 2
        check_extension(picture, width, height, *corner)
        return PromptExtendRequest(
            seed=chosen_seed(arguments),
            picture=picture,
            width=width,
            height=height,
            left=corner[0],
            top=corner[1],
            **asked_of_model(arguments, Placed(picture, (width, height), corner)),
        )
    return ExtendRequest(
        seed=chosen_seed(arguments),
        steps=steps_of_painter(arguments),
        references=(),
        picture=picture,
        width=width,
        height=height,
        left=(width - picture.width) // 2,
        top=(height - picture.height) // 2,
    )


EXTEND = Command(
    "extend", "paint on beyond a picture's edges, to all sides alike", _add_arguments, one(_order)
)

"""`aipaint fill`: what a mask says is painted anew."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_like
from aipaint_desktop.cli.operations.checkpoint_arguments import (
    add_model,
    add_words,
    asked_of_model,
    check_with_model,
    check_without_model,
)
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.operations.control_arguments import Placed
from aipaint_desktop.cli.operations.painter_arguments import add_painter, steps_of_painter
from aipaint_desktop.cli.orders import chosen_seed, read, read_all
from aipaint_desktop.engines.checkpoint.request import PromptFillRequest
from aipaint_desktop.engines.painter.requests import FillRequest
from aipaint_desktop.files.pictures.reading import read_mask


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument("--mask", type=Path, required=True, metavar="MASK", help="white is painted anew")
    add_model(parser)
    add_words(parser)
    parser.add_argument(
        "--keep",
        type=float,
        metavar="0..1",
        help="with --model: how closely to keep to what is there (default 0: it is painted anew)",
    )
    add_like(parser, required=False)
    add_painter(parser, or_model=True)


def _order(arguments: Namespace) -> FillRequest | PromptFillRequest:
    check_without_model(arguments, "prompt", "negative", "guidance", "keep")
    if arguments.model is not None:
        check_with_model(arguments, *([] if arguments.control else ["like"]))
        picture = read(arguments.picture)
        return PromptFillRequest(
            seed=chosen_seed(arguments),
            picture=picture,
            mask=read_mask(arguments.mask),
            keep=arguments.keep or 0.0,
            **asked_of_model(arguments, Placed(picture)),
        )
    return FillRequest(
        seed=chosen_seed(arguments),
        steps=steps_of_painter(arguments),
        references=read_all(arguments.like),
        picture=read(arguments.picture),
        mask=read_mask(arguments.mask),
    )


FILL = Command("fill", "paint anew where a mask is white", _add_arguments, one(_order))

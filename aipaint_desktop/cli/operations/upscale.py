"""`aipaint upscale`: a picture is enlarged."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_like, add_mask, add_output, add_seed
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.upscale.engine import UpscaleEngine
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.engines.upscaler_files.libraries import check_spandrel
from aipaint_desktop.engines.upscaler_files.request import UpscalerRequest
from aipaint_desktop.modelstore.model_files.finding import ENLARGED_WITH, find_model_file
from aipaint_desktop.modelstore.model_files.model_file import PICKLED
from aipaint_desktop.values.refusal import BadInput


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument(
        "--factor",
        type=int,
        choices=(1, 2, 4),
        default=2,
        help="how many times as long sides become (default 2; 1 with --model alone)",
    )
    parser.add_argument(
        "--model",
        metavar="ID|PATH",
        help="enlarge, or restore with --factor 1, with an upscaler of your own: a file, or an id of models",
    )
    add_like(parser, required=False)
    add_mask(parser, "paint detail")
    add_seed(parser)
    add_output(parser)


def _order(arguments: Namespace) -> UpscaleRequest | UpscalerRequest:
    if arguments.model is not None:
        return _order_of_model(arguments)
    if arguments.factor == 1:
        raise BadInput("--{0} is for models of your own: give one with --model.", "factor 1")
    picture = read(arguments.picture)
    return UpscaleRequest(
        seed=chosen_seed(arguments),
        picture=picture,
        references=read_all(arguments.like),
        width=arguments.factor * picture.width,
        height=arguments.factor * picture.height,
        selection=read_selection(arguments),
    )


def _order_of_model(arguments: Namespace) -> UpscalerRequest:
    if arguments.like:
        raise BadInput("--{0} says nothing to a model of your own.", "like")
    check_spandrel()
    file = find_model_file(arguments.model, ENLARGED_WITH)
    if file.identity.variant == PICKLED and not arguments.json:
        print(f"aipaint: {file.path.name} is a pickle; only tensors are read from it.", file=sys.stderr)
    picture = read(arguments.picture)
    return UpscalerRequest(
        seed=chosen_seed(arguments),
        upscaler=file.title,
        weights=file.sha256,
        picture=picture,
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

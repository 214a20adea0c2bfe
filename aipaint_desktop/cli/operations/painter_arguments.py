"""What all commands of the painter take."""

from argparse import ArgumentParser, Namespace

from aipaint_desktop.cli.arguments import add_output, add_seed
from aipaint_desktop.engines.painter.requests import PainterRequest


def add_painter(parser: ArgumentParser, *, or_model: bool = False) -> None:
    """Take a seed, steps and where the result goes. or_model: a model of the artist's may do it, in its own steps."""
    add_seed(parser)
    parser.add_argument(
        "--steps",
        type=int,
        default=None if or_model else PainterRequest.steps,
        metavar="N",
        help=f"denoising steps, without a model on each level (default {PainterRequest.steps} without)"
        if or_model
        else "denoising steps on each level (default %(default)s)",
    )
    add_output(parser)


def steps_of_painter(arguments: Namespace) -> int:
    """Give the steps that were asked for, or the painter's own."""
    return PainterRequest.steps if arguments.steps is None else int(arguments.steps)

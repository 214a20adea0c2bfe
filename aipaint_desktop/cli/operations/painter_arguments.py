"""What all commands of the painter take."""

from argparse import ArgumentParser

from aipaint_desktop.cli.arguments import add_output, add_seed
from aipaint_desktop.engines.painter.requests import PainterRequest


def add_painter(parser: ArgumentParser) -> None:
    """Take a seed, steps and where the result goes."""
    add_seed(parser)
    parser.add_argument(
        "--steps",
        type=int,
        default=PainterRequest.steps,
        metavar="N",
        help="denoising steps on each level (default %(default)s)",
    )
    add_output(parser)

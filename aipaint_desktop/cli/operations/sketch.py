"""`aipaint sketch`: a line drawing becomes a painting."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_like, add_mask, add_output, add_seed, add_size
from aipaint_desktop.cli.operations.command import Command, one
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.sketch.request import SketchRequest


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("drawing", type=Path, metavar="DRAWING")
    add_like(parser, required=False)
    for kind in ("genre", "movement"):
        parser.add_argument(f"--{kind}", default="", metavar="NAME", help=f"a {kind} to paint it in instead")
    add_size(parser, "the drawing's")
    add_mask(parser, "paint")
    add_seed(parser)
    add_output(parser)


def _order(arguments: Namespace) -> SketchRequest:
    drawing = read(arguments.drawing)
    width, height = arguments.size or (drawing.width, drawing.height)
    return SketchRequest(
        seed=chosen_seed(arguments),
        drawing=drawing,
        references=read_all(arguments.like),
        genre=arguments.genre,
        movement=arguments.movement,
        width=width,
        height=height,
        selection=read_selection(arguments),
        by_regions=True,
    )


SKETCH = Command(
    "sketch",
    "turn a line drawing into a painting",
    _add_arguments,
    one(_order),
    model=SketchEngine.id,
)

"""`aipaint paint`: a sketch becomes a painting."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_frames, add_like, add_mask, add_size
from aipaint_desktop.cli.carrying_out import carry_out, targets_of
from aipaint_desktop.cli.operations.command import Command
from aipaint_desktop.cli.operations.painter_arguments import add_painter
from aipaint_desktop.cli.orders import chosen_seed, read, read_selection, read_with_folders
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.files.export import check_export


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("sketch", type=Path, metavar="SKETCH")
    add_like(parser, required=True, folders=True)
    add_size(parser, "the sketch's")
    parser.add_argument(
        "--keep",
        type=float,
        default=PaintRequest.keep,
        metavar="0..1",
        help="how closely to keep to the sketch: 0 after a glance, 1 line by line (default %(default)s)",
    )
    add_mask(parser, "paint")
    add_painter(parser)
    add_frames(parser)
    parser.add_argument(
        "--explain",
        type=Path,
        metavar="OUT2",
        help="save a map of which place of the reference each pixel came from",
    )


def _order(arguments: Namespace) -> PaintRequest:
    sketch = read(arguments.sketch)
    width, height = arguments.size or (sketch.width, sketch.height)
    return PaintRequest(
        seed=chosen_seed(arguments),
        steps=arguments.steps,
        references=read_with_folders(arguments.like),
        sketch=sketch,
        width=width,
        height=height,
        keep=arguments.keep,
        selection=read_selection(arguments),
    ).narrowed()


def _run(arguments: Namespace) -> int:
    check_export(arguments.output)  # before the pictures are read
    targets = replace(targets_of(arguments), explanation=arguments.explain)
    return carry_out(arguments, _order(arguments), targets)


PAINT = Command("paint", "turn a sketch into a painting", _add_arguments, _run)

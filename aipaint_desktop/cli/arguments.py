"""What the command line understands."""

import argparse
import re
from pathlib import Path
from typing import NoReturn

import aipaint_desktop
from aipaint_desktop.engines.base import BadInput
from aipaint_desktop.engines.devices import AUTO, KINDS

DEFAULT_KEEP = 0.6
DEFAULT_STEPS = 8


class Parser(argparse.ArgumentParser):
    """Says what is wrong as every other part of the program does, in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message}; see {self.prog} --help.")


def size(text: str) -> tuple[int, int]:
    """Width and height from "640x512"."""
    match = re.fullmatch(r"(\d{1,7})[xX×](\d{1,7})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 640x512")
    return int(match[1]), int(match[2])


def build_parser() -> Parser:
    parser = Parser(
        prog="aipaint",
        description="A painting studio in which local AI models paint with the artist. "
        "Without a command it opens its window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"aipaint {aipaint_desktop.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_, allow_abbrev=False)
        if name != "open":
            added.add_argument("--json", action="store_true", help="print one JSON object")
        return added

    opened = command("open", "open a picture in the window")
    opened.add_argument("picture", type=Path, metavar="PICTURE")

    command("models", "list engines and models")

    paint = command("paint", "turn a sketch into a painting")
    paint.add_argument("sketch", type=Path, metavar="SKETCH")
    _add_like(paint, required=True)
    _add_size(paint, "the sketch's")
    paint.add_argument(
        "--keep",
        type=float,
        default=DEFAULT_KEEP,
        metavar="0..1",
        help="how closely to keep to the sketch: 0 after a glance, 1 line by line (default %(default)s)",
    )
    _add_painter(paint)
    paint.add_argument("--frames", type=Path, metavar="DIR", help="save every frame as 000.png and on")
    paint.add_argument(
        "--explain",
        type=Path,
        metavar="OUT2",
        help="save a map of which place of the reference each pixel came from",
    )

    vary = command("vary", "paint a new picture like another")
    vary.add_argument("picture", type=Path, metavar="PICTURE")
    _add_size(vary, "the picture's")
    vary.add_argument("--tile", action="store_true", help="make it repeat without a seam")
    _add_painter(vary)

    fill = command("fill", "paint anew where a mask is white")
    fill.add_argument("picture", type=Path, metavar="PICTURE")
    fill.add_argument("--mask", type=Path, required=True, metavar="MASK", help="white is painted anew")
    _add_like(fill, required=False)
    _add_painter(fill)

    extend = command("extend", "paint on beyond a picture's edges, to all sides alike")
    extend.add_argument("picture", type=Path, metavar="PICTURE")
    extend.add_argument("--size", type=size, required=True, metavar="WxH", help="of the larger canvas")
    _add_painter(extend)

    rerun = command("rerun", "run the request that a PNG carries")
    rerun.add_argument("picture", type=Path, metavar="OUT.png")
    _add_output(rerun)

    self_test = command("self-test", "do the main job through the real window and keep screenshots")
    self_test.add_argument("directory", type=Path, metavar="DIR", help="for the screenshots")
    self_test.add_argument("--headless", action="store_true", help="without a screen")
    return parser


def _add_like(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--like",
        type=Path,
        action="append",
        required=required,
        default=None if required else [],
        metavar="PICTURE",
        help="a picture to paint like; may be given several times",
    )


def _add_size(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--size", type=size, metavar="WxH", help=f"of the painting (default: {default})")


def _add_painter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, metavar="N", help="the same seed paints the same (default: any)")
    parser.add_argument(
        "--steps",
        type=int,
        default=DEFAULT_STEPS,
        metavar="N",
        help="denoising steps on each level (default %(default)s)",
    )
    _add_output(parser)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="PNG, JPEG or WebP")
    parser.add_argument(
        "--device", choices=(AUTO, *KINDS), default=AUTO, help="where to compute (default: the fastest)"
    )

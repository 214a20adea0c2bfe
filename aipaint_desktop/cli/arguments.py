"""What the command line understands."""

import argparse
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, get_args

import aipaint_desktop
from aipaint_desktop import paths
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish
from aipaint_desktop.engines.computing.devices import AUTO, KINDS
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.style.request import Quality
from aipaint_desktop.engines.upscale.engine import UpscaleEngine
from aipaint_desktop.files.pictures.suffixes import SUFFIXES
from aipaint_desktop.modelstore.manifests import is_installed
from aipaint_desktop.nn.generative.families import FAMILIES, SIZES
from aipaint_desktop.training.lab.base_model import BASES
from aipaint_desktop.training.lessons.look import LESSONS
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompts import COMPOSER

DEFAULT_KEEP = 0.6
DEFAULT_STEPS = 8
DEFAULT_MINUTES = 20.0
DEFAULT_LESSON_MINUTES = 5.0
DEFAULT_MASTER_STEPS = 80
DEFAULT_COMPOSITION_STEPS = 8

_FRAMES_HELP = "save every frame as 000.png and on"
_WHAT_IS_IN = (
    "A PNG tells how it was made: request, prompt, seed, and the pictures that it was painted from, whole, but "
    "for what was painted over, so that rerun can paint it again. JPEG and WebP tell it without the pictures. "
    "Files are named, but never where they are. --without-request leaves all of this out. Frames tell nothing."
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong as every other part of the program does, in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message}; see {self.prog} --help.")


def check_dashes(argv: Sequence[str], parser: argparse.ArgumentParser) -> None:
    """Raise `BadInput` for an argument that begins with a dash and would be taken for an option, or for several, with
    how to write it."""
    known = dict(_options(parser))
    before = ""
    for argument in argv:
        if argument == "--":
            return
        if _only_seems_an_option(argument, before, known):
            raise BadInput(
                f"“{argument}” begins with a dash and is taken for an option: "
                f"{_how_to_write(argument, before if known.get(before) else '')}."
            )
        before = argument


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, bool]]:
    """Those of a parser and of all its commands, and whether they take a value."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _options(command)
        for option in action.option_strings:
            yield option, action.nargs != 0


def _only_seems_an_option(argument: str, before: str, known: Collection[str]) -> bool:
    if not argument.startswith("-") or argument.partition("=")[0] in known or argument == "-":
        return False
    if argument.startswith("--"):
        return _is_file(argument)  # else a mistyped option
    with suppress(ValueError):
        float(argument)
        return False
    joined = argument.startswith("-o") and before not in ("-o", "--output")  # -oout.png
    return not joined or Path(argument).exists()


def _is_file(argument: str) -> bool:
    return Path(argument).suffix.lower() in SUFFIXES or Path(argument).exists()


def _how_to_write(argument: str, option: str) -> str:
    if _is_file(argument):
        return f"write ./{argument}" + ("" if option else ", or put it last, after --")
    return f"write {option}={argument}" if option else f"put it last, after --, as in -- {argument}"


def size(text: str) -> tuple[int, int]:
    """Width and height from "640x512"."""
    match = re.fullmatch(r"(\d{1,7})[xX×](\d{1,7})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 640x512")
    return int(match[1]), int(match[2])


def weighted_picture(text: str) -> tuple[Path, float]:
    """A picture's path and weight from "sea.png:2", weight 1 where there is none.

    A file of this very name comes first, and what follows a colon is a weight only if it is a number, so that
    C:\\sea.png and names with colons are paths.
    """
    name, colon, weight = text.rpartition(":")
    if name and colon and not Path(text).exists():
        with suppress(ValueError):
            return Path(name), float(weight)
    return Path(text), 1.0


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

    opened = command("open", "open a document or a picture in the window")
    opened.add_argument("picture", type=Path, metavar="DOC.ora|PICTURE")

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
    _add_mask(paint, "paint")
    _add_painter(paint)
    paint.add_argument("--frames", type=Path, metavar="DIR", help=_FRAMES_HELP)
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

    if is_installed(paths.models(), COMPOSER):  # a model that is not installed has no command
        _add_compose(command("compose", "turn words into a painting"))

    if is_installed(paths.models(), SketchEngine.id):
        _add_sketch(command("sketch", "turn a line drawing into a painting in one pass"))

    if is_installed(paths.models(), UpscaleEngine.id):
        _add_upscale(
            command("upscale", "enlarge a picture and paint the detail that a larger one would have")
        )

    stylize = command("stylize", "repaint a picture in the manner of others")
    stylize.add_argument("picture", type=Path, metavar="PICTURE")
    stylize.add_argument(
        "--like",
        type=weighted_picture,
        action="append",
        required=True,
        metavar="PICTURE[:WEIGHT]",
        help="a picture to paint like; may be given several times, each with how much of it (default 1)",
    )
    stylize.add_argument(
        "--quality",
        choices=get_args(Quality),
        default="fast",
        help="at once, or as well as it can be done (default %(default)s)",
    )
    stylize.add_argument(
        "--strength",
        type=float,
        default=1.0,
        metavar="0..1",
        help="0 leaves the picture as it is, 1 is all of the manner (default %(default)s)",
    )
    stylize.add_argument("--keep-colours", action="store_true", help="keep the picture's own colours")
    stylize.add_argument(
        "--stroke",
        type=float,
        default=1.0,
        metavar="0.25..4",
        help="how large the references are looked at, and so their strokes become (default %(default)s)",
    )
    _add_mask(stylize, "repaint")
    stylize.add_argument(
        "--size", type=int, metavar="LONG_SIDE", help="of the result, in px (default: the picture's)"
    )
    stylize.add_argument(
        "--steps",
        type=int,
        default=DEFAULT_MASTER_STEPS,
        metavar="N",
        help="of the master on each scale (default %(default)s)",
    )
    stylize.add_argument("--from-fast", action="store_true", help="let the master begin with the fast result")
    _add_seed(stylize)
    stylize.add_argument("--frames", type=Path, metavar="DIR", help=_FRAMES_HELP)
    _add_output(stylize)

    train = command("train", "train a model of your own on a folder of pictures")
    train.add_argument("family", choices=FAMILIES, help="the kind of model")
    train.add_argument("pictures", type=Path, metavar="PICTURES_DIR", help="20 to 5000 pictures")
    train.add_argument(
        "-o", "--output", type=Path, required=True, metavar="MODEL_DIR", help="a new folder for the model"
    )
    train.add_argument(
        "--minutes",
        type=float,
        default=DEFAULT_MINUTES,
        metavar="M",
        help="how long to train; Ctrl+C ends it before, all that was learned is kept (default %(default)s)",
    )
    train.add_argument("--resume", action="store_true", help="go on with the run in MODEL_DIR")
    train.add_argument(
        "--from",
        dest="base",
        choices=BASES,
        help="begin a diffusion model of 64 px with what the composer knows: some thirty pictures are then enough",
    )
    train.add_argument(
        "--size",
        type=int,
        choices=SIZES,
        default=SIZES[0],
        help="side of the pictures that it will make, in px (default %(default)s)",
    )
    train.add_argument(
        "--until-input-ends", action="store_true", help="end it as Ctrl+C does when standard input is closed"
    )
    train.add_argument("--profile", action="store_true", help="also write a trace of a few training steps")
    _add_device(train)

    lesson = command("lesson", "let a classic model learn handwritten digits, or other small pictures")
    lesson.add_argument("lesson", choices=LESSONS, help="which of the two")
    ends = lesson.add_mutually_exclusive_group(required=True)
    ends.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="a sheet of samples: PNG, JPEG or WebP"
    )
    ends.add_argument(
        "--live",
        action="store_true",
        help="instead take commands from standard input (step, run, pause, again) and print looks as JSON",
    )
    lesson.add_argument("--pictures", type=Path, metavar="DIR", help="to learn instead of the digits")
    lesson.add_argument(
        "--minutes",
        type=float,
        default=DEFAULT_LESSON_MINUTES,
        metavar="M",
        help="how long to train (default %(default)s)",
    )
    _add_seed(lesson)
    _add_device(lesson)

    generate = command("generate", "make new pictures with a model of your own")
    generate.add_argument("model", metavar="MODEL", help="its folder, or its name among your models")
    _add_count(generate)
    generate.add_argument(
        "--to", type=int, metavar="SEED", help="instead go in N pictures from the seed to this one"
    )
    _add_size(generate, "the model's own")
    generate.add_argument("--film", type=Path, metavar="FILM", help="also a GIF or WebP of all the pictures")
    generate.add_argument("--frames", type=Path, metavar="DIR", help=_FRAMES_HELP)
    _add_output(generate)

    rerun = command("rerun", "run the request that a PNG carries")
    rerun.add_argument("picture", type=Path, metavar="OUT.png")
    _add_output(rerun)

    self_test = command("self-test", "do the main job through the real window and keep screenshots")
    self_test.add_argument("directory", type=Path, metavar="DIR", help="for the screenshots")
    self_test.add_argument("--headless", action="store_true", help="without a screen")
    return parser


def _add_compose(compose: argparse.ArgumentParser) -> None:
    compose.add_argument("prompt", metavar="PROMPT", help="what to paint, in English or Chinese")
    _add_like(compose, required=False)
    _add_size(compose, "640x512, or the sketch's")
    compose.add_argument(
        "--from",
        type=Path,
        dest="start",
        metavar="SKETCH",
        help="a picture for the composition to begin with",
    )
    compose.add_argument(
        "--keep",
        type=float,
        default=0.5,
        metavar="0..1",
        help="how closely to keep to that picture (default %(default)s)",
    )
    _add_mask(compose, "compose")
    compose.add_argument("--not", dest="negative", default="", metavar="WORDS", help="what to stay away from")
    compose.add_argument(
        "--guidance",
        type=float,
        default=ComposeRequest.guidance,
        metavar="1..10",
        help="how much the words count (default %(default)s)",
    )
    compose.add_argument(
        "--steps",
        type=int,
        default=DEFAULT_COMPOSITION_STEPS,
        metavar="N",
        help="denoising steps of the composition (default %(default)s)",
    )
    compose.add_argument(
        "--finish",
        choices=get_args(Finish),
        help="what takes the small composition to full size (default: painter with --like, upscale without)",
    )
    _add_count(compose)
    compose.add_argument("--frames", type=Path, metavar="DIR", help=_FRAMES_HELP)
    _add_output(compose)


def _add_sketch(sketch: argparse.ArgumentParser) -> None:
    sketch.add_argument("drawing", type=Path, metavar="DRAWING")
    _add_like(sketch, required=False)
    for kind in ("genre", "movement"):
        sketch.add_argument(f"--{kind}", default="", metavar="NAME", help=f"a {kind} to paint it in instead")
    _add_size(sketch, "the drawing's")
    _add_mask(sketch, "paint")
    _add_seed(sketch)
    _add_output(sketch)


def _add_upscale(upscale: argparse.ArgumentParser) -> None:
    upscale.add_argument("picture", type=Path, metavar="PICTURE")
    upscale.add_argument(
        "--factor",
        type=int,
        choices=(2, 4),
        default=2,
        help="how many times as long sides become (default 2)",
    )
    _add_like(upscale, required=False)
    _add_mask(upscale, "paint detail")
    _add_seed(upscale)
    _add_output(upscale)


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


def _add_mask(parser: argparse.ArgumentParser, does: str) -> None:
    parser.add_argument("--mask", type=Path, metavar="MASK", help=f"{does} only where it is white")


def _add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, metavar="N", help="the same seed paints the same (default: any)")


def _add_count(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--count", type=int, default=1, metavar="N", help="how many, with seeds that count up (default 1)"
    )
    _add_seed(parser)


def _add_painter(parser: argparse.ArgumentParser) -> None:
    _add_seed(parser)
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
        "--without-request",
        action="store_true",
        help="leave out of the file how it was made and the pictures that it was painted from",
    )
    parser.epilog = _WHAT_IS_IN
    _add_device(parser)


def _add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--device", choices=(AUTO, *KINDS), default=AUTO, help="where to compute (default: the fastest)"
    )

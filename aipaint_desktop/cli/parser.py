"""What the command line understands: all commands, those of operations by their list."""

import argparse
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import aipaint_desktop
from aipaint_desktop import paths
from aipaint_desktop.cli.arguments import add_device, add_output, add_seed, add_without_request
from aipaint_desktop.cli.operations.listed import OPERATIONS
from aipaint_desktop.files.pictures.suffixes import SUFFIXES
from aipaint_desktop.modelstore.manifests import is_installed
from aipaint_desktop.nn.generative.families import FAMILIES, SIZES
from aipaint_desktop.training.lab.base_model import BASES
from aipaint_desktop.training.lessons.snapshot import LESSONS
from aipaint_desktop.values.refusal import BadInput

DEFAULT_MINUTES = 20.0
DEFAULT_LESSON_MINUTES = 5.0
DEFAULT_LEARNING_MINUTES = 5.0


class Parser(argparse.ArgumentParser):
    """Says what is wrong as every other part of the program does, in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise BadInput("{0}; see {1} --help.", message, self.prog)


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
                "“{0}” begins with a dash and is taken for an option: {1}.",
                argument,
                _how_to_write(argument, before if known.get(before) else ""),
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

    for operation in OPERATIONS:
        if not operation.model or is_installed(paths.models(), operation.model):
            operation.add_arguments(command(operation.name, operation.help))

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
    _add_until_input_ends(train)
    train.add_argument("--profile", action="store_true", help="also write a trace of a few training steps")
    add_device(train)

    learn = command("learn", "learn one picture, to repaint like it at once and better")
    learn.add_argument("picture", type=Path, metavar="PICTURE", help="the reference to learn")
    learn.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="MODEL_DIR",
        help="a new folder for what is learned",
    )
    learn.add_argument(
        "--minutes",
        type=float,
        default=DEFAULT_LEARNING_MINUTES,
        metavar="M",
        help="how long to learn; Ctrl+C ends it before, all that was learned is kept (default %(default)s)",
    )
    learn.add_argument("--resume", action="store_true", help="go on with the run in MODEL_DIR")
    _add_until_input_ends(learn)
    add_device(learn)

    lesson = command("lesson", "let a classic model learn handwritten digits, or other small pictures")
    lesson.add_argument("lesson", choices=LESSONS, help="which of the two")
    ends = lesson.add_mutually_exclusive_group(required=True)
    ends.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="a sheet of samples: PNG, JPEG, WebP, TIFF or AVIF"
    )
    ends.add_argument(
        "--live",
        action="store_true",
        help="instead take commands from standard input (step, run, pause, again) and print snapshots as JSON",
    )
    lesson.add_argument("--pictures", type=Path, metavar="DIR", help="to learn instead of the digits")
    lesson.add_argument(
        "--minutes",
        type=float,
        default=DEFAULT_LESSON_MINUTES,
        metavar="M",
        help="how long to train (default %(default)s)",
    )
    add_seed(lesson)
    add_device(lesson)

    rerun = command("rerun", "run the request that a PNG carries")
    rerun.add_argument("picture", type=Path, metavar="OUT.png")
    add_output(rerun)

    flatten = command("flatten", "write what is seen of a document as a picture")
    flatten.add_argument("document", type=Path, metavar="DOC.ora|DOC.psd")
    flatten.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="PNG, JPEG, WebP, TIFF or AVIF"
    )
    add_without_request(flatten)

    convert = command("convert", "write a document or picture as another kind of file")
    convert.add_argument("document", type=Path, metavar="A", help="OpenRaster, Photoshop or any picture")
    convert.add_argument(
        "output", type=Path, metavar="B", help=".ora, .psd, .psb; or a PNG, JPEG, WebP, TIFF or AVIF"
    )
    add_without_request(convert)

    replay = command("replay", "paint recorded strokes on an empty canvas")
    replay.add_argument("strokes", type=Path, metavar="STROKES", help="as the window records them")
    replay.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="PNG, JPEG, WebP, TIFF, AVIF, .ora or .psd",
    )

    self_test = command("self-test", "do the main job through the real window and keep screenshots")
    self_test.add_argument("directory", type=Path, metavar="DIR", help="for the screenshots")
    self_test.add_argument("--headless", action="store_true", help="without a screen")
    return parser


def _add_until_input_ends(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--until-input-ends", action="store_true", help="end it as Ctrl+C does when standard input is closed"
    )

"""Arguments that several commands have in common."""

import argparse
import re
from contextlib import suppress
from pathlib import Path

from aipaint_desktop.engines.computing.devices import AUTO, KINDS

_WHAT_IS_IN = (
    "A PNG tells how it was made: request, prompt, seed, and the pictures that it was painted from, whole, but "
    "for what was painted over, so that rerun can paint it again. Other formats tell it without the pictures. "
    "Files are named, but never where they are. --without-request leaves all of this out. Frames tell nothing."
)


def size(text: str) -> tuple[int, int]:
    """Width and height from "640x512"."""
    match = re.fullmatch(r"(\d{1,7})[xX×](\d{1,7})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 640x512")
    return int(match[1]), int(match[2])


def weighted_file(text: str) -> tuple[Path, float]:
    """Read a file's path and weight from "sea.png:2", weight 1 where there is none.

    A file of this very name comes first, and what follows a colon is a weight only if it is a number, so that
    C:\\sea.png and names with colons are paths.
    """
    name, colon, weight = text.rpartition(":")
    if name and colon and not Path(text).exists():
        with suppress(ValueError):
            return Path(name), float(weight)
    return Path(text), 1.0


def add_like(parser: argparse.ArgumentParser, *, required: bool, folders: bool = False) -> None:
    """Take pictures to paint like. folders: folders of them, too."""
    parser.add_argument(
        "--like",
        type=Path,
        action="append",
        required=required,
        default=None if required else [],
        metavar="PICTURE",
        help="a picture to paint like, or a folder, of which what fits is taken; may be given several times"
        if folders
        else "a picture to paint like; may be given several times",
    )


def add_size(parser: argparse.ArgumentParser, default: str) -> None:
    """Take the size of the result. default: where none is given, in words."""
    parser.add_argument("--size", type=size, metavar="WxH", help=f"of the painting (default: {default})")


def add_mask(parser: argparse.ArgumentParser, does: str) -> None:
    """Take a mask to keep to. does: the verb of the command."""
    parser.add_argument("--mask", type=Path, metavar="MASK", help=f"{does} only where it is white")


def add_seed(parser: argparse.ArgumentParser) -> None:
    """Take a seed."""
    parser.add_argument("--seed", type=int, metavar="N", help="the same seed paints the same (default: any)")


def add_count(parser: argparse.ArgumentParser) -> None:
    """Take how many results, and the first seed."""
    parser.add_argument(
        "--count", type=int, default=1, metavar="N", help="how many, with seeds that count up (default 1)"
    )
    add_seed(parser)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Take where the result goes and whether it tells how it was made; and the device."""
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="PNG, JPEG, WebP, TIFF or AVIF"
    )
    add_without_request(parser)
    add_device(parser)


def add_without_request(parser: argparse.ArgumentParser) -> None:
    """Take whether the result tells how it was made."""
    parser.add_argument(
        "--without-request",
        action="store_true",
        help="leave out of the file how it was made and the pictures that it was painted from",
    )
    parser.epilog = _WHAT_IS_IN


def add_device(parser: argparse.ArgumentParser) -> None:
    """Take where to compute."""
    parser.add_argument(
        "--device", choices=(AUTO, *KINDS), default=AUTO, help="where to compute (default: the fastest)"
    )


def add_frames(parser: argparse.ArgumentParser) -> None:
    """Take a folder for the frames."""
    parser.add_argument("--frames", type=Path, metavar="DIR", help="save every frame as 000.png and on")

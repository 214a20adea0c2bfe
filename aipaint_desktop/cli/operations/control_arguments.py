"""What commands take for controls, and what of a request that stands for."""

import argparse
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aipaint_desktop.cli.orders import read, read_all
from aipaint_desktop.engines.checkpoint.control.asked import Control, fields_of
from aipaint_desktop.engines.checkpoint.control.maps import MAP_KINDS, MapKind, make_map, put_into
from aipaint_desktop.engines.checkpoint.request import titled_hash
from aipaint_desktop.modelstore.model_files.fitting import find_control, find_image_encoder
from aipaint_desktop.modelstore.model_files.model_file import KIND_TITLES, Kind, ModelFile
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_KINDS = {
    "controlnet": Kind.CONTROLNET,
    "t2i-adapter": Kind.T2I_ADAPTER,
    "t2i": Kind.T2I_ADAPTER,
    "ip-adapter": Kind.IP_ADAPTER,
}
_INPAINT = "inpaint"
_NAMES = (*(kind.replace("_", "-") for kind in MAP_KINDS), _INPAINT, *_KINDS)
_HOW = re.compile(r"(?:@(\d{1,2}(?:\.\d+)?))?(?::([01](?:\.\d+)?)-([01](?:\.\d+)?))?$")


@dataclass(frozen=True)
class Asked:
    """What one option says. kind: of a map, or of the file. places: the file, and the map where there is one, as far as
    colons can tell them apart: the first that exist count."""

    kind: str
    places: tuple[tuple[str, str], ...]
    strength: float = 1.0
    begin: float = 0.0
    end: float = 1.0


def add_controls(parser: ArgumentParser) -> None:
    """Take controls."""
    parser.add_argument(
        "--control",
        type=control,
        action="extend",
        nargs="+",
        metavar="KIND:FILE[:MAP][@STRENGTH][:FROM-TO]",
        help="with --model: a ControlNet, T2I-Adapter or IP-Adapter. KIND is the map that is made of the picture that "
        f"is painted from ({', '.join(_NAMES[: len(MAP_KINDS)])}) or, with a MAP, what it is; {_INPAINT} shows a "
        "ControlNet for inpainting what is there and stays; for an ip-adapter MAP is the picture to paint like. "
        "Strength 1 as it was trained; from 0 to 1 of the steps",
    )
    parser.add_argument(
        "--control-picture",
        type=Path,
        metavar="PICTURE",
        help="with --control: what maps are made of (default: the picture that is painted from)",
    )


def control(text: str) -> Asked:
    """Read what one option says, as "canny:lines.safetensors:edges.png@0.8:0-0.6"."""
    kind, colon, rest = text.partition(":")
    if not colon or kind not in _NAMES or not rest:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no control like canny:FILE: the kinds are {', '.join(_NAMES)}"
        )
    how = _HOW.search(rest)
    if how is None or how.start() == len(rest) or Path(rest).exists():
        return Asked(kind, tuple(_split(rest)))
    strength, begin, end = (float(one) if one else None for one in how.groups())
    return Asked(
        kind,
        tuple(_split(rest[: how.start()])),
        1.0 if strength is None else strength,
        begin or 0.0,
        1.0 if end is None else end,
    )


def controls_asked(arguments: Namespace, model: ModelFile, picture: "Placed | None") -> dict[str, Any]:
    """Give the fields of a request that say what guides it. picture: what it is painted from. Raises `BadInput` where
    a file is none of its kind, or for another model, or there is nothing to make a map of."""
    if not arguments.control:
        if arguments.control_picture is not None:
            raise BadInput("--control-picture says nothing without --control.")
        return {}
    shown = Placed(read(arguments.control_picture)) if arguments.control_picture else picture
    found: list[Control] = []
    references = list(read_all(getattr(arguments, "like", None) or ()))
    for asked in arguments.control:
        name, map_ = _meant(asked.places)
        file = find_control(name, model)
        if asked.kind in _KINDS and file.kind is not _KINDS[asked.kind]:
            raise BadInput("{0} is of another kind: “{1}”.", file.path.name, KIND_TITLES[file.kind])
        named, told = titled_hash(file.title, file.sha256), (asked.strength, asked.begin, asked.end)
        if file.kind is Kind.IP_ADAPTER:
            eyes = find_image_encoder(file)
            found.append(Control(named, *told, encoder=titled_hash(eyes.title, eyes.sha256)))
            references += [read(Path(map_))] if map_ else []
        elif asked.kind == _INPAINT:
            if map_:
                raise BadInput("{0} takes no map: it shows what is there and stays.", _INPAINT)
            found.append(Control(named, *told, inpaints=True))
        else:
            made = read(Path(map_)) if map_ else _made(asked, shown, file)
            found.append(Control(named, *told, map=made))
    fields = fields_of(found, references)
    if getattr(arguments, "like", None) and not fields["references"]:
        raise BadInput("--like says nothing to a model of your own without an IP-Adapter.")
    return fields


@dataclass(frozen=True, eq=False)
class Placed:
    """A picture, and how it lies in what is painted: the size of that, and the picture's left and top, px."""

    picture: Picture
    size: tuple[int, int] | None = None
    corner: tuple[int, int] = (0, 0)

    def put(self, map_: Picture) -> Picture:
        """Put a map of the picture where that lies, in black."""
        if self.size is None:
            return map_
        return put_into(map_, self.size, self.corner)


def _made(asked: Asked, shown: Placed | None, file: ModelFile) -> Picture:
    if shown is None:
        raise BadInput(
            "{0} follows a map, and there is no picture to make one of: give one with --from, --control-picture or "
            "after the file.",
            file.path.name,
        )
    kind: MapKind = next((one for one in MAP_KINDS if one.replace("_", "-") == asked.kind), "none")
    return shown.put(make_map(kind, shown.picture))


def _split(text: str) -> Iterator[tuple[str, str]]:
    """The ways to read a file and a map out of it, the whole as a file first."""
    yield text, ""
    for at in (place for place, letter in enumerate(text) if letter == ":"):
        if text[:at] and text[at + 1 :]:
            yield text[:at], text[at + 1 :]


def _meant(places: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The file and the map that are there, or as much of it as there is; what guides may be named as in the list."""
    for name, map_ in places:
        if Path(map_).is_file() if map_ else Path(name).exists():
            return name, map_
    return next((each for each in places if Path(each[0]).exists()), places[0])

"""With what other programs say that they painted a PNG: A1111 (and Forge), ComfyUI, InvokeAI and Fooocus.

Each writes texts of its own beside the pixels; none is trusted further than that its numbers fit.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aipaint_desktop.files.pictures.png_chunks import SIGNATURE, read_chunks
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text

_LARGEST = 20_000_000  # bytes of one text; graphs of ComfyUI are long
_MOST_NODES = 100  # of a graph that are followed to find its words
_KINDS = (b"tEXt", b"zTXt", b"iTXt")


@dataclass(frozen=True)
class ForeignSettings:
    """What was painted with, as far as the file says it; None where it does not.

    program: which one says so. sampler: as that program calls it. model: its name without a path. model_hash: the first
    digits of its SHA-256, as far as they were written; "" where none were.
    """

    program: str
    prompt: str
    negative: str = ""
    steps: int | None = None
    sampler: str = ""
    guidance: float | None = None
    seed: int | None = None
    model: str = ""
    model_hash: str = ""


def read_foreign_settings(path: Path) -> ForeignSettings | None:
    """Read what another program says of a PNG's making; None where none does, or says it in no way that is known."""
    try:
        with path.open("rb") as file:
            if file.read(len(SIGNATURE)) != SIGNATURE:
                return None
        texts = dict(_texts(path))
    except (BadInput, OSError):
        return None
    for name, read in _READERS:
        if name in texts:
            try:
                found = read(texts[name], texts)
            except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
                continue  # it is not what it seems
            if found is not None:
                return found
    return None


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for kind, data in read_chunks(path, _KINDS):
        name, _zero, rest = data.partition(b"\0")
        if len(data) > _LARGEST:
            continue
        encoding = "latin-1"
        if kind == b"zTXt":
            rest = _unpacked(rest[1:])
        elif kind == b"iTXt":
            packed, rest = rest[:1] == b"\1", rest[2:]
            rest = rest.partition(b"\0")[2].partition(b"\0")[2]
            rest, encoding = (_unpacked(rest) if packed else rest), "utf-8"
        yield name.decode("latin-1"), as_text(rest.decode(encoding, "replace"))


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST)
    except zlib.error:
        return b""


# A1111, and those that write as it does

_PAIR = re.compile(r'\s*([\w .-]+):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')
_NEGATIVE = "Negative prompt:"


def _a1111(text: str, texts: Mapping[str, str]) -> ForeignSettings | None:
    """The prompt, a line that begins so with the negative one, and a last line of pairs."""
    if text.lstrip().startswith("{"):
        return _fooocus(text, texts)
    lines = text.strip().splitlines()
    pairs: dict[str, str] = {}
    if lines and "Steps:" in lines[-1]:
        pairs = {name.strip(): value.strip().strip('"') for name, value in _PAIR.findall(lines.pop())}
    words = "\n".join(lines)
    prompt, _begins, negative = words.partition(_NEGATIVE)
    if not pairs:
        return None
    sampler = pairs.get("Sampler", "")
    if (schedule := pairs.get("Schedule type", "")) not in ("", "Automatic"):
        sampler = f"{sampler} {schedule}"
    return ForeignSettings(
        "Fooocus" if "Fooocus" in pairs.get("Version", "") else "A1111",
        prompt.strip(),
        negative.strip(),
        _whole(pairs.get("Steps")),
        sampler,
        _number(pairs.get("CFG scale") or pairs.get("Guidance Scale")),
        _whole(pairs.get("Seed")),
        pairs.get("Model") or pairs.get("Base Model", ""),
        _hash(pairs.get("Model hash") or pairs.get("Base Model Hash")),
    )


def _fooocus(text: str, _texts: Mapping[str, str]) -> ForeignSettings | None:
    values = json.loads(text)
    return ForeignSettings(
        "Fooocus",
        str(values["prompt"]),
        str(values.get("negative_prompt", "")),
        _whole(values.get("steps")),
        str(values.get("sampler", "")),
        _number(values.get("guidance_scale")),
        _whole(values.get("seed")),
        _name(values.get("base_model")),
        _hash(values.get("base_model_hash")),
    )


# InvokeAI


def _invokeai(text: str, _texts: Mapping[str, str]) -> ForeignSettings | None:
    values = json.loads(text)
    model = values.get("model")
    model = model if isinstance(model, dict) else {}
    digits = str(model.get("hash", ""))
    return ForeignSettings(
        "InvokeAI",
        str(values["positive_prompt"]),
        str(values.get("negative_prompt") or ""),
        _whole(values.get("steps")),
        str(values.get("scheduler", "")),
        _number(values.get("cfg_scale")),
        _whole(values.get("seed")),
        _name(model.get("name") or model.get("model_name")),
        _hash(digits.removeprefix("sha256:")) if digits.startswith("sha256:") else "",
    )


# ComfyUI


def _comfyui(text: str, _texts: Mapping[str, str]) -> ForeignSettings | None:
    """A graph: the node that samples leads to the words, the noise and the model."""
    graph = json.loads(text)
    nodes = {name: node for name, node in graph.items() if isinstance(node, dict) and "inputs" in node}
    for node in nodes.values():
        asked = node["inputs"]
        if "steps" in asked and "positive" in asked and ("seed" in asked or "noise_seed" in asked):
            sampler, schedule = str(asked.get("sampler_name", "")), str(asked.get("scheduler", ""))
            model = _followed(nodes, asked.get("model"), ("ckpt_name", "unet_name"), ("model",))
            return ForeignSettings(
                "ComfyUI",
                _followed(nodes, asked["positive"], _WORDS, _CONDITIONS),
                _followed(nodes, asked.get("negative"), _WORDS, _CONDITIONS),
                _whole(_valued(nodes, asked["steps"])),
                f"{sampler} {schedule}" if schedule == "karras" else sampler,
                _number(_valued(nodes, asked.get("cfg"))),
                _whole(_valued(nodes, asked.get("seed", asked.get("noise_seed")))),
                _name(model),
            )
    return None


_WORDS = ("text", "text_g", "value", "string", "prompt")
_CONDITIONS = ("text", "conditioning", "conditioning_1", "positive", "value", "string")


def _followed(nodes: Mapping[str, Any], link: object, wanted: tuple[str, ...], along: tuple[str, ...]) -> str:
    """The first text of one of these names, from a link on along inputs of these."""
    for _ in range(_MOST_NODES):
        match link:
            case [str(name), int()] if name in nodes:
                asked = nodes[name]["inputs"]
            case _:
                return ""
        found = next((asked[name] for name in wanted if isinstance(asked.get(name), str)), None)
        if found is not None:
            return as_text(found)
        link = next((asked[name] for name in along if isinstance(asked.get(name), list)), None)
    return ""


def _valued(nodes: Mapping[str, Any], value: object) -> object:
    """A number that stands here, or in the node that a link leads to."""
    match value:
        case [str(name), int()] if name in nodes:
            asked = nodes[name]["inputs"]
            return next((asked[key] for key in ("value", "seed", "int", "float") if key in asked), None)
    return value


_READERS: tuple[tuple[str, Callable[[str, Mapping[str, str]], ForeignSettings | None]], ...] = (
    ("invokeai_metadata", _invokeai),
    ("prompt", _comfyui),
    ("parameters", _a1111),
)


def _whole(value: object) -> int | None:
    number = _number(value)
    if number is None or number != int(number):
        return None
    try:
        return int(str(value))  # seeds have more digits than a float holds
    except ValueError:
        return int(number)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 2**65 else None


def _name(value: object) -> str:
    """The name of a file, without its folder and suffix."""
    text = as_text(str(value or "")).replace("\\", "/").rpartition("/")[2]
    return text.removesuffix(".safetensors").removesuffix(".ckpt")


def _hash(value: object) -> str:
    digits = str(value or "").strip().lower()
    return digits if re.fullmatch("[0-9a-f]{8,64}", digits) else ""

"""The sentence with which a command ends that could not do what it was asked for, and how a program that started it
reads it: as data where it asks for that, so that it can be said in another language."""

import json
import os
import sys

from aipaint_desktop.values.refusal import Sentence

_VARIABLE = "AIPAINT_SENTENCES"
_AS_DATA = "json"
_PREFIX = "aipaint: "


def say_last(sentence: Sentence) -> None:
    """Say on stderr why a command ends, in English unless whoever started it asked for data."""
    as_data = os.environ.get(_VARIABLE) == _AS_DATA
    print(f"{_PREFIX}{json.dumps(sentence.to_json()) if as_data else sentence}", file=sys.stderr)


def environment_for_data() -> dict[str, str]:
    """Give the environment of this process, and in it the wish for data."""
    return {**os.environ, _VARIABLE: _AS_DATA}


def read_last(said: bytes | bytearray | memoryview) -> Sentence | None:
    """Read why a command failed from all that it said on stderr; None where it does not say."""
    lines = bytes(said).decode(errors="replace").splitlines()
    if not lines or not lines[-1].startswith(_PREFIX):
        return None
    last = lines[-1].removeprefix(_PREFIX)
    try:
        return Sentence.from_json(json.loads(last))
    except (ValueError, RecursionError):
        return Sentence(last)

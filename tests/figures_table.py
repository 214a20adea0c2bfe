"""Runs scripts that measure something, each in a process of its own, and shows their figures in one table."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_FIRST_NUMBER = re.compile(r"(?<![\w.])-?\d")
_COLUMNS = "{:<22} {:<46} {:>14}  {}"


@dataclass(frozen=True)
class Script:
    """A module, run as `python -m`.

    arguments: paths among them are what the script needs, and it is skipped where one is not there. asked: what is
    wanted of figures, by their names. missing: what else it needs and has not been given, in words.
    """

    module: str
    arguments: Sequence[str | Path] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2]

    def lacks(self) -> list[str]:
        """What it needs and has not got."""
        paths = (argument for argument in self.arguments if isinstance(argument, Path))
        return [*self.missing, *(str(path) for path in paths if not path.exists())]


def show(scripts: Sequence[Script]) -> bool:
    """Run the scripts one after another and print a row for each figure as it comes. Returns whether none failed."""
    print(_COLUMNS.format("script", "figure", "value", "asked").rstrip())
    well = True
    for script in scripts:
        lacking = script.lacks()
        if lacking:
            print(_COLUMNS.format(script.name, f"skipped: needs {', '.join(lacking)}", "", "").rstrip())
            continue
        done = _run(script)
        for figure, value in figures_in(done.stdout):
            print(_COLUMNS.format(script.name, figure, value, script.asked.get(figure, "")).rstrip())
        if done.returncode:
            why = (done.stderr.strip().splitlines() or [f"code {done.returncode}"])[-1]
            print(_COLUMNS.format(script.name, f"FAILED: {why}", "", "").rstrip())
            well = False
        sys.stdout.flush()
    return well


def _run(script: Script) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", script.module, *map(str, script.arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def figures_in(said: str) -> Iterator[tuple[str, str]]:
    """Names and values in what a script prints: JSON objects with, perhaps, a name before them, and lines of words
    and numbers."""
    rest = said
    decoder = json.JSONDecoder()
    while rest:
        line = rest.partition("\n")[0]
        name, brace, _ = line.partition("{")
        if brace:
            try:
                found, end = decoder.raw_decode(rest, len(name))
            except ValueError:
                pass
            else:
                yield from _flat(name.strip(), found)
                rest = rest[end:].removeprefix("\n")
                continue
        yield from _in_words(line)
        rest = rest.partition("\n")[2]


def _flat(name: str, found: object) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for key, value in found.items():
            yield from _flat(f"{name}, {key}" if name else key, value)
    else:
        yield name, str(found)


def _in_words(line: str) -> Iterator[tuple[str, str]]:
    """`name   1.0  2.0` in columns, or a sentence up to its first number."""
    name, *values = re.split(r"\s{2,}", line.strip())
    if not values:
        number = _FIRST_NUMBER.search(name)
        if number is None or number.start() == 0:
            return
        name, values = name[: number.start()], [name[number.start() :]]
    if _FIRST_NUMBER.search(" ".join(values)):
        yield name.strip(" :="), " ".join(values)

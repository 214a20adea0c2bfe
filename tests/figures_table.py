"""Runs scripts that measure something, each in a process of its own, and shows their figures in one table."""

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FIGURES = ROOT / "docs" / "figures.md"
"""Where figures are kept, in a table of each part; nobody writes there by hand."""

_FIRST_NUMBER = re.compile(r"(?<![\w.])-?\d")
_COLUMNS = "{:<30} {:<46} {:>14}  {}"


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

    @property
    def title(self) -> str:
        """Its name and what it is told but for paths, by which its figures are known."""
        before_paths = {word for word, path in pairwise(self.arguments) if isinstance(path, Path)}
        words = (word for word in self.arguments if isinstance(word, str) and word not in before_paths)
        return " ".join([self.name, *words])

    def lacks(self) -> list[str]:
        """What it needs and has not got."""
        paths = (argument for argument in self.arguments if isinstance(argument, Path))
        return [*self.missing, *(str(path) for path in paths if not path.exists())]


def show(scripts: Sequence[Script], keep_as: str = "") -> bool:
    """Run the scripts one after another and print a row for each figure as it comes. Returns whether none failed.

    keep_as: the part of `FIGURES` where the figures of scripts that did not fail take the place of older ones, or "".
    """
    print(_COLUMNS.format("script", "figure", "value", "asked").rstrip())
    well = True
    for script in scripts:
        lacking = script.lacks()
        if lacking:
            print(_COLUMNS.format(script.title, f"skipped: needs {', '.join(lacking)}", "", "").rstrip())
            continue
        done = _run(script)
        found = list(figures_in(done.stdout))
        for figure, value in found:
            print(_COLUMNS.format(script.title, figure, value, script.asked.get(figure, "")).rstrip())
        if done.returncode:
            why = (done.stderr.strip().splitlines() or [f"code {done.returncode}"])[-1]
            print(_COLUMNS.format(script.title, f"FAILED: {why}", "", "").rstrip())
            well = False
        elif keep_as:
            keep(FIGURES, keep_as, script, found)
        sys.stdout.flush()
    return well


def keep(page: Path, part: str, script: Script, found: Sequence[tuple[str, str]]) -> None:
    """Put a script's figures into the table of a part, in place of those that it had there."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(f"<!-- {part} -->\n")
    table, end, after = rest.partition("<!-- end -->")
    if not end:
        raise ValueError(f"{page.name} has no table of {part}")
    measured = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}, {os.cpu_count()} cores"
    rows = [
        _row(script.title, figure, value, script.asked.get(figure, ""), measured) for figure, value in found
    ]
    lines = table.splitlines()
    own = [number for number, line in enumerate(lines) if line.startswith(f"| {script.title} |")]
    place = own[0] if own else len(lines)
    kept = [line for number, line in enumerate(lines) if number not in own]
    lines = [*kept[:place], *rows, *kept[place:]]
    text = before + begin + "".join(f"{line}\n" for line in lines) + end + after
    page.write_text(text, encoding="utf-8")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


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

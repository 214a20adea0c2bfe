"""Makes the dictionary that prompts in Chinese are read with.

`python -m recipes.composer.chinese_dictionary --painting FILE --cedict cedict_ts.u8 --words DIR --out FILE`

Words of painting are written by hand, all others come from CC-CEDICT (CC BY-SA 4.0): of each entry the first sense that
consists of few words, all in the word table.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from aipaint_desktop.nn.composer.word_table import WordTable, load_word_table
from recipes.composer.word_distillation import words_of

_ENTRY = re.compile(r"(\S+) (\S+) \[([^]]*)\] /(.*)/")
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_REFERS = (
    "variant of",
    "old variant",
    "see ",
    "surname",
    "abbr",
    "used in",
    "classifier",
    "cl:",
    "also written",
)
_FUNCTION = re.compile("to|an?|the|of|in|on|at|by|with|and|or|for|one|s|sb|sth|be|etc")
_LONGEST = 4  # characters of a Chinese word and English words of a sense


def entries(cedict: str, table: WordTable) -> Iterator[tuple[str, str]]:
    """Chinese words, simplified and traditional, with English ones that stand for them; ordinary words before
    proper names, so that the first of several entries is the one to keep."""
    parsed = [match.groups() for line in cedict.splitlines() if (match := _ENTRY.match(line))]
    for traditional, simplified, _, senses in sorted(parsed, key=lambda entry: entry[2][:1].isupper()):
        english = _first_sense(senses, table)
        if english and len(simplified) <= _LONGEST:
            yield simplified, english
            if traditional != simplified:
                yield traditional, english


def _first_sense(senses: str, table: WordTable) -> str:
    for sense in re.split("[/;]", senses):
        if not sense.lower().startswith(_REFERS):
            words = [word for word in words_of(_ASIDE.sub(" ", sense)) if not _FUNCTION.fullmatch(word)]
            if 0 < len(words) <= _LONGEST and all(table.find(word) is not None for word in words):
                return " ".join(words)
    return ""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="chinese_dictionary", description="Make the Chinese dictionary.")
    parser.add_argument("--painting", type=Path, required=True, help="words of painting, written by hand")
    parser.add_argument("--cedict", type=Path, required=True, help="CC-CEDICT, cedict_ts.u8")
    parser.add_argument("--words", type=Path, required=True, help="folder of the word table")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    found: dict[str, str] = {}
    for line in options.painting.read_text(encoding="utf-8").splitlines():
        chinese, english = line.split("\t")
        found[chinese] = english
    for chinese, english in entries(
        options.cedict.read_text(encoding="utf-8"), load_word_table(options.words)
    ):
        found.setdefault(chinese, english)
    lines = (f"{chinese}\t{english}\n" for chinese, english in found.items())
    options.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

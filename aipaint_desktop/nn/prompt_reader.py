"""Reading prompts: words in English and Chinese, names, and what was not understood. No torch here.

Chinese is cut into the longest words that the dictionary has, each of which stands for English ones, so that both
languages end in the same vectors.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.nn.names import Names
from aipaint_desktop.nn.vocabulary import Vocabulary, load_vocabulary

LONGEST = 2000  # characters of a prompt that are read

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[a-z0-9]+|[{_CHINESE}]+|[^\s]+?(?=[a-z0-9{_CHINESE}\s]|$)")
_LONGEST_WORD = 30
_SILENT = re.compile("an?|the|of|[io]n|at|by|with|and|or|to|from|for|is|are|as|it?s|s")


@dataclass(frozen=True)
class Reading:
    """What was understood of a prompt.

    words: in English, in order. genre, movement, artist: names the network knows, "" where none is named. unknown:
    words that nothing is known of, as they were written.
    """

    words: tuple[str, ...] = ()
    genre: str = ""
    movement: str = ""
    artist: str = ""
    unknown: tuple[str, ...] = ()


class PromptReader:
    """words: those that something is known of. chinese: English words for Chinese ones. aliases: (kind, name) for other
    spellings of genres, movements and artists, lower case. names: those that the network knows."""

    def __init__(
        self,
        words: Vocabulary,
        chinese: Mapping[str, str],
        aliases: Mapping[str, tuple[str, str]],
        names: Names,
    ) -> None:
        self._words = words
        self._chinese = chinese
        self._longest = max(map(len, chinese), default=1)
        self._aliases = _known_aliases(names, aliases)
        longest_first = sorted(self._aliases, key=len, reverse=True)
        self._alias = re.compile("|".join(map(_alias_pattern, longest_first)))

    def read(self, prompt: str) -> Reading:
        """What the first 2,000 characters of a prompt say; any text at all, empty too."""
        text = _plain(prompt[:LONGEST])
        found = {"genre": "", "movement": "", "artist": ""}

        def said(match: re.Match[str]) -> str:
            kind, name = self._aliases[match[0]]
            found[kind] = found[kind] or name
            return f" {_plain(name)} "

        words: list[str] = []
        unknown: list[str] = []
        for token in _TOKEN.findall(self._alias.sub(said, text)):
            for word in self._english(token) if re.match(f"[{_CHINESE}]", token) else [token]:
                if self._words.find(word) is not None:
                    words.append(word)
                elif not _SILENT.fullmatch(word) and not all(map(_is_punctuation, word)):
                    unknown.append(word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + "…")
        return Reading(tuple(words), **found, unknown=tuple(dict.fromkeys(unknown)))

    def _english(self, run: str) -> Iterator[str]:
        """English words for a run of Chinese characters; characters that nothing is known of come back together."""
        start = strange = 0
        while start < len(run):
            for end in range(min(len(run), start + self._longest), start, -1):
                if run[start:end] in self._chinese:
                    if strange < start:
                        yield run[strange:start]
                    yield from self._chinese[run[start:end]].split()
                    start = strange = end
                    break
            else:
                start += 1
        if strange < start:
            yield run[strange:start]


def load_prompt_reader(folder: Path, names: Names) -> PromptReader:
    """The reader whose files are in a folder: words.txt, chinese.tsv and names.tsv. Raises `ValueError` if they are
    damaged."""
    return PromptReader(load_vocabulary(folder), *load_spellings(folder), names)


def load_spellings(folder: Path) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """What `PromptReader` takes as `chinese` and `aliases`, from chinese.tsv and names.tsv. Raises `ValueError`."""
    chinese = dict(line[:2] for line in _rows(folder / "chinese.tsv", 2))
    aliases = {
        alias: (kind, name)
        for kind, name, others in _rows(folder / "names.tsv", 3)
        for alias in others.split("|")
    }
    return chinese, aliases


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        if len(fields) != columns:
            raise ValueError(f"Line {number} of {path} does not have {columns} columns.")
        yield fields


def _is_punctuation(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in "PSZC" and category != "So"  # emoji are words


def _plain(text: str) -> str:
    """Lower case, without accents, hyphens and control characters, full-width letters made plain."""
    letters = unicodedata.normalize("NFKD", text).lower()
    return "".join(
        " " if letter in "-'’" or unicodedata.category(letter) == "Cc" else letter
        for letter in letters
        if not unicodedata.combining(letter)
    )


def _known_aliases(names: Names, aliases: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Every name in full, artists also by their last word where only one has it, and the aliases of known names."""
    kinds = {"genre": names.genres, "movement": names.movements, "artist": names.artists}
    known = {_plain(name): (kind, name) for kind, all_of in kinds.items() for name in all_of}
    last = [_plain(name).split()[-1] for name in names.artists]
    for name, surname in zip(names.artists, last, strict=True):
        if last.count(surname) == 1 and not _PLAIN_WORD.fullmatch(surname):
            known.setdefault(surname, ("artist", name))
    known.update({_plain(alias): kind for alias, kind in aliases.items() if kind[1] in kinds[kind[0]]})
    return known


# surnames that are more often meant as words
_PLAIN_WORD = re.compile("artist|brothers|church|younger|wood|west|hunt|moon|steer|john|rose")


def _alias_pattern(alias: str) -> str:
    return rf"\b{re.escape(alias)}\b" if alias.isascii() else re.escape(alias)

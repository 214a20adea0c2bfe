"""Reading prompts: words in English and Chinese, names, and what was not understood. No torch here.

Chinese is cut into the longest words that the dictionary has, each of which stands for English ones, so that both
languages end in the same vectors.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.words.names import Names
from aipaint_desktop.words.vocabulary import Vocabulary, load_vocabulary

LONGEST = 2000  # characters of a prompt that are read

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_LATIN = "a-z0-9\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff"  # with letters that are not one with an accent: ł, ø
_TOKEN = re.compile(rf"[{_LATIN}]+|[{_CHINESE}]+|[^\s]+?(?=[{_LATIN}{_CHINESE}\s]|$)")
# (sunset:1.3), [sunset:1], sunset:1.3, (sunset)1.3 and <lora:sunset:1>, as other programs have them
_WEIGHT = re.compile(
    r"<\w+:[^<>]*>"
    r"|:\s*[+-]?(?:\d+\.?\d*|\.\d+)(?=\s*[)\]}])"
    r"|(?::|(?<=[)\]}]))\s*[+-]?\d*\.\d+(?![\w.])"
)
_LONGEST_WORD = 30
_SILENT = re.compile("an?|the|of|[io]n|at|by|with|and|or|to|from|for|is|are|as|it?s|s")


@dataclass(frozen=True)
class Reading:
    """Holds what was understood of a prompt.

    words: in English, in order. genre, movement, artist: names the network knows, "" where none is named. unknown:
    words that nothing is known of, as they were written. weighted: some had weights, which were not read.
    """

    words: tuple[str, ...] = ()
    genre: str = ""
    movement: str = ""
    artist: str = ""
    unknown: tuple[str, ...] = ()
    weighted: bool = False


class PromptReader:
    """Reads prompts of any text. words: those that something is known of. chinese: English words for Chinese ones.
    aliases: (kind, name) for other spellings of genres, movements and artists, lower case. names: those that the
    network knows."""

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
        """Understand the first 2,000 characters of a prompt; any text at all, empty too."""
        written = prompt[:LONGEST]
        letters, places = _plain_with_places(written)
        text = _WEIGHT.sub(lambda weight: " " * len(weight[0]), letters)
        found = {"genre": "", "movement": "", "artist": ""}
        words: list[str] = []
        unknown: dict[str, str] = {}

        def read_words(start: int, end: int) -> None:
            for word, first, last in self._words_of(text[start:end]):
                if self._words.find(word) is not None:
                    words.append(word)
                elif not _SILENT.fullmatch(word) and not all(map(_is_punctuation, word)):
                    told = _as_written(written, places[start + first], places[start + last - 1])
                    unknown.setdefault(word, _shortened(told))

        end = 0
        for name in self._alias.finditer(text):
            read_words(end, name.start())
            end = name.end()
            if name[0]:
                kind, meant = self._aliases[name[0]]
                found[kind] = found[kind] or meant
                of_name = (word for word, *_ in self._words_of(_plain(meant)))
                words += [word for word in of_name if self._words.find(word) is not None]
        read_words(end, len(text))
        return Reading(
            tuple(words), **found, unknown=tuple(dict.fromkeys(unknown.values())), weighted=text != letters
        )

    def _words_of(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Plain text cut into words, Chinese ones in English, each with the part of the text that it is."""
        for token in _TOKEN.finditer(text):
            if not re.match(f"[{_CHINESE}]", token[0]):
                yield token[0], *token.span()
                continue
            for word, first, last in self._english(token[0]):
                yield word, token.start() + first, token.start() + last

    def _english(self, run: str) -> Iterator[tuple[str, int, int]]:
        """English words for a run of Chinese characters, each with the part of the run that it stands for.

        Characters that nothing is known of come back together.
        """
        start = strange = 0
        while start < len(run):
            for end in range(min(len(run), start + self._longest), start, -1):
                if run[start:end] in self._chinese:
                    if strange < start:
                        yield run[strange:start], strange, start
                    for word in self._chinese[run[start:end]].split():
                        yield word, start, end
                    start = strange = end
                    break
            else:
                start += 1
        if strange < start:
            yield run[strange:start], strange, start


def load_prompt_reader(folder: Path, names: Names) -> PromptReader:
    """Load the reader whose files are in a folder: words.txt, chinese.tsv and names.tsv. Raises `ValueError` if they
    are damaged."""
    return PromptReader(load_vocabulary(folder), *load_spellings(folder), names)


def load_spellings(folder: Path) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Load what `PromptReader` takes as `chinese` and `aliases`, from chinese.tsv and names.tsv. Raises
    `ValueError`."""
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
    return _plain_with_places(text)[0]


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """As `_plain`, and for each letter where in the text it comes from."""
    plain: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in unicodedata.normalize("NFKD", written).lower():
            if not unicodedata.combining(letter):
                plain.append(" " if letter in "-'’" or unicodedata.category(letter) == "Cc" else letter)
                places.append(place)
    return "".join(plain), places


def _as_written(text: str, first: int, last: int) -> str:
    """What stands from one place to another, with the accents behind it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return text[first:end]


def _shortened(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + "…"


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

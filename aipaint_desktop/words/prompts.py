"""What the composer understands of a prompt, and what it can be asked for, without loading the network."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.names import Names, read_names
from aipaint_desktop.words.prompt_reader import PromptReader, Reading, load_prompt_reader
from aipaint_desktop.words.unpaintable import unpaintable

COMPOSER = "composer"
WEIGHTS = "composer.safetensors"  # whose header names the artists, genres and movements
_PARTICLES = ("de", "van")  # of names, which stay small


def names_in_chinese(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Find the first Chinese name of each in the rows of names.tsv that has one."""
    spelt = {
        name: [alias for alias in aliases.split("|") if not alias.isascii()] for _, name, aliases in rows
    }
    return {name: aliases[0] for name, aliases in spelt.items() if aliases}


def _as_a_person(name: str) -> str:
    """An artist's name, which the model has in small letters, as it is written: Vincent van Gogh."""
    return " ".join(part if part in _PARTICLES else part.capitalize() for part in name.split())


class Prompts:
    """Reads prompts with the words of a model. folder: of the model; its files are read when first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.models() / COMPOSER

    def read(self, prompt: str) -> Reading:
        """Read a prompt. Raises `BadInput` where the model's files are damaged or missing."""
        return self._reader.read(prompt)

    def offers(self, *, chinese: bool) -> list[str]:
        """Words to choose from: subjects, and the genres, movements and artists that the model knows, but none that it
        cannot paint. Raises `BadInput`."""
        reader, names = self._reader, self._names
        subjects = self._rows("subjects.tsv")
        if not chinese:
            known = (*names.movements, *names.genres)
            words = [
                word for word in (*(english for english, _ in subjects), *known) if not unpaintable(word)
            ]
            return [*words, *map(_as_a_person, names.artists)]
        spelt = (
            alias for row in self._rows("names.tsv") for alias in row[2].split("|") if not alias.isascii()
        )
        kept = [alias for alias in spelt if not reader.read(alias).unknown]
        return [word for word in (*(chinese for _, chinese in subjects), *kept) if not unpaintable(word)]

    def called(self, words: Sequence[str], *, chinese: bool) -> list[str]:
        """Name these of the model's words and names in the artist's language. Raises `BadInput`."""
        if not chinese:
            return [_as_a_person(word) if word in self._names.artists else word for word in words]
        spelt = dict(row[:2] for row in self._rows("subjects.tsv")) | names_in_chinese(
            self._rows("names.tsv")
        )
        return [spelt.get(word, word) for word in words]

    @cached_property
    def _names(self) -> Names:
        try:
            return read_names(self._folder / WEIGHTS)
        except (OSError, ValueError):
            raise self._damaged() from None

    @cached_property
    def _reader(self) -> PromptReader:
        try:
            return load_prompt_reader(self._folder, self._names)
        except (OSError, ValueError):
            raise self._damaged() from None

    def _rows(self, name: str) -> list[list[str]]:
        try:
            lines = (self._folder / name).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            raise self._damaged() from None
        return [line.split("\t") for line in lines]

    def _damaged(self) -> BadInput:
        return BadInput("The files of the model {0} are damaged; install it again.", self._folder.name)

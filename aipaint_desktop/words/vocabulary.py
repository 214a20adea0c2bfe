"""Words that something is known of. No torch here: prompts are read without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("ly", ""),
)


@dataclass(frozen=True)
class Vocabulary:
    """Gives words their places. words: lower case."""

    words: Sequence[str]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {word: place for place, word in enumerate(self.words)})

    def find(self, word: str) -> int | None:
        """Find the place of a lower-case word or of its plain form; None if neither is in the table."""
        places: dict[str, int] = self._places  # type: ignore[attr-defined]
        if word in places:
            return places[word]
        for ending, plain in _ENDINGS:
            stem = word.removesuffix(ending) + plain
            if word.endswith(ending) and len(stem) > 2 and stem in places:
                return places[stem]
        return None


def load_vocabulary(folder: Path) -> Vocabulary:
    """Load the words of `words.txt` in a folder. Raises `ValueError` if it is no text."""
    return Vocabulary((folder / "words.txt").read_text(encoding="utf-8").split())

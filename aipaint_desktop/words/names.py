"""The genres, movements and artists that the composer tells apart. No torch here: prompts are read without it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from safetensors import SafetensorError, safe_open


@dataclass(frozen=True)
class Names:
    """What the network tells apart beside words; a name's number is 1 + its place, 0 stands for any."""

    genres: tuple[str, ...]
    movements: tuple[str, ...]
    artists: tuple[str, ...]

    def genre(self, name: str) -> int:
        """Number a genre, 0 for "". Raises `ValueError` for a name that is not known."""
        return _number(self.genres, name)

    def movement(self, name: str) -> int:
        """Number a movement, as `genre`."""
        return _number(self.movements, name)

    def artist(self, name: str) -> int:
        """Number an artist, as `genre`."""
        return _number(self.artists, name)

    def called(self, movement: int, artist: int) -> tuple[str, ...]:
        """Name a movement and an artist, those that have a name."""
        numbered = ((self.movements, movement), (self.artists, artist))
        return tuple(names[number - 1] for names, number in numbered if number > 0)


def _number(names: tuple[str, ...], name: str) -> int:
    return 1 + names.index(name) if name else 0


def to_metadata(names: Names) -> dict[str, str]:
    """Write the names as the metadata of a safetensors file."""
    return {"names": json.dumps(asdict(names))}


def read_names(path: Path) -> Names:
    """Read the names in the metadata of a safetensors file. Raises `ValueError` if there are none."""
    try:
        with safe_open(path, framework="numpy") as file:
            lists = json.loads(file.metadata()["names"])
        return Names(*(tuple(lists[kind]) for kind in ("genres", "movements", "artists")))
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} names no genres, movements and artists: {error}") from error

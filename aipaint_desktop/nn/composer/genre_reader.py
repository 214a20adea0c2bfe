"""Which genre words speak of where none is named: logistic regression on their pooled vectors."""

from dataclasses import dataclass
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

SURE = 0.5
"""A genre must be more probable than this to be taken for the one that is meant."""


@dataclass(frozen=True, eq=False)
class GenreReader:
    """Guesses the genre that a prompt speaks of, by a regression on its words.

    genres: G names. weight: (G, text size) and bias: (G,) of the regression.
    """

    genres: tuple[str, ...]
    weight: Tensor
    bias: Tensor

    def likely(self, text: Tensor) -> str:
        """Guess the genre that a pooled vector (text size,) speaks of; "" where it is unsure or nothing is said."""
        if not text.any():
            return ""
        chance, place = (self.weight @ text + self.bias).softmax(0).max(0)
        return self.genres[int(place)] if chance > SURE else ""

    def save(self, path: Path) -> None:
        """Write the regression as float16, the names beside it."""
        tensors = {"weight": self.weight.half().contiguous(), "bias": self.bias.half()}
        save_file(tensors, path, {"genres": "\n".join(self.genres)})


def load_genre_reader(path: Path) -> GenreReader:
    """Load a genre reader. Raises `ValueError` where the file does not hold one."""
    try:
        with safe_open(path, framework="pt") as file:
            genres = tuple(file.metadata()["genres"].split("\n"))
            weight, bias = (file.get_tensor(name).float() for name in ("weight", "bias"))
        if weight.shape != (len(genres), weight.shape[1]) or bias.shape != (len(genres),):
            raise ValueError("its shapes do not fit")
    except (SafetensorError, KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"{path} does not tell genres: {error}") from error
    return GenreReader(genres, weight, bias)

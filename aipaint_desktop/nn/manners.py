"""Who painted what in which movement: where a prompt names neither, a manner is drawn for each composition.

Guided by words alone, compositions of one prompt have a common manner, the middle of all; paintings of one subject have
as many as there are painters.
"""

from dataclasses import dataclass, fields, replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn.functional import normalize

from aipaint_desktop.nn.unet import TEXT_SIZE, Condition

_SHARPNESS = (
    8.0  # how much oftener who painted just that is drawn than who painted something else of the genre
)


@dataclass(frozen=True, eq=False)
class Manners:
    """What is said of M paintings.

    text: (M, 128), the direction of their pooled words, 0 without any. genre, movement, artist: (M,) int64, numbers of
    `Names`.
    """

    text: Tensor
    genre: Tensor
    movement: Tensor
    artist: Tensor

    def draw(
        self, condition: Condition, generator: torch.Generator, away: Condition | None = None
    ) -> Condition:
        """The conditions of N pictures with movement and artist of a painting of such things, wherever they do not say
        them; as they are where there is none. away: of one picture, whose movement and artist are not drawn."""
        wanted = self._but(away) if away is not None else self
        drawn = [
            wanted._draw(condition.select(slice(at, at + 1)), generator) for at in range(len(condition.text))
        ]
        movement, artist = (torch.cat(numbers) for numbers in zip(*drawn, strict=True))
        return replace(condition, movement=movement, artist=artist)

    def _but(self, away: Condition) -> "Manners":
        """Without paintings of a movement or an artist."""
        others = ((self.movement != away.movement) | (away.movement == 0)) & (
            (self.artist != away.artist) | (away.artist == 0)
        )
        return Manners(*(getattr(self, entry.name)[others] for entry in fields(self)))

    def _draw(self, asked: Condition, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """Movement and artist (1,) for one picture."""
        weight = torch.exp(_SHARPNESS * (self.text @ normalize(asked.text[0], dim=0)))
        for number, numbers in (
            (asked.genre, self.genre),
            (asked.movement, self.movement),
            (asked.artist, self.artist),
        ):
            if number > 0:
                weight = weight * (numbers == number)
        if not weight.any():
            return asked.movement, asked.artist
        chosen = torch.multinomial(weight, 1, generator=generator)
        return self.movement[chosen], self.artist[chosen]

    def save(self, path: Path) -> None:
        """Write the directions as float16, the numbers as int16."""
        tensors = {entry.name: getattr(self, entry.name).short() for entry in fields(self)}
        save_file(tensors | {"text": self.text.half().contiguous()}, path)


def load_manners(path: Path) -> Manners:
    """Raises `ValueError` where the file does not hold manners."""
    try:
        tensors = load_file(path)
        text = tensors.pop("text").float()
        manners = Manners(text, **{name: numbers.long() for name, numbers in tensors.items()})
        if text.shape[1:] != (TEXT_SIZE,) or any(
            numbers.shape != text.shape[:1] for numbers in tensors.values()
        ):
            raise ValueError("its shapes do not fit")
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} does not hold manners: {error}") from error
    return manners

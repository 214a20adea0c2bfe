"""What a prompt leaves open, as a painting of such things had it.

Guided by words alone, compositions of one prompt are alike: the middle of all that fits. Paintings of one subject
have as many manners as painters, and every light and season. So for each composition a painting is drawn by how like
the prompt its words are: a prior between words and picture as in unCLIP (Ramesh et al. 2022), but of what is known of
paintings rather than learned.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from functools import reduce
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn.functional import normalize

from aipaint_desktop.nn.generative.unet import TEXT_SIZE, Condition

MOODS = (
    *("spring", "summer", "autumn", "winter", "snow"),
    *("sunrise", "sunset", "night", "fog", "storm", "dark", "bright"),
    *("monochrome", "grey", "red", "orange", "yellow", "green", "blue", "purple"),
)
"""Words for season, weather, light and colours, in the order of their bits in `PaintingPrior.mood`."""

CELLS = 4  # a side of the grid of `PaintingPrior.departure`

_ALSO_OF_MOOD = """
    summertime blossom blossoming frost frosty ice icy snowy thaw midsummer january february march april may june july
    august september october november december dawn morning noon midday afternoon day daylight daytime evening dusk
    twilight sundown midnight nocturne moon moonlight moonlit starry stars lamplight sun sunny sunlight sunlit sunshine
    mist misty foggy haze hazy rain rainy stormy tempest thunderstorm cloudy overcast gloomy light pale colourful
    colorful monochromatic black white gray golden gold pink violet brown turquoise silver crimson scarlet
"""
_OF_MOOD = frozenset(MOODS).union(_ALSO_OF_MOOD.split())
_SHARPNESS = 6.0  # how much oftener a painting of just that is drawn than one of something else of the genre


@dataclass(frozen=True, eq=False)
class PaintingPrior:
    """What is known of M paintings.

    text: (M, 128), the direction of their pooled words, 0 without any. genre, movement, artist: (M,) int64, numbers of
    `Names`. mood: (M,) int64, bit i for the i-th of `MOODS`. departure: (M, 3, 4, 4), how far colours in −1..1 are
    from the mean picture (`nn.composer.mean_picture`) of what is said of the painting.
    """

    text: Tensor
    genre: Tensor
    movement: Tensor
    artist: Tensor
    mood: Tensor
    departure: Tensor

    def draw(
        self, condition: Condition, generator: torch.Generator, away: Condition | None = None
    ) -> "PaintingPrior":
        """Draw for each of N conditions a painting of such things, that is of the genre, movement and artist which it
        names; one of which nothing is known where there is none. Departures are from those of all that might have
        been drawn, so that on average they are none. away: of one picture, whose movement and artist are not drawn."""
        wanted = self._but(away) if away is not None else self
        drawn = [
            wanted._draw(condition.select(slice(at, at + 1)), generator) for at in range(len(condition.text))
        ]
        return reduce(PaintingPrior.join, drawn)

    def manner(self, condition: Condition) -> Condition:
        """Condition M pictures on these paintings' movements and artists, wherever they name none."""
        return replace(
            condition,
            movement=self.movement.where(condition.movement == 0, condition.movement),
            artist=self.artist.where(condition.artist == 0, condition.artist),
        )

    def mood_words(self, said: Collection[str], unwanted: Collection[str] = ()) -> list[list[str]]:
        """Draw words for each painting's season, weather, light and colours; none where any of these is spoken of.

        said, unwanted: words of the prompt and of the negative prompt.
        """
        if not _OF_MOOD.isdisjoint(said):
            return [[] for _ in self.mood]
        return [
            [word for place, word in enumerate(MOODS) if bits >> place & 1 and word not in unwanted]
            for bits in self.mood.tolist()
        ]

    def join(self, other: "PaintingPrior") -> "PaintingPrior":
        """Append other paintings to these."""
        return PaintingPrior(
            *(torch.cat([getattr(part, entry.name) for part in (self, other)]) for entry in fields(self))
        )

    def _but(self, away: Condition) -> "PaintingPrior":
        """Without paintings of a movement or an artist."""
        return self._where(
            ((self.movement != away.movement) | (away.movement == 0))
            & ((self.artist != away.artist) | (away.artist == 0))
        )

    def _where(self, chosen: Tensor) -> "PaintingPrior":
        return PaintingPrior(*(getattr(self, entry.name)[chosen] for entry in fields(self)))

    def _draw(self, asked: Condition, generator: torch.Generator) -> "PaintingPrior":
        weight = torch.exp(_SHARPNESS * (self.text @ normalize(asked.text[0], dim=0)))
        for number, numbers in (
            (asked.genre, self.genre),
            (asked.movement, self.movement),
            (asked.artist, self.artist),
        ):
            if number > 0:
                weight = weight * (numbers == number)
        if not weight.any():
            return nothing_known()
        drawn = self._where(torch.multinomial(weight, 1, generator=generator))
        usual = torch.einsum("m,mchw->chw", weight / weight.sum(), self.departure)
        return replace(drawn, departure=drawn.departure - usual)

    def save(self, path: Path) -> None:
        """Write directions and departures as float16, numbers as int16 and moods as int32."""
        tensors = {name: getattr(self, name).short() for name in ("genre", "movement", "artist")}
        halves = {name: getattr(self, name).half().contiguous() for name in ("text", "departure")}
        save_file(tensors | halves | {"mood": self.mood.int()}, path)


def nothing_known(count: int = 1) -> PaintingPrior:
    """Make a prior of paintings of which nothing is known."""
    nobody = torch.zeros(count, dtype=torch.int64)
    return PaintingPrior(
        torch.zeros(count, TEXT_SIZE), nobody, nobody, nobody, nobody, torch.zeros(count, 3, CELLS, CELLS)
    )


def load_painting_prior(path: Path) -> PaintingPrior:
    """Load a painting prior. Raises `ValueError` where the file does not hold one."""
    try:
        tensors = load_file(path)
        text, departure = tensors.pop("text").float(), tensors.pop("departure").float()
        prior = PaintingPrior(
            text=text, departure=departure, **{name: numbers.long() for name, numbers in tensors.items()}
        )
        blank = nothing_known(len(text))
        if any(
            getattr(prior, entry.name).shape != getattr(blank, entry.name).shape for entry in fields(prior)
        ):
            raise ValueError("its shapes do not fit")
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} does not hold what is known of paintings: {error}") from error
    return prior

"""What compositions are to be: a prompt, and what it leaves open drawn for each."""

from dataclasses import dataclass, replace
from functools import reduce

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from aipaint_desktop.nn.composer.mean_picture import MeanPicture
from aipaint_desktop.nn.composer.painting_prior import PaintingPrior
from aipaint_desktop.nn.composer.prompt_encoder import PromptEncoder
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.words.prompt_reader import Reading


@dataclass(frozen=True, eq=False)
class Brief:
    """What N compositions are to be, as `flow_matching.sample` takes it.

    condition: what is asked for. manner: the same with movements and artists. first: (N, 3, H, W) in about −1..1, what
    they look like as far as is known before there is anything to see. drawn: for each the words of its mood and the
    names that the prompt did not say.
    """

    condition: Condition
    manner: Condition
    first: Tensor
    drawn: tuple[tuple[str, ...], ...]

    def join(self, other: "Brief") -> "Brief":
        """Append the compositions of other briefs to these."""
        return Brief(
            self.condition.join(other.condition),
            self.manner.join(other.manner),
            torch.cat([self.first, other.first]),
            self.drawn + other.drawn,
        )


class Briefing:
    """Makes briefs of what was read. encoder, means, prior: of one network."""

    def __init__(self, encoder: PromptEncoder, means: MeanPicture, prior: PaintingPrior) -> None:
        self._encoder = encoder
        self._means = means
        self._prior = prior

    def of(
        self,
        reading: Reading,
        height: int,
        width: int,
        generators: list[torch.Generator],
        negative: Reading | None = None,
        mood: bool = True,
    ) -> Brief:
        """Brief as many compositions of one prompt as there are generators.

        mood: whether season, weather, light and colours that are not asked for are drawn as well, which a picture to
        begin with shows already.
        """
        away = self._encoder.condition(negative) if negative else None
        asked = self._encoder.condition(reading)
        paintings = reduce(
            PaintingPrior.join, (self._prior.draw(asked, generator, away) for generator in generators)
        )
        condition = asked.repeat(len(generators))
        moods: list[list[str]] = [[] for _ in generators]
        if mood and asked.genre > 0:  # a prompt that speaks of no genre may not mean the open air
            moods = paintings.mood_words(reading.words, negative.words if negative else ())
            texts = [self._encoder.text([*reading.words, *words]) for words in moods]
            condition = replace(condition, text=torch.stack(texts))
        manner = paintings.manner(condition)
        first = begun(self._means, condition, paintings, height, width)
        drawn = []
        for mood_words, movement, artist in zip(moods, manner.movement, manner.artist, strict=True):
            names = self._encoder.names.called(int(movement), int(artist))
            drawn.append(
                (*mood_words, *(name for name in names if name not in (reading.movement, reading.artist)))
            )
        return Brief(condition, manner, first, tuple(drawn))


def begun(
    means: MeanPicture, condition: Condition, paintings: PaintingPrior, height: int, width: int
) -> Tensor:
    """Give the mean pictures (N, 3, height, width), departed from as N paintings do."""
    departure = interpolate(paintings.departure, (height, width), mode="bilinear", align_corners=False)
    return means.of(condition, height, width) + departure

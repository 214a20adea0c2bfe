"""Paintings with captions for the composer: read once, cropped to a few shapes, described anew each time."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.words.names import Names
from recipes.composer.word_distillation import words_of
from recipes.pictures.picture_sets import Place, Stored, cut, read_smaller, size_of, stored_on

# (height, width) of training pictures in px where squares have 64: about equal areas, multiples of 8
SHAPES = ((64, 64), (56, 72), (72, 56), (48, 80), (80, 48))

_STORED = 112 / 64  # times the side of a square, on the long side
_LEAST_CROP = 0.88  # share of the largest rectangle of the shape that a crop shows, at least
_SQUARE_SHARE = 0.4
_NO_TITLE = "not_detected"

# Shares of pictures of which a part of the caption is kept back, each part for itself, so that the network learns to
# do with any of them; of _EVERYTHING nothing is said, for guidance, and of _NAMES only words, as most prompts do.
_EVERYTHING, _NAMES, _TITLE, _GENRE, _MOVEMENT, _ARTIST = 0.1, 0.25, 0.1, 0.25, 0.25, 0.6
_SAID_IN_WORDS = 0.3  # share of pictures whose genre, movement or artist is among the words too
_SEEN_SAID = 0.5  # share of the words for what is seen that are said


@dataclass(frozen=True)
class Captioned:
    """Where a picture is and what is known of it. seen: words for what it shows, with their probability."""

    path: Place
    title: str
    genre: str
    movement: str
    artist: str
    seen: Mapping[str, float] = field(default_factory=dict)


def read_captions(
    captions: Place, folders: Place, seen: Mapping[str, Mapping[str, float]] | None = None
) -> list[Captioned]:
    """Every picture of captions.csv, the archives unpacked in `folders` under their own names.

    seen: words and probabilities per file name of an archive, "paintings-landscape/x.jpg".
    """
    with captions.open("r", encoding="utf-8") as file:
        return [
            Captioned(
                folders / name,
                "" if row["title"].startswith(_NO_TITLE) else row["title"],
                row["genre"],
                row["style"],
                row["artist"],
                (seen or {}).get(name, {}),
            )
            for row in csv.DictReader(file)
            for name in [f"{row['archive'].removesuffix('.zip')}/{row['file']}"]
        ]


def names_in(pictures: Iterable[Captioned]) -> Names:
    """Every genre, movement and artist, sorted."""
    kinds = zip(*((one.genre, one.movement, one.artist) for one in pictures), strict=True)
    return Names(*(tuple(sorted(set(names))) for names in kinds))


class CompositionSet:
    """Pictures and captions to draw training batches from.

    share: how often a picture is drawn relative to the others, by its genre and by the words of its title or for what
    it shows; 1 where none is given. The genre's counts times that of the word with the largest. side: of squares, px; a
    multiple of 64.
    """

    def __init__(
        self,
        captioned: Sequence[Captioned],
        names: Names,
        words: WordTable,
        share: Mapping[str, float] | None = None,
        side: int = 64,
    ) -> None:
        if not captioned:
            raise ValueError("There is no picture to train on.")
        self._captioned = captioned
        self._names = names
        self._words = words
        self._place = torch.device("cpu")
        self._pictures: list[Stored] = [*read_smaller((one.path for one in captioned), round(_STORED * side))]
        self._times = side // 64
        weights = np.array([_share(one, share or {}) for one in captioned])
        ratios = np.log([width / height for width, height in map(size_of, self._pictures)])
        shapes = np.log([width / height for height, width in SHAPES])
        own = np.abs(ratios[:, None] - shapes).argmin(1)
        self._draws = []
        for index in range(len(SHAPES)):
            belongs = weights * (own == index)
            self._draws.append((belongs.sum(), belongs))
        self._weights = weights

    def move_to(self, place: torch.device) -> None:
        """Give batches on this device from now on, and keep the pictures there as far as they fit."""
        self._place = place
        self._pictures = stored_on(place, self._pictures)

    def draw(self, count: int, random: np.random.Generator) -> tuple[Tensor, Condition]:
        """`count` pictures (count, 3, H, W) in −1..1, all of one shape, mirrored half of the time, and what is said
        of them."""
        if random.random() < _SQUARE_SHARE:
            shape, weights = SHAPES[0], self._weights
        else:
            sizes = np.array([size for size, _ in self._draws])
            index = random.choice(len(SHAPES), p=sizes / sizes.sum())
            shape, weights = SHAPES[index], self._draws[index][1]
        chosen = random.choice(len(weights), count, p=weights / weights.sum())
        size = (self._times * shape[0], self._times * shape[1])
        pictures = torch.cat([_crop(self._pictures[index], size, random) for index in chosen])
        condition = self.describe([self._captioned[index] for index in chosen], random)
        return pictures.to(self._place), condition.to(self._place)

    def describe(self, chosen: Sequence[Captioned], random: np.random.Generator) -> Condition:
        """What is said of the pictures: parts of their captions."""
        return conditions([_said(one, random) for one in chosen], self._names, self._words)


def _share(one: Captioned, share: Mapping[str, float]) -> float:
    shown = {**one.seen, **dict.fromkeys(words_of(one.title), 1.0)}
    of_words = [1 + sure * (share[word] - 1) for word, sure in shown.items() if word in share]
    return share.get(one.genre, 1.0) * max(of_words, default=1.0)


def conditions(
    said: Sequence[tuple[Sequence[str], str, str, str]], names: Names, words: WordTable
) -> Condition:
    """The condition of N pictures from words, genre, movement and artist of each, "" for any."""
    return Condition(
        torch.stack([words.pool_words(one[0]) for one in said]),
        torch.tensor([names.genre(one[1]) for one in said]),
        torch.tensor([names.movement(one[2]) for one in said]),
        torch.tensor([names.artist(one[3]) for one in said]),
    )


def _said(one: Captioned, random: np.random.Generator) -> tuple[list[str], str, str, str]:
    if random.random() < _EVERYTHING:
        return [], "", "", ""
    words = words_of(one.title) if random.random() >= _TITLE else []
    words += [word for word, sure in one.seen.items() if random.random() < _SEEN_SAID * sure]
    for name in (one.genre, one.movement, one.artist):
        if random.random() < _SAID_IN_WORDS:
            words += words_of(name)
    if random.random() < _NAMES:
        return words, "", "", ""
    return (
        words,
        one.genre if random.random() >= _GENRE else "",
        one.movement if random.random() >= _MOVEMENT else "",
        one.artist if random.random() >= _ARTIST else "",
    )


def _crop(picture: Stored, shape: tuple[int, int], random: np.random.Generator) -> Tensor:
    """Most of the picture, in another shape: (1, 3, *shape)."""
    height, width = shape
    own_width, own_height = size_of(picture)
    factor = min(own_width / width, own_height / height) * random.uniform(_LEAST_CROP, 1)
    left = random.uniform(0, own_width - factor * width)
    top = random.uniform(0, own_height - factor * height)
    box = (left, top, left + factor * width, top + factor * height)
    return cut(picture, box, (width, height), mirrored=random.random() < 0.5)

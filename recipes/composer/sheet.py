"""Sheets of compositions to look at while the composer trains."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.nn.composer.mean_picture import MeanPicture
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.flow_matching import sample
from aipaint_desktop.nn.generative.noise_schedule import even_levels
from aipaint_desktop.nn.generative.unet import UNet
from recipes.composer.word_distillation import words_of
from recipes.pictures.captioned_pictures import conditions


@dataclass(frozen=True)
class Wish:
    """What a row of the sheet shall show; "" for any."""

    words: str
    genre: str = ""
    movement: str = ""
    artist: str = ""


WISHES = (
    Wish("a stormy sea with two boats at dusk", "landscape", "impressionism"),
    Wish("winter snow village", "landscape", "impressionism"),
    Wish("wheat field with cypresses", "landscape", "post impressionism", "vincent van gogh"),
    Wish("forest in autumn", "landscape", "romanticism"),
    Wish("street in paris at night", "cityscape", "post impressionism"),
    Wish("flowers in a vase", "still life"),
    Wish("portrait of a young woman", "portrait", "baroque"),
    Wish("mountains in the himalayas", "landscape", "symbolism"),
)


def write_sheet(
    network: UNet,
    words: WordTable,
    path: Path,
    wishes: Sequence[Wish] = WISHES,
    count: int = 8,
    guidance: float = 3.0,
    levels: Sequence[float] | None = None,
    judged_below: float = 0.0,
    means: MeanPicture | None = None,
    side: int = 64,
) -> None:
    """One row of `count` compositions for each wish, the same noise in every row, twice as large as they are."""
    place = next(network.parameters()).device
    noise = torch.randn(count, 3, side, side, generator=torch.Generator().manual_seed(0)).to(place)
    rows = []
    for wish in wishes:
        condition = conditions(
            [(words_of(wish.words), wish.genre, wish.movement, wish.artist)], network.names, words
        )
        *_, last = sample(
            network,
            condition.repeat(count).to(place),
            noise,
            levels or even_levels(16),
            guidance,
            judged_below=judged_below,
            first=means.of(condition, side, side).to(place).expand_as(noise) if means else None,
        )
        rows.append(torch.cat(list(last.clean), 2))
    sheet = torch.cat(rows, 1)
    picture = Image.fromarray(_pixels(sheet))
    picture.resize((2 * picture.width, 2 * picture.height), Image.Resampling.BICUBIC).save(path, quality=92)


def _pixels(picture: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """(3, H, W) in −1..1 as (H, W, 3) uint8."""
    return ((picture.permute(1, 2, 0) + 1) * 127.5).round().clamp(0, 255).byte().cpu().numpy()

"""The paintings that the sketch and the upscaling network are trained on: large ones, and small ones with names."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.words.names import Names
from recipes.pictures.captioned_pictures import names_in, read_captions
from recipes.pictures.picture_sets import PictureSet, held_out, picture_files


@dataclass(frozen=True)
class Gallery:
    """Paintings with the numbers of their genres and movements, 0 where nothing is known. share: of all that is
    drawn from."""

    share: float
    pictures: PictureSet
    genres: Sequence[int]
    movements: Sequence[int]


def add_gallery_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--captions", type=Path, required=True, help="captions.csv")
    parser.add_argument("--pictures", type=Path, required=True, help="folder of the unpacked archives")
    parser.add_argument("--exemplars", type=Path, required=True, help="folder of large paintings")
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--exemplar-share", type=float, default=0.4, help="share drawn from the exemplars")


def read_galleries(options: argparse.Namespace, side: int, largest: int) -> tuple[Names, list[Gallery]]:
    """The names of genres and movements, and the galleries, without what is held out. side: of the squares that are cut
    from them, px. largest: short side up to which the large paintings are read, px."""
    captioned = read_captions(options.captions, options.pictures)
    known = names_in(captioned)
    names = Names(known.genres, known.movements, ())
    kept = [one for one in captioned if not held_out(one.path.name)]
    large = PictureSet.read(picture_files(options.exemplars), longest=640, smallest=side, largest=largest)
    small = PictureSet.read(
        (one.path for one in kept), longest=224, smallest=side, largest=200, enlargement=1.4
    )
    unknown = [0] * len(large.pictures)
    return names, [
        Gallery(options.exemplar_share, large, unknown, unknown),
        Gallery(
            1 - options.exemplar_share,
            small,
            [names.genre(one.genre) for one in kept],
            [names.movement(one.movement) for one in kept],
        ),
    ]

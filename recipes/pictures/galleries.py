"""The paintings that the sketch and the upscaling network are trained on: large ones, and small ones with names."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.words.names import Names
from recipes.pictures.captioned_pictures import names_in, read_captions
from recipes.pictures.pack import add_pack_option, captioned_places, folders_of
from recipes.pictures.picture_sets import PictureSet, Place, held_out, picture_files
from recipes.run_command import add_vgg_option


@dataclass(frozen=True)
class Gallery:
    """Paintings with the numbers of their genres and movements, 0 where nothing is known. share: of all that is
    drawn from."""

    share: float
    pictures: PictureSet
    genres: Sequence[int]
    movements: Sequence[int]


def add_gallery_options(parser: argparse.ArgumentParser) -> None:
    add_pack_option(parser)
    parser.add_argument("--captions", type=Path, help="captions.csv")
    parser.add_argument("--pictures", type=Path, help="folder of the unpacked archives")
    parser.add_argument("--exemplars", type=Path, help="folder of large paintings")
    add_vgg_option(parser)
    parser.add_argument("--exemplar-share", type=float, default=0.4, help="share drawn from the exemplars")


def exemplar_files(options: argparse.Namespace) -> list[Place]:
    """The large paintings, those that are held out among them. Raises `BadInput` where none are named."""
    folders = folders_of(options, "exemplars", [options.exemplars])
    return [path for folder in folders for path in picture_files(folder)]


def read_galleries(options: argparse.Namespace, side: int, largest: int) -> tuple[Names, list[Gallery]]:
    """The names of genres and movements, and the galleries, without what is held out. side: of the squares that are cut
    from them, px. largest: short side up to which the large paintings are read, px. Raises `BadInput` where captions or
    pictures are not named."""
    captioned = read_captions(*captioned_places(options))
    known = names_in(captioned)
    names = Names(known.genres, known.movements, ())
    kept = [one for one in captioned if not held_out(one.path.name)]
    large = PictureSet.read(exemplar_files(options), longest=640, smallest=side, largest=largest)
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

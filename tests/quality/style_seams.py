"""Whether the tiles of a large picture can be found in what the fast style engine makes of it.

`python -m tests.quality.style_seams --photos DIR --references DIR [--pairs 2] [--size 6000x4000]`

Every photo is enlarged to the size and painted like a reference. Printed is the mean difference of neighbouring
pixels across the borders of tiles over that of all other neighbours, and the same for borders shifted by 1 to 7 px,
which shows the grid of the network itself.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken, Engine
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.style.tiled_painting import TILE
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture
from recipes.pictures.picture_sets import picture_files
from tests.quality.style_measures import pairs

_CELL = 8  # px of the network


def border_ratio(picture: NDArray[np.uint8], tile: int, shift: int = 0) -> float:
    """Mean absolute difference across the borders of tiles, at multiples of `tile` plus `shift` px, over the mean
    difference between all other neighbours. picture: (H, W, 3)."""
    across, inside = [], []
    for pixels in (picture, picture.swapaxes(0, 1)):
        differences = np.abs(np.diff(pixels.astype(np.int16), axis=0)).mean((1, 2))
        at_border = np.arange(1, len(differences) + 1) % tile == shift
        at_border[: tile // 2] = False
        across.append(differences[at_border])
        inside.append(differences[~at_border])
    return float(np.concatenate(across).mean() / np.concatenate(inside).mean())


def painted(engine: Engine, photo: Picture, reference: Picture, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The photo at this width and height, like the reference."""
    pixels = np.asarray(Image.fromarray(photo.pixels).convert("RGB").resize(size, Image.Resampling.LANCZOS))
    request = StylizeRequest(
        seed=1,
        picture=Picture(pixels),
        references=(reference,),
        weights=(1.0,),
        width=size[0],
        height=size[1],
    )
    *_, last = engine.run(request, CancelToken())
    return last.image


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--references", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=2)
    parser.add_argument("--size", default="6000x4000")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    engine = engines_by_id()["style"]
    print(f"{'':24}  borders  and shifted by 1 to {_CELL - 1} px")
    for photo, reference in pairs(
        picture_files(options.photos), picture_files(options.references), options.pairs
    ):
        picture = painted(engine, read_picture(photo), read_picture(reference), (width, height))
        ratios = [border_ratio(picture, TILE, shift) for shift in range(_CELL)]
        print(f"{photo.stem[:24]:24}  {ratios[0]:.3f}   ", " ".join(f"{ratio:.3f}" for ratio in ratios[1:]))


if __name__ == "__main__":
    main()

"""Learns what pictures of something look like on average, which sampling begins with.

`python -m recipes.composer.mean_pictures --network FILE --captions captions.csv --pictures DIR --words DIR
--seen FILE --out FILE`
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import adaptive_avg_pool2d

from aipaint_desktop.nn.composer.mean_picture import CELLS, MeanPicture, known, known_size
from aipaint_desktop.nn.composer.word_table import load_word_table
from aipaint_desktop.words.names import Names, read_names
from recipes.composer.train import add_data_options, read_trained_pictures
from recipes.pictures.captioned_pictures import CompositionSet

_COUNT = 60_000
_AT_ONCE = 64
_RIDGE = 100.0  # what held-out paintings ask for is anything from 1 to 300


def fit_mean_picture(
    pictures: CompositionSet, names: Names, count: int = _COUNT, seed: int = 0, ridge: float = _RIDGE
) -> MeanPicture:
    """By ridge regression, from at least `count` drawn pictures and what is said of each."""
    random = np.random.default_rng(seed)
    size = known_size(names)
    squares = ridge * torch.eye(size, dtype=torch.float64)
    products = torch.zeros(size, 3 * CELLS**2, dtype=torch.float64)
    for _ in range(0, count, _AT_ONCE):
        drawn, condition = pictures.draw(_AT_ONCE, random)
        told = known(condition, names).double()
        squares += told.T @ told
        products += told.T @ _grid(drawn)
    return MeanPicture(torch.linalg.solve(squares, products).float(), names)


def _grid(pictures: Tensor) -> Tensor:
    return adaptive_avg_pool2d(pictures, CELLS).flatten(1).double()


def main() -> None:
    parser = argparse.ArgumentParser(prog="mean_pictures", description="Learn mean pictures.")
    parser.add_argument("--network", type=Path, required=True, help="weights that name what is told apart")
    add_data_options(parser)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    names = read_names(options.network)
    captioned = read_trained_pictures(options)
    pictures = CompositionSet(captioned, names, load_word_table(options.words))
    fit_mean_picture(pictures, names).save(options.out)


if __name__ == "__main__":
    main()

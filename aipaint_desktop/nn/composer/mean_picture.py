"""What pictures of something look like on average: all that can be known of one before any of its noise is gone.

At noise level 1 the best estimate of the clean picture is the mean of those that the words fit, whatever the noise (of
which a network trained on few such levels makes a picture all the same: Lin et al. 2024, Common Diffusion Noise
Schedules and Sample Steps are Flawed). Words and names say it linearly.
"""

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn.functional import interpolate, one_hot

from aipaint_desktop.nn.generative.unet import TEXT_SIZE, Condition
from aipaint_desktop.words.names import Names

CELLS = 8  # a side of the grid of colours that a mean picture consists of


class MeanPicture:
    """Predicts what pictures of something look like on average.

    weight: (`known_size`, 3 · `CELLS`²), from what is asked for to colours in −1..1. names: those it is told.
    """

    def __init__(self, weight: Tensor, names: Names) -> None:
        self._weight = weight
        self._names = names

    def of(self, condition: Condition, height: int, width: int) -> Tensor:
        """Average the pictures that fit each of N conditions: (N, 3, height, width) in about −1..1."""
        colours = known(condition, self._names) @ self._weight.to(condition.text.device)
        grid = colours.view(-1, 3, CELLS, CELLS)
        return interpolate(grid, (height, width), mode="bilinear", align_corners=False)

    def save(self, path: Path) -> None:
        """Write the weight as float16."""
        save_file({"weight": self._weight.half().contiguous()}, path)


def load_mean_picture(path: Path, names: Names) -> MeanPicture:
    """Load a mean picture. Raises `ValueError` where the file does not hold one for these names."""
    try:
        weight = load_file(path)["weight"].float()
        if weight.shape != (known_size(names), 3 * CELLS**2):
            raise ValueError(f"its shape is {tuple(weight.shape)}")
    except (SafetensorError, KeyError, ValueError) as error:
        raise ValueError(f"{path} does not hold mean pictures: {error}") from error
    return MeanPicture(weight, names)


def known_size(names: Names) -> int:
    """Count the numbers that `known` gives for each picture."""
    return TEXT_SIZE + 1 + len(names.genres) + 1 + len(names.movements) + 1


def known(condition: Condition, names: Names) -> Tensor:
    """Write what is known of N pictures as numbers that a linear model takes: (N, `known_size`) float32. Of painters,
    each of whom has few pictures, nothing."""
    parts = [
        condition.text.float(),
        one_hot(condition.genre, 1 + len(names.genres)).float(),
        one_hot(condition.movement, 1 + len(names.movements)).float(),
        (condition.text != 0).any(1, keepdim=True).float(),
    ]
    return torch.cat(parts, 1)

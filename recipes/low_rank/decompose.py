"""The command that gives every convolution of VGG16 but the first a low rank.

`python -m recipes.low_rank.decompose --vgg FILE --pictures DIR [...] -o FILE`

Layer by layer, the inputs are reduced to the directions that count most for what the convolution makes of them, a
smaller convolution is fitted to what the whole one makes of the true inputs, given those that the layers before really
yield, and its outputs are reduced to their principal directions (reduced-rank regression; Zhang et al. 2016, §3,
"asymmetric reconstruction"). All of it is least squares; nothing is trained.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import conv2d, max_pool2d, relu, unfold

from aipaint_desktop.nn.vgg import STYLE_LAYERS, Vgg16
from recipes.pictures.picture_sets import PictureSet, Place, held_out, picture_files, read_colours

RANKS = {
    "1_2": (24, 24),
    "2_1": (24, 40),
    "2_2": (40, 40),
    "3_1": (48, 72),
    "3_2": (80, 80),
    "3_3": (80, 80),
    "4_1": (96, 128),
    "4_2": (128, 128),
    "4_3": (128, 128),
}
"""By convolution: to how many channels its inputs and its outputs are reduced."""
_INDICES = {
    "1_1": 0,
    "1_2": 2,
    "2_1": 5,
    "2_2": 7,
    "3_1": 10,
    "3_2": 12,
    "3_3": 14,
    "4_1": 17,
    "4_2": 19,
    "4_3": 21,
}
_POINTS = 60_000  # that directions are found from
_FITTED = 24  # points of a fit for each of its unknowns, at least
_RIDGE = 1e-5
_LARGEST = 440  # px on the short side of the pictures


@dataclass(frozen=True)
class LowRank:
    """What stands for a convolution: down (r, C_in), small (s, r, 3, 3) with its bias (s,), up (C_out, s) with its bias
    (C_out,)."""

    down: Tensor
    small: Tensor
    small_bias: Tensor
    up: Tensor
    up_bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        x = conv2d(x, self.down[:, :, None, None])
        x = conv2d(x, self.small, self.small_bias, padding=1)
        return conv2d(x, self.up[:, :, None, None], self.up_bias)

    def tensors(self, index: int) -> dict[str, Tensor]:
        """Name the tensors as `Vgg16` reads them, in 16 bit."""
        named = {
            "0.weight": self.down[:, :, None, None],
            "1.weight": self.small,
            "1.bias": self.small_bias,
            "2.weight": self.up[:, :, None, None],
            "2.bias": self.up_bias,
        }
        return {f"features.{index}.{name}": value.half().contiguous() for name, value in named.items()}


def decomposed(
    vgg: Vgg16, pictures: Tensor, ranks: Mapping[str, tuple[int, int]], generator: torch.Generator
) -> dict[str, LowRank]:
    """Fit all layers that have a rank, by the name of their convolution. pictures: (N, 3, H, W) in −1..1."""
    found: dict[str, LowRank] = {}
    true = given = vgg.entered(pictures)
    for name, convolution in vgg.convolutions():
        if name.endswith("_1") and name != "1_1":
            true, given = max_pool2d(true, 2), max_pool2d(given, 2)
        wanted = convolution(true)
        if name in ranks:
            assert isinstance(convolution, nn.Conv2d)
            found[name] = _fitted(convolution.weight, given, wanted, ranks[name], generator)
            given = relu(found[name](given))
        else:
            given = relu(convolution(given))
        true = relu(wanted)
    return found


def _fitted(
    weight: Tensor, given: Tensor, wanted: Tensor, rank: tuple[int, int], generator: torch.Generator
) -> LowRank:
    """given: the inputs that there will be. wanted: the outputs for the true ones."""
    few_in, few_out = rank
    down = _directions(weight, given, few_in, generator)
    seen = unfold(torch.einsum("nchw,rc->nrhw", given, down), 3, padding=1)
    needed = _FITTED * seen.shape[1] // len(seen) + 200
    some = torch.randperm(seen.shape[2], generator=generator)[:needed]
    inputs = seen[..., some].transpose(1, 2).flatten(0, 1)
    outputs = wanted.flatten(2)[..., some].transpose(1, 2).flatten(0, 1)
    inputs = torch.cat([inputs, torch.ones(len(inputs), 1)], 1)
    products = (inputs.T @ inputs).double()
    products += _RIDGE * products.diagonal().mean() * torch.eye(len(products)).double()
    fit = torch.linalg.solve(products, (inputs.T @ outputs).double()).float()
    made = inputs @ fit
    mean = made.mean(0)
    _, directions = torch.linalg.eigh(torch.cov(made.T).double())
    up = directions[:, -few_out:].float()
    small = (fit[:-1] @ up).T.reshape(few_out, few_in, 3, 3)
    return LowRank(down, small, fit[-1] @ up, up, mean - up @ (up.T @ mean))


def _directions(weight: Tensor, given: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """The directions (count, C) of the inputs that count most: where they vary and the convolution looks."""
    points = given.permute(0, 2, 3, 1).flatten(0, 2)
    points = points[torch.randperm(len(points), generator=generator)[:_POINTS]]
    values, vectors = torch.linalg.eigh(torch.cov(points.T).double())
    root = (vectors * values.clamp_min(1e-9).sqrt()) @ vectors.T
    looked_at = torch.einsum("oikl,ojkl->ij", weight, weight).double()
    _, most = torch.linalg.eigh(root @ looked_at @ root)
    basis: Tensor = torch.linalg.qr(root @ most[:, -count:])[0]
    return basis.T.float()


def errors(whole: Vgg16, low: Vgg16, pictures: Tensor) -> dict[str, float]:
    """Compare the features of the style layers: mean squared difference, relative to their variance in a channel."""
    found: dict[str, float] = {}
    wanted, given = whole.features(pictures), low.features(pictures)
    for layer in STYLE_LAYERS:
        apart = (given[layer] - wanted[layer]).square().mean()
        found[layer] = float(apart / wanted[layer].var((0, 2, 3)).mean())
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--pictures", type=Path, nargs="+", required=True, help="folders of pictures")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=96, help="squares that are looked at")
    parser.add_argument("--side", type=int, default=112, help="of these, px")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    generator = torch.Generator().manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    files = [path for folder in options.pictures for path in picture_files(folder)]
    seen, unseen = ([path for path in files if held_out(path.name) == kept] for kept in (False, True))
    with torch.no_grad():
        vgg = Vgg16(options.vgg, last=STYLE_LAYERS[-1])
        found = decomposed(vgg, _squares(seen, options.count, options.side, random), RANKS, generator)
        first = dict(vgg.convolutions())["1_1"].state_dict()
        tensors = {f"features.0.{part}": value.half().contiguous() for part, value in first.items()}
        for name, low in found.items():
            tensors |= low.tensors(_INDICES[name])
        save_file(tensors, options.output)
        low_rank = Vgg16(options.output, last=STYLE_LAYERS[-1])
        for layer, error in errors(vgg, low_rank, _squares(unseen, 32, options.side, random)).items():
            print(f"{layer}: {error:.4f} of the variance is not explained")


def _squares(files: Sequence[Place], count: int, side: int, random: np.random.Generator) -> Tensor:
    """(count, 3, side, side), of pictures at random, their short side at random sizes up to 440 px."""
    some = random.permutation(len(files))[:count]
    pictures = PictureSet([read_colours(files[number]) for number in some], side, _LARGEST)
    return torch.cat([pictures.crop(side, random) for _ in range(count)])


if __name__ == "__main__":
    main()

"""VGG16 as a feature extractor: the eye of the style losses and of the style figures.

Source: Simonyan & Zisserman 2014, the original Caffe weights (conv1_1 to at most conv5_1). Keys are those of
`torchvision.models.vgg16().features`; torchvision itself is not needed.

A file may hold convolutions of low rank instead: on pictures the inputs of a layer, and what it makes of them, lie
near few directions, and between these a far smaller convolution does (Zhang et al. 2016, Accelerating Very Deep
Convolutional Networks). The features are nearly the same, for a sixth of the operations; `recipes/low_rank` makes it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import max_pool2d, relu

STYLE_LAYERS = ("relu1_2", "relu2_2", "relu3_3", "relu4_3")
CONTENT_LAYER = "relu4_2"

_BGR_MEAN = (103.939, 116.779, 123.68)

# (name, index in torchvision's `features`, input channels, output channels); max pooling precedes the
# first convolution of every block but block 1.
_CONVOLUTIONS = (
    ("1_1", 0, 3, 64),
    ("1_2", 2, 64, 64),
    ("2_1", 5, 64, 128),
    ("2_2", 7, 128, 128),
    ("3_1", 10, 128, 256),
    ("3_2", 12, 256, 256),
    ("3_3", 14, 256, 256),
    ("4_1", 17, 256, 512),
    ("4_2", 19, 512, 512),
    ("4_3", 21, 512, 512),
    ("5_1", 24, 512, 512),
)
LOUDNESS = {"relu1_2": 75.0, "relu2_2": 150.0, "relu3_3": 160.0, "relu4_2": 90.0, "relu4_3": 25.0}
"""Mean activations on paintings."""
CHANNELS = {f"relu{name}": channels for name, _, _, channels in _CONVOLUTIONS}
_LOW_RANK = ("0.weight", "1.weight", "1.bias", "2.weight", "2.bias")


class Vgg16(nn.Module):
    """The frozen convolutions of VGG16 up to `last`, the deepest layer that can be asked for.

    path: a safetensors file with the keys `features.<index>.weight` and `.bias`, or `features.<index>.<number>.weight`
    and so on for several convolutions in the place of one; of any float type, kept as float32. Raises `ValueError`
    if the file is not such a file, `OSError` if it cannot be read.
    """

    def __init__(self, path: Path | str, last: str = "relu5_1") -> None:
        super().__init__()
        if last not in CHANNELS:
            raise ValueError(f"VGG16 has no layer {last!r} among {', '.join(CHANNELS)}.")
        depth = list(CHANNELS).index(last) + 1
        self._convolutions = nn.ModuleDict()
        try:
            tensors = load_file(path)
            for name, index, inputs, outputs in _CONVOLUTIONS[:depth]:
                self._convolutions[name] = _convolution(tensors, index, inputs, outputs)
        except (SafetensorError, KeyError, RuntimeError) as error:
            raise ValueError(f"{path} does not hold the weights of VGG16 up to {last}: {error}") from error
        self._mean: Tensor
        self.register_buffer("_mean", torch.tensor(_BGR_MEAN).view(1, 3, 1, 1))
        self.requires_grad_(False).eval()
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def features(
        self, x: Tensor, layers: Sequence[str] = STYLE_LAYERS, check: Callable[[], None] | None = None
    ) -> dict[str, Tensor]:
        """Compute activations after the named ReLUs.

        x: (N, 3, H, W), RGB in −1..1, at least 8 px a side for block 4, of any float type; what is computed is of
        the weights' own. Gradients flow to x.
        check: called after each convolution, on the way forward and on the gradient's way back; what it raises
        to stop comes through.
        Returns (N, C, H / 2^(block − 1), W / 2^(block − 1)) for each layer, in the order of the network;
        nothing beyond the deepest one is computed. Raises `KeyError` for a layer that is not held.
        """
        missing = [layer for layer in layers if layer.removeprefix("relu") not in self._convolutions]
        if missing:
            raise KeyError(f"no layer {missing[0]} in this VGG16")
        found: dict[str, Tensor] = {}
        x = self.entered(x)
        for name, convolution in self.convolutions():
            if len(found) == len(set(layers)):
                break
            if name.endswith("_1") and name != "1_1":
                x = max_pool2d(x, 2)
            x = relu(convolution(x), inplace=True)
            if check is not None:
                check()
                if x.requires_grad:
                    x.register_hook(_calling(check))  # type: ignore[no-untyped-call]
            if f"relu{name}" in layers:
                found[f"relu{name}"] = x
        return found

    def entered(self, x: Tensor) -> Tensor:
        """Give what the first convolution takes of x (N, 3, H, W), RGB in −1..1."""
        x = x.to(self._mean.dtype)
        return (127.5 * x.flip(1) + (127.5 - self._mean)).contiguous(memory_format=torch.channels_last)

    def convolutions(self) -> Iterator[tuple[str, nn.Module]]:
        """List the convolutions in order, by names such as "1_2"; between blocks there is a max pooling by 2."""
        yield from self._convolutions.items()

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Compute the `features` of the style layers."""
        return self.features(x)


def _convolution(tensors: Mapping[str, Tensor], index: int, inputs: int, outputs: int) -> nn.Module:
    """The one with this index, or those that stand for it: to few channels, between these, and back."""
    if f"features.{index}.weight" in tensors:
        convolution: nn.Module = nn.Conv2d(inputs, outputs, 3, padding=1)
        parts = {part: tensors[f"features.{index}.{part}"] for part in ("weight", "bias")}
    else:
        parts = {name: tensors[f"features.{index}.{name}"] for name in _LOW_RANK}
        few_in, few_out = len(parts["0.weight"]), len(parts["1.weight"])
        convolution = nn.Sequential(
            nn.Conv2d(inputs, few_in, 1, bias=False),
            nn.Conv2d(few_in, few_out, 3, padding=1),
            nn.Conv2d(few_out, outputs, 1),
        )
    convolution.load_state_dict(parts)
    return convolution


def _calling(check: Callable[[], None]) -> Callable[[Tensor], None]:
    def hook(_: Tensor) -> None:
        check()

    return hook

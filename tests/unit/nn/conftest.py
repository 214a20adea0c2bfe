"""A VGG16 with random weights, which sees nothing in particular but sees it consistently."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.vgg import Vgg16

_SHAPES = {
    0: (64, 3),
    2: (64, 64),
    5: (128, 64),
    7: (128, 128),
    10: (256, 128),
    12: (256, 256),
    14: (256, 256),
    17: (512, 256),
    19: (512, 512),
    21: (512, 512),
}


@pytest.fixture(scope="session")
def random_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of weights up to conv4_3."""
    generator = torch.Generator().manual_seed(0)
    tensors = {}
    for index, (outputs, inputs) in _SHAPES.items():
        weight = torch.randn(outputs, inputs, 3, 3, generator=generator) * (2 / (9 * inputs)) ** 0.5
        tensors[f"features.{index}.weight"] = weight.half()
        tensors[f"features.{index}.bias"] = torch.zeros(outputs).half()
    path = tmp_path_factory.mktemp("vgg") / "vgg.safetensors"
    save_file(tensors, path)
    return path


@pytest.fixture(scope="session")
def random_vgg(random_weights: Path) -> Vgg16:
    """Up to relu4_3, float32."""
    return Vgg16(random_weights, last="relu4_3")

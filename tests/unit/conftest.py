"""What several rooms' tests need in place of what ships."""

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
def vgg_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A VGG16 up to relu4_3 of random weights: it sees nothing in particular, but tells one texture from another."""
    generator = torch.Generator().manual_seed(0)
    tensors = {}
    for index, (outputs, inputs) in _SHAPES.items():
        weight = torch.randn(outputs, inputs, 3, 3, generator=generator) * (2 / (9 * inputs)) ** 0.5
        tensors[f"features.{index}.weight"] = weight.half()
        tensors[f"features.{index}.bias"] = torch.zeros(outputs).half()
    path = tmp_path_factory.mktemp("vgg") / "vgg16.safetensors"
    save_file(tensors, path)
    return path


@pytest.fixture(scope="session")
def random_vgg(vgg_weights: Path) -> Vgg16:
    """The same, float32."""
    return Vgg16(vgg_weights, last="relu4_3")

"""VGG16: preprocessing, layer shapes, gradients and refusal of wrong files, on small random weights."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.vgg import CHANNELS, STYLE_LAYERS, Vgg16


def test_layers_have_their_channels_and_halve_with_every_block(vgg_weights: Path) -> None:
    found = Vgg16(vgg_weights, last="relu3_3").features(torch.zeros(2, 3, 32, 48), STYLE_LAYERS[:3])
    assert list(found) == ["relu1_2", "relu2_2", "relu3_3"]
    for halvings, (layer, activation) in enumerate(found.items()):
        assert activation.shape == (2, CHANNELS[layer], 32 >> halvings, 48 >> halvings)
        assert activation.min() >= 0


def test_input_becomes_bgr_minus_the_caffe_means(tmp_path: Path) -> None:
    weight = torch.zeros(64, 3, 3, 3)
    for channel in range(3):
        weight[channel, channel, 1, 1] = 1  # pass each input channel through
    path = tmp_path / "vgg.safetensors"
    save_file({"features.0.weight": weight, "features.0.bias": torch.zeros(64)}, path)
    red, green, blue = 200.0, 150.0, 120.0
    x = (torch.tensor([red, green, blue]) / 127.5 - 1).view(1, 3, 1, 1).expand(1, 3, 8, 8)
    passed = Vgg16(path, last="relu1_1").features(x, ["relu1_1"])["relu1_1"][0, :3, 4, 4]
    assert torch.allclose(passed, torch.tensor([blue - 103.939, green - 116.779, red - 123.68]), atol=1e-3)


def test_gradient_reaches_the_picture_but_not_the_weights(vgg_weights: Path) -> None:
    vgg = Vgg16(vgg_weights, last="relu2_2")
    x = torch.rand(1, 3, 16, 16).requires_grad_()
    vgg.features(x, ["relu1_2", "relu2_2"])["relu2_2"].square().mean().backward()
    assert x.grad is not None
    assert x.grad.abs().sum() > 0
    assert all(parameter.grad is None for parameter in vgg.parameters())


def test_intermediate_layers_do_not_depend_on_what_else_is_asked(vgg_weights: Path) -> None:
    vgg = Vgg16(vgg_weights, last="relu3_3")
    x = torch.rand(1, 3, 16, 16) * 2 - 1
    alone = vgg.features(x, ["relu1_2"])["relu1_2"]
    together = vgg.features(x, ["relu1_1", "relu1_2", "relu3_1"])["relu1_2"]
    assert torch.equal(alone, together)


def test_a_file_without_the_deeper_layers_is_refused(vgg_weights: Path) -> None:
    with pytest.raises(ValueError, match="does not hold the weights of VGG16 up to relu5_1"):
        Vgg16(vgg_weights, last="relu5_1")


def test_a_file_that_is_no_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.safetensors"
    path.write_bytes(b"not weights")
    with pytest.raises(ValueError, match="does not hold"):
        Vgg16(path)


def test_an_unknown_layer_is_refused(vgg_weights: Path) -> None:
    with pytest.raises(KeyError, match="relu5_1"):
        Vgg16(vgg_weights, last="relu3_3").features(torch.zeros(1, 3, 16, 16), ["relu5_1"])
    with pytest.raises(ValueError, match="relu9_9"):
        Vgg16(vgg_weights, last="relu9_9")

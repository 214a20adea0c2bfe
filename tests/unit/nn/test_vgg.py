"""VGG16: preprocessing, layer shapes, gradients and refusal of wrong files, on small random weights."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.vgg import CHANNELS, STYLE_LAYERS, Vgg16
from aipaint_desktop.paths import models, resources
from recipes.pictures.picture_sets import read_at

_FIRST = {"weight": (3, 3, 3), "bias": ()}


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


def test_convolutions_of_low_rank_see_what_their_product_sees(tmp_path: Path) -> None:
    generator = torch.Generator().manual_seed(0)
    low = {f"features.0.{part}": torch.randn(64, *rest, generator=generator) for part, rest in _FIRST.items()}
    down, up = torch.randn(5, 64, generator=generator), torch.randn(64, 7, generator=generator)
    small, bias = torch.randn(7, 5, 3, 3, generator=generator), torch.randn(7, generator=generator)
    whole = {
        **low,
        "features.2.weight": torch.einsum("os,srij,rc->ocij", up, small, down).contiguous(),
        "features.2.bias": up @ bias + 2.0,
    }
    low |= {
        "features.2.0.weight": down[:, :, None, None],
        "features.2.1.weight": small,
        "features.2.1.bias": bias,
        "features.2.2.weight": up[:, :, None, None],
        "features.2.2.bias": torch.full((64,), 2.0),
    }
    x = torch.rand(1, 3, 16, 24, generator=generator) * 2 - 1
    found = []
    for name, tensors in (("whole", whole), ("low", low)):
        save_file(tensors, tmp_path / f"{name}.safetensors")
        vgg = Vgg16(tmp_path / f"{name}.safetensors", last="relu1_2")
        found.append(vgg.features(x, ["relu1_2"])["relu1_2"])
    assert torch.allclose(*found, rtol=1e-3, atol=1e-3 * found[0].abs().max().item())


def test_the_low_rank_that_ships_sees_nearly_what_vgg16_sees() -> None:
    picture = read_at(resources() / "references" / "wave-print.jpg", 192)
    whole, low = (
        Vgg16(models() / name / f"{name}.safetensors", last="relu4_3").features(picture)
        for name in ("vgg16", "vgg16-low-rank")
    )
    for layer, most in {"relu1_2": 0.01, "relu2_2": 0.08, "relu3_3": 0.2, "relu4_3": 0.5}.items():
        apart = (low[layer] - whole[layer]).square().mean() / whole[layer].var((0, 2, 3)).mean()
        assert apart < most


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

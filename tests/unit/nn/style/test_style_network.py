"""The style network: shapes, identity at strength 0, palette, blending, tiles, gradients and bad weights."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from aipaint_desktop.nn.palette import Palette, colour_moments, palette
from aipaint_desktop.nn.style.network import (
    Moments,
    StyleCode,
    StyleNetwork,
    channel_moments,
    load_style_network,
    noise_field,
)


@pytest.fixture
def network() -> StyleNetwork:
    torch.manual_seed(0)
    network = StyleNetwork(channels=16, blocks=1)
    with torch.no_grad():  # an untrained network paints nothing; give it something to paint
        network.paint.weight.normal_(std=0.05)
    return network.requires_grad_(False)


def code_of(network: StyleNetwork, count: int = 1, seed: int = 1) -> StyleCode:
    generator = torch.Generator().manual_seed(seed)
    pictures = torch.rand(count, 3, 16, 16, generator=generator) * 2 - 1
    return network.encode(
        torch.rand(count, len(network.statistics_mean), generator=generator), palette(pictures)
    )


def photos(count: int = 1, height: int = 40, width: int = 48) -> Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(2)) * 2 - 1


@pytest.mark.parametrize(("height", "width"), [(16, 16), (40, 48), (33, 51)])
def test_result_has_the_size_of_the_picture(network: StyleNetwork, height: int, width: int) -> None:
    assert network(photos(2, height, width), code_of(network)).shape == (2, 3, height, width)


def test_strength_zero_gives_the_picture_itself(network: StyleNetwork) -> None:
    x = photos(1, 33, 51)
    assert torch.allclose(network(x, code_of(network), 0.0), x, atol=1e-6)
    assert (network(x, code_of(network), 1.0) - x).abs().mean() > 0.05


def test_strength_may_differ_within_a_batch(network: StyleNetwork) -> None:
    x, code = photos(2), code_of(network, 2)
    together = network(x, code, torch.tensor([0.0, 0.7]))
    assert torch.allclose(together[:1], x[:1], atol=1e-6)
    second = StyleCode(code.manner[1:], code.palette.each(lambda values: values[1:]))
    assert torch.allclose(together[1:], network(x[1:], second, 0.7), atol=1e-4)


def test_an_untrained_network_moves_the_palette_onto_the_references() -> None:
    network = StyleNetwork(channels=16, blocks=1).requires_grad_(False)
    down, across = torch.meshgrid(torch.linspace(-1, 1, 256), torch.linspace(-1, 1, 256), indexing="ij")
    slopes = torch.stack([down, across, down * across])[None]  # broad colours are all there is
    wanted_mean = torch.tensor([[0.3, -0.1, 0.0]])
    wanted_covariance = torch.tensor([[[0.02, 0.01, 0.0], [0.01, 0.03, 0.0], [0.0, 0.0, 0.01]]])
    wanted = Palette(wanted_mean, wanted_covariance, palette(slopes).detail)
    painted = network(slopes, network.encode(torch.zeros(1, len(network.statistics_mean)), wanted))
    mean, covariance = colour_moments(painted)
    assert torch.allclose(mean, wanted_mean, atol=1e-3)
    assert torch.allclose(covariance, wanted_covariance, atol=1e-3)


def test_a_flat_picture_and_a_flat_reference_stay_finite(network: StyleNetwork) -> None:
    flat = torch.full((1, 3, 32, 32), 0.5)
    assert torch.isfinite(
        network(flat, network.encode(torch.zeros(1, len(network.statistics_mean)), palette(flat)))
    ).all()


def test_blend_is_the_weighted_mean_and_refuses_bad_weights(network: StyleNetwork) -> None:
    codes = code_of(network, 2)
    blend = codes.blend([3, 1])
    assert torch.allclose(blend.manner, 0.75 * codes.manner[:1] + 0.25 * codes.manner[1:])
    assert torch.allclose(codes.blend([0, 5]).palette.mean, codes.palette.mean[1:])
    for weights in ([1.0], [0.0, 0.0], [2.0, -1.0]):
        with pytest.raises(ValueError, match="no weights for 2 references"):
            codes.blend(weights)


def test_tiles_with_replayed_moments_agree_with_the_whole(network: StyleNetwork) -> None:
    x, code = photos(1, 192, 192), code_of(network)
    moments = Moments()
    whole = network(x, code, moments=moments)
    noise = noise_field(192, 192)[..., 8:, 8:]
    tile = network(x[..., 64:, 64:], code, moments=moments.replay(), noise=noise)
    margin = 64  # wider than the network sees across a tile's border
    assert torch.allclose(tile[..., margin:, margin:], whole[..., 64 + margin :, 64 + margin :], atol=1e-4)
    alone = network(x[..., 64:, 64:], code)
    assert (alone - whole[..., 64:, 64:]).abs()[..., margin:, margin:].max() > 1e-3


def test_lower_precision_paints_nearly_the_same(network: StyleNetwork) -> None:
    x, code = photos(), code_of(network)
    exact = network(x, code)
    coarse = network.paint_in(torch.bfloat16)(x, code_of(network))
    assert coarse.dtype == torch.float32
    assert 0 < (coarse - exact).abs().mean() < 0.02


def test_gradient_reaches_every_parameter() -> None:
    torch.manual_seed(0)
    network = StyleNetwork(channels=16, blocks=1)
    torch.nn.init.normal_(network.paint.weight, std=0.05)
    network(photos(), code_of(network)).square().mean().backward()
    silent = [
        name for name, value in network.named_parameters() if value.grad is None or not value.grad.any()
    ]
    assert silent == []


def test_noise_is_always_the_same_and_turns_flat_areas_into_paint(network: StyleNetwork) -> None:
    flat = torch.full((1, 3, 64, 64), 0.25)
    code = code_of(network)
    first, second = network(flat, code), network(flat, code)
    assert torch.equal(first, second)
    cells = first.unfold(2, 8, 8).unfold(3, 8, 8).flatten(2, 3)
    assert cells.std(2).mean() > 1e-3  # no 8 px cell is a copy of the next


def test_channel_moments_are_known() -> None:
    x = torch.tensor([1.0, 3.0]).view(1, 1, 1, 2)
    mean, deviation = channel_moments(torch.cat([x, 10 * x], 1))
    assert torch.allclose(mean, torch.tensor([[2.0, 20.0]]))
    assert torch.allclose(deviation, torch.tensor([[1.0, 10.0]]))


def test_loading_restores_the_network_and_refuses_others(tmp_path: Path) -> None:
    network = StyleNetwork()
    path = tmp_path / "style.safetensors"
    save_file({name: value.half() for name, value in network.state_dict().items()}, path)
    loaded = load_style_network(path)
    assert torch.equal(loaded.stem.weight, network.stem.weight.half().float())
    save_file({"stem.weight": torch.zeros(1)}, path)
    with pytest.raises(ValueError, match="does not hold the weights of the style network"):
        load_style_network(path)

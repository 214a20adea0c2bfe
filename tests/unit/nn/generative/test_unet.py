"""The composer's network: shapes, what it depends on, gradients, and its file."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.composer.size import composition_size
from aipaint_desktop.nn.generative.unet import (
    Condition,
    UNet,
    load_unet,
    save_unet,
    unet_of,
    without_names,
)
from aipaint_desktop.words.names import Names

NAMES = Names(("landscape", "portrait"), ("baroque",), ("frans hals", "claude monet"))


@pytest.fixture
def network() -> UNet:
    torch.manual_seed(0)
    network = UNet(NAMES, channels=(16, 32, 64), blocks=(1, 1, 1))
    with torch.no_grad():  # an untrained network estimates nothing; give it something to say
        for value in network.parameters():
            if not value.any():
                value.normal_(std=0.05)
    return network


def noisy(count: int = 2, height: int = 32, width: int = 32) -> torch.Tensor:
    return torch.randn(count, 3, height, width, generator=torch.Generator().manual_seed(1))


def condition(count: int = 2, genre: int = 0, text: float = 0.0) -> Condition:
    nothing = Condition.nothing(count)
    return Condition(nothing.text + text, nothing.genre + genre, nothing.movement, nothing.artist)


@pytest.mark.parametrize(("height", "width"), [(32, 32), (24, 40), (8, 16)])
def test_velocity_has_the_size_of_the_picture(network: UNet, height: int, width: int) -> None:
    x = noisy(2, height, width)
    found = network(x, torch.full((2,), 0.5), condition())
    assert found.shape == x.shape
    assert found.dtype == torch.float32


def test_an_untrained_network_estimates_nothing() -> None:
    network = UNet(NAMES, channels=(16, 32, 64), blocks=(1, 1, 1))
    assert not network(noisy(), torch.full((2,), 0.5), condition()).any()


@pytest.mark.parametrize(
    ("t", "other"), [(0.1, condition()), (0.5, condition(genre=1)), (0.5, condition(text=1.0))]
)
def test_the_estimate_depends_on_noise_level_and_condition(network: UNet, t: float, other: Condition) -> None:
    plain = network(noisy(), torch.full((2,), 0.5), condition())
    changed = network(noisy(), torch.full((2,), t), other)
    assert (plain - changed).abs().mean() > 1e-4


def test_pictures_of_a_batch_do_not_mix(network: UNet) -> None:
    x, t = noisy(), torch.tensor([0.2, 0.9])
    both = network(x, t, condition(genre=1))
    alone = network(x[1:], t[1:], condition(1, genre=1))
    assert torch.allclose(both[1:], alone, atol=1e-5)


def test_a_position_knows_where_it_is_in_the_picture(network: UNet) -> None:
    """Without that, the middle of a flat picture would look alike everywhere."""
    flat = network(torch.zeros(1, 3, 160, 16), torch.ones(1), condition(1))
    apart = (flat[..., 56:72, :] - flat[..., 88:104, :]).abs().max()
    torch.nn.init.zeros_(network.middle.place.weight)
    flat = network(torch.zeros(1, 3, 160, 16), torch.ones(1), condition(1))
    assert apart > 10 * (flat[..., 56:72, :] - flat[..., 88:104, :]).abs().max()


def test_gradient_reaches_every_parameter(network: UNet) -> None:
    wish = Condition(torch.randn(2, 128), *(torch.tensor([0, 1]) for _ in range(3)))
    network(noisy(), torch.tensor([0.2, 0.9]), wish).square().mean().backward()
    silent = [
        name for name, value in network.named_parameters() if value.grad is None or not value.grad.any()
    ]
    assert silent == []


def test_conditions_repeat_and_join_in_order() -> None:
    first, second = condition(1, genre=1), condition(1, genre=2, text=1.0)
    joined = first.join(second).repeat(2)
    assert joined.genre.tolist() == [1, 1, 2, 2]
    assert joined.text[:, 0].tolist() == [0, 0, 1, 1]


def test_names_have_numbers_and_nothing_is_any() -> None:
    assert (NAMES.genre("portrait"), NAMES.movement("baroque"), NAMES.artist("")) == (2, 1, 0)
    with pytest.raises(ValueError, match="not in"):
        NAMES.movement("cubism")


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(512, 512, (64, 64)), (640, 512, (56, 72)), (512, 900, (88, 48)), (4000, 100, (48, 88))],
)
def test_compositions_have_the_shape_of_the_picture(width: int, height: int, size: tuple[int, int]) -> None:
    assert composition_size(width, height) == size


def test_a_file_restores_network_and_names(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = UNet(NAMES)
    torch.nn.init.normal_(network.leave.weight)
    save_unet(network, tmp_path / "composer.safetensors")
    loaded = load_unet(tmp_path / "composer.safetensors")
    assert loaded.names == NAMES
    assert torch.allclose(loaded.leave.weight, network.leave.weight, atol=1e-2)
    assert not any(value.requires_grad for value in loaded.parameters())


def test_other_files_are_refused(tmp_path: Path) -> None:
    other, damaged = tmp_path / "other.safetensors", tmp_path / "damaged.safetensors"
    save_file({"weight": torch.zeros(1)}, other)
    damaged.write_bytes(b"\xff" * 100)
    for path in (other, damaged):
        with pytest.raises(ValueError, match=r"does not hold the weights of the composer"):
            load_unet(path)


def test_without_names_it_estimates_what_it_did_for_any_picture(network: UNet) -> None:
    alone = without_names(network)
    assert alone.names == Names((), (), ())
    t = torch.tensor([0.3, 0.8])
    assert torch.allclose(alone(noisy(), t, condition()), network(noisy(), t, condition()), atol=1e-5)


def test_a_network_takes_the_shape_of_its_weights() -> None:
    wanted = UNet(Names((), (), ()), channels=(32, 64, 128), blocks=(1, 2, 3)).state_dict()
    assert unet_of(wanted).state_dict().keys() == wanted.keys()
    del wanted["middle.blocks.2.out.bias"]
    with pytest.raises(ValueError, match="U-Net without names"):
        unet_of(wanted)

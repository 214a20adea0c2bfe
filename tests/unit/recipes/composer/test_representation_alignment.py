"""The U-Net's middle learns to say what VGG16 sees."""

from pathlib import Path

import torch

from aipaint_desktop.nn.generative.unet import Condition, UNet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.words.names import Names
from recipes.composer.representation_alignment import LAYER, SeeingUNet, Sight, misalignment


def pictures(count: int, height: int = 32, width: int = 40) -> torch.Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(1)) * 2 - 1


def test_sight_is_standard_for_the_examples(vgg_weights: Path) -> None:
    examples = [pictures(4), pictures(2, 48, 32)]
    seen = Sight(Vgg16(vgg_weights, LAYER), examples)
    found = torch.cat([seen.of(batch).flatten(0, 1) for batch in examples])
    assert found.mean(0).abs().max() < 1e-3
    assert (found.std(0) <= 1).all()
    assert seen.of(pictures(3)).shape == (3, 4 * 5, 512)


def test_the_middle_learns_what_is_seen(vgg_weights: Path) -> None:
    clean = pictures(2)
    seen = Sight(Vgg16(vgg_weights, LAYER), [clean]).of(clean)
    torch.manual_seed(0)
    network = SeeingUNet(UNet(Names(("landscape",), (), ()), channels=(16, 32, 64), blocks=(1, 1, 2)))
    optimiser = torch.optim.Adam(network.parameters(), 3e-3)
    found = []
    for _ in range(30):
        velocity, told = network(clean, torch.zeros(2), Condition.nothing(2))
        found.append(misalignment(told, seen).mean())
        optimiser.zero_grad()
        found[-1].backward()
        optimiser.step()
    assert velocity.shape == clean.shape
    assert abs(found[0].item() - 1) < 0.2
    assert found[-1] < 0.5


def test_misalignment_is_0_where_directions_agree_and_2_where_they_oppose() -> None:
    x = torch.randn(2, 3, 5, generator=torch.Generator().manual_seed(0))
    signs = torch.tensor([1.0, -1.0]).view(2, 1, 1)
    assert torch.allclose(misalignment(x, 3 * signs * x), torch.tensor([0.0, 2.0]), atol=1e-5)

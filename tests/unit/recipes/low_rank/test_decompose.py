"""VGG16 of low rank: with all directions what VGG16 sees, with few of them nearly, and a file that `Vgg16` reads."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from aipaint_desktop.nn.vgg import Vgg16
from recipes.low_rank import decompose
from recipes.low_rank.decompose import LowRank, decomposed


@pytest.fixture(scope="module")
def pictures() -> torch.Tensor:
    """Smooth ones, of which little more has to be known than what a few directions say."""
    coarse = torch.rand(12, 3, 6, 6, generator=torch.Generator().manual_seed(0)) * 2 - 1
    return torch.nn.functional.interpolate(coarse, (32, 32), mode="bilinear")


def apart(vgg: Vgg16, found: dict[str, LowRank], pictures: torch.Tensor) -> float:
    """At relu2_1, relative to the variance."""
    first, second = found["1_2"], found["2_1"]
    x = torch.relu(dict(vgg.convolutions())["1_1"](vgg.entered(pictures)))
    given = torch.relu(second(torch.nn.functional.max_pool2d(torch.relu(first(x)), 2)))
    wanted = vgg.features(pictures, ["relu2_1"])["relu2_1"]
    return float((given - wanted).square().mean() / wanted.var((0, 2, 3)).mean())


def test_fewer_directions_are_further_from_the_whole_and_all_of_them_are_it(
    vgg_weights: Path, pictures: torch.Tensor
) -> None:
    vgg = Vgg16(vgg_weights, last="relu2_1")
    found = []
    with torch.no_grad():
        for ranks in ({"1_2": (64, 64), "2_1": (64, 128)}, {"1_2": (16, 16), "2_1": (16, 24)}):
            low = decomposed(vgg, pictures, ranks, torch.Generator().manual_seed(0))
            found.append(apart(vgg, low, pictures))
    assert found[0] < 1e-3 < found[1] < 0.2


def test_the_command_writes_what_vgg16_is_read_from(
    vgg_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(40):  # so that some are held out
        pixels = np.random.default_rng(number).integers(0, 256, (48, 56, 3), np.uint8)
        Image.fromarray(pixels).resize((140, 120)).save(tmp_path / f"{number}.png")
    few = dict.fromkeys(decompose.RANKS, (4, 6))
    monkeypatch.setattr(decompose, "RANKS", few)
    output = tmp_path / "low.safetensors"
    arguments = ["--vgg", str(vgg_weights), "--pictures", str(tmp_path), "-o", str(output)]
    decompose.main([*arguments, "--count", "4", "--side", "32"])
    assert capsys.readouterr().out.count("of the variance is not explained") == 4
    low = Vgg16(output, last="relu4_3")
    assert low.features(torch.zeros(1, 3, 32, 32))["relu4_3"].shape == (1, 512, 4, 4)


def test_tensors_are_named_as_they_are_read(tmp_path: Path) -> None:
    low = LowRank(
        torch.ones(2, 64), torch.ones(3, 2, 3, 3), torch.zeros(3), torch.ones(64, 3), torch.zeros(64)
    )
    first = {"features.0.weight": torch.ones(64, 3, 3, 3), "features.0.bias": torch.zeros(64)}
    save_file(first | low.tensors(2), tmp_path / "vgg.safetensors")
    vgg = Vgg16(tmp_path / "vgg.safetensors", last="relu1_2")
    x = torch.rand(1, 64, 8, 8)
    assert torch.allclose(dict(vgg.convolutions())["1_2"](x), low(x), rtol=1e-3)

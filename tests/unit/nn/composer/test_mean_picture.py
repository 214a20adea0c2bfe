"""Mean pictures: words and names say them, sampling begins with them, and files that hold none are refused."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.composer.mean_picture import CELLS, MeanPicture, known_size, load_mean_picture
from aipaint_desktop.nn.generative.flow_matching import sample
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.words.names import Names

NAMES = Names(("landscape", "portrait"), ("baroque",), ("claude monet",))


def bright_landscapes() -> MeanPicture:
    """Of landscapes 0.4, of all else 0."""
    weight = torch.zeros(known_size(NAMES), 3 * CELLS**2)
    weight[128 + 1] = 0.4
    return MeanPicture(weight, NAMES)


def of_genre(number: int, count: int = 1) -> Condition:
    nothing = Condition.nothing(count)
    return Condition(nothing.text, nothing.genre + number, nothing.movement, nothing.artist)


class Silent:
    """A network that finds nothing to change; keeps the noise levels that it is asked about."""

    def __init__(self) -> None:
        self.levels: list[float] = []

    def __call__(self, x: torch.Tensor, t: torch.Tensor, _: Condition) -> torch.Tensor:
        self.levels.append(t[0].item())
        return torch.zeros_like(x)


def test_a_mean_picture_has_the_size_that_is_asked_for() -> None:
    found = bright_landscapes().of(of_genre(1).join(of_genre(2)), 48, 80)
    assert found.shape == (2, 3, 48, 80)
    assert found[0].mean().item() == pytest.approx(0.4)
    assert not found[1].any()


def test_sampling_begins_with_one_instead_of_asking_the_network() -> None:
    network = Silent()
    noise = torch.randn(1, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    first = bright_landscapes().of(of_genre(1), 16, 16)
    steps = sample(network, of_genre(1), noise, [1, 0.5, 0], 2.0, first=first)  # type: ignore[arg-type]
    assert torch.allclose(next(steps).clean, torch.full_like(first, 0.4))  # whatever the guidance
    assert network.levels == []
    next(steps)
    assert network.levels == [0.5]


def test_from_a_picture_the_network_is_asked_from_the_first_step_on() -> None:
    network = Silent()
    start = torch.zeros(1, 3, 16, 16)
    next(
        sample(
            network,  # type: ignore[arg-type]
            of_genre(1),
            torch.zeros(1, 3, 16, 16),
            [0.9, 0],
            start=start,
            first=torch.zeros(1, 3, 16, 16),
        )
    )
    assert network.levels == pytest.approx([0.9])


def test_it_is_kept_in_a_file(tmp_path: Path) -> None:
    bright_landscapes().save(tmp_path / "means.safetensors")
    again = load_mean_picture(tmp_path / "means.safetensors", NAMES)
    assert again.of(of_genre(1), 8, 8).mean().item() == pytest.approx(0.4, abs=1e-3)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "means.safetensors"
    for weights in ({"weight": torch.zeros(3, 4)}, {"other": torch.zeros(3)}):
        save_file(weights, path)
        with pytest.raises(ValueError, match="does not hold mean pictures"):
            load_mean_picture(path, NAMES)
    path.write_bytes(b"no safetensors")
    with pytest.raises(ValueError, match="does not hold mean pictures"):
        load_mean_picture(path, NAMES)

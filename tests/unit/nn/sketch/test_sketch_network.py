"""The sketch network: any size, codes that count, verdicts that learn, and its files."""

from pathlib import Path

import pytest
import torch

from aipaint_desktop.nn.sketch.network import (
    JUDGED_LAYERS,
    SketchDiscriminator,
    SketchNetwork,
    load_sketch_network,
    save_sketch_network,
    sketch_noise,
)
from aipaint_desktop.nn.vgg import CHANNELS
from aipaint_desktop.words.names import Names

NAMES = Names(("landscape", "portrait"), ("impressionism",), ())
ANY = torch.zeros(1, dtype=torch.int64)


@pytest.fixture(scope="module")
def network() -> SketchNetwork:
    torch.manual_seed(0)
    return SketchNetwork(NAMES).eval()


def _drawing(height: int, width: int, seed: int = 0) -> torch.Tensor:
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed)) * 2 - 1


@pytest.mark.parametrize(("height", "width"), [(32, 32), (33, 70), (5, 100), (1, 1)])
@torch.no_grad()
def test_any_size_is_painted(network: SketchNetwork, height: int, width: int) -> None:
    painted = network(_drawing(height, width), network.ask(ANY, ANY))
    assert painted.shape == (1, 3, height, width)
    assert torch.isfinite(painted).all()


@torch.no_grad()
def test_what_is_asked_for_and_what_is_drawn_both_count(network: SketchNetwork) -> None:
    drawing, anything = _drawing(32, 32), network.ask(ANY, ANY)
    painted = network(drawing, anything)
    statistics = torch.rand(1, len(network.statistics_mean))
    for code in (network.ask(ANY + 1, ANY), network.ask(ANY, ANY + 1), network.read(statistics)):
        assert code.square().mean() == pytest.approx(1, rel=0.01)
        assert (network(drawing, code) - painted).abs().mean() > 1e-4
    assert (network(_drawing(32, 32, seed=1), anything) - painted).abs().mean() > 1e-3


@torch.no_grad()
def test_blank_paper_becomes_paint_that_repeats_with_its_seed_and_not_in_itself(
    network: SketchNetwork,
) -> None:
    paper, code = torch.ones(1, 3, 64, 64), network.ask(ANY, ANY)
    first, again, other = (network(paper, code, sketch_noise(64, 64, seed)) for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert (first - other).abs().mean() > 1e-3
    assert (first[..., :32] - first[..., 32:]).abs().mean() > 1e-3


def test_the_discriminator_learns_to_tell_paintings_apart() -> None:
    torch.manual_seed(0)
    judge = SketchDiscriminator()
    optimiser = torch.optim.Adam(judge.parameters(), 1e-3)
    drawing = _drawing(64, 64)
    sizes = dict(zip(JUDGED_LAYERS, (16, 8, 4), strict=True))
    seen = {
        name: {
            layer: 100 * torch.rand(1, CHANNELS[layer], side, side) ** power for layer, side in sizes.items()
        }
        for name, power in (("real", 1), ("made", 3))
    }
    for _ in range(6):
        loss = judge(seen["made"], drawing).mean() - judge(seen["real"], drawing).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert judge(seen["real"], drawing).mean() > judge(seen["made"], drawing).mean()


@torch.no_grad()
def test_files_restore_the_network_and_others_are_refused(network: SketchNetwork, tmp_path: Path) -> None:
    path = tmp_path / "sketch.safetensors"
    save_sketch_network(network, path)
    loaded = load_sketch_network(path)
    assert loaded.names == NAMES
    drawing = _drawing(32, 32)
    again = loaded(drawing, loaded.ask(ANY, ANY))
    assert torch.allclose(again, network(drawing, network.ask(ANY, ANY)), atol=0.02)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ValueError, match="does not hold the weights of the sketch network"):
        load_sketch_network(path)

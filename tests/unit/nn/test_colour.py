import pytest
import torch

from aipaint_desktop.nn.colour import lab_to_srgb, palette, srgb_to_lab, transport


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((255, 255, 255), (100.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
        ((255, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 0, 255), (32.30, 79.19, -107.86)),
    ],
)
def test_lab_of_known_colours(rgb: tuple[int, int, int], lab: tuple[float, float, float]) -> None:
    found = srgb_to_lab(torch.tensor(rgb) / 127.5 - 1)
    assert found.tolist() == pytest.approx(lab, abs=0.05)


def test_lab_and_back() -> None:
    colours = torch.rand(500, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1
    assert torch.allclose(lab_to_srgb(srgb_to_lab(colours)), colours, atol=1e-3)


def test_palette_finds_flat_colours_and_their_masses() -> None:
    colours = torch.tensor([[0.0, 0, 0]] * 30 + [[50.0, 10, 0]] * 60 + [[90.0, 0, 40]] * 10)
    centres, masses = palette(colours, 8, torch.Generator().manual_seed(0))
    found = {
        tuple(round(v) for v in c): round(float(m), 2) for c, m in zip(centres.tolist(), masses, strict=True)
    }
    assert found == {(0, 0, 0): 0.3, (50, 10, 0): 0.6, (90, 0, 40): 0.1}


def test_balanced_transport_keeps_both_marginals_and_prefers_what_is_near() -> None:
    cost = torch.tensor([[0.0, 9.0], [9.0, 0.0]])
    source, target = torch.tensor([0.7, 0.3]), torch.tensor([0.5, 0.5])
    plan, _ = transport(cost, source, target, entropy=0.2)
    assert torch.allclose(plan.sum(1), source, atol=1e-4)
    assert torch.allclose(plan.sum(0), target, atol=1e-3)
    assert torch.allclose(plan, torch.tensor([[0.5, 0.2], [0.0, 0.3]]), atol=1e-3)

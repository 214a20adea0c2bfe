"""Which parts of the references a sketch's colours stand for."""

from dataclasses import dataclass

import torch
from torch import Tensor

from aipaint_desktop.nn.colour import lab_to_srgb, palette, srgb_to_lab, transport
from aipaint_desktop.nn.resize import gaussian_blur, resize

_SIDE = 96
_SQUINT = _SIDE / 48
_COLOURS = 16
_LAB_SCALE = 50.0


@dataclass(frozen=True)
class Correspondence:
    """moved: (1, 3, H, W) the sketch in the references' colours, −1..1.
    guide: (1, 3, H, W) the sketch in its own colours. reference_guides: (1, 3, h, w) for each reference at a
    small size, the colours of the sketch that each place stands for. Guides are Lab over 50.
    """

    moved: Tensor
    guide: Tensor
    reference_guides: list[Tensor]


def correspond(
    sketch: Tensor,
    references: list[Tensor],
    generator: torch.Generator,
    *,
    lightness: float = 2.0,
    place: float = 0.3,
    entropy: float = 8.0,
    relaxation: float = float("inf"),
) -> Correspondence:
    """Optimal transport between the colours of a sketch and of the references seen squinting.

    The plan says which reference colours each sketch colour becomes, and painted back onto the references in
    sketch colours it is the label map of image analogies (Hertzmann et al. 2001, texture by numbers).
    sketch, references: (1, 3, h, w) in −1..1. lightness: how much more a difference in lightness costs than one in hue.
    place: cost of a difference in height within the picture, so that skies prefer skies.
    """
    scale = torch.tensor([lightness, 1.0, 1.0, place], device=sketch.device)

    def squint(image: Tensor) -> Tensor:
        factor = _SIDE / min(image.shape[-2:])
        return resize(image, *(round(side * factor) for side in image.shape[-2:]))

    def describe(image: Tensor) -> Tensor:
        lab = srgb_to_lab(image[0].permute(1, 2, 0))
        down = torch.linspace(0, 100, lab.shape[0], device=lab.device)[:, None, None].expand(
            *lab.shape[:2], 1
        )
        return torch.cat([lab, down], -1).flatten(0, 1) * scale

    centres, masses = palette(describe(squint(sketch)), _COLOURS, generator)
    small = [gaussian_blur(squint(reference), _SQUINT) for reference in references]
    described = torch.cat([describe(reference) for reference in small])
    uniform = torch.full((len(described),), 1 / len(described), device=described.device)
    plan = transport(torch.cdist(centres, described) ** 2, masses, uniform, entropy, relaxation)
    sketch_colours = centres[:, :3] / scale[:3]
    becomes = (plan @ described[:, :3]) / plan.sum(1, keepdim=True) / scale[:3]
    stands_for = (plan / plan.sum(0).clamp(min=1e-12)).T @ sketch_colours / _LAB_SCALE
    guides, at = [], 0
    for reference in small:
        height, width = reference.shape[-2:]
        guides.append(stands_for[at : at + height * width].T.reshape(1, 3, height, width))
        at += height * width

    height, width = sketch.shape[-2:]
    belongs = torch.softmax(-(torch.cdist(describe(sketch), centres) ** 2) / (2 * 6.0**2), 1)
    moved = lab_to_srgb(belongs @ becomes).T.reshape(1, 3, height, width)
    guide = (belongs @ sketch_colours / _LAB_SCALE).T.reshape(1, 3, height, width)
    return Correspondence(moved, guide, guides)

"""Which parts of the references a sketch's colours stand for."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from aipaint_desktop.nn.colour import lab_to_srgb, palette, srgb_to_lab, transport
from aipaint_desktop.nn.resize import gaussian_blur, resize

_SIDE = 96
_SQUINT = _SIDE / 48
_COLOURS = 16
_SAMPLES = 1500
_SHARPNESS = 4.0
_LAB_SCALE = 50.0
_COUNTERCHANGE_WIDTH = 1 / 16  # of the short side


@dataclass(frozen=True)
class Correspondence:
    """Says what each place of a sketch and of its references stands for.

    moved: (1, 3, H, W) the sketch in the references' colours, −1..1. guide: (1, 6, H, W) the sketch in its own colours
    and, less weighty, in the references'. reference_guides: (1, 6, h, w) for each reference at a small size, the
    colours of the sketch that each place stands for and its own colours. Guides are Lab over 50.
    """

    moved: Tensor
    guide: Tensor
    reference_guides: list[Tensor]


def correspond(
    sketch: Tensor,
    references: list[Tensor],
    generator: torch.Generator,
    check: Callable[[], None] = lambda: None,
    *,
    lightness: float = 1.4,
    place: float = 0.1,
    entropy: float = 8.0,
    colour: float = 0.05,
    counterchange: float = 1.5,
) -> Correspondence:
    """Find the reference colours for a sketch's by optimal transport, both seen squinting.

    The plan says which reference colours each sketch colour becomes, and painted back onto the references in
    sketch colours it is the label map of image analogies (Hertzmann et al. 2001, texture by numbers).
    sketch, references: (1, 3, h, w) in −1..1. lightness: how much more a difference in lightness costs than one in hue.
    place: cost of a difference in height within the picture, so that skies prefer skies.
    colour: weight of the references' own colours in the guide beside what they stand for; it draws each region
        towards one colour and sharpens borders, at the price of variety.
    counterchange: how much regions differ more from their neighbours along their borders than within, as painters
        set light against dark and dark against light.
    check: called every few hundredths of a second, may raise to stop.
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

    check()
    centres, masses = palette(describe(squint(sketch)), _COLOURS, generator)
    small = [gaussian_blur(squint(reference), _SQUINT) for reference in references]
    described = torch.cat([describe(reference) for reference in small])
    picks = torch.randint(len(described), (_SAMPLES,), generator=generator).to(described.device)
    uniform = torch.full((_SAMPLES,), 1 / _SAMPLES, device=described.device)
    cost = torch.cdist(centres, described) ** 2
    check()
    plan, price = transport(cost[:, picks], masses, uniform, entropy)
    check()
    becomes = (plan @ described[picks, :3]) / plan.sum(1, keepdim=True) / scale[:3]
    # the potentials of the sample extend the plan to every place
    likely = price[:, None] - cost / entropy
    sketch_colours = centres[:, :3] / scale[:3]
    # places between two sketch colours take a side, or those in between would win every patch
    stands_for = (likely * _SHARPNESS).softmax(0).T @ sketch_colours / _LAB_SCALE
    sizes = [reference.shape[-2:] for reference in small]
    counts = [height * width for height, width in sizes]
    seen = described[:, :3] / scale[:3] / _LAB_SCALE * colour**0.5
    reference_guide = torch.cat([stands_for, seen], 1)
    guides = [
        part.T.reshape(1, 6, *size)
        for part, size in zip(torch.split(reference_guide, counts), sizes, strict=True)
    ]

    check()
    height, width = sketch.shape[-2:]
    belongs = torch.softmax(-(torch.cdist(describe(sketch), centres) ** 2) / (2 * 6.0**2), 1)
    check()
    labels = (belongs @ sketch_colours).T.reshape(1, 3, height, width) / _LAB_SCALE
    moved = (belongs @ becomes).T.reshape(1, 3, height, width)
    broad = gaussian_blur(moved, min(height, width) * _COUNTERCHANGE_WIDTH)
    moved = moved + counterchange * (moved - broad)
    guide = torch.cat([labels, moved / _LAB_SCALE * colour**0.5], 1)
    return Correspondence(lab_to_srgb(moved[0].movedim(0, -1)).movedim(-1, 0)[None], guide, guides)

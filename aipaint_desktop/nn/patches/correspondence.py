"""Which parts of the references a sketch's colours stand for."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from aipaint_desktop.nn.colour import lab_to_srgb, palette, transport
from aipaint_desktop.nn.patches.arrangement import LAB_SCALE, arrange
from aipaint_desktop.nn.patches.segments import lab_of
from aipaint_desktop.nn.resize import gaussian_blur, resize

_SIDE = 96
_SQUINT = _SIDE / 48
_COLOURS = 16
_SAMPLES = 1500
_SHARPNESS = 4.0
_COUNTERCHANGE_WIDTH = 1 / 16  # of the short side


@dataclass(frozen=True)
class Correspondence:
    """Says what each place of a sketch and of its references stands for.

    moved: (1, 3, H, W) the sketch in the references' colours, −1..1. guide: (1, 9, H, W) which matter each place is to
    be painted from and, less weighty, its colours in the references'. reference_guides: (1, 9, h, w) for each reference
    at a small size, of which matter each place is and its own colours. wanted: (h, w) for each reference, how much of
    the canvas is to come from each place. Guides are Lab over 50.
    """

    moved: Tensor
    guide: Tensor
    reference_guides: list[Tensor]
    wanted: list[Tensor]


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
    by_regions: bool = True,
) -> Correspondence:
    """Find what each region of a sketch is painted from, by optimal transport of its colours, all seen squinting.

    The plan says which reference colours each sketch colour becomes, and painted back onto the references in
    sketch colours it is the label map of image analogies (Hertzmann et al. 2001, texture by numbers).
    sketch, references: (1, 3, h, w) in −1..1. lightness: how much more a difference in lightness costs than one in hue.
    place: cost of a difference in height within the picture, so that skies prefer skies.
    colour: weight of the references' own colours in the guide beside what they stand for; it draws each region
        towards one colour and sharpens borders, at the price of variety.
    counterchange: how much regions differ more from their neighbours along their borders than within, as painters
        set light against dark and dark against light.
    by_regions: whether each region is to be painted from one part of the references (`arrangement`).
    check: called every few hundredths of a second, may raise to stop.
    """
    scale = torch.tensor([lightness, 1.0, 1.0, place], device=sketch.device)

    def squint(image: Tensor) -> Tensor:
        factor = _SIDE / min(image.shape[-2:])
        return resize(image, *(round(side * factor) for side in image.shape[-2:]))

    def describe(image: Tensor) -> Tensor:
        lab = lab_of(image)
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
    stands_for = (likely * _SHARPNESS).softmax(0).T @ sketch_colours / LAB_SCALE

    check()
    height, width = sketch.shape[-2:]
    belongs = torch.softmax(-(torch.cdist(describe(sketch), centres) ** 2) / (2 * 6.0**2), 1)
    belongs = belongs.T.reshape(1, -1, height, width)
    check()
    labels = torch.einsum("nkhw,kc->nchw", belongs, sketch_colours) / LAB_SCALE
    moved = torch.einsum("nkhw,kc->nchw", belongs, becomes)
    seen = squint(sketch)
    check()
    arrangement = arrange(
        seen,
        small,
        resize(moved, *seen.shape[-2:]),
        resize(belongs, *seen.shape[-2:]),
        likely.softmax(0),
        generator,
        by_regions=by_regions,
    )
    check()
    places = arrangement.regions.at(sketch, seen)
    moved = arrangement.moved(sketch, places, moved)
    broad = gaussian_blur(moved, min(height, width) * _COUNTERCHANGE_WIDTH)
    moved = moved + counterchange * (moved - broad)
    own = colour**0.5 / LAB_SCALE
    guide = torch.cat([arrangement.on_canvas(places, labels), moved * own], 1)
    check()
    guides, wanted, first = [], [], 0
    for number, reference in enumerate(small):
        size = reference.shape[-2:]
        there = stands_for[first : first + size.numel()].T.reshape(1, 3, *size)
        colours = lab_of(reference).movedim(-1, 0)[None]
        guides.append(torch.cat([arrangement.on_reference(number, there), colours * own], 1))
        wanted.append(arrangement.wanted(number))
        first += size.numel()
    return Correspondence(lab_to_srgb(moved[0].movedim(0, -1)).movedim(-1, 0)[None], guide, guides, wanted)

"""From a painter's request to what is sampled: canvas, references and schedule."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.painter.closeness import Closeness
from aipaint_desktop.engines.painter.extending import Place, band, gone_on, rarity
from aipaint_desktop.engines.painter.plan import Plan
from aipaint_desktop.engines.painter.requests import (
    REFERENCE_PIXELS,
    ExtendRequest,
    FillRequest,
    PainterRequest,
    PaintRequest,
    VaryRequest,
)
from aipaint_desktop.engines.pictures.ground import touched
from aipaint_desktop.engines.pictures.pixels import to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.nn.palette import colour_moments, move_colours
from aipaint_desktop.nn.patches.bank import PATCH, Reference
from aipaint_desktop.nn.patches.correspondence import correspond
from aipaint_desktop.nn.patches.diffusion import STRIDE, Canvas, Schedule
from aipaint_desktop.nn.resize import gaussian_blur, resize
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_SMALLEST_ENTRY = 2.0 * PATCH
_LEAST_GROWTH = 1.4
_USABLE_AT_ENTRY = 60
_HALF_PAINTED = (128, 255)  # of a mask: what is less may be painted from where nothing else may
_RIM = 6  # px around what is filled that may be soft edges of what is replaced
_GUIDING_COLOUR = 0.8  # how much colours that go on beyond an edge count beside heights
_AGREEMENT = 0.7  # of neighbours on what they copy: paint in stretches rather than specks
_GUIDE_PIXELS = 800_000  # finer guides make no difference to patches


@torch.inference_mode()
def plan(
    request: PainterRequest, device: torch.device, generator: torch.Generator, check: Callable[[], None]
) -> Plan:
    """Plan what is sampled for a request.

    Raises `BadInput` where too little of a picture is left to paint from, and what `check` raises to stop.
    """
    given = list(request.sources)
    images = []
    for picture in given:
        check()
        images.append(_reference_image(picture, len(given), device))
    scales = [(p.height / i.shape[-2], p.width / i.shape[-1]) for p, i in zip(given, images, strict=True)]
    match request:
        case PaintRequest():
            return _paint(request, given, images, scales, generator, check)
        case VaryRequest():
            return _vary(request, given, images, scales)
        case FillRequest():
            return _fill(request, given, images, scales)
        case ExtendRequest():
            return _extend(request, given, images, scales)
        case _:
            raise BadInput("The painter cannot {0}.", request.operation)


def _paint(
    request: PaintRequest,
    given: list[Picture],
    images: list[Tensor],
    scales: list[tuple[float, float]],
    generator: torch.Generator,
    check: Callable[[], None],
) -> Plan:
    height, width = request.height, request.width
    sketch = to_tensor(request.sketch.pixels, images[0].device)
    shrink = min(1.0, (_GUIDE_PIXELS / (height * width)) ** 0.5)
    sketch = resize(sketch, round(height * shrink), round(width * shrink)).clamp(-1, 1)
    closeness = Closeness(request.keep)
    if request.held:
        colours = colour_moments(sketch)
        images = [move_colours(image, *colour_moments(image), *colours) for image in images]
    pairing = correspond(
        sketch,
        images,
        generator,
        check,
        colour=closeness.own_colour,
        counterchange=closeness.counterchange,
        by_regions=not request.held,
    )
    references = [
        Reference(image, resize(guide, *image.shape[-2:]), wanted=wanted)
        for image, guide, wanted in zip(images, pairing.reference_guides, pairing.wanted, strict=True)
    ]
    schedule = Schedule(
        entry=_entry(closeness.entry, request.size, images),
        entry_noise=closeness.noise,
        entry_guide=closeness.guide,
        guide=closeness.guide,
        steps=request.steps,
        agreement=0 if request.held else _AGREEMENT,
    )
    held = None
    if request.held:
        factor = request.held / min(height, width)
        held = resize(sketch, round(height * factor), round(width * factor))
    canvas = Canvas(resize(pairing.moved, height, width), pairing.guide, held=held)
    return Plan(canvas, references, schedule, Rect(0, 0, *request.size), None, scales, given)


def _vary(
    request: VaryRequest, given: list[Picture], images: list[Tensor], scales: list[tuple[float, float]]
) -> Plan:
    height, width = request.height, request.width
    if request.tile:
        height, width = (-(-side // STRIDE) * STRIDE for side in (height, width))
    mean = torch.stack([image.mean((0, 2, 3)) for image in images]).mean(0)
    start = mean.view(1, 3, 1, 1).expand(1, 3, height, width)
    schedule = Schedule(
        entry=_entry(_SMALLEST_ENTRY, request.size, images),
        entry_noise=0.98,
        entry_guide=0,
        guide=0,
        noise=0.6,
        steps=request.steps,
    )
    nothing = torch.zeros_like(start[:, :1])
    canvas = Canvas(start, nothing, wrap=request.tile)
    references = [Reference(image, torch.zeros_like(image[:, :1])) for image in images]
    return Plan(canvas, references, schedule, Rect(0, 0, *request.size), None, scales, given)


def _fill(
    request: FillRequest, given: list[Picture], images: list[Tensor], scales: list[tuple[float, float]]
) -> Plan:
    device = images[0].device
    picture = opaque(request.picture.pixels)
    mask = touched(request.mask.pixels)
    part = _around(mask)
    known = 1 - torch.from_numpy(mask[part.slices].copy()).to(device)[None, None].float() / 255
    start = to_tensor(picture[part.slices], device)
    size = (part.width, part.height)
    entry = _entry(_SMALLEST_ENTRY * 1.5, size, images)
    usable = None
    if not request.references:
        usable, entry = _kept_patches(request.mask.pixels, images[0], size, entry)
    references = [_at_height(image) for image in images]
    if usable is not None:
        references = [replace(_once(references[0]), usable=usable)]
    heights = _heights(part.height, part.width, -part.top, request.picture.height, device)
    trusted = 1 - _grown(1 - known, _RIM)
    if not trusted.any():
        trusted = known
    canvas = _completed(start, trusted, heights)
    canvas = replace(canvas, start=torch.lerp(canvas.start, start, known), known=known, trusted=trusted)
    return Plan(
        canvas,
        references,
        _completing(entry, request.steps),
        part,
        picture,
        scales,
        given,
    )


def _extend(
    request: ExtendRequest, given: list[Picture], images: list[Tensor], scales: list[tuple[float, float]]
) -> Plan:
    device = images[0].device
    picture = opaque(request.picture.pixels)
    whole = np.zeros((request.height, request.width, 3), np.uint8)
    known = torch.zeros(1, 1, request.height, request.width, device=device)
    place = (
        slice(request.top, request.top + request.picture.height),
        slice(request.left, request.left + request.picture.width),
    )
    whole[place] = picture
    given_picture = to_tensor(picture, device)
    at = Place(request.left, request.top, request.picture.width, request.picture.height)
    inner = at.shrunk(band(at), request.height, request.width)
    known[:, :, inner.top : inner.top + inner.height, inner.left : inner.left + inner.width] = 1
    size = request.height, request.width
    rows = _heights(*size, request.top, at.height, device)
    rare, _ = rarity(given_picture)
    guide = torch.cat([rows, gone_on(_colour_guide(given_picture), rare, at, *size)], 1)
    canvas = Canvas(gone_on(given_picture, rare, at, *size), guide, known)
    entry = _entry(_SMALLEST_ENTRY * 1.5, request.size, images)
    references = [
        Reference(image, torch.cat([_at_height(image).guide, _colour_guide(image)], 1)) for image in images
    ]
    if not request.references:
        references = [_once(references[0])]
    part = Rect(0, 0, *request.size)
    return Plan(canvas, references, _completing(entry, request.steps), part, whole, scales, given, at)


def _grown(mask: Tensor, by: int) -> Tensor:
    """A mask (1, 1, H, W) with all that is at most so many px away from it."""
    return F.max_pool2d(mask, 2 * by + 1, stride=1, padding=by)


def _once(reference: Reference) -> Reference:
    """The picture that is itself painted on, where what it shows once is not to come again."""
    rare, common = rarity(reference.image)
    return replace(reference, cost=common * rare)


def _colour_guide(image: Tensor) -> Tensor:
    """What a picture is about, (1, 3, h, w), as a guide: beyond an edge it keeps to the colours that lie at it."""
    return _GUIDING_COLOUR * gaussian_blur(image, min(image.shape[2:]) / 24)


def _completing(entry: float, steps: int) -> Schedule:
    return Schedule(
        entry=entry, entry_noise=0.85, entry_guide=60, guide=10, noise=0.6, steps=steps, balance=0.2
    )


def _heights(height: int, width: int, top: int, picture_height: int, device: torch.device) -> Tensor:
    """(1, 1, height, width): how far down the picture each row is, 0 to 1. As a guide it keeps skies above fields."""
    rows = (torch.arange(height, device=device) + 0.5 - top) / picture_height
    return rows.clamp(0, 1)[None, None, :, None].expand(1, 1, height, width).contiguous()


def _completed(start: Tensor, known: Tensor, guide: Tensor) -> Canvas:
    """Unknown pixels begin as a smooth continuation of the known ones: ever wider blurs fill what is left."""
    total, weight = start * known, known.clone()
    filled = torch.where(known > 0, start, torch.zeros_like(start))
    done = known.clone()
    side = min(start.shape[-2:])
    sigma = 2.0
    while float(done.min()) < 1 and sigma < 2 * side:
        height, width = (max(2, round(length * 2 / sigma)) for length in start.shape[-2:])
        small_weight = resize(weight, height, width).clamp(min=0)
        small = resize(total, height, width) / small_weight.clamp(min=1e-3)
        reach = resize((small_weight > 1e-2).float(), *start.shape[-2:]).clamp(0, 1)
        spread = resize(small, *start.shape[-2:])
        filled = filled + (1 - done) * reach * (spread - filled)
        done = torch.maximum(done, (reach > 0.99).float())
        sigma *= 2
    smooth = gaussian_blur(filled, max(1.0, side / 40))
    begin = smooth + known * (start - smooth)
    return Canvas(begin.clamp(-1, 1), guide, known)


def _around(mask: NDArray[np.uint8]) -> Rect:
    """The masked part with enough around it to continue from."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    spans = []
    for found, limit in ((rows, mask.shape[0]), (columns, mask.shape[1])):
        first, last = int(found[0]), int(found[-1]) + 1
        margin = max(48, (last - first) // 2)
        spans.append((max(0, first - margin), min(limit, last + margin)))
    (top, bottom), (left, right) = spans
    return Rect(left, top, right - left, bottom - top)


def _entry(wished: float, size: tuple[int, int], images: list[Tensor]) -> float:
    """Short side of the coarsest level: as wished for a picture of the references' size, and in proportion for
    others, because references shrink with the canvas and must keep some patches. Where there is room there is a finer
    level after it, which passes matches on to neighbours: one that is searched all over repeats what it finds."""
    side = min(size)
    reference = min(min(image.shape[-2:]) for image in images)
    wished = min(wished * max(1.0, side / reference), side / _LEAST_GROWTH)
    return min(side, max(_SMALLEST_ENTRY, wished))


def _kept_patches(
    mask: NDArray[np.uint8], image: Tensor, size: tuple[int, int], entry: float
) -> tuple[Tensor, float]:
    """What of the picture may be painted from, of the image's size, and an entry at which that has patches. Only where
    a soft mask leaves too little is it what is painted over in part."""
    for painted in (1, *_HALF_PAINTED):
        taken = torch.from_numpy(mask >= painted).to(image.device)[None, None].float()
        for rim in (_RIM, 0):
            usable = resize(1 - _grown(taken, rim), *image.shape[-2:])[0, 0] > 0.999
            found = _entry_with_patches(entry, size, usable)
            if found is not None:
                return usable, found
    raise BadInput("The mask leaves too little of the picture to paint from; give a reference picture.")


def _entry_with_patches(entry: float, size: tuple[int, int], usable: Tensor) -> float | None:
    """The least short side from `entry` on at which there are enough patches, or None."""
    side = min(size)
    while True:
        factor = entry / side
        height, width = (max(2 * PATCH, round(length * factor)) for length in usable.shape)
        blocked = (resize(usable[None, None].float(), height, width) < 0.999).float()
        if int((F.max_pool2d(blocked, PATCH, stride=1) == 0).sum()) >= _USABLE_AT_ENTRY:
            return entry
        if entry >= side:
            return None
        entry = min(side, entry * 1.5)


def _at_height(image: Tensor) -> Reference:
    height, width = image.shape[-2:]
    return Reference(image, _heights(height, width, 0, height, image.device))


def _reference_image(picture: Picture, count: int, device: torch.device) -> Tensor:
    image = to_tensor(picture.pixels, device)
    factor = (REFERENCE_PIXELS / count / (picture.width * picture.height)) ** 0.5
    if factor >= 1:
        return image
    height, width = (max(2 * PATCH, round(side * factor)) for side in (picture.height, picture.width))
    return resize(image, height, width).clamp(-1, 1)

"""Compositions out of words, and which reference fits one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cosine_similarity

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.engines.pictures.ground import resized_mask, touched
from aipaint_desktop.engines.pictures.pixels import resized, to_pixels, to_tensor
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.nn.colour import lab_to_srgb, srgb_to_lab
from aipaint_desktop.nn.composer.brief import Briefing
from aipaint_desktop.nn.composer.mean_picture import load_mean_picture
from aipaint_desktop.nn.composer.painting_prior import load_painting_prior
from aipaint_desktop.nn.composer.prompt_encoder import load_prompt_encoder
from aipaint_desktop.nn.composer.size import composition_size
from aipaint_desktop.nn.generative.flow_matching import sample
from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW
from aipaint_desktop.nn.generative.unet import load_unet
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompts import WEIGHTS

MEANS = "means.safetensors"
PAINTINGS = "paintings.safetensors"

_FREE = 0.5  # of a start's colours: whoever keeps as much of it or less may have other colours
_PALETTE_SIDE = 24
_LAYOUT_SIDE = 6
_SUBJECT = 100.0  # a likeness of 1 counts as much as so great a distance of colours, in units of CIELAB


@dataclass(frozen=True)
class Step:
    """One step of all compositions. pictures: (H, W, 3) uint8 each, as the network imagines them by now. drawn: words
    for what their prompt left open, each."""

    number: int
    of: int
    pictures: list[NDArray[np.uint8]]
    drawn: tuple[tuple[str, ...], ...]


class Composer:
    """Composes with the network and the words on a device. Raises `BadInput` where the files are not those of the
    model."""

    def __init__(self, model: Path, device: Device) -> None:
        self._place = torch.device(device.kind)
        precision = number_type(device)
        try:
            network = load_unet(model / WEIGHTS)
            self._encoder = load_prompt_encoder(model, network.names)
            means = load_mean_picture(model / MEANS, network.names)
            self._briefing = Briefing(self._encoder, means, load_painting_prior(model / PAINTINGS))
        except (OSError, ValueError):
            raise BadInput("The files of the model {0} are damaged; install it again.", model.name) from None
        self._network = network.to(self._place, precision)

    def compose(self, request: ComposeRequest, check: Callable[[], None]) -> Iterator[Step]:
        """Compose as many compositions as are asked for. check: called before each step, may raise to stop."""
        height, width = composition_size(request.width, request.height, self._network.side)
        generators = [torch.Generator().manual_seed(request.seed + number) for number in range(request.count)]
        noise = torch.stack([torch.randn(3, height, width, generator=generator) for generator in generators])
        negative = self._encoder.read(request.negative) if request.negative.strip() else None
        brief = self._briefing.of(
            self._encoder.read(request.prompt),
            height,
            width,
            generators,
            negative,
            mood=request.start is None,
        )
        away = self._encoder.condition(negative).repeat(request.count) if negative else None
        start = self._shrunk(request.start, width, height) if request.start else None
        mask = self._mask(request.selection, width, height) if request.selection else None
        with torch.inference_mode():
            for step in sample(
                self._network,
                brief.condition.to(self._place),
                noise.to(self._place),
                request.levels,
                request.guidance,
                away.to(self._place) if away else None,
                start=start,
                mask=mask,
                judged_below=JUDGED_BELOW,
                first=brief.first.to(self._place),
                manner=brief.manner.to(self._place),
                check=check,
            ):
                clean = step.clean if start is None else _true_to(start, step.clean, mask, request.keep)
                pictures = [to_pixels(picture[None]) for picture in clean]
                yield Step(step.step, step.steps, pictures, brief.drawn)

    def likenesses(self, prompt: str, texts: Sequence[str]) -> list[float]:
        """Measure how much each text speaks of the same as the prompt: the cosine of their words' vectors."""
        wanted, *found = (self._encoder.text(self._encoder.read(text).words) for text in (prompt, *texts))
        return [cosine_similarity(wanted, vector, 0).item() for vector in found]

    def _shrunk(self, picture: Picture, width: int, height: int) -> Tensor:
        return to_tensor(resized(opaque(picture.pixels), width, height), self._place)

    def _mask(self, mask: Picture, width: int, height: int) -> Tensor:
        small = touched(resized_mask(mask.pixels, width, height))
        return torch.from_numpy(small).to(self._place)[None, None].float() / 255


def _true_to(start: Tensor, clean: Tensor, mask: Tensor | None, keep: float) -> Tensor:
    """Move compositions (N, 3, h, w) towards their start's mean colour, the more the closer they are to keep to it:
    what the network prefers would add up from round to round. mask: (1, 1, h, w) what is composed anew, or None for
    all."""
    drift = min(1.0, ((1 - keep) / _FREE) ** 2)
    weights = torch.ones_like(clean[:, :1]) if mask is None else mask.expand(len(clean), -1, -1, -1)
    weights = weights / weights.sum((2, 3), keepdim=True).clamp(min=1e-6)
    lab = srgb_to_lab(clean.movedim(1, -1)).movedim(-1, 1)
    wanted = srgb_to_lab(start.movedim(1, -1)).movedim(-1, 1)
    off = ((wanted - lab) * weights).sum((2, 3), keepdim=True)
    return lab_to_srgb((lab + (1 - drift) * off).movedim(1, -1)).movedim(-1, 1)


def best_fitting(
    composition: NDArray[np.uint8], candidates: Sequence[Picture], likenesses: Sequence[float]
) -> Picture:
    """Choose the candidate that shows what was asked for, in a palette and arrangement of colours like the
    composition's, (H, W, 3).

    likenesses: of what each shows to the words, −1 to 1. Palettes are compared by their sliced Wasserstein distance,
    arrangements by the colours of a 6×6 grid, in CIELAB.
    """
    wanted = _lab_palette(composition), _lab_grid(composition)

    def distance(candidate: Picture, likeness: float) -> float:
        pixels = opaque(candidate.pixels)
        palette = (_lab_palette(pixels) - wanted[0]).abs().mean()
        layout = (_lab_grid(pixels) - wanted[1]).norm(dim=-1).mean()
        return float(2 * palette + layout) - _SUBJECT * likeness

    distances = [distance(*pair) for pair in zip(candidates, likenesses, strict=True)]
    return candidates[distances.index(min(distances))]


def _lab_palette(pixels: NDArray[np.uint8]) -> Tensor:
    """Colours of a small copy, projected on 32 directions and sorted along each."""
    colours = _lab(resized(pixels, _PALETTE_SIDE, _PALETTE_SIDE)).view(-1, 3)
    directions = torch.randn(3, 32, generator=torch.Generator().manual_seed(0))
    along: Tensor = colours @ (directions / directions.norm(dim=0))
    return along.sort(0).values


def _lab_grid(pixels: NDArray[np.uint8]) -> Tensor:
    return _lab(resized(pixels, _LAYOUT_SIDE, _LAYOUT_SIDE))


def _lab(pixels: NDArray[np.uint8]) -> Tensor:
    return srgb_to_lab(torch.from_numpy(pixels.copy()).float() / 127.5 - 1)

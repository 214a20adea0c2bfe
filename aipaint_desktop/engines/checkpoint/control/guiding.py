"""Guiding a run by controls, step by step, as diffusers' pipelines for controls do it: the same numbers."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.checkpoint.control.ip_adapter import embed, set_strengths
from aipaint_desktop.engines.checkpoint.lora.applying import twin_of
from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on
from aipaint_desktop.engines.checkpoint.regions import Region, likeness_masks

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, eq=False)
class Guide:
    """A network that follows a map (H, W, 3 or 4), of the size that is painted. What is transparent in it is hidden,
    which is not the same as black. strength, begin, end: see `Control`."""

    network: Any
    map: NDArray[np.uint8]
    strength: float
    begin: float
    end: float


@dataclass(frozen=True, eq=False)
class Likeness:
    """What an IP-Adapter of the pipeline does. encoder: what sees the references for it. All else: see `Control`."""

    encoder: Any
    strength: float
    begin: float
    end: float


class Guides:
    """What guides one run."""

    def __init__(
        self,
        unet: Any,
        guides: Sequence[Guide],
        likenesses: Sequence[Likeness],
        references: Sequence[NDArray[np.uint8]],
        regions: Sequence[Region],
        passes: int,
    ) -> None:
        """references: of the whole picture. regions: of which some may have references of their own. passes: through
        the network that denoises."""
        self._passes = passes
        self._likenesses = likenesses
        # how much an adapter counts is kept on it: this one is of this run alone
        self.unet = twin_of(unet) if likenesses else unet
        encoders = [likeness.encoder for likeness in likenesses]
        own = [region for region in regions if region.reference is not None] if likenesses else []
        every = [*references, *(region.reference for region in own if region.reference is not None)]
        self._seen_in_references = embed(unet, encoders, every) if likenesses else []
        self._masks = likeness_masks(own, len(references)) if own else None
        # each is attended to by itself where there are masks: those of the whole picture are to count as one
        self._parts_of_strength = (
            [1 / max(1, len(references))] * len(references) + [1.0] * len(own) if own else []
        )
        self._take(guides)

    def within(self, left: int, top: int, width: int, height: int) -> "Guides":
        """Give what guides a part of the picture, px."""
        place = left, top, width, height
        if place not in self._parts:
            rows, columns = slice(top, top + height), slice(left, left + width)
            guides = [
                replace(guide, map=np.ascontiguousarray(guide.map[rows, columns])) for guide in self._guides
            ]
            part = copy.copy(self)
            if self._masks is not None:
                part._masks = self._masks[..., rows, columns]
            part._take(guides)
            self._parts[place] = part
        return self._parts[place]

    def _take(self, guides: Sequence[Guide]) -> None:
        self._guides = guides
        self._parts: dict[tuple[int, int, int, int], Guides] = {}
        self._followed = [(guide, self._seen(guide)) for guide in guides if not _is_adapter(guide.network)]
        self._added = [(guide, self._features(guide)) for guide in guides if _is_adapter(guide.network)]

    def at(
        self, number: int, scaled: "Tensor", time: "Tensor", words: "Tensor", beside: Any, *, guided: bool
    ) -> dict[str, Any]:
        """Give what the network is told in a pass, numbered from 0, beside what it sees: scaled, time, words. beside:
        what SDXL takes, or None. guided: whether it sees all twice, first without words."""
        import torch

        told: dict[str, Any] = {"added_cond_kwargs": beside}
        if self._likenesses:
            strengths = [each.strength if self._counts(each, number) else 0.0 for each in self._likenesses]
            if self._masks is None:
                set_strengths(self.unet, strengths)
            else:
                set_strengths(
                    self.unet, [[one * part for part in self._parts_of_strength] for one in strengths]
                )
                told["cross_attention_kwargs"] = {"ip_adapter_masks": [self._masks] * len(strengths)}
        if self._seen_in_references:
            seen_now = [torch.cat(both) if guided else both[1] for both in self._seen_in_references]
            told["added_cond_kwargs"] = (beside or {}) | {"image_embeds": seen_now}
        for guide, seen in self._followed:
            if not self._counts(guide, number):
                continue
            down, middle = self._follow(guide, _doubled(seen, guided), scaled, time, words, beside, guided)
            if "mid_block_additional_residual" in told:
                down = [
                    before + one
                    for before, one in zip(told["down_block_additional_residuals"], down, strict=True)
                ]
                middle = told["mid_block_additional_residual"] + middle
            told["down_block_additional_residuals"] = down
            told["mid_block_additional_residual"] = middle
        features: list[Tensor] = []
        for guide, own in self._added:
            if self._counts(guide, number):
                features = (
                    [one + other for one, other in zip(features, own, strict=True)] if features else list(own)
                )
        if features:
            told["down_intrablock_additional_residuals"] = [_doubled(one, guided) for one in features]
        return told

    def _follow(
        self,
        guide: Guide,
        seen: "Tensor",
        scaled: "Tensor",
        time: "Tensor",
        words: "Tensor",
        beside: Any,
        guided: bool,
    ) -> "tuple[list[Tensor], Tensor]":
        """What a ControlNet adds, on the way down and in the middle."""
        import torch

        told_apart = guided and guide.network.config.global_pool_conditions
        if told_apart:  # it guides what the words say alone
            scaled, words, seen = (each.chunk(2)[1] for each in (scaled, words, seen))
            beside = beside and {name: each.chunk(2)[1] for name, each in beside.items()}
        down, middle = guide.network(
            scaled,
            time,
            encoder_hidden_states=words,
            controlnet_cond=seen,
            conditioning_scale=guide.strength,
            added_cond_kwargs=beside,
            return_dict=False,
        )
        if told_apart:
            down = [torch.cat([torch.zeros_like(one), one]) for one in down]
            middle = torch.cat([torch.zeros_like(middle), middle])
        return down, middle

    def _counts(self, guide: Guide | Likeness, number: int) -> bool:
        return number / self._passes >= guide.begin and (number + 1) / self._passes <= guide.end

    def _seen(self, guide: Guide) -> "Tensor":
        network = guide.network
        return _tensor(guide.map, network.config.conditioning_channels, network).contiguous()

    def _features(self, guide: Guide) -> "list[Tensor]":
        from torch.nn.functional import interpolate

        network = guide.network
        map_ = _tensor(guide.map, network.config.in_channels, network)
        side = network.config.downscale_factor
        whole = [-(-length // side) * side for length in map_.shape[2:]]  # in squares that it sees at once
        if whole != list(map_.shape[2:]):
            map_ = interpolate(map_, whole, mode="bilinear")
        return [guide.strength * feature for feature in network(map_)]


def _is_adapter(network: Any) -> bool:
    return hasattr(network, "adapter")


def without_what_is_painted(picture: NDArray[np.uint8], mask: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Give what a ControlNet for inpainting follows, (H, W, 4): a picture (H, W, 3) in which all that is painted for
    the most part is hidden. mask: (H, W), how much of it is painted; None for nothing."""
    seen = np.full(picture.shape[:2], 255, np.uint8) if mask is None else np.where(mask < 128, 255, 0)
    return np.dstack([picture, seen.astype(np.uint8)])


def _tensor(pixels: NDArray[np.uint8], channels: int, network: Any) -> "Tensor":
    """(H, W, 3 or 4) uint8 to (1, channels, H, W) in 0..1, and -1 where it is hidden."""
    import torch
    from PIL import Image

    shown = np.ascontiguousarray(pixels[..., :3])
    image = shown if channels == 3 else np.asarray(Image.fromarray(shown).convert("L"))[..., None]
    numbers = image[None].astype(np.float32) / 255
    if pixels.shape[2] == 4:
        numbers[0, pixels[..., 3] < 128] = -1
    # laid out in memory as diffusers has it, or convolutions round otherwise
    values = torch.from_numpy(numbers).permute(0, 3, 1, 2)
    return values.to(computes_on(network), computes_in(network))


def _doubled(values: "Tensor", guided: bool) -> "Tensor":
    import torch

    return torch.cat([values] * 2) if guided else values

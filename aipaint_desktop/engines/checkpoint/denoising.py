"""Denoising step by step, as diffusers' own pipelines do it in one call: the same numbers, and a picture on the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.checkpoint.control.guiding import Guide, Guides, Likeness
from aipaint_desktop.engines.checkpoint.embeddings import Embedding
from aipaint_desktop.engines.checkpoint.ideas import LatentColours, fit_colours
from aipaint_desktop.engines.checkpoint.lora.file import Lora
from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on
from aipaint_desktop.engines.checkpoint.parts import in_parts
from aipaint_desktop.engines.checkpoint.pipelines import OF_STABLE_DIFFUSION, Ability
from aipaint_desktop.engines.checkpoint.reading import read_prompts
from aipaint_desktop.engines.checkpoint.regions import Region, in_regions, shares_of
from aipaint_desktop.engines.checkpoint.request import Stretch, taken_steps
from aipaint_desktop.engines.checkpoint.room import in_tiles, whole_or_tiled
from aipaint_desktop.engines.checkpoint.samplers import Sampler, make_scheduler
from aipaint_desktop.engines.checkpoint.trails import Moment, Trail
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.geometry import Rect

if TYPE_CHECKING:
    from torch import Tensor

    from aipaint_desktop.engines.checkpoint.control.ip_adapter import IpAdapter


@dataclass(frozen=True, eq=False)
class Order:
    """What is to be painted, at a size that the model takes.

    stretches: what is painted with, from the first frame to the last.
    start: (H, W, 3) uint8 to begin with; strength: how much of it becomes noise, 0 to 1, which is all
        without a start.
    mask: (H, W) uint8, where anything is painted at all; None for everywhere, and without a start.
    edits: whether the words say what is to change in the start, for networks that are shown it.
    regions: where other words count as well, or other references.
    part: px, the side of the overlapping parts that the network sees at once; 0 where it sees all.
    embeddings: words that mean what files say. clip_skip: see `read_prompts`.
    guides: what guides it by maps. likenesses: how much each IP-Adapter of the pipeline counts; references: (H, W, 3)
        uint8 each, of any size, what they paint like.
    few_steps: see `make_scheduler`.
    """

    stretches: tuple[Stretch, ...]
    steps: int
    sampler: Sampler
    width: int
    height: int
    start: NDArray[np.uint8] | None = None
    strength: float = 1.0
    mask: NDArray[np.uint8] | None = None
    edits: bool = False
    regions: tuple[Region, ...] = ()
    part: int = 0
    embeddings: tuple[Embedding, ...] = ()
    clip_skip: int = 1
    guides: tuple[Guide, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    references: tuple[NDArray[np.uint8], ...] = ()
    few_steps: bool = False

    @property
    def worded(self) -> tuple[Region, ...]:
        """Give the regions that have words of their own."""
        return tuple(region for region in self.regions if region.prompt.strip())


@dataclass(frozen=True)
class Step:
    """One of `steps`. picture: (h, w, 3) uint8, small, what the model thinks that it becomes; on the last step the
    whole picture (H, W, 3)."""

    number: int
    steps: int
    picture: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class _Words:
    """Words as the network takes them. beside: what SDXL takes beside. told: see `_told_of_guidance`. guided: whether
    those to stay away from come first."""

    words: "Tensor"
    beside: "dict[str, Tensor] | None"
    told: "Tensor | None"
    guided: bool


@dataclass(frozen=True, eq=False)
class _Pass:
    """One pass through the network, numbered from 0. words: of the whole picture, and of each region; shares: see
    `shares_of`, None where there are no regions."""

    number: int
    time: "Tensor"
    guidance: float
    words: tuple[_Words, ...]
    shares: "Tensor | None"


class Denoiser:
    """Paints with a pipeline of diffusers. It changes nothing of the pipeline, so that several threads may share it."""

    def __init__(self, pipe: Any, colours: LatentColours, device: Device, trail: Trail | None = None) -> None:
        """trail: takes what there is after each frame, and says what is gone on from."""
        self._pipe = pipe
        self._colours = colours
        self._device = device
        self._trail = trail or Trail()

    def along(self, trail: Trail) -> "Denoiser":
        """Give one that goes on from what a trail says, and leaves there what it comes by; all else is shared."""
        return Denoiser(self._pipe, self._colours, self._device, trail)

    def with_vae(self, path: Path) -> "Denoiser":
        """Give one that sees and shows pictures through the VAE of a file, and shares all else with this one. Raises
        `BadInput`."""
        from aipaint_desktop.engines.checkpoint.vae import with_vae

        pipe = with_vae(self._pipe, path)
        return Denoiser(pipe, fit_colours(pipe.vae), self._device)

    def with_loras(self, loras: Sequence[tuple[Lora, float]]) -> "Denoiser":
        """Give one that paints with LoRAs, each with its weight, and shares all else with this. Raises `BadInput`."""
        from aipaint_desktop.engines.checkpoint.lora.applying import with_loras

        return Denoiser(with_loras(self._pipe, loras), self._colours, self._device)

    def with_ip_adapters(self, adapters: "Sequence[IpAdapter]", model: str) -> "Denoiser":
        """Give one that attends to pictures, too, and shares all else with this one. model: what it is called. Raises
        `BadInput`."""
        from aipaint_desktop.engines.checkpoint.control.ip_adapter import with_ip_adapters

        return Denoiser(with_ip_adapters(self._pipe, adapters, model), self._colours, self._device)

    @property
    def unet(self) -> Any:
        """Give the network that denoises."""
        return self._pipe.unet

    @property
    def abilities(self) -> frozenset[Ability]:
        """Tell what it can be asked for."""
        return OF_STABLE_DIFFUSION

    @property
    def sees_parts(self) -> bool:
        """Tell whether it can paint what is large in overlapping parts."""
        return True

    @property
    def native_side(self) -> int:
        """Give the side in px of the square pictures that the model was trained on."""
        sample = self._pipe.unet.config.sample_size
        return int(sample if isinstance(sample, int) else max(sample)) * int(self._pipe.vae_scale_factor)

    def paint(self, order: Order, check: Callable[[], None]) -> Iterator[Step]:
        """Yield what there is after each step. check: called before each pass through a network, may raise to stop."""
        import torch

        steps = self._paint(order, check)
        while True:
            with torch.no_grad(), quiet():  # not between steps, where others compute on this thread
                step = next(steps, None)
            if step is None:
                return
            yield step

    def _paint(self, order: Order, check: Callable[[], None]) -> Iterator[Step]:
        pipe = self._pipe
        in_tiles(pipe.vae, order.width, order.height, self._device)  # refuses before anything is computed
        check()
        done, moment = self._trail.done, self._trail.begun and self._trail.begun[1]
        stretch = next(each for each in order.stretches if each.until >= done)
        words = self._read_all(order, stretch)
        check()
        scheduler, times = self._schedule(order)
        now = (
            moment.again()
            if moment
            else self._begin(order, scheduler, times, stretch.seed, words[0].words.dtype)
        )
        share = _share_of_latents(order, now.latents)
        shares = shares_of(order.worded, now.latents) if order.worded else None
        guides = Guides(
            pipe.unet, order.guides, order.likenesses, order.references, order.regions, len(times)
        )
        for number in range(done, len(times)):
            check()
            if number >= stretch.until:
                before, stretch = stretch, next(each for each in order.stretches if each.until > number)
                words = self._read_all(order, stretch)
                if stretch.seed != before.seed:
                    now = self._anew(order, now, number, stretch.seed)
            time, latents = times[number], now.latents
            scaled = now.scheduler.scale_model_input(latents, time)
            now_read = _Pass(number, time, stretch.guidance, words, shares)
            predicted = self._predict(order, guides, now_read, scaled, check)
            idea = _clean(now.scheduler, scaled, predicted, time)
            more = {"generator": now.generator} if _takes_generator(now.scheduler) else {}
            latents = now.scheduler.step(predicted, time, latents, **more, return_dict=False)[0]
            latents = latents.to(words[0].words.dtype)
            if share is not None:
                outside = now.kept
                if number + 1 < len(times):
                    outside = now.scheduler.add_noise(now.kept, now.noise, times[number + 1 : number + 2])
                latents = (1 - share) * outside + share * latents
                idea = (1 - share) * now.kept + share * idea
            now = replace(now, latents=latents, idea=idea)
            if number + 1 < len(times):
                self._trail.keep(number + 1, len(times), now)
                yield Step(number + 1, len(times), self._colours.picture(idea))
        check()
        yield Step(len(times), len(times), self._decode(now.latents))

    def _predict(
        self, order: Order, guides: Guides, once: _Pass, scaled: "Tensor", check: Callable[[], None]
    ) -> "Tensor":
        """What the network says of latents (1, channels, h, w)."""
        import torch

        def predict(part: "Tensor", guides: Guides, words: _Words) -> "Tensor":
            check()
            seen = torch.cat([part] * 2) if words.guided else part
            predicted: Tensor = guides.unet(
                seen,
                once.time,
                encoder_hidden_states=words.words,
                timestep_cond=words.told,
                **guides.at(once.number, seen, once.time, words.words, words.beside, guided=words.guided),
                return_dict=False,
            )[0]
            if not words.guided:
                return predicted
            without, with_words = predicted.chunk(2)
            return without + once.guidance * (with_words - without)

        def blend(part: "Tensor", guides: Guides, shares: "Tensor | None") -> "Tensor":
            if shares is None:
                return predict(part, guides, once.words[0])
            return in_regions(lambda number: predict(part, guides, once.words[number]), shares)

        if not order.part:
            return blend(scaled, guides, once.shares)
        scale = self._pipe.vae_scale_factor

        def of_part(part: "Tensor", place: Rect) -> "Tensor":
            shares = None if once.shares is None else once.shares[(..., *place.slices)]
            return blend(part, guides.within(*(scale * edge for edge in place)), shares)

        return in_parts(of_part, scaled, order.part // scale)

    def _schedule(self, order: Order, done: int = 0) -> "tuple[Any, Tensor]":
        """A scheduler that begins after so many frames, and the times of all frames."""
        scheduler: Any = make_scheduler(order.sampler, self._pipe.scheduler.config, few_steps=order.few_steps)
        scheduler.set_timesteps(order.steps, device=computes_on(self._pipe.unet))
        first = (order.steps - taken_steps(order.steps, order.strength)) * scheduler.order
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(first + done)
        return scheduler, scheduler.timesteps[first:]

    def _anew(self, order: Order, now: Moment, done: int, seed: int) -> Moment:
        """What is thought of the picture after so many frames, in noise of another seed."""
        import torch
        from diffusers.utils.torch_utils import randn_tensor

        generator = torch.Generator("cpu").manual_seed(seed)
        scheduler, times = self._schedule(order, done)
        like = now.latents
        noise = randn_tensor(like.shape, generator=generator, device=like.device, dtype=like.dtype)
        latents = scheduler.add_noise(now.idea.to(like.dtype), noise, times[done : done + 1])
        return replace(now, latents=latents, noise=noise, scheduler=scheduler, generator=generator)

    def _read_all(self, order: Order, stretch: Stretch) -> tuple[_Words, ...]:
        """The words of a stretch, and with them those of each region."""
        prompts = [stretch.prompt, *(region.with_words(stretch.prompt) for region in order.worded)]
        return tuple(self._read(order, replace(stretch, prompt=prompt)) for prompt in prompts)

    def _read(self, order: Order, stretch: Stretch) -> _Words:
        """The words of a stretch as the network takes them."""
        import torch

        pipe, unet = self._pipe, self._pipe.unet
        guided = stretch.guidance > 1 and unet.config.time_cond_proj_dim is None
        read, without = read_prompts(
            pipe, stretch.prompt, stretch.negative, order.embeddings, order.clip_skip, guided=guided
        )
        words = read.words if without is None else torch.cat([without.words, read.words])
        told = self._told_of_guidance(stretch.guidance, words)
        if read.pooled is None:
            return _Words(words, None, told, guided)
        size = (order.height, order.width)
        sizes = torch.tensor([[*size, 0, 0, *size]], dtype=words.dtype)
        pooled = read.pooled
        if without is not None and without.pooled is not None:
            pooled = torch.cat([without.pooled, pooled])
            sizes = torch.cat([sizes, sizes])
        beside = {"text_embeds": pooled, "time_ids": sizes.to(computes_on(unet))}
        return _Words(words, beside, told, guided)

    def _begin(self, order: Order, scheduler: Any, times: "Tensor", seed: int, dtype: Any) -> Moment:
        """What there is before the first frame."""
        import torch
        from diffusers.utils.torch_utils import randn_tensor

        pipe, device = self._pipe, computes_on(self._pipe.unet)
        generator = torch.Generator("cpu").manual_seed(seed)
        shape = (1, 4, order.height // pipe.vae_scale_factor, order.width // pipe.vae_scale_factor)
        kept = None if order.start is None else self._encode(order.start, generator)
        if kept is not None and order.mask is not None:
            kept = (
                kept.contiguous()
            )  # laid out in memory as diffusers has it there, or convolutions round otherwise
        noise = randn_tensor(shape, generator=generator, device=device, dtype=dtype)
        # where all that is painted over goes, nothing of the start is left in the noise
        if kept is None or (order.mask is not None and order.strength >= 1):
            latents = noise * scheduler.init_noise_sigma
        else:
            latents = scheduler.add_noise(kept, noise, times[:1])
        clean = noise if kept is None else kept
        return Moment(latents, clean, clean, noise, scheduler, generator)

    def _encode(self, picture: NDArray[np.uint8], generator: Any) -> "Tensor":
        vae = self._pipe.vae
        image = self._pipe.image_processor.preprocess(picture.astype(np.float32) / 255)
        image = image.to(computes_on(vae), computes_in(vae))
        tiled = in_tiles(vae, image.shape[3], image.shape[2], self._device)
        seen = whole_or_tiled(lambda: vae.encode(image), lambda: vae.tiled_encode(image), tiled=tiled)
        latents = seen.latent_dist.sample(generator)
        mean, deviation = _statistics(vae, latents)
        encoded: Tensor = (latents - mean) * vae.config.scaling_factor / deviation
        return encoded

    def _decode(self, latents: "Tensor") -> NDArray[np.uint8]:
        vae = self._pipe.vae
        mean, deviation = _statistics(vae, latents)
        latents = latents * deviation / vae.config.scaling_factor + mean
        scale = self._pipe.vae_scale_factor
        tiled = in_tiles(vae, scale * latents.shape[3], scale * latents.shape[2], self._device)
        image = whole_or_tiled(
            lambda: vae.decode(latents, return_dict=False),
            lambda: vae.tiled_decode(latents, return_dict=False),
            tiled=tiled,
        )[0]
        image = self._pipe.image_processor.postprocess(image, output_type="np")[0]
        return np.asarray(image * 255).round().astype(np.uint8)

    def _told_of_guidance(self, guidance: float, like: "Tensor") -> "Tensor | None":
        """What a model distilled with guidance takes instead of a second pass."""
        import torch

        size = self._pipe.unet.config.time_cond_proj_dim
        if size is None:
            return None
        scale = torch.tensor(guidance - 1).repeat(1)
        told: Tensor = self._pipe.get_guidance_scale_embedding(scale, embedding_dim=size)
        return told.to(like.device, like.dtype)


def _share_of_latents(order: Order, latents: "Tensor") -> "Tensor | None":
    """How much of each latent is painted, (1, 1, h, w)."""
    import torch
    from torch.nn.functional import interpolate

    if order.mask is None:
        return None
    mask = torch.from_numpy(order.mask.astype(np.float32) / 255)[None, None]
    return interpolate(mask, latents.shape[2:], mode="area").to(latents)


def _clean(scheduler: Any, scaled: "Tensor", predicted: "Tensor", time: "Tensor") -> "Tensor":
    """What would be left were all noise taken away now.

    scaled: what the network saw, in which noise and picture have the weights that it was trained with, whatever the
    sampler's own scale is.
    """
    signal: Tensor = scheduler.alphas_cumprod[round(float(time))].to(scaled)
    noise = 1 - signal
    if scheduler.config.prediction_type == "v_prediction":
        return signal**0.5 * scaled - noise**0.5 * predicted
    if scheduler.config.prediction_type == "sample":
        return predicted
    return (scaled - noise**0.5 * predicted) / signal**0.5


def _takes_generator(scheduler: Any) -> bool:
    import inspect

    return "generator" in inspect.signature(scheduler.step).parameters


def _statistics(vae: Any, latents: "Tensor") -> "tuple[Any, Any]":
    """Mean and deviation of latents where a VAE tells them; 0 and 1 where not."""
    import torch

    if getattr(vae.config, "latents_mean", None) is None or getattr(vae.config, "latents_std", None) is None:
        return 0.0, 1.0
    mean = torch.tensor(vae.config.latents_mean).view(1, 4, 1, 1).to(latents)
    return mean, torch.tensor(vae.config.latents_std).view(1, 4, 1, 1).to(latents)

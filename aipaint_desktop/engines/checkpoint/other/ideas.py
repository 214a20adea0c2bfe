"""What a pipeline's scheduler thinks that the picture becomes, at each of its steps, as colours."""

import copy
import inspect
from collections.abc import Callable
from types import MethodType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.checkpoint.ideas import LatentColours, fit_colours_of
from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on

if TYPE_CHECKING:
    from torch import Tensor

_PATCH = 2  # latents on a side, of which some pipelines make one token


def fitted_colours(pipe: Any) -> LatentColours | None:
    """Fit the map from a pipeline's latents to colours; None where it has no VAE that encodes, or one of a shape that
    is not known."""
    vae = getattr(pipe, "vae", None) or getattr(pipe, "movq", None)
    if vae is None or not hasattr(vae, "encode"):
        return None

    def encode(picture: "Tensor") -> "Tensor":
        return _latents(vae, picture.to(computes_on(vae), computes_in(vae)))

    try:
        return fit_colours_of(encode)
    except (AttributeError, RuntimeError, ValueError, TypeError, IndexError):
        return None


def _latents(vae: Any, picture: "Tensor") -> "Tensor":
    """A picture (1, 3, H, W) as networks are shown it: (1, channels, h, w)."""
    import torch

    config = vae.config
    if hasattr(config, "z_dim"):  # Qwen-Image's, of films
        seen = vae.encode(picture[:, :, None]).latent_dist.mode()
        mean, deviation = (
            torch.tensor(values).view(1, -1, 1, 1, 1).to(seen)
            for values in (config.latents_mean, config.latents_std)
        )
        film: Tensor = (seen - mean) / deviation
        return film[:, :, 0]
    encoded = vae.encode(picture)
    if hasattr(encoded, "latents"):  # quantised: Kandinsky's
        quantised: Tensor = encoded.latents
        return quantised
    seen = encoded.latent if hasattr(encoded, "latent") else encoded.latent_dist.mode()
    if hasattr(vae, "bn"):  # FLUX.2's, of which tokens are normalised
        tokens = _patched(seen)
        mean = vae.bn.running_mean.view(1, -1, 1, 1).to(tokens)
        deviation = (vae.bn.running_var.view(1, -1, 1, 1) + config.batch_norm_eps).sqrt().to(tokens)
        return _unpatched((tokens - mean) / deviation)
    latents: Tensor = (seen - (getattr(config, "shift_factor", None) or 0.0)) * config.scaling_factor
    return latents


def shown(
    latents: "Tensor", fitted: LatentColours | None, width: int, height: int
) -> NDArray[np.uint8] | None:
    """Paint latents, as a scheduler has them, as colours: as the VAE has them where that could be fitted, else by how
    they spread; None of what is no picture. width, height: of what is painted, px."""
    pictures = _unpacked(latents[:1].float().cpu(), width, height)
    if pictures is None:
        return None
    if fitted is not None and pictures.shape[1] == len(fitted.weights) - 1:
        return fitted.picture(pictures)
    three = pictures[0, :3]
    if pictures.shape[1] == 3:  # colours already
        spread = 127.5 * (three + 1)
    else:
        spread = 127.5 + 50 * (three - three.mean((1, 2), keepdim=True)) / (
            three.std((1, 2), keepdim=True) + 1e-6
        )
    colours: NDArray[np.uint8] = spread.clamp(0, 255).permute(1, 2, 0).byte().numpy()
    return colours


def telling(scheduler: Any, after: "Callable[[Tensor], None]") -> Any:
    """Give a scheduler of its own that does the same, and tells at each step what would be left were all noise taken
    away. after: may raise to stop."""
    twin = copy.deepcopy(scheduler)
    step = type(twin).step
    signature = inspect.signature(step)

    def told(self: Any, *given: Any, **named: Any) -> Any:
        index = getattr(self, "step_index", None)
        made = step(self, *given, **named)
        asked = signature.bind(self, *given, **named).arguments
        after(_clean(self, asked["model_output"], asked["timestep"], asked["sample"], index or 0))
        return made

    twin.step = MethodType(told, twin)
    return twin


def _clean(scheduler: Any, predicted: "Tensor", time: Any, sample: "Tensor", index: int) -> "Tensor":
    kind, config = type(scheduler).__name__, scheduler.config
    if kind.startswith("FlowMatch") or "Euler" in kind or getattr(config, "use_flow_sigmas", False):
        left: Tensor = sample - scheduler.sigmas[index].to(sample) * predicted
        return left
    if not hasattr(scheduler, "alphas_cumprod") or predicted.shape[:1] != sample.shape[:1]:
        return sample
    noise = predicted[:, : sample.shape[1]]  # beyond it some networks say how sure they are
    if config.get("prediction_type", "epsilon") != "epsilon":
        return noise if config.get("prediction_type") == "sample" else sample
    signal = scheduler.alphas_cumprod[int(time)].to(sample)
    clean: Tensor = (sample - (1 - signal) ** 0.5 * noise) / signal**0.5
    return clean


def _unpacked(latents: "Tensor", width: int, height: int) -> "Tensor | None":
    """Latents (1, channels, h, w), of which some pipelines make a row of tokens, or a film of one frame."""
    if latents.ndim == 5:
        return latents[:, :, 0]
    if latents.ndim == 4:
        return latents
    if latents.ndim != 3:
        return None
    rows, columns = height // 16, width // 16
    if rows * columns != latents.shape[1]:
        return None
    return _unpatched(latents.reshape(1, rows, columns, -1).permute(0, 3, 1, 2))


def _unpatched(tokens: "Tensor") -> "Tensor":
    """(1, channels · 4, h, w) as (1, channels, 2 h, 2 w)."""
    _, channels, rows, columns = tokens.shape
    patches = tokens.reshape(1, channels // _PATCH**2, _PATCH, _PATCH, rows, columns)
    return patches.permute(0, 1, 4, 2, 5, 3).reshape(1, -1, _PATCH * rows, _PATCH * columns)


def _patched(latents: "Tensor") -> "Tensor":
    """(1, channels, 2 h, 2 w) as (1, channels · 4, h, w)."""
    _, channels, rows, columns = latents.shape
    patches = latents.reshape(1, channels, rows // _PATCH, _PATCH, columns // _PATCH, _PATCH)
    return patches.permute(0, 1, 3, 5, 2, 4).reshape(
        1, channels * _PATCH**2, rows // _PATCH, columns // _PATCH
    )

"""What a latent looks like without decoding it: a linear map to colours, fitted to the model's own VAE."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on

if TYPE_CHECKING:
    from torch import Tensor

_SIDE = 256  # px of the picture that the map is fitted with


@dataclass(frozen=True, eq=False)
class LatentColours:
    """A map from latents to colours. weights: (channels + 1, 3), the last row what is added."""

    weights: "Tensor"

    def picture(self, latents: "Tensor") -> NDArray[np.uint8]:
        """Paint latents (1, channels, h, w) as (h, w, 3) uint8."""
        flat = latents[0].float().cpu().permute(1, 2, 0)
        colours = flat @ self.weights[:-1] + self.weights[-1]
        return ((colours + 1) * 127.5).round().clamp(0, 255).byte().numpy()


def fit_colours(vae: Any) -> LatentColours:
    """Fit the map to a VAE of Stable Diffusion, as it encodes a picture of coloured patches."""

    def encode(picture: "Tensor") -> "Tensor":
        encoded = vae.encode(picture.to(computes_on(vae), computes_in(vae))).latent_dist.mode()
        latents: Tensor = encoded * vae.config.scaling_factor
        return latents

    return fit_colours_of(encode)


def fit_colours_of(encode: "Callable[[Tensor], Tensor]") -> LatentColours:
    """Fit the map by least squares: how a picture of coloured patches is encoded, and what colours are there.

    encode: gives the latents (1, channels, h, w) of a picture (1, 3, H, W) in −1..1.
    """
    import torch
    from torch.nn.functional import avg_pool2d

    picture = _patches(torch.Generator().manual_seed(0))
    encoded = encode(picture).float().cpu()
    latents = encoded[0].flatten(1).T
    colours = avg_pool2d(picture, _SIDE // encoded.shape[-1])[0].flatten(1).T
    known = torch.cat([latents, torch.ones(len(latents), 1)], 1)
    return LatentColours(torch.linalg.lstsq(known, colours).solution)


def _patches(generator: Any) -> "Tensor":
    """A picture (1, 3, side, side) in −1..1 of patches, large and small, that lighten and darken softly."""
    import torch
    from torch.nn.functional import interpolate

    picture = torch.zeros(1, 3, _SIDE, _SIDE)
    for side, share in ((4, 0.6), (16, 0.4)):
        colours = torch.rand(1, 3, side, side, generator=generator) * 2 - 1
        picture += share * interpolate(colours, (_SIDE, _SIDE), mode="nearest")
    soft = torch.rand(1, 3, 5, 5, generator=generator) * 2 - 1
    return (picture + 0.4 * interpolate(soft, (_SIDE, _SIDE), mode="bicubic")).clamp(-1, 1)

"""A convolutional variational autoencoder (Kingma & Welling 2014), small enough for a laptop.

The pictures it was trained on seldom fill the standard normal distribution that new latents are drawn from. So the
network also keeps the mean and the covariance of their latents and draws from these (ex-post density estimation,
Ghosh et al. 2020, From variational to deterministic autoencoders, section 4).
"""

import torch
from torch import Tensor, nn

from aipaint_desktop.nn.generative.gan import LATENT, UpBlock, channels_at

_COARSEST = 4  # px


class Vae(nn.Module):
    """Turns pictures (N, 3, size, size) in −1..1 into latents (N, LATENT) and back. size: one of `families.SIZES`."""

    def __init__(self, size: int = 64) -> None:
        super().__init__()
        self.latent_mean: Tensor
        self.latent_covariance: Tensor
        self.register_buffer("latent_mean", torch.zeros(LATENT))
        self.register_buffer("latent_covariance", torch.eye(LATENT))
        down: list[nn.Module] = []
        up: list[nn.Module] = []
        inputs, side = 3, size
        while side > _COARSEST:
            side //= 2
            outputs = channels_at(side)
            down += [nn.Conv2d(inputs, outputs, 4, 2, 1, bias=False), nn.BatchNorm2d(outputs), nn.SiLU()]
            up.insert(0, UpBlock(outputs, channels_at(2 * side)))
            inputs = outputs
        self.encoder = nn.Sequential(*down, nn.Flatten(), nn.Linear(inputs * _COARSEST**2, 2 * LATENT))
        self.widen = nn.Linear(LATENT, inputs * _COARSEST**2)
        self.decoder = nn.Sequential(
            nn.Unflatten(1, (inputs, _COARSEST, _COARSEST)),
            *up,
            nn.Conv2d(channels_at(size), 3, 3, padding=1, padding_mode="reflect"),
            nn.Tanh(),
        )

    def encode(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Estimate mean and logarithm of the variance of the picture's latent, each (N, LATENT)."""
        mean, log_variance = self.encoder(picture).float().chunk(2, 1)
        return mean, log_variance.clamp(-12, 12)

    def decode(self, latent: Tensor) -> Tensor:
        return self.decoder(self.widen(latent))  # type: ignore[no-any-return]

    def forward(self, noise: Tensor) -> Tensor:
        """Make new pictures from standard normal noise (N, LATENT)."""
        return self.decode(self.new_latents(noise))

    def new_latents(self, noise: Tensor) -> Tensor:
        """Spread latents (N, LATENT) like those of the pictures, from standard normal noise."""
        jitter = 1e-4 * torch.eye(LATENT, device=noise.device)
        factor = torch.linalg.cholesky(self.latent_covariance + jitter)
        return self.latent_mean + noise @ factor.T  # type: ignore[no-any-return]

    @torch.no_grad()
    def follow_latents(self, mean: Tensor, log_variance: Tensor, share: float) -> None:
        """Let the kept mean and covariance follow those of a batch of latents; share: how far, 0 to 1."""
        self.latent_mean.lerp_(mean.mean(0), share)
        apart = mean - self.latent_mean
        covariance = apart.T @ apart / len(mean) + torch.diag(log_variance.exp().mean(0))
        self.latent_covariance.lerp_(covariance, share)

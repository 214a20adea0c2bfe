"""A network that makes pictures out of noise alone, of whichever family, and its file.

All three are used alike: `latents` draws noise from seeds, `sample` turns it into pictures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from aipaint_desktop.nn.generative.families import DIFFUSION_STEPS, Family, read_metadata, to_metadata
from aipaint_desktop.nn.generative.flow_matching import Step, sample, standardised
from aipaint_desktop.nn.generative.gan import LATENT, Generator
from aipaint_desktop.nn.generative.noise_schedule import even_levels
from aipaint_desktop.nn.generative.unet import Condition, UNet, unet_of
from aipaint_desktop.nn.generative.vae import Vae
from aipaint_desktop.words.names import Names


def new_network(family: Family, size: int) -> nn.Module:
    """Make an untrained network for pictures of size × size px; size: one of `families.SIZES`."""
    match family:
        case "gan":
            return Generator(size)
        case "vae":
            return Vae(size)
        case "diffusion":
            return UNet(Names((), (), ()), channels=(64, 128, 256), blocks=(2, 2, 4))


def unconditional(count: int, device: torch.device) -> Condition:
    """Make the composer's network one without words: for any picture at all."""
    nothing = Condition.nothing(count)
    anything = nothing.genre.to(device)
    return Condition(nothing.text.to(device), anything, anything, anything)


@dataclass(frozen=True)
class GenerativeModel:
    """Makes pictures by a network of any family.

    network: as `new_network` makes it; of diffusion a `UNet` of any shape. size: px, of the pictures that it makes.
    """

    family: Family
    size: int
    network: nn.Module

    def latents(self, seeds: Sequence[int]) -> Tensor:
        """Draw standard normal noise (N, …) float32, the same for the same seed whatever comes with it."""
        shape = (3, self.size, self.size) if self.family == "diffusion" else (LATENT,)
        return torch.stack([torch.randn(shape, generator=torch.Generator().manual_seed(s)) for s in seeds])

    def sample(
        self, latents: Tensor, steps: int = DIFFUSION_STEPS, check: Callable[[], None] = lambda: None
    ) -> Iterator[Step]:
        """Make pictures (N, 3, size, size) in −1..1 out of noise; a GAN and a VAE take a single step.

        steps: of diffusion. check: called before each step, may raise to end the sampling.
        """
        if isinstance(self.network, UNet):
            condition = unconditional(len(latents), latents.device)
            yield from sample(self.network, condition, latents, even_levels(steps), guidance=1.0, check=check)
            return
        check()
        with torch.no_grad():
            picture = self.network(latents).float().clamp(-1, 1)
        yield Step(1, 1, 0.0, picture, standardised(picture))


def between(start: Tensor, end: Tensor, share: float) -> Tensor:
    """Find the latent (1, …) on the way from one to another, 0 to 1, along the sphere on which both lie (Shoemake
    1985)."""
    cosine = (start * end).sum() / (start.norm() * end.norm())
    angle = torch.acos(cosine.clamp(-1, 1))
    if angle.sin() < 1e-4:
        return torch.lerp(start, end, share)
    return (((1 - share) * angle).sin() * start + (share * angle).sin() * end) / angle.sin()


def as_file(model: GenerativeModel) -> bytes:
    """Write the weights as the content of a safetensors file that `load_model` reads."""
    weights = {name: value.detach().cpu().contiguous() for name, value in model.network.state_dict().items()}
    return save(weights, to_metadata(model.family, model.size))


def load_model(path: Path) -> GenerativeModel:
    """Load the model of a safetensors file. Raises `ValueError` if the file is not of one."""
    family, size = read_metadata(path)
    try:
        weights = load_file(path)
        if family == "diffusion":  # of more than one shape, according to what the training began with
            network: nn.Module = unet_of(weights)
        else:
            network = new_network(family, size)
            network.load_state_dict(weights)
    except (SafetensorError, OSError, RuntimeError, ValueError) as error:
        raise ValueError(f"{path} does not hold the weights of a {family}: {error}") from error
    return GenerativeModel(family, size, network.requires_grad_(False).eval())

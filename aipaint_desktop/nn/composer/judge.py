"""Whom the composer has to get past when it is refined: a discriminator that also knows what was asked for.

It judges by what a frozen VGG16 sees (Projected GANs, Sauer et al. 2021); its own layers have spectral norm (Miyato et
al. 2018); what was asked for is projected on what it sees (Miyato & Koyama 2018, cGANs with projection discriminator).
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn.functional import silu
from torch.nn.utils.parametrizations import spectral_norm

from aipaint_desktop.nn.generative.unet import TEXT_SIZE, Condition
from aipaint_desktop.nn.vgg import CHANNELS, LOUDNESS
from aipaint_desktop.words.names import Names

JUDGED_LAYERS = ("relu2_2", "relu3_3", "relu4_3")

_WIDTH = 128


class CompositionJudge(nn.Module):
    """Says for places all over pictures whether they are paintings of what was asked for, above 0, or not, below."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.text = nn.Linear(TEXT_SIZE, _WIDTH)
        self.genre = nn.Embedding(1 + len(names.genres), _WIDTH)
        self.movement = nn.Embedding(1 + len(names.movements), _WIDTH)
        self.looks = nn.ModuleDict({layer: _look(layer) for layer in JUDGED_LAYERS})
        self.real = nn.ModuleDict({layer: spectral_norm(nn.Conv2d(_WIDTH, 1, 1)) for layer in JUDGED_LAYERS})
        self.wanted = nn.ModuleDict(
            {layer: spectral_norm(nn.Linear(_WIDTH, _WIDTH)) for layer in JUDGED_LAYERS}
        )

    def look(self, seen: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Make maps (N, 128, h, w) of VGG16's activations after each of `JUDGED_LAYERS`."""
        return {layer: look(seen[layer] / LOUDNESS[layer]) for layer, look in self.looks.items()}

    def verdicts(self, looked: Mapping[str, Tensor], condition: Condition) -> Tensor:
        """Judge what `look` gave by what was asked for: verdicts (N, places)."""
        names = self.genre(condition.genre) + self.movement(condition.movement)
        asked = silu(self.text(condition.text) + names)
        found = []
        for layer, maps in looked.items():
            wanted = self.wanted[layer](asked.to(maps.dtype))
            fits = torch.einsum("nchw,nc->nhw", maps, wanted) / _WIDTH**0.5
            found.append((self.real[layer](maps)[:, 0] + fits).float().flatten(1))
        return torch.cat(found, 1)


def _look(layer: str) -> nn.Sequential:
    """To maps of an eighth of the picture's resolution, or a quarter for relu2_2."""
    stride = 1 if layer == "relu4_3" else 2
    size = 3 if stride == 1 else 4
    return nn.Sequential(
        spectral_norm(nn.Conv2d(CHANNELS[layer], _WIDTH, size, stride, padding=1)),
        nn.LeakyReLU(0.2),
        spectral_norm(nn.Conv2d(_WIDTH, _WIDTH, 3)),
        nn.LeakyReLU(0.2),
    )

"""Whom the composer has to get past when it is refined: a discriminator that also knows what was asked for.

It judges by what a frozen VGG16 sees (Projected GANs, Sauer et al. 2021); its own layers have spectral norm (Miyato et
al. 2018); what was asked for is projected on what it sees (Miyato & Koyama 2018, cGANs with projection discriminator).
Beside it a linear classifier tells genre and movement (AC-GAN, Odena et al. 2017).
"""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import adaptive_avg_pool2d, silu
from torch.nn.utils.parametrizations import spectral_norm

from aipaint_desktop.nn.names import Names
from aipaint_desktop.nn.unet import TEXT_SIZE, Condition
from aipaint_desktop.nn.vgg import CHANNELS, LOUDNESS

JUDGED_LAYERS = ("relu2_2", "relu3_3", "relu4_3")

_WIDTH = 128
_CELLS = 2  # a side of the grid that the classifier sees


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
        """What it makes of VGG16's activations after each of `JUDGED_LAYERS`: maps (N, 128, h, w)."""
        return {layer: look(seen[layer] / LOUDNESS[layer]) for layer, look in self.looks.items()}

    def verdicts(self, looked: Mapping[str, Tensor], condition: Condition) -> Tensor:
        """Verdicts (N, places) on what `look` gave, for what was asked for."""
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


class NameTeller(nn.Module):
    """Tells genre and movement from what VGG16 sees."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._counts = [1 + len(names.genres), 1 + len(names.movements)]
        inputs = _CELLS**2 * CHANNELS["relu4_3"] + CHANNELS["relu3_3"]
        self.tell = nn.Sequential(nn.BatchNorm1d(inputs, affine=False), nn.Linear(inputs, sum(self._counts)))

    def forward(self, averages: Tensor) -> Sequence[Tensor]:
        """Logits (N, 1 + genres) and (N, 1 + movements) from what `averaged` gave."""
        return self.tell(averages).split(self._counts, 1)  # type: ignore[no-any-return]


def averaged(seen: Mapping[str, Tensor]) -> Tensor:
    """relu4_3 averaged over a grid of cells and relu3_3 over all of the picture: (N, features) float32."""
    parts = [
        adaptive_avg_pool2d(seen["relu4_3"].float(), _CELLS).flatten(1),
        seen["relu3_3"].float().mean((2, 3)),
    ]
    return torch.cat(parts, 1)

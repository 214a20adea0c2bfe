"""Tells from what VGG16 sees in a picture how it might be captioned, so that a network can be told what it left out.

Linear in the features. Genre and movement as in AC-GAN (Odena et al. 2017); words by bringing picture and text to one
space in which those that belong together are alike (CLIP, Radford et al. 2021).
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.functional import adaptive_avg_pool2d, cross_entropy, normalize

from aipaint_desktop.nn.generative.unet import TEXT_SIZE, Condition
from aipaint_desktop.nn.vgg import CHANNELS
from aipaint_desktop.words.names import Names

TELLING_LAYERS = ("relu3_3", "relu4_3")

_CELLS = 2  # a side of the grid that relu4_3 is averaged over
_SPACE = 64
_SCALE = 12.0  # of likenesses, to tell them apart
_DROPOUT = 0.5
_SAME = 0.9  # texts more alike than this are not held against each other
_INPUTS = _CELLS**2 * CHANNELS["relu4_3"] + CHANNELS["relu3_3"]


def averaged(seen: Mapping[str, Tensor]) -> Tensor:
    """Average relu4_3 over a grid of cells and relu3_3 over all of the picture: (N, features) float32."""
    parts = [
        adaptive_avg_pool2d(seen["relu4_3"].float(), _CELLS).flatten(1),
        seen["relu3_3"].float().mean((2, 3)),
    ]
    return torch.cat(parts, 1)


class CaptionTeller(nn.Module):
    """Tells from what VGG16 sees how well a caption fits a picture.

    mean, deviation: of the features that `averaged` gives. others: texts (M, 128) to tell a picture's own from.
    """

    mean: Tensor
    deviation: Tensor
    others: Tensor

    def __init__(self, names: Names, mean: Tensor, deviation: Tensor, others: Tensor) -> None:
        super().__init__()
        for name, value in (("mean", mean), ("deviation", deviation), ("others", others)):
            self.register_buffer(name, value)
        self.dropout = nn.Dropout(_DROPOUT)
        self.genre = nn.Linear(_INPUTS, 1 + len(names.genres))
        self.movement = nn.Linear(_INPUTS, 1 + len(names.movements))
        self.shown = nn.Linear(_INPUTS, _SPACE)
        self.said = nn.Linear(TEXT_SIZE, _SPACE, bias=False)

    def untold(self, averages: Tensor, condition: Condition) -> dict[str, Tensor]:
        """Measure how little is told: cross entropies of genre, movement and words, each (N,), 0 for pictures of which
        it is not said.

        averages: as `averaged` gives them.
        """
        seen = self.dropout((averages - self.mean) / self.deviation)
        return {
            "genre": cross_entropy(self.genre(seen), condition.genre, ignore_index=0, reduction="none"),
            "movement": cross_entropy(
                self.movement(seen), condition.movement, ignore_index=0, reduction="none"
            ),
            "words": self._untold_words(seen, condition.text),
        }

    def save(self, path: Path) -> None:
        """Write what it has learned, atomically."""
        part = path.with_name(path.name + ".part")
        save_file(self.state_dict(), part)
        part.replace(path)

    def _untold_words(self, seen: Tensor, text: Tensor) -> Tensor:
        own, others = normalize(text, dim=1), normalize(self.others, dim=1)
        same = own @ others.T > _SAME
        shown, own_said, others_said = (
            normalize(vectors, dim=1)
            for vectors in (self.shown(seen), self.said(text), self.said(self.others))
        )
        right = (shown * own_said).sum(1, keepdim=True)
        wrong = (shown @ others_said.T).masked_fill(same, -1)
        first = torch.zeros(len(text), dtype=torch.int64)
        untold = cross_entropy(_SCALE * torch.cat([right, wrong], 1), first, reduction="none")
        return untold * (text != 0).any(1)


def load_caption_teller(path: Path, names: Names) -> CaptionTeller:
    """Load a caption teller as `CaptionTeller.save` wrote it, frozen."""
    state = load_file(path)
    teller = CaptionTeller(names, state["mean"], state["deviation"], state["others"])
    teller.load_state_dict(state)
    return teller.requires_grad_(False).eval()

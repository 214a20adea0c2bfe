"""The composer's network: a U-Net that estimates the velocity of a noisy picture, given words.

The shape is that of Ho et al. 2020 (residual blocks, skips between encoder and decoder, attention where the
map is small) with what came since: a pixel-unshuffle at the door and most of the weights in a transformer at
the coarsest level (simple diffusion, Hoogeboom et al. 2023), the condition scaling and shifting each block's
second norm (FiLM, Perez et al. 2018; Dhariwal & Nichol 2021), the last layer of every block starting at zero.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.functional import (
    interpolate,
    pixel_shuffle,
    pixel_unshuffle,
    scaled_dot_product_attention,
    silu,
)

from aipaint_desktop.words.names import Names, read_names, to_metadata

TEXT_SIZE = 128
SIDE = 64
"""Px of the squares that networks learn from which do not say another."""

_EMBEDDING = 384
_FREQUENCIES = 32
_GROUP = 16  # channels in a group of GroupNorm
_HEAD = 64  # channels
_WAVES = 4


@dataclass(frozen=True)
class Condition:
    """What N pictures shall show.

    text: (N, 128), pooled word vectors, zeros for no words. genre, movement, artist: (N,) int64, numbers of `Names`.
    """

    text: Tensor
    genre: Tensor
    movement: Tensor
    artist: Tensor

    @classmethod
    def nothing(cls, count: int) -> "Condition":
        """Condition `count` pictures on nothing: any picture at all."""
        anything = torch.zeros(count, dtype=torch.int64)
        return cls(torch.zeros(count, TEXT_SIZE), anything, anything, anything)

    def to(self, device: torch.device) -> "Condition":
        """Give the same on a device."""
        return Condition(*(part.to(device) for part in (self.text, self.genre, self.movement, self.artist)))

    def repeat(self, count: int) -> "Condition":
        """Repeat every picture's condition `count` times, in order."""
        return Condition(
            self.text.repeat_interleave(count, 0),
            self.genre.repeat_interleave(count),
            self.movement.repeat_interleave(count),
            self.artist.repeat_interleave(count),
        )

    @property
    def says_something(self) -> Tensor:
        """Tell whether each picture's condition is more than nothing: (N,) bool."""
        return (self.text != 0).any(1) | (self.genre > 0) | (self.movement > 0) | (self.artist > 0)

    def select(self, which: slice | Tensor) -> "Condition":
        """Select the conditions of some of the pictures."""
        return Condition(self.text[which], self.genre[which], self.movement[which], self.artist[which])

    def rolled(self) -> "Condition":
        """Give every picture the condition of the one before."""
        return Condition(*(part.roll(1, 0) for part in (self.text, self.genre, self.movement, self.artist)))

    def join(self, other: "Condition") -> "Condition":
        """Append another condition's pictures to this one's."""
        return Condition(
            torch.cat([self.text, other.text]),
            torch.cat([self.genre, other.genre]),
            torch.cat([self.movement, other.movement]),
            torch.cat([self.artist, other.artist]),
        )


class _Embedding(nn.Module):
    """Noise level and condition as one vector (N, 384)."""

    def __init__(self, genres: int, movements: int, artists: int) -> None:
        super().__init__()
        self.frequencies: Tensor
        self.register_buffer("frequencies", torch.exp(torch.linspace(0, 5, _FREQUENCIES)), persistent=False)
        self.time = nn.Linear(2 * _FREQUENCIES, _EMBEDDING)
        self.text = nn.Sequential(
            nn.Linear(TEXT_SIZE, _EMBEDDING), nn.SiLU(), nn.Linear(_EMBEDDING, _EMBEDDING)
        )
        self.genre = nn.Embedding(1 + genres, _EMBEDDING)
        self.movement = nn.Embedding(1 + movements, _EMBEDDING)
        self.artist = nn.Embedding(1 + artists, _EMBEDDING)
        for table in (self.genre, self.movement, self.artist):
            nn.init.normal_(table.weight, std=0.3)
        self.mix = nn.Sequential(nn.SiLU(), nn.Linear(_EMBEDDING, _EMBEDDING), nn.SiLU())

    def forward(self, t: Tensor, condition: Condition) -> Tensor:
        angle = t[:, None].float() * self.frequencies
        waves = torch.cat([angle.sin(), angle.cos()], 1).to(self.time.weight.dtype)
        h = self.time(waves) + self.text(condition.text.to(waves.dtype))
        h = h + self.genre(condition.genre) + self.movement(condition.movement)
        return self.mix(h + self.artist(condition.artist))  # type: ignore[no-any-return]


class _ResidualBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.first_norm = nn.GroupNorm(inputs // _GROUP, inputs)
        self.first = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.modulation = nn.Linear(_EMBEDDING, 2 * outputs)
        self.second_norm = nn.GroupNorm(outputs // _GROUP, outputs, affine=False)
        self.dropout = nn.Dropout(dropout)
        self.second = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()
        _start_at_zero(self.second)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        h = self.first(silu(self.first_norm(x)))
        scale, shift = self.modulation(embedding)[:, :, None, None].chunk(2, 1)
        h = torch.addcmul(shift, self.second_norm(h), 1 + scale)
        h = self.second(self.dropout(silu(h)))
        return self.skip(x) + h  # type: ignore[no-any-return]


class _TransformerBlock(nn.Module):
    """Self-attention and perceptron over all positions, both normed and then modulated by the embedding."""

    def __init__(self, channels: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels, elementwise_affine=False)
        self.modulation = nn.Linear(_EMBEDDING, 4 * channels)
        self.query_key_value = nn.Linear(channels, 3 * channels)
        self.out = nn.Linear(channels, channels)
        self.widen = nn.Linear(channels, 4 * channels)
        self.dropout = nn.Dropout(dropout)
        self.narrow = nn.Linear(4 * channels, channels)
        _start_at_zero(self.out)
        _start_at_zero(self.narrow)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        """x: (N, positions, channels)."""
        scale, shift, next_scale, next_shift = self.modulation(embedding)[:, None].chunk(4, 2)
        x = x + self._attend(torch.addcmul(shift, self.norm(x), 1 + scale))
        h = self.widen(torch.addcmul(next_shift, self.norm(x), 1 + next_scale))
        return x + self.narrow(self.dropout(silu(h)))  # type: ignore[no-any-return]

    def _attend(self, x: Tensor) -> Tensor:
        count, positions, channels = x.shape
        heads = self.query_key_value(x).view(count, positions, 3, channels // _HEAD, _HEAD)
        query, key, value = heads.permute(2, 0, 3, 1, 4)
        if x.device.type == "cpu":
            # written out: with so few positions it is several times as fast as the fused kernel's backward
            seen = (query @ key.mT * _HEAD**-0.5).softmax(3) @ value
        else:
            seen = scaled_dot_product_attention(query, key, value)
        return self.out(seen.transpose(1, 2).reshape(x.shape))  # type: ignore[no-any-return]


class _Transformer(nn.Module):
    """The coarsest level, which arranges the picture. The positions are told by waves across the picture."""

    def __init__(self, channels: int, blocks: int, dropout: float) -> None:
        super().__init__()
        self.place = nn.Linear(8 * _WAVES, channels)
        self.blocks = nn.ModuleList(_TransformerBlock(channels, dropout) for _ in range(blocks))

    def forward(self, x: Tensor, embedding: Tensor) -> tuple[Tensor, Tensor]:
        """After all blocks (N, C, H, W), and after half of them (N, H · W, C)."""
        count, channels, height, width = x.shape
        places = self.place(_position_waves(height, width).to(x))
        h: Tensor = x.permute(0, 2, 3, 1).reshape(count, height * width, channels) + places
        half_way = h
        for number, block in enumerate(self.blocks, 1):
            h = block(h, embedding)
            if 2 * number <= len(self.blocks):
                half_way = h
        return h.view(count, height, width, channels).permute(0, 3, 1, 2), half_way


class _Level(nn.Module):
    """Residual blocks at one resolution."""

    def __init__(self, inputs: int, channels: int, blocks: int, dropout: float) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            _ResidualBlock(channels if index else inputs, channels, dropout) for index in range(blocks)
        )

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x, embedding)
        return x


class UNet(nn.Module):
    """Estimates velocities of noisy pictures (N, 3, H, W) whose sides are multiples of 8.

    names: what it tells apart. side: px of the squares that it learns from. channels, blocks: of each level, fine
    to coarse; the first has half the picture's resolution and each other half of the one before. The coarsest is a
    transformer.
    """

    def __init__(
        self,
        names: Names,
        channels: Sequence[int] = (64, 192, 384),
        blocks: Sequence[int] = (2, 2, 6),
        dropout: float = 0.0,
        side: int = SIDE,
    ) -> None:
        super().__init__()
        self.names = names
        self.side = side
        self.embedding = _Embedding(len(names.genres), len(names.movements), len(names.artists))
        self.enter = nn.Conv2d(12, channels[0], 3, padding=1)
        self.down, self.shrink, self.grow, self.up = (nn.ModuleList() for _ in range(4))
        for width, coarser, depth in zip(channels, channels[1:], blocks, strict=False):
            self.down.append(_Level(width, width, depth, dropout))
            self.shrink.append(nn.Conv2d(4 * width, coarser, 1))
            self.grow.append(nn.Conv2d(coarser, width, 1))
            self.up.append(_Level(2 * width, width, depth, dropout))
        self.middle = _Transformer(channels[-1], blocks[-1], dropout)
        self.leave_norm = nn.GroupNorm(channels[0] // _GROUP, channels[0])
        self.leave = nn.Conv2d(channels[0], 12, 3, padding=1)
        _start_at_zero(self.leave)

    def forward(self, x: Tensor, t: Tensor, condition: Condition) -> Tensor:
        """Estimate the velocity (N, 3, H, W) float32 of x, standardised pictures (N, 3, H, W) at noise levels t
        (N,)."""
        return self.look(x, t, condition)[0]

    def look(self, x: Tensor, t: Tensor, condition: Condition) -> tuple[Tensor, Tensor]:
        """Estimate the velocity, and give what the middle has made of x half way through: (N, H / 8 · W / 8, channels),
        by rows."""
        embedding = self.embedding(t, condition)
        h = pixel_unshuffle(x.to(self.enter.weight.dtype), 2).contiguous(memory_format=torch.channels_last)
        h = self.enter(h)
        skips = []
        for level, shrink in zip(self.down, self.shrink, strict=True):
            h = level(h, embedding)
            skips.append(h)
            h = shrink(pixel_unshuffle(h, 2))
        h, half_way = self.middle(h, embedding)
        for level, grow in zip(reversed(self.up), reversed(self.grow), strict=True):
            h = interpolate(grow(h), scale_factor=2, mode="nearest")
            h = level(torch.cat([h, skips.pop()], 1), embedding)
        h = self.leave(silu(self.leave_norm(h)))
        return pixel_shuffle(h.float(), 2), half_way


def _position_waves(height: int, width: int) -> Tensor:
    """Sines and cosines of both coordinates, which run from −1 to 1: (H · W, 8 · _WAVES)."""
    down = torch.linspace(-1, 1, height)[:, None].expand(height, width)
    across = torch.linspace(-1, 1, width)[None].expand(height, width)
    along = torch.stack([down, across, down * height / 8, across * width / 8], 2).view(-1, 4, 1)
    angle = along * torch.pi / 2 * 2.0 ** torch.arange(_WAVES)
    return torch.cat([angle.sin(), angle.cos()], 2).flatten(1)


def save_unet(network: UNet, path: Path) -> None:
    """Write the weights as float16, and beside them the names and the side of what it learned from."""
    weights = {name: value.half().cpu().contiguous() for name, value in network.state_dict().items()}
    save_file(weights, path, to_metadata(network.names) | {"side": str(network.side)})


def load_unet(path: Path) -> UNet:
    """Load the network of a safetensors file, float32, as it was saved and of the size that its weights have. Raises
    `ValueError` if the file is not one."""
    try:
        with safe_open(path, framework="pt") as file:
            side = int((file.metadata() or {}).get("side", SIDE))
        network = _of_shape(load_file(path), read_names(path), side)
    except (SafetensorError, RuntimeError, ValueError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{path} does not hold the weights of the composer: {error}") from error
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return network.requires_grad_(False).eval()


def unet_of(weights: Mapping[str, Tensor]) -> UNet:
    """Make a network without names, of the shape that these weights have and with them. Raises `ValueError` if there is
    none."""
    try:
        return _of_shape(weights, Names((), (), ()), SIDE)
    except (KeyError, RuntimeError, TypeError) as error:
        raise ValueError(f"They are not the weights of a U-Net without names: {error}") from error


def _of_shape(weights: Mapping[str, Tensor], names: Names, side: int) -> UNet:
    """The network of the shape that these weights have, with them. Raises `KeyError`, `RuntimeError` or `TypeError`."""
    shrinking = [weights[name] for name in sorted(weights) if re.fullmatch(r"shrink\.\d+\.weight", name)]
    network = UNet(
        names,
        channels=[len(weights["enter.weight"]), *map(len, shrinking)],
        blocks=[
            *(_count(weights, rf"down\.{level}\.blocks\.(\d+)\.") for level in range(len(shrinking))),
            _count(weights, r"middle\.blocks\.(\d+)\."),
        ],
        side=side,
    )
    network.load_state_dict({name: value.float() for name, value in weights.items()})
    return network


def without_names(network: UNet) -> UNet:
    """Make of a network the same for any picture at all: of genres, movements and artists only the row for none is
    left."""
    tables = {f"embedding.{kind}.weight" for kind in ("genre", "movement", "artist")}
    weights = network.state_dict()
    return unet_of({name: value[:1] if name in tables else value for name, value in weights.items()})


def _count(weights: Mapping[str, Tensor], numbered: str) -> int:
    """How many different numbers the pattern's group finds at the start of names."""
    return len({found[1] for name in weights if (found := re.match(numbered, name))})


def _start_at_zero(layer: nn.Conv2d | nn.Linear) -> None:
    nn.init.zeros_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)

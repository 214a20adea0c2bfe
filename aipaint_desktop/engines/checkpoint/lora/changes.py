"""What a LoRA adds to the output of one layer.

The same arithmetic in the same order as peft's, so that the pixels are the same: Hu et al. 2021 (LoRA), Hyeon-Woo et
al. 2022 (LoHa), Yeh et al. 2024 (LoKr, and LoRA of convolutions), Liu et al. 2024 (DoRA).
"""

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on
from aipaint_desktop.engines.computing.devices import out_of_memory

if TYPE_CHECKING:
    from aipaint_desktop.engines.checkpoint.lora.file import Parts


class Unfit(Exception):
    """Parts are no change of this layer. wanted, has: what the layer takes and gives, and what the parts do."""

    def __init__(self, wanted: tuple[int, ...], has: tuple[int, ...]) -> None:
        super().__init__(wanted, has)
        self.wanted, self.has = wanted, has


class Incomplete(Exception):
    """Of parts that belong together one is missing, or they do not fit together."""


class Change(nn.Module):
    """Adds to what a layer gives. layer: a linear layer or a convolution. weight: how much of the change there is."""

    def __init__(self, layer: nn.Module, scale: float) -> None:
        super().__init__()
        self._layer = (layer,)  # not as a part: it has this one as its part
        self._scale = scale

    @property
    def layer(self) -> Any:
        return self._layer[0]

    def _tensor(self, name: str, tensor: Tensor) -> None:
        moved = tensor.to(computes_on(self.layer), computes_in(self.layer))
        self.register_buffer(name, moved, persistent=False)

    def _apply_weight(self, weight: Tensor, given: Tensor) -> Tensor:
        """A weight of the layer's shape instead of its own, without bias."""
        layer = self.layer
        if isinstance(layer, nn.Linear):
            return functional.linear(given, weight)
        return functional.conv2d(
            given, weight, None, layer.stride, layer.padding, layer.dilation, layer.groups
        )

    def added(self, given: Tensor, output: Tensor) -> Tensor:
        """Give what is to be added to `output`, which the layer made of what it was `given`."""
        raise NotImplementedError


class LowRank(Change):
    """LoRA: down to a few channels and up again; of a convolution the former, or what is between, looks around."""

    down: Tensor
    up: Tensor
    mid: Tensor | None

    def __init__(self, layer: nn.Module, parts: "Parts", weight: float) -> None:
        down, up, mid = parts["down"], parts["up"], parts.get("mid")
        super().__init__(layer, _scale(parts, down.shape[0], weight))
        own = self.layer.weight
        if own.ndim == 2:
            down, up = down.flatten(1), up.flatten(1)
        else:
            down, up = (part[..., None, None] if part.ndim == 2 else part for part in (down, up))
        self._check(down, up, mid)
        self._tensor("down", down)
        self._tensor("up", up)
        if mid is None:
            self.mid = None
        else:
            self._tensor("mid", mid)

    def _check(self, down: Tensor, up: Tensor, mid: Tensor | None) -> None:
        rank, own = down.shape[0], self.layer.weight
        points = (up,) if mid is None else (up, down)
        if up.shape[1] != rank or any(side != 1 for part in points for side in part.shape[2:]):
            raise Incomplete
        if mid is not None and tuple(mid.shape[:2]) != (rank, rank):
            raise Incomplete
        around = down if mid is None else mid
        has = (up.shape[0], down.shape[1], *around.shape[2:])
        if has != tuple(own.shape) or (mid is not None and own.ndim == 2):
            raise Unfit(tuple(own.shape), has)

    def added(self, given: Tensor, _output: Tensor) -> Tensor:
        return self._through(given) * self._scale

    def _through(self, given: Tensor) -> Tensor:
        layer = self.layer
        if isinstance(layer, nn.Linear):
            return functional.linear(functional.linear(given, self.down), self.up)
        around = layer.stride, layer.padding, layer.dilation
        if self.mid is None:
            return functional.conv2d(functional.conv2d(given, self.down, None, *around), self.up)
        small = functional.conv2d(functional.conv2d(given, self.down), self.mid, None, *around)
        return functional.conv2d(small, self.up)


class Decomposed(LowRank):
    """DoRA: a LoRA whose layer keeps, for each of its outputs, a length that was learned beside."""

    magnitude: Tensor

    def __init__(self, layer: nn.Module, parts: "Parts", weight: float) -> None:
        super().__init__(layer, parts, weight)
        own = self.layer.weight
        magnitude = parts["magnitude"]
        if self.mid is not None or magnitude.numel() != own.shape[0]:
            raise Unfit((own.shape[0],), tuple(magnitude.shape))
        change = (self.up.flatten(1) @ self.down.flatten(1)).reshape(own.shape)
        length = torch.linalg.norm((own.to(change) + self._scale * change).flatten(1), dim=1)
        self._tensor("magnitude", magnitude.flatten().to(length) / length)

    def added(self, given: Tensor, output: Tensor) -> Tensor:
        layer = self.layer
        shape = (-1,) if isinstance(layer, nn.Linear) else (-1, 1, 1)
        longer = self.magnitude.view(shape)
        bare = output if layer.bias is None else output - layer.bias.to(output).view(shape)
        return (longer - 1) * bare + longer * self._through(given) * self._scale


class OfWeight(Change):
    """What adds to the weight of a layer, made anew each time, as keeping it would take as much memory as the layer."""

    def added(self, given: Tensor, _output: Tensor) -> Tensor:
        return self._apply_weight(self.change().reshape(self.layer.weight.shape), given)

    def change(self) -> Tensor:
        """Give what is added to the weight, of as many numbers."""
        raise NotImplementedError

    def _check_count(self, *shape: int) -> None:
        own = self.layer.weight
        if torch.Size(shape).numel() != own.numel() or shape[0] != own.shape[0]:
            raise Unfit(tuple(own.shape), shape)


class Hadamard(OfWeight):
    """LoHa: the product, number by number, of two changes of low rank."""

    def __init__(self, layer: nn.Module, parts: "Parts", weight: float) -> None:
        super().__init__(layer, _scale(parts, parts["w1_b"].shape[0], weight))
        self._names = [name for name in ("w1_a", "w1_b", "w2_a", "w2_b", "t1", "t2") if name in parts]
        for name in self._names:
            self._tensor(name, parts[name])
        self._check_count(*self.change().shape)

    def change(self) -> Tensor:
        own = dict(self.named_buffers())
        first = _rebuilt(own.get("t1"), own["w1_a"], own["w1_b"])
        second = _rebuilt(own.get("t2"), own["w2_a"], own["w2_b"])
        return first * second * torch.tensor(self._scale)


class Kronecker(OfWeight):
    """LoKr: the Kronecker product of a small change and a larger one, each of which may be of low rank."""

    def __init__(self, layer: nn.Module, parts: "Parts", weight: float) -> None:
        ranked = parts.get("kron_w1_b", parts.get("kron_w2_b"))
        super().__init__(layer, weight if ranked is None else _scale(parts, ranked.shape[0], weight))
        for name, tensor in parts.items():
            if name.startswith("kron_"):
                self._tensor(name, tensor)
        self._check_count(*self.change().shape)

    def change(self) -> Tensor:
        own = dict(self.named_buffers())
        first = own["kron_w1"] if "kron_w1" in own else own["kron_w1_a"] @ own["kron_w1_b"]
        second = own.get("kron_w2")
        if second is None:
            second = _rebuilt(own.get("kron_t2"), own["kron_w2_a"], own["kron_w2_b"])
        if second.ndim == 4:
            first = first[..., None, None]
        return torch.kron(first, second.contiguous()) * self._scale


class Whole(OfWeight):
    """All that a weight was changed by, and its bias."""

    diff: Tensor
    diff_bias: Tensor | None

    def __init__(self, layer: nn.Module, parts: "Parts", weight: float) -> None:
        super().__init__(layer, weight)
        self._check_count(*parts["diff"].shape)
        self._tensor("diff", parts["diff"])
        bias = parts.get("diff_bias")
        if bias is None:
            self.diff_bias = None
        elif self.layer.bias is None or bias.shape != self.layer.bias.shape:
            raise Unfit((self.layer.weight.shape[0],), tuple(bias.shape))
        else:
            self._tensor("diff_bias", bias)

    def change(self) -> Tensor:
        return self.diff * self._scale

    def added(self, given: Tensor, output: Tensor) -> Tensor:
        made = super().added(given, output)
        if self.diff_bias is None:
            return made
        shape = (-1,) if isinstance(self.layer, nn.Linear) else (-1, 1, 1)
        return made + (self.diff_bias * self._scale).view(shape)


def change_of(layer: nn.Module, parts: "Parts", weight: float) -> Change:
    """Make the change of a layer that these parts are. weight: how much of it there is. Raises `Unfit` where they are
    for another layer, and `Incomplete` where they are none."""
    try:
        if parts.keys() & {"down", "up"}:
            return (Decomposed if "magnitude" in parts else LowRank)(layer, parts, weight)
        if "magnitude" not in parts:
            if "w1_a" in parts:
                return Hadamard(layer, parts, weight)
            if any(name.startswith("kron_") for name in parts):
                return Kronecker(layer, parts, weight)
            if "diff" in parts:
                return Whole(layer, parts, weight)
    except (KeyError, IndexError, ValueError, ZeroDivisionError, RuntimeError) as error:
        if out_of_memory(error):
            raise
        raise Incomplete from error
    raise Incomplete


def _scale(parts: "Parts", rank: int, weight: float) -> float:
    alpha = float(parts["alpha"]) if "alpha" in parts else float(rank)
    return weight * alpha / rank


def _rebuilt(core: Tensor | None, first: Tensor, second: Tensor) -> Tensor:
    """Two factors, with a core between them where a convolution has one (Tucker)."""
    if core is None:
        return first @ second
    return torch.einsum("i j k l, j r, i p -> p r k l", core, second, first)

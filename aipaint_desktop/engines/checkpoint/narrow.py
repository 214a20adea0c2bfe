"""Networks that keep the weights of their file and compute in a wider type of number.

A layer widens its weights while it computes, which gives the pixels that wide weights would: every fp16 is an fp32. It
takes half the memory and some more time. Nothing of a network changes while it runs, so that several threads may run
it.
"""

from types import MethodType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

_NUMBERS = "aipaint_numbers"  # the attribute of networks and layers that says what they compute in


def computes_in(module: Any) -> "torch.dtype":
    """Tell the type of number that a network, or a layer of one, computes in."""
    dtype: torch.dtype = getattr(module, _NUMBERS, None) or next(module.parameters()).dtype
    return dtype


def compute_in(network: "nn.Module", dtype: "torch.dtype") -> None:
    """Have a network compute in this type, and leave its weights as they are wherever that is possible."""
    from torch import nn

    forwards: dict[type[nn.Module], Any] = {
        nn.Linear: _linear,
        nn.Conv2d: _convolve,
        nn.GroupNorm: _normalise_groups,
        nn.LayerNorm: _normalise,
        nn.Embedding: _embed,
    }
    setattr(network, _NUMBERS, dtype)
    for layer in network.modules():
        own = list(layer.parameters(recurse=False))
        if all(parameter.dtype == dtype for parameter in own):
            continue
        forward = forwards.get(type(layer))
        if forward is None:
            _widen(layer, dtype)
        else:
            setattr(layer, _NUMBERS, dtype)
            layer.forward = MethodType(forward, layer)


def widen(network: "nn.Module") -> None:
    """Give a network weights of the type that it computes in: more memory, less time, the same pixels."""
    dtype = computes_in(network)
    for layer in network.modules():
        _widen(layer, dtype)
        if layer is not network and _NUMBERS in vars(layer):
            del layer.forward
            delattr(layer, _NUMBERS)


def bytes_to_widen(network: "nn.Module") -> int:
    """Tell how many bytes more wide weights would take."""
    dtype = computes_in(network)
    return sum(
        (dtype.itemsize - parameter.itemsize) * parameter.numel()
        for parameter in network.parameters()
        if parameter.dtype != dtype
    )


def _widen(layer: "nn.Module", dtype: "torch.dtype") -> None:
    for parameter in layer.parameters(recurse=False):
        parameter.data = parameter.data.to(dtype)


def _wide(layer: Any) -> "tuple[Tensor, Tensor | None]":
    """Weight and bias."""
    dtype, bias = getattr(layer, _NUMBERS), layer.bias
    return layer.weight.to(dtype), None if bias is None else bias.to(dtype)


def _linear(self: Any, given: "Tensor") -> "Tensor":
    from torch.nn import functional

    return functional.linear(given, *_wide(self))


def _convolve(self: Any, given: "Tensor") -> "Tensor":
    made: Tensor = self._conv_forward(given, *_wide(self))
    return made


def _normalise_groups(self: Any, given: "Tensor") -> "Tensor":
    from torch.nn import functional

    weight, bias = _wide(self)
    return functional.group_norm(given, self.num_groups, weight, bias, self.eps)


def _normalise(self: Any, given: "Tensor") -> "Tensor":
    from torch.nn import functional

    weight, bias = _wide(self)
    return functional.layer_norm(given, self.normalized_shape, weight, bias, self.eps)


def _embed(self: Any, numbers: "Tensor") -> "Tensor":
    from torch.nn import functional

    found = functional.embedding(numbers, self.weight, self.padding_idx)
    return found.to(getattr(self, _NUMBERS))

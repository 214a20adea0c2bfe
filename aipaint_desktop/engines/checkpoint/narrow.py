"""Networks that keep the weights of their file and compute in a wider type of number, or on another device.

A layer widens its weights, or brings them over, while it computes, which gives the pixels that wide weights in place
would: every fp16 is an fp32. It takes half the memory, or nearly none of the device's, and more time. Nothing of a
network changes while it runs, so that several threads may run it.
"""

from types import MethodType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch
    from torch import Tensor, nn

_NUMBERS = "aipaint_numbers"  # the attribute of networks and layers that says what they compute in
_DEVICE = "aipaint_device"  # that which says on what, where their weights are elsewhere


def computes_in(module: Any) -> "torch.dtype":
    """Tell the type of number that a network, or a layer of one, computes in."""
    dtype: torch.dtype = getattr(module, _NUMBERS, None) or next(module.parameters()).dtype
    return dtype


def computes_on(module: Any) -> "torch.device":
    """Tell on which device a network, or a layer of one, computes."""
    device: torch.device = getattr(module, _DEVICE, None) or next(module.parameters()).device
    return device


def compute_in(network: "nn.Module", dtype: "torch.dtype") -> None:
    """Have a network compute in this type, and leave its weights as they are wherever that is possible."""
    forwards = _forwards()
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


def compute_on(network: "nn.Module", device: "torch.device") -> None:
    """Have a network compute on this device, and leave its weights where they are wherever that is possible."""
    forwards = _forwards()
    setattr(network, _DEVICE, device)
    for layer in network.modules():
        forward = forwards.get(type(layer))
        for name, buffer in layer.named_buffers(recurse=False):
            setattr(layer, name, buffer.to(device))
        own = list(layer.parameters(recurse=False))
        if forward is None:
            for parameter in own:
                parameter.data = parameter.data.to(device)
        elif own:
            setattr(layer, _DEVICE, device)
            layer.forward = MethodType(forward, layer)


def widen(network: "nn.Module") -> None:
    """Give a network weights of the type that it computes in: more memory, less time, the same pixels."""
    dtype = computes_in(network)
    if hasattr(network, _DEVICE):  # its weights take memory where there is most
        return
    for layer in network.modules():
        _widen(layer, dtype)
        if layer is not network and _NUMBERS in vars(layer):
            del layer.forward
            delattr(layer, _NUMBERS)


def bytes_to_widen(network: "nn.Module") -> int:
    """Tell how many bytes more wide weights would take."""
    dtype = computes_in(network)
    if hasattr(network, _DEVICE):
        return 0
    return sum(
        (dtype.itemsize - parameter.itemsize) * parameter.numel()
        for parameter in network.parameters()
        if parameter.dtype != dtype
    )


def _forwards() -> "dict[type[nn.Module], Any]":
    """What layers do whose weights are not as they compute."""
    from torch import nn

    return {
        nn.Linear: _linear,
        nn.Conv2d: _convolve,
        nn.GroupNorm: _normalise_groups,
        nn.LayerNorm: _normalise,
        nn.Embedding: _embed,
    }


def _widen(layer: "nn.Module", dtype: "torch.dtype") -> None:
    for parameter in layer.parameters(recurse=False):
        parameter.data = parameter.data.to(dtype)


def weight_of(layer: Any) -> "Tensor":
    """Give the weight of a layer as it computes with it."""
    weight: Tensor = layer.weight.to(computes_on(layer), computes_in(layer))
    return weight


def _wide(layer: Any) -> "tuple[Tensor, Tensor | None]":
    """Weight and bias."""
    bias = layer.bias
    return weight_of(layer), None if bias is None else bias.to(computes_on(layer), computes_in(layer))


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

    found = functional.embedding(numbers, self.weight.to(computes_on(self)), self.padding_idx)
    return found.to(computes_in(self))

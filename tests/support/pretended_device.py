"""A device that this machine does not have, pretended on its CPU: what would fail on a graphics card fails here.

Every tensor that goes to the device is marked, and so is what is computed of it. The mark is all that there is of
the device: numbers are the CPU's. What torch refuses where a device is real is refused: tensors of two places in one
operation, a generator of another place, numpy of what is not in the machine's memory, and on Apple's GPUs float64.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import pytest
import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._pytree import tree_leaves

Pretended = Literal["cuda", "mps"]

_MARK = "_pretended_on"
_ON_TWO_PLACES = frozenset(
    {"copy_", "_foreach_copy_", "_has_compatible_shallow_copy_type", "type_as", "set_", "__set__", "to"}
)
"""Operations that may take tensors of several places."""
_WITHOUT_SCALARS = frozenset(
    {"cat", "concat", "stack", "hstack", "vstack", "matmul", "mm", "bmm", "conv2d", "linear"}
)
"""Operations to which not even a single number may come from elsewhere."""
_NUMPY = frozenset({"numpy", "__array__", "__array_wrap__", "__dlpack__", "share_memory_", "pin_memory"})


class PretendedDevice(TorchFunctionMode):
    """Marks tensors, and refuses what the device would refuse.

    kind: as torch calls the device. asked: how many operations were computed on it.
    """

    def __init__(self, kind: Pretended) -> None:
        super().__init__()
        self.kind = kind
        self.asked = 0

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Sequence[type],
        args: Any = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        owner = getattr(func, "__self__", None)  # of a property's getter or setter
        if func is torch.device or name == "_parse_to":
            return func(*args, **kwargs)
        if name == "__get__":
            return self._property(owner, func, args)
        if name in ("cpu", "cuda", "to") and args and isinstance(args[0], Tensor):
            return self._moved(name, args, kwargs)
        wanted = self._wanted(args, kwargs)
        leaves = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor)]
        here = wanted if wanted is not None else any(map(_is_marked, leaves))
        if here or any(map(_is_marked, leaves)):
            self.asked += 1
            self._check(name, args, leaves)
        self._check_generator(name, kwargs, args, here)
        if wanted is not None:
            args = tuple("cpu" if self._is_here(part) else part for part in args)
            kwargs = {key: "cpu" if self._is_here(part) else part for key, part in kwargs.items()}
        if name == "__set__":
            func(*args, **kwargs)
            if owner is torch.Tensor.data and isinstance(args[1], Tensor):
                _mark(args[0], on=_is_marked(args[1]))
            return None
        made = func(*args, **kwargs)
        if name == "__iter__":
            made = list(made)
        for leaf in tree_leaves(made):
            if isinstance(leaf, Tensor) and here:
                self._take(leaf)
        return iter(made) if name == "__iter__" else made

    def _property(self, owner: object, func: Callable[..., Any], args: Any) -> Any:
        tensor = args[0]
        marked = _is_marked(tensor)
        if owner is torch.Tensor.device and marked:
            return torch.device(self.kind, 0)
        if owner is torch.Tensor.is_cuda and marked:
            return self.kind == "cuda"
        if owner is torch.Tensor.is_mps and marked:
            return self.kind == "mps"
        if owner is torch.Tensor.is_cpu and marked:
            return False
        made = func(*args)
        if isinstance(made, Tensor):
            _mark(made, on=marked)
        return made

    def _moved(self, name: str, args: Any, kwargs: dict[str, Any]) -> Tensor:
        tensor, *rest = args
        before = _is_marked(tensor)
        if name == "to":
            others = [part for part in (*rest, *kwargs.values()) if isinstance(part, Tensor)]
            wanted = self._wanted(rest, kwargs)
            after = _is_marked(others[0]) if others else before if wanted is None else wanted
            rest = [torch.device("cpu") if self._is_here(part) else part for part in rest]
            kwargs = {
                key: torch.device("cpu") if self._is_here(part) else part for key, part in kwargs.items()
            }
            made: Tensor = tensor.to(*rest, **kwargs)
        else:
            made, after = tensor, name != "cpu"
        if after != before and made is tensor:
            made = tensor.clone()
        if made is not tensor:
            _mark(made, on=False)
            if after:
                self._take(made)
        return made

    def _is_here(self, part: object) -> bool:
        """Whether something that was given for a device is this one."""
        if isinstance(part, torch.device):
            return part.type == self.kind
        return isinstance(part, str) and part.split(":")[0] == self.kind

    def _wanted(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool | None:
        """Whether what is made is to be on this device; None where no device is asked for."""
        given = [part for part in (kwargs.get("device"), *args) if part is not None]
        if any(map(self._is_here, given)):
            return True
        told = kwargs.get("device") is not None or any(isinstance(part, torch.device) for part in args)
        elsewhere = any(isinstance(part, str) and part.split(":")[0] in ("cpu", "meta") for part in args)
        return False if told or elsewhere else None

    def _check(self, name: str, args: Any, leaves: Sequence[Tensor]) -> None:
        if name in _NUMPY:
            raise TypeError(
                f"can't convert {self.kind}:0 device type tensor to numpy. Use Tensor.cpu() first."
            )
        if name in _ON_TWO_PLACES:
            return
        if name in ("__getitem__", "__setitem__"):
            self._check_indexing(name, args)
            return
        least = 0 if name in _WITHOUT_SCALARS else 1
        foreign = [leaf for leaf in leaves if not _is_marked(leaf) and leaf.dim() >= least]
        if foreign and any(map(_is_marked, leaves)):
            raise RuntimeError(
                f"{name}: Expected all tensors to be on the same device, but found at least two devices, {self.kind}:0 "
                f"and {foreign[0].device} ({tuple(foreign[0].shape)})!"
            )

    def _check_indexing(self, name: str, args: Any) -> None:
        tensor, index = args[0], args[1]
        indices = [leaf for leaf in tree_leaves(index) if isinstance(leaf, Tensor) and leaf.dim() > 0]
        if not _is_marked(tensor) and any(map(_is_marked, indices)):
            raise RuntimeError(
                "indices should be either on cpu or on the same device as the indexed tensor (cpu)"
            )
        given = args[2] if name == "__setitem__" else None
        if (
            isinstance(given, Tensor)
            and given.dim() > 0
            and indices
            and _is_marked(given) != _is_marked(tensor)
        ):
            raise RuntimeError("index_put_: Expected all tensors to be on the same device")

    def _check_generator(self, name: str, kwargs: Mapping[str, Any], args: Any, here: bool) -> None:
        for part in (*kwargs.values(), *args):
            if isinstance(part, torch.Generator) and (part.device.type == self.kind) != here:
                place = self.kind if here else "cpu"
                raise RuntimeError(
                    f"{name}: Expected a '{place}' device type for generator but found '{part.device.type}'"
                )

    def _take(self, tensor: Tensor) -> None:
        if self.kind == "mps" and tensor.dtype in (torch.float64, torch.complex128):
            raise TypeError(
                "Cannot convert a MPS Tensor to float64 dtype as the MPS framework doesn't support float64."
            )
        _mark(tensor, on=True)


def _is_marked(tensor: Tensor) -> bool:
    return bool(tensor.__dict__.get(_MARK, False)) if hasattr(tensor, "__dict__") else False


def _mark(tensor: Tensor, *, on: bool) -> None:
    tensor.__dict__[_MARK] = on


@contextmanager
def pretended(kind: Pretended, *, bf16: bool = False) -> Iterator[PretendedDevice]:
    """Let this thread believe that the machine has such a device and no other. bf16: whether it multiplies that."""
    mode = PretendedDevice(kind)
    autocast, generator, new_parameter = torch.autocast, torch.Generator, torch.nn.Parameter.__new__

    def casting(device_type: str, *args: Any, **kwargs: Any) -> torch.autocast:
        return autocast("cpu" if device_type == kind else device_type, *args, **kwargs)

    def parameter(cls: type, data: Tensor | None = None, requires_grad: bool = True) -> Tensor:
        made: Tensor = new_parameter(cls, data, requires_grad)
        if data is not None and _is_marked(data):
            _mark(made, on=True)
        return made

    class PlacedGenerator(generator):  # type: ignore[misc, valid-type]
        def __new__(cls, device: Any = "cpu") -> "PlacedGenerator":
            made: PlacedGenerator = super().__new__(cls, "cpu" if mode._is_here(device) else device)
            made.place = torch.device(kind, 0) if mode._is_here(device) else torch.device(device)
            return made

        @property
        def device(self) -> torch.device:
            return self.place  # type: ignore[no-any-return]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch, "autocast", casting)
        patch.setattr(torch.nn.Parameter, "__new__", staticmethod(parameter))
        patch.setattr(torch, "Generator", PlacedGenerator)
        patch.setattr(torch.cuda, "is_available", lambda: kind == "cuda")
        patch.setattr(torch.cuda, "is_bf16_supported", lambda *_args, **_kwargs: bf16)
        patch.setattr(torch.cuda, "get_device_name", lambda *_: "a pretended GPU")
        patch.setattr(torch.cuda, "mem_get_info", lambda *_: (8 * 2**30, 16 * 2**30))
        patch.setattr(torch.cuda, "synchronize", lambda *_: None)
        patch.setattr(torch.backends.mps, "is_available", lambda: kind == "mps")
        patch.setattr(torch.mps, "recommended_max_memory", lambda: 16 * 2**30)
        patch.setattr(torch.mps, "driver_allocated_memory", lambda: 8 * 2**30)
        patch.setattr(torch.mps, "empty_cache", lambda: None)
        with mode:
            yield mode

"""Changing what a pipeline paints by LoRAs, while the pipeline itself stays as it is."""

import copy
from collections.abc import Sequence
from typing import Any

from torch import Tensor, nn

from aipaint_desktop.engines.checkpoint.lora.changes import Change, Incomplete, Unfit, change_of
from aipaint_desktop.engines.checkpoint.lora.file import Lora, Parts
from aipaint_desktop.engines.checkpoint.lora.layers import LayerNames
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text


def with_loras(pipe: Any, loras: Sequence[tuple[Lora, float]]) -> Any:
    """Give a pipeline that paints with LoRAs, each with its weight. It shares all its tensors with the given one, which
    stays as it is, so that both may run at once.

    Raises `BadInput` with a sentence that names the file where one is for another model.
    """
    names = LayerNames(pipe)
    changed: dict[str, Any] = {}
    for lora, weight in loras:
        found: list[tuple[str, str, Parts]] = []
        for place, parts in lora.changes.items():
            at = names.find(place)
            if at is not None:
                found.append((*at, parts))
            elif not names.unused(place):
                raise BadInput(
                    "{0} is made for another kind of model: this one has no layer {1}.",
                    lora.name,
                    _short(place),
                )
        for part, path, parts in found:
            if part not in changed:
                changed[part] = twin_of(getattr(pipe, part))
            _add(changed[part], path, parts, weight, lora.name)
    twin = copy.copy(pipe)
    vars(twin).update(changed)
    return twin


def _add(module: nn.Module, path: str, parts: Parts, weight: float, name: str) -> None:
    layer = module.get_submodule(path)
    try:
        change = change_of(layer, parts, weight)
    except Incomplete:
        raise BadInput("{0} is damaged: its parts for {1} do not fit together.", name, _short(path)) from None
    except Unfit as unfit:
        raise BadInput(
            "{0} is made for another kind of model: for the layer {1} it has {2} numbers, this one has {3}.",
            name,
            _short(path),
            "×".join(map(str, unfit.has)),
            "×".join(map(str, unfit.wanted)),
        ) from None
    changes = getattr(layer, _CHANGES, None)
    if changes is None:
        changes = nn.ModuleList()
        layer.add_module(_CHANGES, changes)
        layer.register_forward_hook(_changed)
    changes.append(change)


_CHANGES = "aipaint_changes"


def _changed(layer: nn.Module, given: tuple[Tensor, ...], output: Tensor) -> Tensor:
    result = output
    for change in getattr(layer, _CHANGES):
        assert isinstance(change, Change)
        result = result + change.added(given[0], output)
    return result


def twin_of(module: nn.Module) -> nn.Module:
    """Give a module that can be changed, of the same tensors."""
    same: dict[int, Any] = {id(tensor): tensor for tensor in (*module.parameters(), *module.buffers())}
    return copy.deepcopy(module, same)


def _short(place: str) -> str:
    return repr(as_text(place)[:80])

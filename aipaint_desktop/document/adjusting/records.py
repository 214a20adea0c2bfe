"""Adjustments as plain values that JSON knows, and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any, get_args, get_type_hints

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.listed import ADJUSTMENTS

_BY_KIND = {adjustment.kind: adjustment for adjustment in ADJUSTMENTS}


def recorded(adjustment: Adjustment) -> dict[str, Any]:
    """Write down an adjustment: its kind and all its settings."""
    return {"kind": adjustment.kind, **asdict(adjustment)}


def from_record(record: Mapping[str, Any]) -> Adjustment:
    """Read what `recorded` has written, or JSON made of it; settings that are not there are the usual ones. Raises
    `ValueError` for anything else."""
    kind = record.get("kind")
    adjustment = _BY_KIND.get(kind) if isinstance(kind, str) else None
    if adjustment is None:
        raise ValueError(f"there is no adjustment {kind!r}")
    settings = {name: value for name, value in record.items() if name != "kind"}
    made = _made(adjustment, settings)
    assert isinstance(made, Adjustment)
    return made


def _made(kind: Any, value: Any) -> Any:
    """A value of this type out of what JSON makes of it."""
    if is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} are no settings")
        hints = get_type_hints(kind)
        known = {entry.name for entry in fields(kind)}
        if unknown := value.keys() - known:
            raise ValueError(f"there is no setting {sorted(map(str, unknown))[0]!r}")
        return kind(**{name: _made(hints[name], given) for name, given in value.items()})  # type: ignore[operator]
    if arguments := get_args(kind):  # of a tuple
        if not isinstance(value, list | tuple):
            raise ValueError(f"{value!r} is no list")
        if arguments[-1] is Ellipsis:
            return tuple(_made(arguments[0], one) for one in value)
        if len(value) != len(arguments):
            raise ValueError(f"{value!r} has not {len(arguments)} parts")
        return tuple(_made(part, one) for part, one in zip(arguments, value, strict=True))
    if kind is bool or isinstance(value, bool):
        right = kind is bool and isinstance(value, bool)
    else:
        right = isinstance(value, int) or (kind is float and isinstance(value, float))
    if not right:
        raise ValueError(f"{value!r} is no {kind.__name__}")
    return kind(value)

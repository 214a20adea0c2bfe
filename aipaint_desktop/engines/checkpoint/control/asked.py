"""What a request says of controls."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aipaint_desktop.values.picture import Picture

MOST_CONTROLS = 8
MOST_STRENGTH = 2


@dataclass(frozen=True, eq=False)
class Control:
    """Says what guides a model.

    file: its title and hash. strength: how much of it, 1 as it was trained. begin, end: the part of the steps in which
    it counts, 0 to 1. map: what a ControlNet or T2I-Adapter follows; None of an IP-Adapter, which paints like the
    references of the request. encoder: title and hash of what sees those for it, "" for all others. inpaints: whether
    it follows, instead of a map, what is there and stays, all that is painted anew hidden from it.
    """

    file: str
    strength: float = 1.0
    begin: float = 0.0
    end: float = 1.0
    map: Picture | None = None
    encoder: str = ""
    inpaints: bool = False


def fields_of(controls: Sequence[Control], references: Sequence[Picture] = ()) -> dict[str, Any]:
    """Give the fields of a request that say this. references: what IP-Adapters paint like; nobody else takes them."""
    used = any(control.encoder for control in controls)
    return {
        "controls": tuple(control.file for control in controls),
        "control_strengths": tuple(control.strength for control in controls),
        "control_begins": tuple(control.begin for control in controls),
        "control_ends": tuple(control.end for control in controls),
        "control_maps": tuple(control.map for control in controls if control.map is not None),
        "image_encoders": tuple(control.encoder for control in controls),
        "inpainting_controls": tuple(control.inpaints for control in controls),
        "references": tuple(references) if used else (),
    }

"""Fitting a run into the memory that there is, before it fails."""

from collections.abc import Iterable
from typing import Any

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.checkpoint.cost import BYTES_PER_PIXEL
from aipaint_desktop.engines.checkpoint.narrow import bytes_to_widen, computes_in, widen
from aipaint_desktop.engines.computing.memory import free_memory
from aipaint_desktop.values.refusal import BadInput

_LEFT = 3_000_000_000  # bytes, for pictures and for other programs
_TILE = 512 * 512  # px that a VAE sees of a picture at once


def widen_where_room(parts: Iterable[Any], device: Device) -> None:
    """Give networks wide weights, which compute faster, where there is memory for them and for a picture. parts: of a
    pipeline; those that are no networks stay as they are."""
    networks = [part for part in parts if hasattr(part, "parameters")]
    free = free_memory(device)
    if free is None or free - sum(map(bytes_to_widen, networks)) > _LEFT:
        for network in networks:
            widen(network)


def in_tiles(vae: Any, width: int, height: int, device: Device) -> bool:
    """Tell whether a VAE has to see a picture of this size tile by tile. Raises `BadInput` where it cannot be seen even
    so, with the size that would do."""
    free = free_memory(device)
    per_pixel = BYTES_PER_PIXEL * computes_in(vae).itemsize // 4
    if free is None or per_pixel * width * height < free:
        return False
    if per_pixel * min(_TILE, width * height) < free:
        return True
    side = int((free / per_pixel) ** 0.5) // 64 * 64
    raise BadInput(
        "There is not enough memory for a picture of {0}×{1}: {2}×{2} would do.", width, height, max(64, side)
    )

"""Fitting a run into the memory that there is, before it fails."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.checkpoint.cost import BYTES_PER_PIXEL, LEFT_FOR_PICTURES
from aipaint_desktop.engines.checkpoint.narrow import bytes_to_widen, compute_on, computes_in, widen
from aipaint_desktop.engines.computing.devices import give_back_memory, out_of_memory
from aipaint_desktop.engines.computing.memory import free_memory
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch

T = TypeVar("T")

_LEFT_ON_CARD = 2_000_000_000  # bytes, for pictures and for what else is shown
_BY_USE = ("unet", "vae", "text_encoder", "text_encoder_2")
_TILE = 512 * 512  # px that a VAE sees of a picture at once


def widen_where_room(parts: Iterable[Any], device: Device) -> None:
    """Give networks wide weights, which compute faster, where there is memory for them and for a picture. parts: of a
    pipeline; those that are no networks stay as they are."""
    networks = [part for part in parts if hasattr(part, "parameters")]
    free = free_memory(device)
    if free is None or free - sum(map(bytes_to_widen, networks)) > LEFT_FOR_PICTURES:
        for network in networks:
            widen(network)


def place(pipe: Any, device: Device, target: "torch.device | None" = None) -> None:
    """Put networks where they compute, that which is used most first. Those that find no room there stay in the
    machine's memory, and each of their layers brings its weights over while it computes.

    target: the device, where it is not that which torch calls by its kind.
    """
    import torch

    target = target or torch.device(device.kind)
    if device.kind == "cpu":
        return
    free = free_memory(device)
    left = None if free is None else free - _LEFT_ON_CARD
    for name in _BY_USE:
        network = getattr(pipe, name, None)
        if network is None:
            continue
        size = sum(parameter.nbytes for parameter in network.parameters())
        if left is not None and size > left:
            compute_on(network, target)
            continue
        network.to(target)
        if left is not None:
            left -= size


def whole_or_tiled(whole: Callable[[], T], in_tiles: Callable[[], T], *, tiled: bool) -> T:
    """Do something as a whole, or in tiles where that was foreseen, or memory turns out to be too little."""
    if not tiled:
        try:
            return whole()
        except Exception as error:
            if not out_of_memory(error):
                raise
        give_back_memory(of_gpu=True)
    return in_tiles()


def size_that_fits(width: int, height: int, device: Device, numbers: int) -> tuple[int, int]:
    """Tell which size, of the shape of one that did not fit, would do now. numbers: bytes of one."""
    free = free_memory(device)
    area = width * height / 2 if free is None else min(width * height / 2, _fitting(free, numbers))
    scale = (area / (width * height)) ** 0.5
    return tuple(max(64, int(side * scale) // 64 * 64) for side in (width, height))  # type: ignore[return-value]


def _fitting(free: int, numbers: int) -> float:
    """How many pixels fit into so much memory."""
    return free / (BYTES_PER_PIXEL * numbers / 4)


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

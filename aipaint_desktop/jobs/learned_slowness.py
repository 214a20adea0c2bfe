"""What runs have shown of this machine's speed, kept in a file, so that estimates are right after a restart."""

import json
import logging
import os
import platform
import threading
from functools import partial
from pathlib import Path

from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.values.refusal import BadInput

_log = logging.getLogger(__name__)

_FARTHEST = 1000.0
"""No machine is so many times as slow, or as fast, as estimates say; what a file claims beyond that is not believed."""


class LearnedSlowness:
    """Keeps the `Slowness` of every engine by machine, device and precision, in a JSON file. Any thread may use it.

    A file that is missing or damaged leaves the estimates that ship, and one that cannot be written is no reason to
    fail: both are only less exact. machine: which one this is, as a settings folder may be shared by several.
    """

    def __init__(self, path: Path, machine: str = f"{platform.node()} {os.cpu_count()}") -> None:
        self._path = path
        self._machine = machine
        self._lock = threading.Lock()

    def of(self, engine: str, device: str, precision: str) -> Slowness:
        """Give the slowness of an engine, by its id; what it learns is kept from then on.

        device, precision: the wishes, as the engine gets them; on one machine they always come to the same.
        """
        place = f"{self._machine} {device} {precision} {engine} "
        known = {
            name.removeprefix(place): figure
            for name, figure in self._read().items()
            if name.startswith(place)
        }
        return Slowness(known, partial(self._keep, place))

    def _keep(self, place: str, work: str, figure: float) -> None:
        with self._lock:
            figures = self._read() | {place + work: round(figure, 4)}
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._path, json.dumps(figures, indent=2).encode())
            except (OSError, BadInput) as error:
                _log.warning("this machine's speed could not be kept: %s", error)

    def _read(self) -> dict[str, float]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: float(figure) for name, figure in found.items() if _is_believable(figure)}


def _is_believable(figure: object) -> bool:
    return (
        isinstance(figure, int | float)
        and not isinstance(figure, bool)
        and 1 / _FARTHEST <= figure <= _FARTHEST
    )

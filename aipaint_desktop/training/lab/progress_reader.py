"""The records of a run read again while they are being written, and the curves of its losses."""

import json
import math
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_MOST_BYTES = 2**20  # read at once, so that a window which reads between events never waits
_TAIL_BYTES = 2**14  # in which the last record is looked for


@dataclass(frozen=True)
class Record:
    """A line of `progress.jsonl`; see `training.lab.progress.Progress`. sheet: the file's name, "" for none."""

    step: int
    seconds: float
    seconds_left: float
    speed: float
    losses: Mapping[str, float]
    sheet: str = ""
    words: tuple[str, ...] = ()


class ProgressReader:
    """Reads what was added since it was last asked; lines that are damaged are left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self._rest = b""  # of a line whose end is not written yet

    def read_new(self) -> list[Record]:
        """Read the next records, not always all there are; none where there is nothing new, or no file yet."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._offset)
                data = file.read(_MOST_BYTES)
        except OSError:
            return []
        self._offset += len(data)
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [record for line in lines if (record := _record(line)) is not None]


def last_record(path: Path) -> Record | None:
    """Read how a run stands, without reading all of its records."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            lines = file.read().split(b"\n")
    except OSError:
        return None
    records = (_record(line) for line in reversed(lines))
    return next((record for record in records if record is not None), None)


class LossHistory:
    """Losses by name over `steps`; NaN where a record lacks one."""

    def __init__(self) -> None:
        self.steps = array("q")
        self.losses: dict[str, array[float]] = {}

    def add(self, record: Record) -> None:
        """Add a record. A run that goes on from an earlier step writes on from there: what it forgot is forgotten here
        too."""
        kept = bisect_left(self.steps, record.step)
        del self.steps[kept:]
        for values in self.losses.values():
            del values[kept:]
        for name in record.losses:
            if name not in self.losses:
                self.losses[name] = array("d", [math.nan]) * len(self.steps)
        self.steps.append(record.step)
        for name, values in self.losses.items():
            values.append(record.losses.get(name, math.nan))


def _record(line: bytes) -> Record | None:
    try:
        said = json.loads(line)
        record = Record(
            step=int(said["step"]),
            seconds=float(said["seconds"]),
            seconds_left=float(said["seconds_left"]),
            speed=float(said["speed"]),
            losses={str(name): float(loss) for name, loss in said["losses"].items()},
            sheet=str(said.get("sheet") or ""),
            words=tuple(map(str, said.get("words", ()))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    numbers = (record.seconds, record.seconds_left, record.speed, *record.losses.values())
    return record if all(map(math.isfinite, numbers)) else None

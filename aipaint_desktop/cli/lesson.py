"""`aipaint lesson`: a classic model learns small pictures, in one go or before somebody's eyes."""

import math
import os
import signal
import sys
import threading
import time
from argparse import Namespace
from dataclasses import asdict
from itertools import count
from queue import Queue
from typing import TYPE_CHECKING, Any

from aipaint_desktop.cli.found_pictures import tell_of
from aipaint_desktop.cli.memory import peak_megabytes
from aipaint_desktop.cli.orders import chosen_seed
from aipaint_desktop.cli.running import Report, signals_cancel
from aipaint_desktop.engines.base.engine import CancelToken, Device
from aipaint_desktop.engines.base.request import check_seed
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.files.export import check_export, save_picture
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.training.lessons.snapshot import SIDE, Snapshot, tiled
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.training.lessons.lesson import Lesson, SmallPictures

ENGINE = "lesson"
MOST_MINUTES = 24 * 60
_SHEET_SIDE = 4  # samples in a row and a column
_SHOWN_SECONDS = 10.0  # between two lines on stderr


def lesson(arguments: Namespace) -> dict[str, Any]:
    """Train as the arguments say and save samples; what `--json` prints of it. Ctrl+C and SIGTERM end it early, with
    what was learned by then.

    Raises `BadInput`.
    """
    if not (math.isfinite(arguments.minutes) and 0 < arguments.minutes <= MOST_MINUTES):
        raise BadInput("{0} minutes are out of range: more than 0, up to a day.", f"{arguments.minutes:g}")
    check_export(arguments.output)
    token = CancelToken()
    with signals_cancel(token, signal.SIGINT, signal.SIGTERM):
        device, pictures = _prepare(arguments, quiet=arguments.json)
        from aipaint_desktop.training.lessons.beginning import new_lesson
        from aipaint_desktop.training.lessons.lesson import in_grid

        seed = _checked_seed(arguments)
        learning = new_lesson(arguments.lesson, pictures, device, seed)
        began = time.monotonic()
        steps, losses = _train(learning, 60 * arguments.minutes, token, quiet=arguments.json)
    sheet = tiled(in_grid(learning.samples(_SHEET_SIDE**2), _SHEET_SIDE))
    seconds = time.monotonic() - began
    save_picture(arguments.output, sheet[..., None].repeat(3, 2))
    report = Report(
        output=str(arguments.output),
        width=_SHEET_SIDE * SIDE,
        height=_SHEET_SIDE * SIDE,
        engine=ENGINE,
        model=arguments.lesson,
        device=device.kind,
        precision=device.precision,
        seed=seed,
        steps=steps,
        frames=1,
        seconds=round(seconds, 3),
        peak_memory_mb=round(peak, 1) if (peak := peak_megabytes()) else None,
    )
    return asdict(report) | {"pictures": len(pictures), "losses": losses}


def live_lesson(arguments: Namespace) -> None:
    """Train as the commands on standard input say, print a line for each snapshot, and keep nothing.

    See `training.lessons.live`. Raises `BadInput`.
    """
    device, pictures = _prepare(arguments, quiet=True)
    from aipaint_desktop.training.lessons.beginning import new_lesson
    from aipaint_desktop.training.lessons.live import LiveLesson

    seeds = count(_checked_seed(arguments))

    def tell(snapshot: Snapshot) -> None:
        print(snapshot.to_line(), flush=True)

    LiveLesson(lambda: new_lesson(arguments.lesson, pictures, device, next(seeds)), tell).follow(
        _commands(sys.stdin.fileno())
    )


def _prepare(arguments: Namespace, *, quiet: bool) -> "tuple[Device, SmallPictures]":
    lower_this_thread()  # before torch starts threads of its own, so that painting stays smooth
    devices.load()
    from aipaint_desktop.training.lessons.small_pictures import read_digits, read_small_pictures

    device = choose_device(arguments.device, convolves=True)
    if not arguments.pictures:
        return device, read_digits()[0]
    return device, read_small_pictures(
        arguments.pictures, tell=lambda found: None if quiet else tell_of(found)
    )


def _train(
    learning: "Lesson", seconds: float, token: CancelToken, *, quiet: bool
) -> tuple[int, dict[str, float]]:
    """Step until the time is over or the token cancelled; the number of steps and the last one's losses."""
    began = shown = time.monotonic()
    for step in count(1):
        losses = learning.step()
        now = time.monotonic()
        if not quiet and now - shown > _SHOWN_SECONDS:
            shown = now
            said = ", ".join(f"{name} {loss:.3g}" for name, loss in losses.items())
            print(f"step {step}, {said}, {(began + seconds - now) / 60:.1f} min left", file=sys.stderr)
        if now - began >= seconds or token.cancelled:
            break
    return step, losses


def _commands(source: int) -> "Queue[str | None]":
    """The lines that come from a file descriptor, and None when it is closed."""
    queue: Queue[str | None] = Queue()

    def read() -> None:
        rest = b""
        while data := os.read(source, 1024):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                queue.put(line.decode(errors="replace").strip())
        queue.put(None)

    threading.Thread(target=read, name="aipaint-commands", daemon=True).start()
    return queue


def _checked_seed(arguments: Namespace) -> int:
    seed = chosen_seed(arguments)
    check_seed(seed)
    return seed

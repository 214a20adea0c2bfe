"""`aipaint train`: an artist's own model, trained in this process."""

import math
import os
import signal
import sys
import threading
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aipaint_desktop import paths
from aipaint_desktop.cli.found_pictures import tell_of
from aipaint_desktop.cli.memory import peak_megabytes
from aipaint_desktop.cli.running import Report, signals_cancel
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.modelstore.manifests import MANIFEST, read_manifest
from aipaint_desktop.training.lab.base_model import BaseModel, read_base
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.training.lab.model_folder import ModelFolder
    from aipaint_desktop.training.lab.progress import Progress

MOST_MINUTES = 7 * 24 * 60
_SHOWN_SECONDS = 10.0  # between two lines on stderr


def train(arguments: Namespace) -> dict[str, Any]:
    """Train as the arguments say; what `--json` prints of it. Ctrl+C and SIGTERM end it early, all kept.

    Raises `BadInput`.
    """
    check_minutes(arguments.minutes)
    token = CancelToken()
    if arguments.until_input_ends:
        end_of_input_cancels(token)
    with signals_cancel(token, signal.SIGINT, signal.SIGTERM):
        lower_this_thread()  # before torch starts threads of its own, so that painting stays smooth
        devices.load()
        from aipaint_desktop.training.lab.learner import new_learner
        from aipaint_desktop.training.lab.model_folder import ENGINE, ModelFolder
        from aipaint_desktop.training.lab.picture_folder import read_folder
        from aipaint_desktop.training.lab.run import TrainingRun
        from aipaint_desktop.training.lab.run_settings import RunSettings, keep_settings
        from aipaint_desktop.training.lab.step_profile import write_trace

        device = choose_device(arguments.device, convolves=True)
        vgg = read_manifest(paths.models() / "vgg16" / MANIFEST).files[0].verified()
        folder = ModelFolder(arguments.output)
        folder.check(resume=arguments.resume)
        base = _base(arguments, folder)
        try:
            pictures = read_folder(arguments.pictures, arguments.size, folder.training, token.check)
            folder.make()
            learner = new_learner(arguments.family, arguments.size, device, vgg, base)
            run = TrainingRun(learner, pictures, folder, resume=arguments.resume, base=base)
            keep_settings(folder, RunSettings(arguments.family, arguments.size))
            if not arguments.json:
                tell_of(pictures)
            if arguments.profile:
                other = new_learner(arguments.family, arguments.size, device, vgg, base)
                write_trace(other, pictures, folder.training)
            began = run.seconds
            sheets, shown = 0, -_SHOWN_SECONDS
            for progress in run.run(60 * arguments.minutes, token):
                sheets += progress.sheet is not None
                if not arguments.json and (progress.sheet or progress.seconds - shown > _SHOWN_SECONDS):
                    shown = progress.seconds
                    _show(progress)
        except BaseException:
            folder.discard()
            raise
    report = Report(
        output=str(arguments.output),
        width=arguments.size,
        height=arguments.size,
        engine=ENGINE,
        model=folder.id,
        device=device.kind,
        precision=device.precision,
        seed=0,
        steps=progress.step,
        frames=sheets,
        seconds=round(progress.seconds - began, 3),
        peak_memory_mb=round(peak, 1) if (peak := peak_megabytes()) else None,
    )
    return asdict(report) | {
        "pictures": len(pictures.accepted),
        "refused": [str(refused.reason) for refused in pictures.refused],
        "losses": progress.losses,
        "words": progress.words,
    }


def _base(arguments: Namespace, folder: "ModelFolder") -> BaseModel | None:
    """What the run begins with, or began with when it goes on. Raises `BadInput`."""
    from aipaint_desktop.training.checkpoint import read_facts

    if arguments.resume and arguments.base:
        raise BadInput("A run that goes on has begun already: leave out --from.")
    base = read_facts(folder.checkpoint).get("base") if arguments.resume else arguments.base
    return read_base(base, arguments.family, arguments.size) if base else None


def check_minutes(minutes: float) -> None:
    """Raise `BadInput` where nothing can be trained for so long."""
    if not (math.isfinite(minutes) and 0 < minutes <= MOST_MINUTES):
        raise BadInput("{0} minutes are out of range: more than 0, up to a week.", f"{minutes:g}")


def end_of_input_cancels(token: CancelToken) -> None:
    """Cancel when standard input is closed: whoever started the training asks for its end, or is gone."""
    source = sys.stdin.fileno()

    def wait() -> None:
        while os.read(source, 1024):
            pass
        token.cancel()

    threading.Thread(target=wait, daemon=True).start()


def _show(progress: "Progress") -> None:
    losses = ", ".join(f"{name} {loss:.3g}" for name, loss in progress.losses.items())
    left = f"{progress.seconds_left / 60:.1f} min left"
    print(f"step {progress.step}, {progress.speed:.0f} pictures/s, {losses}, {left}", file=sys.stderr)
    for sentence in progress.words:
        print(f"  {sentence}", file=sys.stderr)

"""`aipaint learn`: the fast style tuned to one reference, in this process."""

import signal
import sys
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aipaint_desktop import paths
from aipaint_desktop.cli.memory import peak_megabytes
from aipaint_desktop.cli.orders import read
from aipaint_desktop.cli.running import Report, signals_cancel
from aipaint_desktop.cli.training import check_minutes, end_of_input_cancels
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.base.sizes import check_references
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.files.pictures.reading import read_thumbnail
from aipaint_desktop.jobs.priority import lower_this_thread
from aipaint_desktop.modelstore.learned_references import ENGINE, read_learned, remember
from aipaint_desktop.modelstore.manifests import MANIFEST, read_manifest
from aipaint_desktop.modelstore.references import shipped

if TYPE_CHECKING:
    from aipaint_desktop.training.lab.progress import Progress

_SHOWN_SECONDS = 10.0  # between two lines on stderr
_SCENE_SIDE = 1024  # px, of the pictures that scenes are parts of


def learn(arguments: Namespace) -> dict[str, Any]:
    """Learn the reference as the arguments say; what `--json` prints of it. Ctrl+C and SIGTERM end it early, all kept.

    Raises `BadInput`.
    """
    check_minutes(arguments.minutes)
    token = CancelToken()
    if arguments.until_input_ends:
        end_of_input_cancels(token)
    with signals_cancel(token, signal.SIGINT, signal.SIGTERM):
        reference = read(arguments.picture)
        check_references((reference,))
        lower_this_thread()  # before torch starts threads of its own, so that painting stays smooth
        devices.load()
        from aipaint_desktop.training.reference.learned_folder import LearnedFolder
        from aipaint_desktop.training.reference.run import LearningRun
        from aipaint_desktop.training.reference.tuning import ReferenceTuning

        device = choose_device(arguments.device, convolves=True)
        folder = LearnedFolder(arguments.output)
        folder.check(resume=arguments.resume)
        network, *eyes = (
            read_manifest(paths.models() / name / MANIFEST)
            for name in ("style-fast", "vgg16", "vgg16-low-rank")
        )
        scenes = [read_thumbnail(entry.path, _SCENE_SIDE) for entry in shipped()]
        try:
            folder.make()
            weights, vgg, low_rank = (manifest.files[0].verified() for manifest in (network, *eyes))
            tuning = ReferenceTuning(reference, weights, vgg, low_rank, scenes, device)
            run = LearningRun(tuning, reference, folder, network.licence, resume=arguments.resume)
            folder.keep_reference(reference)
            began, shown = run.seconds, 0.0
            for progress in run.run(60 * arguments.minutes, token):
                if not arguments.json and progress.seconds - shown > _SHOWN_SECONDS:
                    shown = progress.seconds
                    _show(progress)
        except BaseException:
            folder.discard()
            raise
        remember(folder.path)
    report = Report(
        output=str(arguments.output),
        width=reference.width,
        height=reference.height,
        engine=ENGINE,
        model=folder.id,
        device=device.kind,
        precision=device.precision,
        seed=0,
        steps=progress.step,
        frames=0,
        seconds=round(progress.seconds - began, 3),
        peak_memory_mb=round(peak, 1) if (peak := peak_megabytes()) else None,
    )
    return asdict(report) | {"losses": progress.losses, "weights": read_learned(folder.path).weights.sha256}


def _show(progress: "Progress") -> None:
    losses = ", ".join(f"{name} {loss:.3f}" for name, loss in progress.losses.items())
    print(f"step {progress.step}, {losses}, {progress.seconds_left / 60:.1f} min left", file=sys.stderr)

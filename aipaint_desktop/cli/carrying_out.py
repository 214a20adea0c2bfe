"""Carrying out the requests that a command stands for, as its common arguments say."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from aipaint_desktop.cli.progress import Progress
from aipaint_desktop.cli.reporting import print_json, report
from aipaint_desktop.cli.running import Report, Targets, run
from aipaint_desktop.engines.base.engine import Engine
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.refusal import BadInput

DONE = 0
_MOST = 1000  # results of one command


def carry_out(
    arguments: Namespace,
    request: Request,
    targets: Targets | None = None,
    device_wish: str | None = None,
) -> int:
    """Run one request and report it; the exit code. targets: those of the arguments by default. device_wish: instead of
    the device of the arguments."""
    request.validate()
    engine = engines_by_id(device_wish or arguments.device)[request.engine]
    engine.device()  # before anything is written
    progress = None if arguments.json else Progress()
    report(arguments, asdict(run(request, engine, targets or targets_of(arguments), progress)))
    return DONE


def carry_out_all(
    arguments: Namespace, requests: Sequence[Request], engine: Engine, more: Mapping[str, object]
) -> list[Report]:
    """Run requests one after the other into numbered files. more: what `--json` prints beside the figures."""
    targets = targets_of(arguments).numbered(len(requests))
    for request, target in zip(requests, targets, strict=True):  # all of them, before the first is painted
        request.validate()
        target.check(request.size)
    reports = []
    for request, target in zip(requests, targets, strict=True):
        progress = None if arguments.json else Progress()
        reports.append(run(request, engine, target, progress))
        if not arguments.json:
            print(reports[-1].output)
    if arguments.json:
        outputs = [report.output for report in reports]
        seconds = round(sum(report.seconds for report in reports), 3)
        about = {"seconds": seconds, "outputs": outputs, **more}
        print_json(asdict(reports[0]) | about)
    return reports


def targets_of(arguments: Namespace) -> Targets:
    """Tell where the results go."""
    frames: Path | None = getattr(arguments, "frames", None)  # not every command has them
    return Targets(arguments.output, frames, with_request=not arguments.without_request)


def check_count(count: int) -> None:
    """Raise `BadInput` where so many results are not made."""
    if not 1 <= count <= _MOST:
        raise BadInput("{0} paintings are out of range: 1 to {1}.", count, _MOST)

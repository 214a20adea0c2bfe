"""The commands: 0 when done, 2 for bad input, 130 after Ctrl+C, 1 for what nobody foresaw."""

import io
import json
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from aipaint_desktop.cli import orders
from aipaint_desktop.cli.arguments import build_parser, check_dashes
from aipaint_desktop.cli.progress import Progress
from aipaint_desktop.cli.running import Report, Targets, run
from aipaint_desktop.engines.base.engine import Cancelled, Engine
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.lab.engine import LabEngine
from aipaint_desktop.files.export import check_export, read_provenance
from aipaint_desktop.files.film import check_film, save_film
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.catalogue import catalogue, engines_by_id
from aipaint_desktop.modelstore.own_models import find_model, weights_of
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text, reason_of
from aipaint_desktop.words.prompts import Prompts

DONE, UNEXPECTED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
_MOST = 1000  # results of one command
TRACEBACK_VARIABLE = "AIPAINT_TRACEBACK"


def main(argv: Sequence[str], open_window: Callable[[Path | None], int]) -> int:
    """Do what the arguments say and return the exit code.

    open_window: opens the window, with a picture in it or none, and returns when it was closed.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="surrogateescape")  # file names go out as they came in, text or not
    try:
        parser = build_parser()
        check_dashes(argv, parser)
        arguments = parser.parse_args(argv)
        match arguments.command:
            case None:
                return open_window(None)
            case "open":
                return open_window(arguments.picture)
            case name:
                return _COMMANDS[name](arguments)
    except BadInput as error:
        return _end(BAD_INPUT, str(error))
    except (Cancelled, KeyboardInterrupt):
        return _end(INTERRUPTED, "cancelled.")
    except Exception as error:
        if devices.out_of_memory(error):
            return _end(UNEXPECTED, "There was not enough memory; try a smaller size.")
        if os.environ.get(TRACEBACK_VARIABLE):
            traceback.print_exc()
        fault = " ".join(f"{type(error).__name__}: {error}".split())
        return _end(
            UNEXPECTED, f"Something unexpected went wrong ({fault}); {TRACEBACK_VARIABLE}=1 shows where."
        )


def _end(code: int, sentence: str) -> int:
    print(f"aipaint: {sentence}", file=sys.stderr)
    return code


def _paint(arguments: Namespace) -> int:
    check_export(arguments.output)  # before the pictures are read
    return _run(
        arguments, orders.paint(arguments), replace(_targets(arguments), explanation=arguments.explain)
    )


def _compose(arguments: Namespace) -> int:
    check_export(arguments.output)
    request = orders.compose(arguments)
    request.validate()
    _check_count(arguments.count)
    engine = engines_by_id(arguments.device)[request.engine]
    engine.device()
    prompts = Prompts()
    read = [prompts.read(words) for words in (arguments.prompt, arguments.negative)]
    unknown = list(dict.fromkeys(word for reading in read for word in reading.unknown))
    if unknown and not arguments.json:
        print(f"aipaint: nothing is known of {', '.join(unknown)}.", file=sys.stderr)
    if any(reading.weighted for reading in read) and not arguments.json:
        print("aipaint: weights such as (word:1.3) mean nothing; the words are read.", file=sys.stderr)
    requests = [replace(request, seed=request.seed + number) for number in range(arguments.count)]
    _run_all(arguments, requests, engine, {"unknown_words": unknown})
    return DONE


def _generate(arguments: Namespace) -> int:
    check_export(arguments.output)
    if arguments.film:
        check_film(arguments.film)
    _check_count(arguments.count)
    model = find_model(arguments.model)
    requests = orders.generate(arguments, model)
    for request in requests:
        request.validate()
    engine = LabEngine(lambda _, sha256: weights_of(model, sha256), arguments.device)
    engine.device()
    reports = _run_all(arguments, requests, engine, {})
    if arguments.film:
        save_film(arguments.film, [read_picture(Path(report.output)).pixels for report in reports])
    return DONE


def _targets(arguments: Namespace) -> Targets:
    frames: Path | None = getattr(arguments, "frames", None)  # not every command has them
    return Targets(arguments.output, frames, with_request=not arguments.without_request)


def _check_count(count: int) -> None:
    if not 1 <= count <= _MOST:
        raise BadInput(f"{count} paintings are out of range: 1 to {_MOST}.")


def _run_all(
    arguments: Namespace, requests: Sequence[Request], engine: Engine, more: Mapping[str, object]
) -> list[Report]:
    """Run requests one after the other into numbered files. more: what `--json` prints beside the figures."""
    targets = _targets(arguments).numbered(len(requests))
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
        _print_json(asdict(reports[0]) | about)
    return reports


def _stylize(arguments: Namespace) -> int:
    check_export(arguments.output)
    return _run(arguments, orders.stylize(arguments), _targets(arguments))


def _order(make: Callable[[Namespace], Request]) -> Callable[[Namespace], int]:
    def command(arguments: Namespace) -> int:
        check_export(arguments.output)
        return _run(arguments, make(arguments), _targets(arguments))

    return command


def _rerun(arguments: Namespace) -> int:
    check_export(arguments.output)
    made = read_provenance(arguments.picture)
    last = made.last_run if made else None
    if last is None:
        raise BadInput(f"{arguments.picture.name} carries no request that could be run again.")
    if last.step is not None:
        print(f"It was taken at step {last.step}; this paints it to the end.", file=sys.stderr)
    if arguments.device == devices.AUTO and last.device in devices.available():
        # the same device gives the same pixels
        return _run(arguments, last.request, _targets(arguments), last.device)
    print(f"It was made on {last.device}; elsewhere the pixels may differ a little.", file=sys.stderr)
    return _run(arguments, last.request, _targets(arguments))


def _run(
    arguments: Namespace,
    request: Request,
    targets: Targets,
    device_wish: str | None = None,
) -> int:
    request.validate()
    engine = engines_by_id(device_wish or arguments.device)[request.engine]
    engine.device()  # before anything is written
    progress = None if arguments.json else Progress()
    report = run(request, engine, targets, progress)
    _report(arguments, asdict(report))
    return DONE


def _report(arguments: Namespace, report: Mapping[str, object]) -> None:
    if arguments.json:
        _print_json(report)
    else:
        print(report["output"])


def _print_json(values: Mapping[str, object]) -> None:
    text = json.dumps(values, ensure_ascii=False)
    # a file's name that is no text is escaped, so that the line is text and the name can be had back
    print(text if as_text(text) == text else json.dumps(values))


def _train(arguments: Namespace) -> int:
    from aipaint_desktop.cli.training import train

    report = train(arguments)
    _report(arguments, report)
    return DONE


def _lesson(arguments: Namespace) -> int:
    from aipaint_desktop.cli.lesson import lesson, live_lesson

    if arguments.live:
        live_lesson(arguments)
        return DONE
    report = lesson(arguments)
    _report(arguments, report)
    return DONE


def _models(arguments: Namespace) -> int:
    entries = catalogue()
    if arguments.json:
        _print_json({"models": [asdict(entry) for entry in entries]})
        return DONE
    rows = [("ID", "ENGINE", "FAMILY", "TITLE", "READY", "LICENCE")]
    for entry in entries:
        ready = "yes" if entry.ready else "no"
        rows.append((entry.id, entry.engine, entry.family, entry.title, ready, entry.licence))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return DONE


def _self_test(arguments: Namespace) -> int:
    from aipaint_desktop.ui.self_test.failure import SelfTestFailure
    from aipaint_desktop.ui.self_test.self_test import run_self_test

    try:
        figures = run_self_test(arguments.directory, headless=arguments.headless)
    except OSError as error:
        raise BadInput(
            f"The screenshots cannot be kept in {arguments.directory}: {reason_of(error)}."
        ) from None
    except SelfTestFailure as failure:
        return _end(UNEXPECTED, str(failure))
    if arguments.json:
        _print_json({"output": str(arguments.directory), **figures})
        return DONE
    for name, value in figures.items():
        print(f"{name.replace('_', ' ')}: {value:.4g}", file=sys.stderr)
    print(arguments.directory)
    return DONE


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "models": _models,
    "paint": _paint,
    "vary": _order(orders.vary),
    "fill": _order(orders.fill),
    "extend": _order(orders.extend),
    "compose": _compose,
    "stylize": _stylize,
    "sketch": _order(orders.sketch),
    "upscale": _order(orders.upscale),
    "train": _train,
    "lesson": _lesson,
    "generate": _generate,
    "rerun": _rerun,
    "self-test": _self_test,
}

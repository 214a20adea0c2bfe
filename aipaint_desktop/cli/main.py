"""The commands: 0 when done, 2 for bad input, 130 after Ctrl+C, 1 for what nobody foresaw."""

import io
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from aipaint_desktop.cli.carrying_out import DONE, carry_out
from aipaint_desktop.cli.operations.listed import OPERATIONS
from aipaint_desktop.cli.parser import build_parser, check_dashes
from aipaint_desktop.cli.reporting import print_json, report
from aipaint_desktop.engines.base.engine import Cancelled
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.files.export import check_export, read_provenance
from aipaint_desktop.jobs.last_sentence import say_last
from aipaint_desktop.modelstore.catalogue import catalogue, catalogue_of_parts
from aipaint_desktop.modelstore.model_files.index import read_index
from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of

UNEXPECTED, BAD_INPUT, INTERRUPTED = 1, 2, 130
TRACEBACK_VARIABLE = "AIPAINT_TRACEBACK"


def main(argv: Sequence[str], open_window: Callable[[Path | None], int]) -> int:
    """Do what the arguments say and return the exit code.

    open_window: opens the window, with a picture in it or none, and returns when it was closed.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="surrogateescape")  # file names go out as they came in, text or not
    try:
        if len(argv) == 1 and argv[0] not in _COMMANDS and Path(argv[0]).is_file():
            argv = ["open", *argv]  # so it comes from file managers, and from a file dropped on the program
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
        return _end(BAD_INPUT, error.sentence)
    except (Cancelled, KeyboardInterrupt):
        return _end(INTERRUPTED, Sentence("cancelled."))
    except Exception as error:
        if devices.out_of_memory(error):
            return _end(UNEXPECTED, Sentence("There was not enough memory; try a smaller size."))
        if os.environ.get(TRACEBACK_VARIABLE):
            traceback.print_exc()
        fault = " ".join(f"{type(error).__name__}: {error}".split())
        return _end(
            UNEXPECTED,
            Sentence("Something unexpected went wrong ({0}); {1}=1 shows where.", fault, TRACEBACK_VARIABLE),
        )


def _end(code: int, why: Sentence) -> int:
    say_last(why)
    return code


def _rerun(arguments: Namespace) -> int:
    check_export(arguments.output)
    made = read_provenance(arguments.picture)
    last = made.last_run if made else None
    if last is None:
        raise BadInput("{0} carries no request that could be run again.", arguments.picture.name)
    if last.step is not None:
        print(f"It was taken at step {last.step}; this paints it to the end.", file=sys.stderr)
    if arguments.device == devices.AUTO and last.device in devices.available():
        # the same device gives the same pixels
        return carry_out(arguments, last.request, device_wish=last.device)
    print(f"It was made on {last.device}; elsewhere the pixels may differ a little.", file=sys.stderr)
    return carry_out(arguments, last.request)


def _train(arguments: Namespace) -> int:
    from aipaint_desktop.cli.training import train

    report(arguments, train(arguments))
    return DONE


def _learn(arguments: Namespace) -> int:
    from aipaint_desktop.cli.learning import learn

    report(arguments, learn(arguments))
    return DONE


def _lesson(arguments: Namespace) -> int:
    from aipaint_desktop.cli.lesson import lesson, live_lesson

    if arguments.live:
        live_lesson(arguments)
        return DONE
    report(arguments, lesson(arguments))
    return DONE


def _flatten(arguments: Namespace) -> int:
    from aipaint_desktop.cli.documents import flatten

    return flatten(arguments)


def _convert(arguments: Namespace) -> int:
    from aipaint_desktop.cli.documents import convert

    return convert(arguments)


def _replay(arguments: Namespace) -> int:
    from aipaint_desktop.cli.replay import replay

    return replay(arguments)


def _models(arguments: Namespace) -> int:
    index = read_index()
    entries = (*catalogue(index), *catalogue_of_parts(index))
    if arguments.json:
        listed = [
            asdict(entry) | {"abilities": sorted(each.value for each in entry.abilities)} for entry in entries
        ]
        print_json({"models": listed})
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
            "The screenshots cannot be kept in {0}: {1}.", arguments.directory, reason_of(error)
        ) from None
    except SelfTestFailure as failure:
        return _end(UNEXPECTED, Sentence(str(failure)))
    if arguments.json:
        print_json({"output": str(arguments.directory), **figures})
        return DONE
    for name, value in figures.items():
        print(f"{name.replace('_', ' ')}: {value:.4g}", file=sys.stderr)
    print(arguments.directory)
    return DONE


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "models": _models,
    **{operation.name: operation.run for operation in OPERATIONS},
    "train": _train,
    "learn": _learn,
    "lesson": _lesson,
    "rerun": _rerun,
    "flatten": _flatten,
    "convert": _convert,
    "replay": _replay,
    "self-test": _self_test,
}

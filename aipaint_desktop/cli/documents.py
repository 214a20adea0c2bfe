"""`aipaint flatten` and `aipaint convert`: documents and pictures from one kind of file to another."""

import sys
import time
from argparse import Namespace
from pathlib import Path

from aipaint_desktop.cli.carrying_out import DONE
from aipaint_desktop.cli.memory import peak_megabytes
from aipaint_desktop.cli.reporting import report
from aipaint_desktop.files.documents import check_written, read_document
from aipaint_desktop.files.export import check_export
from aipaint_desktop.files.ora.reading import Opened
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.picture_files import write_copy

_QUALITY = 92


def flatten(arguments: Namespace) -> int:
    """Write what is seen of a document as a picture."""
    check_export(arguments.output)
    return _write(arguments)


def convert(arguments: Namespace) -> int:
    """Write a document as another kind of file, with its layers where that keeps them."""
    check_written(arguments.output)
    return _write(arguments)


def _write(arguments: Namespace) -> int:
    began = time.perf_counter()
    opened = read_document(arguments.document)
    losses = [*opened.losses, *_written(arguments, opened)]
    if not arguments.json:
        for loss in losses:
            print(f"aipaint: {loss}", file=sys.stderr)
    report(
        arguments,
        {
            "output": str(arguments.output),
            "width": opened.state.width,
            "height": opened.state.height,
            "losses": [str(loss) for loss in losses],
            "seconds": round(time.perf_counter() - began, 3),
            "peak_memory_mb": None if (peak := peak_megabytes()) is None else round(peak, 1),
        },
    )
    return DONE


def _written(arguments: Namespace, opened: Opened) -> tuple[Sentence, ...]:
    path: Path = arguments.output
    _whole, unkept = write_copy(
        opened.state,
        path,
        OraWriter(opened.foreign),
        name=opened.name or as_text(path.stem),
        quality=_QUALITY,
        provenance=not arguments.without_request,
    )
    return unkept

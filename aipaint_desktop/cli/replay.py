"""`aipaint replay`: paints recorded strokes on an empty canvas."""

import time
from argparse import Namespace
from pathlib import Path

from aipaint_desktop.brushes.line import draw_again
from aipaint_desktop.cli.carrying_out import DONE
from aipaint_desktop.cli.memory import peak_megabytes
from aipaint_desktop.cli.reporting import report
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.documents import check_written
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.picture_files import write_copy
from aipaint_desktop.workspace.stroke_files import read_strokes

_QUALITY = 92


def replay(arguments: Namespace) -> int:
    """Paint recorded strokes and write the picture, or the document."""
    output: Path = arguments.output
    check_written(output)
    recorded = read_strokes(arguments.strokes)
    began = time.perf_counter()
    document = Document(recorded.width, recorded.height)
    for drawn in recorded.strokes:
        draw_again(document, drawn)
    name = as_text(output.stem)
    write_copy(document.state, output, OraWriter(), name=name, quality=_QUALITY, provenance=False)
    report(
        arguments,
        {
            "output": str(output),
            "width": recorded.width,
            "height": recorded.height,
            "strokes": len(recorded.strokes),
            "samples": sum(len(drawn.samples) for drawn in recorded.strokes),
            "seconds": round(time.perf_counter() - began, 3),
            "peak_memory_mb": None if (peak := peak_megabytes()) is None else round(peak, 1),
        },
    )
    return DONE

"""What is said of work that failed: one sentence for the artist, the trace for the log."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from aipaint_desktop.engines.computing import devices
from aipaint_desktop.values.refusal import BadInput

_log = logging.getLogger(__name__)

_translate = QCoreApplication.translate


def sentence_of(error: BaseException, work: str) -> str:
    """Say in one sentence why work failed, and log the trace of all but a refusal. Any thread may call.

    Runners catch `BaseException`: libraries in other languages raise kinds that are no `Exception`, and what ends a
    thread leaves whoever waits for it without an answer. work: what was being done, for the log.
    """
    if isinstance(error, BadInput):
        return str(error)
    _log.error("%s failed", work, exc_info=error)
    if devices.out_of_memory(error):
        return _translate("Failure", "There was not enough memory; try a smaller size.")
    if isinstance(error, OSError) and error.strerror:
        name = Path(str(error.filename)).name if error.filename else ""
        return f"{name}: {error.strerror}." if name else f"{error.strerror}."
    return _translate("Failure", "Something unexpected went wrong ({0}); the log has the details.").format(
        type(error).__name__
    )

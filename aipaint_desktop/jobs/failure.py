"""What is said of work that failed: one sentence for the artist, the trace for the log."""

import logging
from pathlib import Path

from aipaint_desktop.engines.computing import devices
from aipaint_desktop.values.refusal import BadInput, Sentence

_log = logging.getLogger(__name__)


def sentence_of(error: BaseException, work: str) -> Sentence:
    """Say in one sentence why work failed, and log the trace of all but a refusal. Any thread may call.

    Runners catch `BaseException`: libraries in other languages raise kinds that are no `Exception`, and what ends a
    thread leaves whoever waits for it without an answer. work: what was being done, for the log.
    """
    if isinstance(error, BadInput):
        return error.sentence
    _log.error("%s failed", work, exc_info=error)
    if devices.out_of_memory(error):
        return Sentence("There was not enough memory; try a smaller size.")
    if isinstance(error, OSError) and error.strerror:
        name = Path(str(error.filename)).name if error.filename else ""
        return Sentence("{0}: {1}.", name, error.strerror) if name else Sentence("{0}.", error.strerror)
    return Sentence("Something unexpected went wrong ({0}); the log has the details.", type(error).__name__)

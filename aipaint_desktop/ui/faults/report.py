"""What a report of a fault says: versions, the fault and the end of the log; nothing about the picture."""

import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

import aipaint_desktop


def describe_exception(error: BaseException) -> str:
    """Write the traceback as Python prints it."""
    return "".join(traceback.format_exception(error)).strip()


def report(fault: str, log: Sequence[str]) -> str:
    """Write the report to be sent to whoever can mend the fault. The artist's home folder is left out of it."""
    torch = sys.modules.get("torch")
    lines = [
        f"AIPaint {aipaint_desktop.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()} on {QGuiApplication.platformName()}",
        f"torch {torch.__version__}" if torch else "torch not loaded",
        platform.platform(),
        "",
        fault,
        "",
        "The end of the log:",
        *log,
    ]
    return "\n".join(lines).replace(str(Path.home()), "~")

"""The log in the artist's own folder: a few files that take turns and never grow large."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOG_FILE = "aipaint.log"
_BYTES, _FILES = 256 * 1024, 4
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _Homeless(logging.Formatter):
    """Leaves out where the artist's home is, and with it the artist's name."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(str(Path.home()), "~")


def keep_log(folder: Path) -> logging.Handler:
    """Write what Python and Qt have to say into `folder` from now on; `forget_log` ends it.

    Where the folder cannot be written, the log is not kept: that is no reason not to paint.
    """
    try:
        handler: logging.Handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8", errors="replace"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Homeless(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("aipaint_desktop").setLevel(logging.INFO)
    logging.captureWarnings(True)
    qInstallMessageHandler(_log_qt)
    return handler


def forget_log(handler: logging.Handler) -> None:
    qInstallMessageHandler(None)
    logging.captureWarnings(False)
    logging.getLogger().removeHandler(handler)
    handler.close()


def last_lines(folder: Path, count: int) -> list[str]:
    """Read the end of the newest log; empty where there is none."""
    try:
        return (folder / LOG_FILE).read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError:
        return []


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(
        _LEVELS.get(kind, logging.INFO), "%s", message
    )

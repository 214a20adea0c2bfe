"""The artist's preferences as they stand in the settings file, each held within what is possible."""

from PySide6.QtCore import QSettings

from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.document.document import HISTORY_BYTES
from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.stored import number

GIGABYTE = 2**30
MEMORY_LIMITS = (1, 2, 4, 8, 16, 32)  # gigabytes
LEAST_HISTORY, MOST_HISTORY = 64, 8192  # megabytes


def memory_limit(settings: QSettings) -> int:
    """Gigabytes that one painting may take, one of `MEMORY_LIMITS`; 0 for as many as there are."""
    limit = round(number(settings, "paint/memory_limit", 0))
    return limit if limit in MEMORY_LIMITS else 0


def check_memory(estimate: Estimate, limit: int) -> None:
    """Raise `BadInput` where a painting would take more than the limit in gigabytes; 0 is no limit."""
    needed = estimate.bytes / GIGABYTE
    if limit and needed > limit:
        raise BadInput(
            f"This painting would take about {needed:.1f} GB of memory, but the settings allow {limit} GB."
        )


def history_megabytes(settings: QSettings) -> int:
    """Megabytes that the steps which can be undone may take."""
    return round(number(settings, "history/megabytes", HISTORY_BYTES / 2**20, LEAST_HISTORY, MOST_HISTORY))


def pressure_curve(settings: QSettings) -> PressureCurve:
    return PressureCurve(
        number(settings, "tablet/lightest", 0.0, 0.0, 0.9),
        number(settings, "tablet/firmest", 1.0, 0.1, 1.0),
        number(settings, "tablet/gamma", 1.0, 0.2, 5.0),
    )


def keep_pressure_curve(curve: PressureCurve, settings: QSettings) -> None:
    settings.setValue("tablet/lightest", curve.lightest)
    settings.setValue("tablet/firmest", curve.firmest)
    settings.setValue("tablet/gamma", curve.gamma)

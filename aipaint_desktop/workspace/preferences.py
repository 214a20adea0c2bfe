"""The artist's preferences: typed, kept in the settings file, each held within what is possible."""

from PySide6.QtCore import QSettings

from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.brushes.steadying.steadiness import Steadiness
from aipaint_desktop.document.document import HISTORY_BYTES
from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.engines.computing.devices import DEVICES, PRECISIONS
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.line_settings import read_steadiness, write_steadiness
from aipaint_desktop.workspace.machine_memory import machine_megabytes
from aipaint_desktop.workspace.pen_buttons import PenButtons, read_pen_buttons, write_pen_buttons
from aipaint_desktop.workspace.stored import number, one_of
from aipaint_desktop.workspace.view_aids import ViewAids, read_view_aids, write_view_aids

GIGABYTE = 2**30
MEMORY_LIMITS = (1, 2, 4, 8, 16, 32)  # gigabytes
LEAST_HISTORY, MOST_HISTORY = 64, 8192  # megabytes
_HISTORY_SHARE, _MOST_UNASKED = 8, 4096  # the machine's memory over what the history takes of it; megabytes


class Preferences:
    """Reads each preference from the settings and writes it there; whatever stands in the file, what is read can be
    worked with.

    device: one of `DEVICES`. precision: one of `PRECISIONS`. memory_limit: gigabytes that one painting may take, one of
    `MEMORY_LIMITS`; 0 for as many as there are. history_megabytes: what the steps that can be undone may take.
    theme, language: what the artist chose, "" where nothing was; the window knows which there are.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def device(self) -> str:
        return one_of(DEVICES, self._settings.value("paint/device"))

    @device.setter
    def device(self, device: str) -> None:
        self._settings.setValue("paint/device", device)

    @property
    def precision(self) -> str:
        return one_of(PRECISIONS, self._settings.value("paint/precision"))

    @precision.setter
    def precision(self, precision: str) -> None:
        self._settings.setValue("paint/precision", precision)

    @property
    def memory_limit(self) -> int:
        limit = round(number(self._settings, "paint/memory_limit", 0))
        return limit if limit in MEMORY_LIMITS else 0

    @memory_limit.setter
    def memory_limit(self, gigabytes: int) -> None:
        self._settings.setValue("paint/memory_limit", gigabytes)

    @property
    def history_megabytes(self) -> int:
        return round(
            number(self._settings, "history/megabytes", usual_history(), LEAST_HISTORY, MOST_HISTORY)
        )

    @history_megabytes.setter
    def history_megabytes(self, size: int) -> None:
        self._settings.setValue("history/megabytes", size)

    @property
    def pressure_curve(self) -> PressureCurve:
        return PressureCurve(
            number(self._settings, "tablet/lightest", 0.0, 0.0, 0.9),
            number(self._settings, "tablet/firmest", 1.0, 0.1, 1.0),
            number(self._settings, "tablet/gamma", 1.0, 0.2, 5.0),
        )

    @pressure_curve.setter
    def pressure_curve(self, curve: PressureCurve) -> None:
        self._settings.setValue("tablet/lightest", curve.lightest)
        self._settings.setValue("tablet/firmest", curve.firmest)
        self._settings.setValue("tablet/gamma", curve.gamma)

    @property
    def pen_buttons(self) -> PenButtons:
        return read_pen_buttons(self._settings)

    @pen_buttons.setter
    def pen_buttons(self, buttons: PenButtons) -> None:
        write_pen_buttons(buttons, self._settings)

    @property
    def view_aids(self) -> ViewAids:
        return read_view_aids(self._settings)

    @view_aids.setter
    def view_aids(self, aids: ViewAids) -> None:
        write_view_aids(aids, self._settings)

    @property
    def steadiness(self) -> Steadiness:
        return read_steadiness(self._settings)

    @steadiness.setter
    def steadiness(self, steadiness: Steadiness) -> None:
        write_steadiness(steadiness, self._settings)

    @property
    def theme(self) -> str:
        return str(self._settings.value("window/theme", ""))

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue("window/theme", name)

    @property
    def language(self) -> str:
        return str(self._settings.value("window/language", ""))

    @language.setter
    def language(self, name: str) -> None:
        self._settings.setValue("window/language", name)


def usual_history() -> int:
    """Tell how many megabytes the history takes at most where nobody has said so: what suits this machine."""
    share = machine_megabytes() // _HISTORY_SHARE
    return min(max(share, HISTORY_BYTES // 2**20), _MOST_UNASKED)


def check_memory(estimate: Estimate, limit: int) -> None:
    """Raise `BadInput` where a painting would take more than the limit in gigabytes; 0 is no limit."""
    needed = estimate.bytes / GIGABYTE
    if limit and needed > limit:
        raise BadInput(
            "This painting would take about {0} GB of memory, but the settings allow {1} GB.",
            f"{needed:.1f}",
            limit,
        )

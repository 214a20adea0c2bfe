"""The window with everything it works with, put together."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColorSpace, QIcon, QSurfaceFormat
from PySide6.QtWidgets import QApplication

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import Engine
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.jobs.learned_slowness import LearnedSlowness
from aipaint_desktop.jobs.queue import JobQueue
from aipaint_desktop.modelstore import references
from aipaint_desktop.modelstore.catalogue import catalogue, engines_by_id
from aipaint_desktop.ui.look.theme import load_fonts
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.workspace.equipment import Equipment
from aipaint_desktop.workspace.preferences import Preferences
from aipaint_desktop.workspace.workspace import Workspace


def make_application() -> QApplication:
    """Make the application with its name, icon, style and typeface; there can be only one in a process."""
    # What is drawn is sRGB: a platform that knows the screen's profile converts it.
    surface = QSurfaceFormat.defaultFormat()
    surface.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    QSurfaceFormat.setDefaultFormat(surface)
    app = QApplication(sys.argv[:1])
    # Every point of a fast stroke counts; where drawing is slow, frames are left out and no points. X11 switches this
    # on as the application is made.
    for compression in (
        Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
        Qt.ApplicationAttribute.AA_CompressTabletEvents,
    ):
        app.setAttribute(compression, False)
    app.setApplicationName("AIPaint")
    app.setDesktopFileName("aipaint")  # by which a Linux desktop knows the menu entry and its icon
    app.setWindowIcon(QIcon(str(paths.resources() / "aipaint.svg")))
    app.setStyle("Fusion")
    load_fonts()
    return app


def user_settings() -> QSettings:
    """Open the artist's settings, an ini file in the platform's folder for them."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "AIPaint", "AIPaint")


def make_window(settings: QSettings, *, asks: bool = True) -> MainWindow:
    """Make the window with the engines that ship. asks: before unsaved work is lost."""
    models = LoadedModels()
    learned = LearnedSlowness(Path(settings.fileName()).with_name("slowness.json"))

    def made_for(device: str, precision: str) -> dict[str, Engine]:
        known = partial(learned.of, device=device, precision=precision)
        return engines_by_id(device, precision, known, models)

    preferences = Preferences(settings)
    engines = made_for(preferences.device, preferences.precision)

    def switch_device(device: str, precision: str) -> None:
        engines.update(made_for(device, precision))

    pictures = [*references.shipped(), *references.own()]
    queue = JobQueue(engines, models.let_go)
    try:
        equipment = Equipment(
            engines=engines,
            queue=queue,
            models=lambda: [model for model in catalogue() if model.ready],
            references=pictures,
            add_reference=references.add,
            switch_device=switch_device,
            settings=settings,
        )
        return MainWindow(Workspace(equipment), asks=asks)
    except BaseException:
        queue.shutdown()  # Qt ends a program that drops a running thread, before it can say what is wrong
        raise

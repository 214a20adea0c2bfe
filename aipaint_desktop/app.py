"""The program with a window."""

from pathlib import Path

from aipaint_desktop import garbage, paths
from aipaint_desktop.modelstore import references
from aipaint_desktop.training.lab.trained_models import no_models
from aipaint_desktop.ui.faults.crash_trace import CrashTrace
from aipaint_desktop.ui.faults.faults import Faults
from aipaint_desktop.ui.faults.log import forget_log, keep_log
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.window.assembly import make_application, make_window, user_settings
from aipaint_desktop.ui.window.termination import Termination
from aipaint_desktop.ui.window.tidying import Tidying


def run(picture: Path | None = None) -> int:
    """Open the window, with a picture on the canvas if one is given; returns the exit code."""
    garbage.collect_only_young()
    folder = paths.user_log()
    log, crash = keep_log(folder), CrashTrace(folder)
    app = make_application()
    window = make_window(user_settings())
    faults, recovery = Faults(window, folder), Recovery(window, paths.user_recovery())
    tidying = Tidying(lambda: window.workspace.document)
    window.show()
    came_back = recovery.begin(bring_back=picture is None)
    window.shortcomings.tell_left_out(references.left_out())
    window.shortcomings.tell_no_models(no_models(paths.user_models()))
    window.shortcomings.tell_useless(paths.useless_folders())
    window.shortcomings.tell_of_settings(window.settings)
    if picture is not None:
        window.files.open(picture)
    elif not came_back:
        window.welcome.begin_if_new()
    if crash.left_behind:
        faults.tell_of_crash(crash.left_behind)

    def terminate() -> None:
        recovery.end()  # first of all: whoever asks may not wait long
        app.exit()

    termination = Termination(terminate, app)
    code = app.exec()
    tidying.close()
    termination.close()
    if not window.left:
        window.end()
    recovery.end()
    faults.close()
    crash.close()
    forget_log(log)
    return code

"""The app opens no socket to any network: not at the start, not while it paints, not when it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SESSION = '''
import json, os, sys
from pathlib import Path

seen = []
sys.addaudithook(lambda event, arguments: seen.append(event) if event.startswith("socket.") else None)

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, QTimer

from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.window.assembly import make_application, make_window

folder = Path(sys.argv[1])


def wait(milliseconds):
    """In a loop of events, which lets other threads run Python meanwhile; QTest.qWait does not."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def target(link):
    try:
        return os.readlink(link)
    except FileNotFoundError:  # closed meanwhile
        return ""


def internet_sockets():
    """Inodes of this process's sockets that speak an internet protocol, whichever library opened them."""
    mine = set(map(target, Path("/proc/self/fd").iterdir()))
    known = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        for line in Path("/proc/self/net", table).read_text().splitlines()[1:]:
            known.add(f"socket:[{line.split()[9]}]")
    return sorted(mine & known)


found = []


def look():
    found.extend(internet_sockets())


app = make_application()
window = make_window(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat), asks=False)
window.show()
recovery = Recovery(window, folder)
recovery.begin()
wait(300)
look()
dialog = SettingsDialog(window, window)
dialog.show()
wait(50)
dialog.close()
window.files.opened.emit(Document.from_picture(np.full((64, 64, 3), 150, np.uint8), "Sky"))
window.paint_panel.controls(PainterControls).set_steps(2)
window.paint()
painted = []
window.painting.finished.connect(painted.append)
for _ in range(12_000):
    wait(20)
    if painted:
        break
look()
recovery.keep()
exported = []
window.files.exported.connect(exported.append)
window.files.export(ExportChoice(folder / "picture.png", 92, provenance=True))
for _ in range(500):
    wait(20)
    if exported:
        break
look()
window.close()
recovery.end()
look()
print(json.dumps({"audit": seen, "sockets": found, "painted": bool(painted), "exported": bool(exported)}))
'''


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs Linux's table of sockets")
def test_a_whole_session_opens_no_socket(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SESSION, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    said = json.loads(run.stdout.splitlines()[-1])
    assert said == {"audit": [], "sockets": [], "painted": True, "exported": True}


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs Linux's table of sockets")
def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    """The same watch, with a socket in it."""
    opened = SESSION.replace(
        "found = []", "found = []\nimport socket\nprobe = socket.create_server(('127.0.0.1', 0))"
    )
    watch, _, _ = opened.partition("app = make_application()")
    code = watch + "look(); print(json.dumps([bool(seen), bool(found)])); probe.close()"
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.split() == ["[true,", "true]"]

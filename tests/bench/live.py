"""How a live painting follows the brush: refreshes a second and the brush's latency while the pen draws.

    python tests/bench/live.py [--model style-fast|sketch] [--side 768] [--seconds 5]

Without a screen, set QT_QPA_PLATFORM=offscreen.
"""

import argparse
import json
import math
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QImage

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.self_test.measuring import DabMeter, percentile
from aipaint_desktop.ui.self_test.synthetic_pen import SyntheticPen
from aipaint_desktop.ui.window.assembly import make_application, make_window
from aipaint_desktop.values.geometry import Rect


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", choices=("style-fast", "sketch"), default="style-fast")
    parser.add_argument("--side", type=int, default=768, help="of the canvas, px")
    parser.add_argument("--seconds", type=float, default=5, help="how long to draw")
    arguments = parser.parse_args()
    side = arguments.side
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        window = make_window(settings, asks=False)
        window.resize(1280, 900)
        window.show()
        window.files.opened.emit(Document(side, side))
        window.paint_panel.set_model(arguments.model)
        dabs = DabMeter(window.canvas)
        pen = SyntheticPen(window.canvas, lambda: wait(8), dabs.sent)
        pen.draw([(0.1 * side, 0.5 * side), (0.9 * side, 0.6 * side)])
        refreshes: list[float] = []
        show = window.canvas.show_emerging

        def counted(image: QImage, rect: Rect) -> None:
            refreshes.append(time.perf_counter())
            show(image, rect)

        window.canvas.show_emerging = counted  # type: ignore[method-assign]
        window.paint_panel.live.setChecked(True)
        while not refreshes:
            wait(10)
        wait(1000)
        refreshes.clear()
        dabs.latencies.clear()
        began, turn = time.perf_counter(), 0.0
        while (drawn := time.perf_counter() - began) < arguments.seconds:
            arc = [turn + 0.05 * k for k in range(40)]
            pen.draw([(side * (0.5 + 0.35 * math.cos(a)), side * (0.5 + 0.35 * math.sin(a))) for a in arc])
            turn = arc[-1]
        gaps = [after - before for before, after in pairwise(refreshes)]
        figures = {
            "refreshes_per_second": len(refreshes) / drawn,
            "longest_gap_seconds": max(gaps),
            "dab_p50_ms": 1000 * percentile(dabs.latencies, 0.5),
            "dab_p99_ms": 1000 * percentile(dabs.latencies, 0.99),
        }
        window.close()
        app.processEvents()
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()

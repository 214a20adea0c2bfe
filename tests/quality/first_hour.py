"""An artist's first hour, again and again: sketch, paint, retouch, repaint, save, export, close, open.

`python -m tests.quality.first_hour [--minutes 60] [--seed 0] [--shots DIR]`

The real window and the models that ship, worked by mouse, pen and keys; what is drawn, which pictures are chosen, when
the artist changes their mind, theme and language are drawn anew in every round. After each act it is looked at whether
anything was lost or surprises: one press is one layer and one step, results lie on top of what they were painted
from and keep to the selection, a saved document comes back to the pixel, nothing is asked that need not be and nothing
replaced that nobody was asked about. Prints a line a round, and ends with an error at the first that fails.
"""

import argparse
import gc
import json
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QListView, QMessageBox

from aipaint_desktop.document.document import Document, State
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.ui.files.export_dialog import ExportDialog
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.self_test.artist import Artist
from aipaint_desktop.ui.self_test.failure import SelfTestFailure
from aipaint_desktop.ui.self_test.measuring import StallMeter
from aipaint_desktop.ui.self_test.self_test import _collected_faults
from aipaint_desktop.ui.window.assembly import make_application, make_window

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_SIZES = ((384, 288), (320, 320), (448, 256), (256, 400))
_JOB_SECONDS = 600.0
_COLOURS = ("#9cc4e4", "#7d9a4e", "#6b4a2f", "#f3d98b", "#b04a32", "#23324a", "#e8e2d0")


class Round:
    """One picture from the empty canvas to the reopened file, in two sessions of the program."""

    def __init__(
        self, home: Path, shots: Path, number: int, random: np.random.Generator, faults: list[BaseException]
    ) -> None:
        self._home = home
        self._shots = shots
        self._number = number
        self._random = random
        self._faults = faults
        self._file = home / f"painting {number}.ora"
        self._picture = home / f"painting {number}.png"
        self.figures: dict[str, float] = {}

    def run(self) -> dict[str, float]:
        with self._session() as artist:
            self._sketch(artist)
            self._paint(artist)
            self._retouch(artist)
            self._go_back_and_forth(artist)
            self._repaint(artist)
            self._save(artist)
            self._export(artist)
            state = artist.window.canvas.document.state
            self._close(artist)
        with self._session() as artist:
            self._open(artist, state)
            self._lose_nothing_in_a_crash(artist)
        return self.figures

    @contextmanager
    def _session(self) -> Iterator[Artist]:
        settings = QSettings(str(self._home / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("window/language", "zh_CN" if self._number % 2 else "en")
        settings.setValue("window/theme", "light" if self._number // 2 % 2 else "dark")
        window = make_window(settings, asks=True)
        self._recovery = Recovery(window, self._home / "kept")
        came_back = self._recovery.begin()
        window.resize(1400, 900)
        window.show()
        artist = Artist(window, self._shots, self._faults)
        artist.until(window.isVisible, 60, "The window did not open.")
        artist.require(not came_back, "Work came back that had been saved.")
        try:
            yield artist
        finally:
            with answering(lambda dialog: press(dialog, QMessageBox.StandardButton.Discard), QMessageBox):
                window.close()
                artist.until(lambda: not window.isVisible(), 60, "The window did not close.")
            self._recovery.end()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

    # What the artist does

    def _sketch(self, artist: Artist) -> None:
        width, height = _SIZES[self._random.integers(len(_SIZES))]
        window = artist.window
        window.files.leave(lambda: window.files.start_with(Document(width, height)))
        artist.require(window.canvas.document.width == width, "The new picture did not come.")
        for _ in range(int(self._random.integers(5, 12))):
            self._stroke(artist, mouse=bool(self._random.random() < 0.5))
        artist.require(window.files.unsaved, "Strokes do not count as unsaved.")

    def _stroke(self, artist: Artist, *, mouse: bool) -> None:
        document = artist.window.canvas.document
        at = self._random.random(2) * (document.width, document.height)
        way = np.cumsum(self._random.normal(0, 25, (int(self._random.integers(3, 14)), 2)), 0) + at
        before, steps = artist.seen, document.history.index  # names are also those of what could be redone
        colour = _COLOURS[self._random.integers(len(_COLOURS))]
        artist.stroke(
            colour, float(self._random.integers(8, 90)), [(float(x), float(y)) for x, y in way], mouse=mouse
        )
        if (artist.seen != before).any():
            made = document.history.names[steps + 1 :]
            artist.require(len(made) == 1, f"A stroke is not one step but {made}.")

    def _paint(self, artist: Artist) -> None:
        """Three references; the artist paints on meanwhile, presses twice, changes the layer, or changes their mind."""
        window, document = artist.window, artist.window.canvas.document
        ids = [entry.id for entry in window.references.entries]
        window.references.choose(self._random.choice(ids, 3, replace=False).tolist())
        window.paint_panel.set_model("painter")
        if self._random.random() < 0.4:  # and change their mind
            before = document.state.layers
            self._press(artist, twice=False)
            artist.pause(int(self._random.integers(0, 2500)))
            if window.workspace.painting.busy:
                key(artist, Qt.Key.Key_Escape)
                artist.until(lambda: not window.workspace.painting.busy, 30, "Esc did not end the job.")
                artist.require(document.state.layers is before, "A cancelled job changed the picture.")
            else:
                window.workspace.document.undo()
        sketch, layers, steps = (
            document.active,
            len(document.layers),
            len(document.history.names[: document.history.index + 1]),
        )
        began = time.perf_counter()
        stalls = StallMeter()
        stalls.start()
        self._press(artist, twice=True)
        strokes = 0
        while window.workspace.painting.busy:
            if strokes < 3 and self._random.random() < 0.5:
                count = document.history.index
                self._stroke(artist, mouse=True)
                strokes += document.history.index - count
            artist.pause(200)
            artist.require(time.perf_counter() - began < _JOB_SECONDS, "The painting took too long.")
        self.figures["paint_seconds"] = time.perf_counter() - began
        stalls.stop()
        self.figures["stall_ms"] = 1000 * max(stalls.stalls)
        artist.pause(200)
        self._require_one_layer(artist, layers, steps + strokes, above=sketch.id)
        self._require_one_undo(artist)
        artist.keep_screenshot(f"{self._number:03}-painted")

    def _press(self, artist: Artist, *, twice: bool) -> None:
        for _ in range(1 + twice):
            key(artist, Qt.Key.Key_Return, _CTRL)
        artist.require(artist.window.workspace.painting.busy, "Ctrl+Enter did not begin a job.")

    def _require_one_layer(self, artist: Artist, layers: int, steps: int, above: str) -> None:
        document = artist.window.canvas.document
        ids = [layer.id for layer in document.layers]
        artist.require(len(ids) == layers + 1, f"One press made {len(ids) - layers} layers.")
        artist.require(document.history.index + 1 == steps + 1, "The result is not one step of the history.")
        result = next(
            layer
            for layer in document.layers
            if isinstance(layer.provenance, EngineRun) and ids.index(layer.id) >= ids.index(above)
        )
        artist.require(result.visible, "The result is hidden.")

    def _require_one_undo(self, artist: Artist) -> None:
        """One undo takes the result away, one redo brings it back."""
        document, before = artist.window.canvas.document, artist.seen
        key(artist, "Z", _CTRL)
        artist.require(
            bool((artist.seen != before).any()) if artist.seen.shape == before.shape else True,
            "Undo did nothing.",
        )
        key(artist, "Z", _CTRL | _SHIFT)
        artist.require(bool((artist.seen == before).all()), "Redo did not bring the result back.")
        artist.require(document.active is not None, "No layer is active.")

    def _retouch(self, artist: Artist) -> None:
        document = artist.window.canvas.document
        if self._random.random() < 0.5:
            mask = np.zeros((document.height, document.width), np.uint8)
            mask[document.height // 4 : -document.height // 4, document.width // 4 : -document.width // 4] = (
                255
            )
            document.select(mask)
        outside = None if document.selection is None else document.selection == 0
        before = artist.seen
        for _ in range(int(self._random.integers(2, 6))):
            self._stroke(artist, mouse=False)
        if outside is not None:
            artist.require(
                bool((artist.seen[outside] == before[outside]).all()), "A stroke left the selection."
            )

    def _go_back_and_forth(self, artist: Artist) -> None:
        """Keep a snapshot, paint on, jump about in the history by clicks, and go back to the snapshot."""
        window, document = artist.window, artist.window.canvas.document
        panel, history = window.history, document.history
        window.docks.show(window.docks.history)
        artist.until(lambda: not panel.list.visibleRegion().isEmpty(), 30, "The history did not come up.")
        QTest.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
        kept = artist.seen
        for _ in range(int(self._random.integers(1, 4))):
            self._stroke(artist, mouse=False)
        last, painted = history.index, artist.seen
        pictures = {last: painted}
        for _ in range(3):
            row = int(self._random.integers(len(history.names)))
            self._click(panel.list, row)
            artist.until(lambda row=row: history.index == row, 30, "A click in the history did nothing.")
            seen = pictures.setdefault(row, artist.seen)
            artist.require(np.array_equal(artist.seen, seen), "A step of the history has another picture.")
        self._click(panel.list, last)
        artist.until(lambda: history.index == last, 30, "A click in the history did nothing.")
        artist.require(np.array_equal(artist.seen, painted), "The history did not come back.")
        self._click(panel.snapshots, panel.snapshots.model().rowCount() - 1)
        artist.require(np.array_equal(artist.seen, kept), "The snapshot has another picture.")
        artist.pause(500)  # for the thumbnails
        artist.keep_screenshot(f"{self._number:03}-history")
        if history.index > last:
            key(artist, "Z", _CTRL)
        artist.require(np.array_equal(artist.seen, painted), "Going back to a snapshot is not one step.")
        window.docks.show(window.docks.layers)

    def _click(self, view: QListView, row: int) -> None:
        index = view.model().index(row, 0)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())

    def _repaint(self, artist: Artist) -> None:
        """In another manner; with a selection only there."""
        window, document = artist.window, artist.window.canvas.document
        ids = [entry.id for entry in window.references.entries]
        window.references.choose([str(self._random.choice(ids))])
        model = window.paint_panel.settings.model
        before, layers, steps, top = (
            artist.seen,
            len(document.layers),
            document.history.index + 1,
            document.layers[0].id,
        )
        began = time.perf_counter()
        key(artist, Qt.Key.Key_Return, _CTRL | _SHIFT)
        artist.until(lambda: window.workspace.painting.busy, 30, "Repaint did not begin.")
        artist.until(lambda: not window.workspace.painting.busy, _JOB_SECONDS, "Repaint did not end.")
        self.figures["repaint_seconds"] = time.perf_counter() - began
        artist.pause(200)
        self._require_one_layer(artist, layers, steps, above=top)
        artist.require(window.paint_panel.settings.model == model, "Repaint left another model chosen.")
        if document.selection is not None:
            outside = document.selection == 0
            artist.require(
                bool((artist.seen[outside] == before[outside]).all()), "Repaint left the selection."
            )
        self._require_one_undo(artist)

    def _save(self, artist: Artist) -> None:
        window = artist.window
        saved: list[Path] = []
        window.files.saved.connect(saved.append)
        with answering(lambda dialog: type_name(dialog, self._file), QFileDialog):
            key(artist, "S", _CTRL)
        artist.until(lambda: bool(saved), 60, "Ctrl+S did not save.")
        artist.require(
            saved == [self._file] and not window.files.unsaved, f"Saved {saved} and not {self._file}."
        )
        self._stroke(artist, mouse=True)
        key(artist, "S", _CTRL)  # into the same file, without a question
        artist.until(lambda: len(saved) == 2, 60, "The second Ctrl+S did not save.")

    def _export(self, artist: Artist) -> None:
        window = artist.window
        exported: list[Path] = []
        window.files.exported.connect(exported.append)

        def answer(dialog: QDialog) -> None:
            line = dialog.findChild(QLineEdit)
            assert line is not None
            line.setText(str(self._picture))
            dialog.accept()

        with answering(answer, ExportDialog):
            key(artist, "E", _CTRL | _SHIFT)
        artist.until(lambda: bool(exported), 60, "The picture was not exported.")
        artist.require(not window.files.unsaved, "Exporting made saved work unsaved.")
        pixels = read_picture(self._picture).pixels
        artist.require(
            bool((pixels == artist.seen[..., : pixels.shape[2]]).all()), "The PNG is not what is seen."
        )

    def _close(self, artist: Artist) -> None:
        """What is saved is closed without a question; what is not is asked about, and Cancel keeps it."""
        window = artist.window
        if self._random.random() < 0.5:
            self._stroke(artist, mouse=True)
            if window.files.unsaved:
                with answering(
                    lambda dialog: press(dialog, QMessageBox.StandardButton.Cancel), QMessageBox
                ) as asked:
                    window.close()
                artist.require(
                    len(asked) == 1 and window.isVisible(), "Unsaved work was closed without a question."
                )
                window.workspace.document.undo()
                window.files.save_to(self._file)
                artist.until(lambda: not window.files.unsaved, 60, "It was not saved.")
        with answering(
            lambda dialog: press(dialog, QMessageBox.StandardButton.Discard), QMessageBox
        ) as asked:
            window.close()
            artist.until(lambda: not window.isVisible(), 60, "The window did not close.")
        artist.require(not asked, "Closing asks about work that is saved.")

    def _open(self, artist: Artist, state: State) -> None:
        window = artist.window
        opened: list[Document] = []
        window.files.opened.connect(opened.append)
        window.files.leave_for(self._file)
        artist.until(lambda: bool(opened), 60, "The saved file did not open.")
        again = window.canvas.document.state
        artist.require(
            [(layer.id, layer.name, layer.visible, layer.opacity) for layer in again.layers]
            == [(layer.id, layer.name, layer.visible, layer.opacity) for layer in state.layers],
            "Layers came back as others.",
        )
        for layer, before in zip(again.layers, state.layers, strict=True):
            found, kept = layer.tiles.read(again.rect), before.tiles.read(state.rect)
            other = (found != kept).any(2) & ((found[..., 3] > 0) | (kept[..., 3] > 0))
            artist.require(
                not other.any(), f"{other.sum()} px of the layer {before.name} came back as others."
            )
            artist.require(layer.provenance == before.provenance, f"What made {before.name} was lost.")
        selected = (again.selection is None, state.selection is None)
        artist.require(selected[0] == selected[1], "The selection was lost.")
        if again.selection is not None and state.selection is not None:
            artist.require(bool((again.selection == state.selection).all()), "The selection is another.")

    def _lose_nothing_in_a_crash(self, artist: Artist) -> None:
        for _ in range(3):
            self._stroke(artist, mouse=True)
        if not artist.window.files.unsaved:
            return
        seen = artist.seen
        artist.until(lambda: any((self._home / "kept").glob("*.journal")), 30, "Unsaved work was not kept.")
        self._recovery.keep()
        artist.pause(1500)
        copy = self._home / f"crashed {self._number}"
        copy.mkdir()
        for file in (self._home / "kept").glob("*.journal"):
            (copy / file.name).write_bytes(file.read_bytes())
        settings = QSettings(str(self._home / "settings.ini"), QSettings.Format.IniFormat)
        window = make_window(settings, asks=False)
        recovery = Recovery(window, copy)
        try:
            opened: list[Document] = []
            window.files.opened.connect(opened.append)
            artist.require(recovery.begin(), "There was nothing to come back after a crash.")
            artist.until(lambda: bool(opened), 60, "Nothing came back after a crash.")
            back = window.canvas.document.composite()
            artist.require(bool((back == seen).all()), "Something else came back after a crash.")
        finally:
            window.close()
            recovery.end()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
        artist.window.files.save_to(self._file)
        artist.until(lambda: not artist.window.files.unsaved, 60, "It was not saved.")


@contextmanager
def answering(answer: Callable[..., object], kind: type[QDialog]) -> Iterator[list[QDialog]]:
    """Answer the modal dialogs of this kind that come up meanwhile; gives those that did."""
    answered: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog not in answered:
            answered.append(dialog)
            answer(dialog)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    try:
        yield answered
    finally:
        timer.stop()


def key(
    artist: Artist, pressed: Qt.Key | str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key over the canvas; without a screen, a window that a dialog left is not active by itself."""
    window = artist.window
    window.activateWindow()
    artist.until(window.isActiveWindow, 30, "The window is not active.")
    QTest.keyClick(window.canvas, pressed, keys)


def type_name(dialog: QFileDialog, path: Path) -> None:
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(path))
    dialog.accept()


def press(dialog: QMessageBox, button: QMessageBox.StandardButton) -> None:
    QTest.mouseClick(dialog.button(button), Qt.MouseButton.LeftButton)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shots", type=Path, default=None, help="folder for a screenshot a round")
    options = parser.parse_args()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = QApplication.instance() or make_application()
    until = time.monotonic() + 60 * options.minutes
    number = 0
    with tempfile.TemporaryDirectory() as folder, _collected_faults() as faults:
        home = Path(folder)
        shots = options.shots or home / "shots"
        shots.mkdir(parents=True, exist_ok=True)
        (home / "kept").mkdir()
        while time.monotonic() < until:
            random = np.random.default_rng((options.seed, number))
            try:
                figures = Round(home, shots, number, random, faults).run()
            except SelfTestFailure as failure:
                for fault in faults:
                    traceback.print_exception(fault)
                raise SystemExit(f"round {number}: {failure}") from failure
            app.processEvents()
            gc.collect()
            figures |= {
                "threads": threading.active_count(),
                "files": len(list(Path("/proc/self/fd").iterdir())),
            }
            print(number, json.dumps({name: round(value, 2) for name, value in figures.items()}), flush=True)
            number += 1
    print(f"{number} rounds without a loss or a surprise.")


if __name__ == "__main__":
    main()

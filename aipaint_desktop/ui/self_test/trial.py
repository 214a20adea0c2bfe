"""The course of the self-test: an artist's sessions, done by events and looked at after each stage."""

import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize

from aipaint_desktop import paths
from aipaint_desktop.document.document import Document
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.journal.reading import holds_work
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.ui.files.export_dialog import ExportChoice
from aipaint_desktop.ui.files.recovery import Recovery
from aipaint_desktop.ui.self_test.artist import Artist
from aipaint_desktop.ui.self_test.measuring import StallMeter, percentile
from aipaint_desktop.ui.window.assembly import make_window

_CANVAS = QSize(512, 384)
_LOAD_SECONDS = 120.0
_JOB_SECONDS = 600.0
_MODEL_SECONDS = 20.0  # after which a slow model has shown enough
_FRAMES = 3  # that are enough then
_BRUSH = "#587a3c", 12.0  # at the end of the first session


class Trial:
    """Has an artist work in three sessions: paint with every model and quit; start again and crash; get back what was
    not saved.

    directory: for the screenshots. home: for settings and unsaved work. faults: exceptions that nobody handled.
    Raises `SelfTestFailure`.
    """

    def __init__(self, directory: Path, home: Path, faults: Sequence[BaseException]) -> None:
        self._directory = directory
        self._home = home
        self._faults = faults

    def run(self, began: float) -> dict[str, float]:
        """Run all sessions; returns the figures. began: when the start-up began, on `time.perf_counter`."""
        kept = self._folder("kept")
        with self._session(kept) as (artist, recovery):
            artist.require(not recovery.begin(), "Work came back that nobody had done.")
            figures = {"start_seconds": self._start(artist, began)}
            self._sketch(artist)
            figures |= self._paint(artist)
            self._undo_and_redo(artist)
            figures["cancel_seconds"] = self._cancel(artist)
            for model in catalogue():
                if model.ready and model.id != "painter":
                    figures |= self._paint_with(artist, model.id)
            figures |= self._train(artist)
            self._save_and_open(artist)
            self._export(artist)
        began = time.perf_counter()
        with self._session(kept) as (artist, recovery):
            figures["restart_seconds"] = self._restart(artist, began)
            crashed = self._crash(artist, recovery, kept)
        with self._session(crashed) as (artist, recovery):
            self._recover(artist, recovery)
            self._speak_chinese(artist)
        return figures

    def _folder(self, name: str) -> Path:
        folder = self._home / name
        folder.mkdir()
        return folder

    @contextmanager
    def _session(self, kept: Path) -> Iterator[tuple[Artist, Recovery]]:
        """From the start of the window to its orderly end. kept: folder of unsaved work."""
        settings = QSettings(str(self._home / "settings.ini"), QSettings.Format.IniFormat)
        window = make_window(settings, asks=False)
        recovery = Recovery(window, kept)
        try:
            yield Artist(window, self._directory, self._faults), recovery
        finally:
            window.close()
            recovery.end()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

    def _start(self, artist: Artist, began: float) -> float:
        window = artist.window
        window.resize(1280, 800)
        window.show()
        artist.until(window.isVisible, _LOAD_SECONDS, "The window did not open.")
        artist.pause(0)
        seconds = time.perf_counter() - began
        artist.require(bool(window.references.chosen), "No reference picture is chosen at the start.")
        artist.require("torch" not in sys.modules, "torch was loaded before there was anything to paint.")
        artist.pause(500)
        artist.keep_screenshot("1-start")
        return seconds

    def _sketch(self, artist: Artist) -> None:
        """A sky by the mouse, then a meadow, a tree and a sun by a pen with pressure."""
        artist.window.files.opened.emit(Document(_CANVAS.width(), _CANVAS.height()))
        blank = artist.seen
        for y in range(0, 230, 56):
            artist.stroke("#9cc4e4", 80, [(-40, y + 20), (256, y + 12), (552, y + 22)], mouse=True)
        artist.require(bool((artist.seen != blank).any()), "The mouse left nothing on the canvas.")
        sky = artist.seen
        for y in range(240, 400, 40):
            artist.stroke("#7d9a4e", 90, [(-60, y + 16), (256, y), (572, y + 20)])
        artist.require(bool((artist.seen != sky).any()), "The pen left nothing on the canvas.")
        artist.stroke("#6b4a2f", 40, [(140, 300), (144, 230), (138, 170)])
        artist.stroke("#3f6b38", 110, [(90, 160), (170, 130), (190, 165), (130, 100)])
        artist.stroke("#f3d98b", 70, [(396, 66), (404, 72), (410, 70)])
        artist.keep_screenshot("2-sketch")

    def _paint(self, artist: Artist) -> dict[str, float]:
        window = artist.window
        layers = len(window.canvas.document.layers)
        window.references.choose([window.references.entries[-1].id])
        artist.until(lambda: "torch" in sys.modules, _LOAD_SECONDS, "torch was not loaded.")
        artist.dabs.latencies.clear()
        stalls = StallMeter(window)
        stalls.start()
        pressed = artist.press_paint()
        first = time.perf_counter() - pressed
        while window.workspace.painting.busy:
            # The artist goes on with the sketch while the worker computes.
            artist.stroke(*_BRUSH, [(300 + 6 * k, 330 - 5 * (k % 3)) for k in range(12)])
            artist.pause(1600)
            if window.workspace.painting.busy:
                artist.keep_screenshot("3-emerging")
        seconds = time.perf_counter() - pressed
        stalls.stop()
        artist.wait_for_layers(layers + 1)
        artist.pause(300)
        artist.keep_screenshot("4-painted")
        return {
            "first_frame_seconds": first,
            "paint_seconds": seconds,
            "frames": artist.frames,
            "stall_p99_seconds": percentile(stalls.stalls, 0.99),
            "stall_longest_seconds": max(stalls.stalls),
            "dab_p99_seconds": percentile(artist.dabs.latencies, 0.99),
        }

    def _undo_and_redo(self, artist: Artist) -> None:
        painted = artist.seen
        artist.window.workspace.document.undo()
        artist.require(bool((artist.seen != painted).any()), "Undo did not take the painting away.")
        artist.window.workspace.document.redo()
        artist.require(bool((artist.seen == painted).all()), "Redo did not bring the painting back.")

    def _cancel(self, artist: Artist) -> float:
        """Seconds from Cancel until the worker is idle."""
        before = artist.seen
        artist.press_paint()
        artist.wait_for_frames(_FRAMES)
        seconds = artist.press_cancel()
        artist.require(bool((artist.seen == before).all()), "The cancelled job changed the picture.")
        artist.keep_screenshot("5-cancelled")
        return seconds

    def _paint_with(self, artist: Artist, model: str) -> dict[str, float]:
        """Paint with another model; of one that takes long the newest frame is taken as a layer."""
        window = artist.window
        layers = len(window.canvas.document.layers)
        window.paint_panel.set_model(model)
        pressed = artist.press_paint()
        first = time.perf_counter() - pressed
        while window.workspace.painting.busy:
            artist.pause(100)
            if artist.frames >= _FRAMES and time.perf_counter() - pressed > _MODEL_SECONDS:
                artist.press_cancel()
                if len(window.canvas.document.layers) == layers:  # some models keep it by themselves
                    film = window.progress.film
                    film.setCurrentRow(film.count() - 1)
                    window.progress.layer_requested.emit(film.chosen)
        artist.wait_for_layers(layers + 1)
        artist.keep_screenshot(f"6-{model}")
        return {f"{model}_first_frame_seconds": first, f"{model}_frames": artist.frames}

    def _train(self, artist: Artist) -> dict[str, float]:
        """Train a model on the help's pictures until it is offered, paint with it, and delete it."""
        window = artist.window
        window.lab.show()
        lab = window.lab.window
        assert lab is not None
        page, process = lab.new_page, lab.process
        page.drop.take(paths.resources() / "help")
        page.families.buttons["vae"].setChecked(True)
        artist.until(page.train.isEnabled, _LOAD_SECONDS, "The lab did not look through the pictures.")
        pressed = time.perf_counter()
        page.train.click()
        artist.require(not lab.messages.error, lab.messages.error)
        model = lab.page.model
        assert model is not None
        artist.until(
            lambda: lab.page.use.isEnabled() or process.order is None,
            _JOB_SECONDS,
            "The lab made no model.",
        )
        seconds = time.perf_counter() - pressed
        artist.pause(2000)  # for figures and curves
        artist.keep_screenshot("6-lab", lab)
        lab.page.stop.click()
        artist.until(lambda: process.order is None, _JOB_SECONDS, "The training did not stop.")
        artist.require(not lab.messages.error, lab.messages.error)
        lab.close()
        self._paint_with(artist, model.folder.id)
        lab.delete(model)
        return {"first_model_seconds": seconds}

    def _save_and_open(self, artist: Artist) -> None:
        """Save all layers, and open the file in place of the picture that they were saved from."""
        files, path = artist.window.files, self._directory / "painting.ora"
        seen, layers = artist.seen, len(artist.window.canvas.document.layers)
        saved: list[Path] = []
        opened: list[Document] = []
        files.saved.connect(saved.append)
        files.opened.connect(opened.append)
        files.save_to(path)
        artist.until(lambda: bool(saved), 60, "The picture was not saved.")
        artist.require(not files.unsaved, "The picture was saved and counts as unsaved.")
        files.leave_for(path)
        artist.until(lambda: bool(opened), 60, "The picture that was saved could not be opened.")
        artist.require(
            len(artist.window.canvas.document.layers) == layers and bool((artist.seen == seen).all()),
            "The picture that was saved came back as something else.",
        )

    def _export(self, artist: Artist) -> None:
        path = self._directory / "painting.png"
        exported: list[Path] = []
        artist.window.files.exported.connect(exported.append)
        artist.window.files.export(ExportChoice(path, 92, provenance=True))
        artist.until(lambda: bool(exported), 60, "The picture was not exported.")
        saved, seen = read_picture(path).pixels, artist.seen[..., :3]
        artist.require(
            saved.shape == seen.shape and bool((saved == seen).all()), f"{path.name} differs from the canvas."
        )
        provenance = read_provenance(path)
        artist.require(
            provenance is not None and provenance.last_run is not None,
            f"{path.name} does not say how it was made.",
        )
        artist.keep_screenshot("7-exported")

    def _restart(self, artist: Artist, began: float) -> float:
        window = artist.window
        window.show()
        artist.until(window.isVisible, _LOAD_SECONDS, "The window did not open again.")
        artist.pause(0)
        seconds = time.perf_counter() - began
        colour, size = _BRUSH
        artist.require(
            window.colours.colour.name() == colour and window.tool_options.brush.brush.size == size,
            "The brush was not remembered.",
        )
        artist.require(bool((artist.seen == 255).all()), "The canvas was not empty at the second start.")
        return seconds

    def _crash(self, artist: Artist, recovery: Recovery, kept: Path) -> Path:
        """Paint, and take what a crash at that moment would leave behind; returns the folder it is in."""
        artist.require(not recovery.begin(), "Work came back that had been saved.")
        artist.stroke("#b04a32", 90, [(80, 300), (300, 120), (640, 320)])
        self._unsaved = artist.seen
        recovery.keep()
        artist.until(lambda: any(map(holds_work, kept.glob("*.journal"))), 60, "Unsaved work was not kept.")
        artist.pause(500)  # the file is being written to while it can be seen
        crashed = self._folder("crashed")
        for file in kept.glob("*.journal"):
            shutil.copy(file, crashed)
        return crashed

    def _recover(self, artist: Artist, recovery: Recovery) -> None:
        artist.window.show()
        opened: list[Document] = []
        artist.window.files.opened.connect(opened.append)
        artist.require(recovery.begin(), "There was no unsaved work.")
        artist.until(lambda: bool(opened), 60, "Unsaved work did not come back.")
        artist.require(
            bool((artist.seen == self._unsaved).all()), "Unsaved work came back as something else."
        )
        artist.pause(300)
        artist.keep_screenshot("8-recovered")

    def _speak_chinese(self, artist: Artist) -> None:
        artist.window.set_language("zh_CN")
        artist.until(
            lambda: artist.window.docks.paint.windowTitle() == "绘制", 60, "The language did not change."
        )
        artist.pause(500)
        artist.keep_screenshot("9-chinese")

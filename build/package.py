#!/usr/bin/env python3
"""Build the app that artists launch, prove that it works by itself, and pack it.

    python3 build/package.py                    the edition for the CPU, the small one
    python3 build/package.py --edition full     with the platform's common torch: CUDA on Linux, MPS on a Mac; and with
                                                what the artist's own models are run with
    python3 build/package.py --if-changed       only where it was not yet proven with what it is made from now
    python3 build/package.py --dry-run          only say what would be done

Everything is made in `build/out/EDITION`: a clean environment, the app, its archive with SHA-256, and the
screenshots of its self-test. The environment is kept for the next time as long as its requirements stay. That
all went well is written into `build/packaged.json`, to be committed.
"""

from __future__ import annotations  # so that an older Python gets as far as being told

import argparse
import json
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

BUILD = Path(__file__).resolve().parent
ROOT = BUILD.parent
sys.path.insert(0, str(ROOT))

import appdir  # noqa: E402
import isolated_run  # noqa: E402
import proof  # noqa: E402
from aipaint_desktop import __version__  # noqa: E402
from environment import EDITIONS, EXTRAS, Environment, torch_requirement  # noqa: E402

OLDEST_PYTHON = (3, 11)
LINUX, MAC = sys.platform == "linux", sys.platform == "darwin"
SOURCES = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "aipaint_desktop", "resources", "models")
DRAWING = Path("resources", "aipaint.svg")
MEGABYTE = 1_000_000
# megabytes unpacked and packed; the full edition is as large as the platform's torch. OpenCV takes 150 of the former.
LIMITS = {"cpu": (950, 370)}
# their symbol tables are of use to debuggers alone; libraries that wheels have patched do not bear stripping
STRIPPED = ("torch/lib/*.so", "libpython*.so*", "python3*/lib-dynload/*.so")

# hidden from the app in its self-test, which speaks Chinese too: it is to need none of the machine's
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


class PackagingError(Exception):
    """Why there is no app, in one sentence."""


@dataclass(frozen=True)
class Step:
    title: str
    do: Callable[[], None]


class Package:
    """One edition on its way from the source tree to its archive."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self.folder = BUILD / "out" / edition
        self.source = self.folder / "source"
        self.environment = Environment(self.folder / "environment", self.source, edition)
        self.icons = self.folder / "icons"
        self.built = self.folder / "app" / ("AIPaint.app" if MAC else "aipaint")
        self.product = self.folder / ("AIPaint.AppDir" if LINUX else "AIPaint")
        system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, sys.platform)
        name = f"AIPaint-{__version__}-{system}-{platform.machine().lower()}-{edition}.tar.zst"
        self.archive = self.folder / name
        self.figures: dict[str, float] = {}  # for the record

    def steps(self) -> list[Step]:
        with_extras = " and ".join((torch_requirement(self.edition), *EXTRAS[self.edition]))
        steps = [
            Step("a copy of the source, that no edit reaches from now on", self.copy_source),
            Step(f"a clean environment with {with_extras}", self.make_environment),
            Step("the kernels, by the C compiler", self.compile_kernels),
            Step("icons", self.draw_icons),
            Step("the app, by PyInstaller", self.build),
        ]
        if LINUX and shutil.which("strip"):
            steps.append(Step("libraries without symbols for debuggers", self.strip))
        return [
            *steps,
            Step("the licences of all its parts", self.gather_licences),
            Step(f"its layout in {self.product.name}", self.lay_out),
            Step("no path of this machine's source tree in it", self.check_leaks),
            Step(self.archive.name, self.pack),
            Step("self-test of the unpacked archive", self.self_test),
        ]

    def copy_source(self) -> None:
        shutil.rmtree(self.source, ignore_errors=True)
        self.source.mkdir(parents=True)
        for name in SOURCES:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, self.source / name)

    def make_environment(self) -> None:
        if self.environment.is_ready():
            say("it is there already")
            return
        try:
            self.environment.make()
        except subprocess.CalledProcessError:
            raise PackagingError(
                f"pip could not install what the app needs; where {torch_requirement(self.edition)} is not "
                "found, name the package index that has it in PIP_EXTRA_INDEX_URL."
            ) from None

    def compile_kernels(self) -> None:
        command = (self.environment.python, "setup.py", "--quiet", "build_ext", "--inplace")
        subprocess.run(command, cwd=self.source, check=True)
        files = (self.source / "aipaint_desktop" / "kernels").glob("_kernels.*")
        if not any(file.suffix in (".so", ".pyd") for file in files):
            raise PackagingError("The kernels could not be compiled; the lines above say why.")

    def draw_icons(self) -> None:
        self._python("icons.py", self.source / DRAWING, self.icons)

    def build(self) -> None:
        shutil.rmtree(self.folder / "app", ignore_errors=True)
        work = self.folder / "work"
        folders = ("--distpath", self.built.parent, "--workpath", work)
        pyinstaller = ("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders)
        self._python(*pyinstaller, "aipaint.spec", "--", "--source", self.source, "--icons", self.icons)

    def strip(self) -> None:
        files = [file for pattern in STRIPPED for file in (self.built / "_internal").glob(pattern)]
        subprocess.run(["strip", "--strip-unneeded", *files], check=True)

    def gather_licences(self) -> None:
        self._python("licences.py", self.built, self.folder / "licences", *EXTRAS[self.edition])

    def lay_out(self) -> None:
        shutil.rmtree(self.product, ignore_errors=True)
        if LINUX:
            appdir.lay_out(self.built, self.icons, self.source / DRAWING, self.product)
            shutil.copytree(self.folder / "licences", appdir.documents(self.product), dirs_exist_ok=True)
        else:  # beside the app, as a Mac's is sealed
            self.product.mkdir()
            self.built.rename(self.product / self.built.name)
            shutil.copytree(self.folder / "licences", self.product / "licences")

    def check_leaks(self) -> None:
        self._python("leaks.py", self.product, ROOT)

    def pack(self) -> None:
        self._python("archive.py", "pack", self.product, self.archive)
        sizes = (folder_bytes(self.product) / MEGABYTE, self.archive.stat().st_size / MEGABYTE)
        say(f"{sizes[0]:.0f} MB unpacked, {sizes[1]:.0f} MB packed")
        for size, limit in zip(sizes, LIMITS.get(self.edition, ()), strict=False):
            if size > limit:
                raise PackagingError(f"The app has {size:.0f} MB, where {limit} MB are allowed.")
        self.figures |= {"unpacked_mb": round(sizes[0]), "packed_mb": round(sizes[1])}

    def self_test(self) -> None:
        hidden = [ROOT, Path(sysconfig.get_path("stdlib")), *filter(Path.exists, FONTS)]
        if not isolated_run.can_isolate():
            say("this system lets nobody hide network and folders, so they stay visible to the app")
        kept = self.folder / "self-test"
        shutil.rmtree(kept, ignore_errors=True)
        with tempfile.TemporaryDirectory() as unpacked, isolated_run.x_server() as display:
            self._python("archive.py", "unpack", self.archive, unpacked)
            program = Path(unpacked, self.product.name, program_within_product())
            screens: dict[str, tuple[str, ...]] = {"headless": ("--headless",)}
            if display or not LINUX:
                screens["window"] = ()
            for screen, options in screens.items():
                pictures = Path(unpacked, screen)
                command: tuple[str | Path, ...] = (program, "self-test", pictures, "--json", *options)
                figures = json.loads(isolated_run.run(command, hidden, display))
                self.figures[f"{screen}_start_seconds"] = round(figures["start_seconds"], 2)
                shutil.copytree(pictures, kept / screen)
                told = [f"{name} {value:.3g}" for name, value in figures.items() if name != "output"]
                say(f"{screen}: {', '.join(told)}")
            if "checkpoints" in EXTRAS[self.edition]:
                self._python("own_models.py", program, unpacked, *hidden)
                say(
                    "it paints with a checkpoint and a LoRA and enlarges with a file, none of which it came with"
                )

    def _python(self, *command: str | Path) -> None:
        subprocess.run([self.environment.python, *command], cwd=BUILD, check=True)


def program_within_product() -> Path:
    """The program that takes commands, by its place in the product's folder."""
    if LINUX:
        return Path("AppRun")
    if MAC:
        return Path("AIPaint.app/Contents/MacOS/AIPaint")
    return Path("aipaint/aipaint-command.exe")


def folder_bytes(folder: Path) -> int:
    """What the files under a folder hold, in bytes; links count nothing."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def say(sentence: str) -> None:
    print(f"package.py: {sentence}", file=sys.stderr, flush=True)


def fail(sentence: str) -> NoReturn:
    say(sentence)
    sys.exit(1)


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        fail(f"AIPaint needs Python {wanted} or newer, this is {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(description="Build, test and pack the app.")
    parser.add_argument("--edition", choices=EDITIONS, default="cpu")
    parser.add_argument(
        "--if-changed",
        action="store_true",
        help="only where it was not yet proven with what it is made from now",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    arguments = parser.parse_args()
    if arguments.if_changed and proof.is_proven(ROOT, arguments.edition):
        say(f"the {arguments.edition} edition is proven with what it is made from")
        return
    package = Package(arguments.edition)
    steps = package.steps()
    began = time.monotonic()
    for number, step in enumerate(steps, 1):
        say(f"{number}/{len(steps)} {step.title}")
        if arguments.dry_run:
            continue
        step_began = time.monotonic()
        try:
            step.do()
        except PackagingError as error:
            fail(str(error))
        except subprocess.CalledProcessError as error:
            program = Path(error.cmd[0]).name
            fail(f"{step.title}: {program} ended with code {error.returncode}; it says why above.")
        except subprocess.TimeoutExpired as error:
            fail(f"{step.title}: it did not end within {error.timeout:.0f} seconds.")
        say(f"    {time.monotonic() - step_began:.0f} s")
    if not arguments.dry_run:
        proof.record(ROOT, arguments.edition, package.figures)
        say(f"{package.archive} is ready, after {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()

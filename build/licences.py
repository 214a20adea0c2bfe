"""The licences of the app and of everything in it that is not the project's own.

licences.py APP FOLDER [EXTRA ...]        APP: the built one-folder app, with these extras of the program
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = "aipaint-desktop"
_LICENCE = Path(__file__).resolve().parent.parent / "LICENSE"
_TEXTS = Path(__file__).resolve().parent / "licences"
# wheels that carry no licence text, and the texts that theirs refers to
_QT = (_TEXTS / "LGPL-3.0.txt", _TEXTS / "GPL-3.0.txt")
_TEXTS_OF: Mapping[str, tuple[Path, ...]] = {
    "pyside6-essentials": _QT,
    "shiboken6": _QT,
    "spandrel": (_TEXTS / "spandrel.txt",),
    "tokenizers": (_LICENCE,),  # the Apache License 2.0, as the program's own
}
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_SHARED_LIBRARY = re.compile(r"\.so(\.\d+)*$")


def gather(app: Path, folder: Path, extras: Sequence[str] = ()) -> None:
    """Copy every licence text into `folder/<name>`, the app's own into `folder`; `folder/THIRD-PARTY.md` lists them.

    Raises `FileNotFoundError` where a distribution comes without one.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(_LICENCE, folder)
    rows = []
    # PyInstaller's loader starts the app and so is part of it
    for distribution in [*runtime_distributions(PROJECT, extras), metadata.distribution("pyinstaller")]:
        _copy_texts(distribution, folder / distribution.name)
        rows.append((distribution.name, distribution.version, licence_of(distribution)))
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        (folder / "Python").mkdir()
        shutil.copy(python, folder / "Python")
    rows.append(("Python", sys.version.split()[0], "PSF-2.0"))
    for package, copyright_file in sorted(_system_packages(app).items()):
        (folder / package).mkdir()
        shutil.copy(copyright_file, folder / package)
        rows.append((package, "", f"see {package}/copyright"))
    lines = [f"| {name} | {version} | {licence} |" for name, version, licence in rows]
    heading = (
        "# Third-party software in AIPaint\n\nAIPaint itself is under the Apache License 2.0, which stands in "
        "`LICENSE`; the weights of its models have licences of their own, named in the card of each "
        "(`models/<id>/README.md`). Pictures made with any of them are the artist's, for any use, selling included."
        "\n\nThe texts of the parts stand in the folders named like them.\n\n"
        "| part | version | licence |\n|---|---|---|\n"
    )
    (folder / "THIRD-PARTY.md").write_text(heading + "\n".join(lines) + "\n", encoding="utf-8")


def runtime_distributions(name: str, extras: Sequence[str] = ()) -> list[metadata.Distribution]:
    """The installed distributions that this one needs to run with some of its extras, directly or not, sorted by name;
    without those that hold nothing but a list of others."""
    found: dict[str, metadata.Distribution] = {}
    asked: set[tuple[str, str]] = set()  # a distribution with one of its extras, "" for none
    waiting = [(name, extra) for extra in ("", *extras)]
    while waiting:
        wanted = waiting.pop()
        if wanted in asked:
            continue
        asked.add(wanted)
        for text in metadata.requires(wanted[0]) or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": wanted[1]}):
                needed = canonical(requirement.name)
                found[needed] = metadata.distribution(needed)
                waiting += [(needed, extra) for extra in ("", *requirement.extras)]
    return [found[name] for name in sorted(found) if not _is_only_a_list(found[name])]


def canonical(name: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(distribution: metadata.Distribution) -> str:
    """The licence in one line: its SPDX expression, or else what the author wrote."""
    about = distribution.metadata
    for field in ("License-Expression", "License"):
        text = about[field].strip() if field in about else ""
        if text and "\n" not in text:
            return text
    classifiers = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or () if "License" in line]
    return ", ".join(classifiers) or "see its text"


def licence_files(distribution: metadata.Distribution) -> Iterator[tuple[Path, Path]]:
    """A distribution's licence texts: where each is, and its place among them. They are in its metadata or, where
    there are none, among its files."""
    files = distribution.files or ()
    told = [file for file in files if file.parts[0].endswith(".dist-info")]
    texts = [file for file in told if file.parts[1] == "licenses" or _LICENCE_FILE.match(file.parts[1])]
    for file in texts or [file for file in files if _LICENCE_FILE.match(file.name)]:
        within = Path(*file.parts[2:]) if "licenses" in file.parts[:2] else Path(file.name)
        yield Path(str(file.locate())), within


def _copy_texts(distribution: metadata.Distribution, folder: Path) -> None:
    texts = list(licence_files(distribution))
    texts += [(text, Path(text.name)) for text in _TEXTS_OF.get(canonical(distribution.name), ())]
    if not texts:
        raise FileNotFoundError(f"{distribution.name} comes without a licence text")
    for source, place in texts:
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _is_only_a_list(distribution: metadata.Distribution) -> bool:
    return all(file.parts[0].endswith(".dist-info") for file in distribution.files or ())


def _system_packages(app: Path) -> dict[str, Path]:
    """Debian packages whose libraries were taken into the app, each with its copyright file."""
    query = shutil.which("dpkg-query")
    if query is None:
        return {}
    libraries = [
        file.name
        for file in (app / "_internal").iterdir()
        if _SHARED_LIBRARY.search(file.name) and not file.is_symlink()
    ]
    asked = subprocess.run(
        [query, "--search", *(f"*/{name}*" for name in libraries)],
        capture_output=True,
        text=True,
        check=False,  # libraries that came with a wheel are nobody's there
    )
    packages = {line.split(":")[0] for line in asked.stdout.splitlines()}
    files = {package: Path("/usr/share/doc") / package / "copyright" for package in packages}
    return {package: file for package, file in files.items() if file.exists()}


if __name__ == "__main__":
    gather(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])

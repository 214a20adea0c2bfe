"""The licences of everything in the app that is not the project's own.

licences.py APP FOLDER        APP: the built one-folder app
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = "aipaint-desktop"
_TEXTS = Path(__file__).resolve().parent / "licences"
# wheels that carry no licence text, and the texts that theirs refers to
_TEXTS_OF = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_SHARED_LIBRARY = re.compile(r"\.so(\.\d+)*$")


def gather(app: Path, folder: Path) -> None:
    """Copy every licence text into `folder/<name>` and list them in `folder/THIRD-PARTY.md`.

    Raises `FileNotFoundError` where a distribution comes without one.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = []
    # PyInstaller's loader starts the app and so is part of it
    for distribution in [*runtime_distributions(PROJECT), metadata.distribution("pyinstaller")]:
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
        "# Third-party software in AIPaint\n\nThe texts stand in the folders named like the parts.\n\n"
        "| part | version | licence |\n|---|---|---|\n"
    )
    (folder / "THIRD-PARTY.md").write_text(heading + "\n".join(lines) + "\n", encoding="utf-8")


def runtime_distributions(name: str) -> list[metadata.Distribution]:
    """The installed distributions that this one needs to run, directly or not, sorted by name."""
    found: dict[str, metadata.Distribution] = {}
    names = [name]
    while names:
        for text in metadata.requires(names.pop()) or ():
            requirement = Requirement(text)
            needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if needed and canonical(requirement.name) not in found:
                found[canonical(requirement.name)] = metadata.distribution(requirement.name)
                names.append(requirement.name)
    return [found[name] for name in sorted(found)]


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
    """Licence texts in a distribution's metadata: where each is, and its place among them."""
    for file in distribution.files or ():
        parts = file.parts
        if not parts[0].endswith(".dist-info"):
            continue
        if parts[1] == "licenses":
            yield Path(str(file.locate())), Path(*parts[2:])
        elif len(parts) == 2 and _LICENCE_FILE.match(parts[1]):
            yield Path(str(file.locate())), Path(parts[1])


def _copy_texts(distribution: metadata.Distribution, folder: Path) -> None:
    texts = list(licence_files(distribution))
    texts += [(_TEXTS / text, Path(text)) for text in _TEXTS_OF.get(canonical(distribution.name), ())]
    if not texts:
        raise FileNotFoundError(f"{distribution.name} comes without a licence text")
    for source, place in texts:
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


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
    gather(Path(sys.argv[1]), Path(sys.argv[2]))

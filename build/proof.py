"""When the app was last built and proven, and whether what its making depends on has changed since.

Ordinary edits of the program are the tests' concern. The packaging depends on its own scripts, the requirements,
the modules that the program imports and the files that it ships.
"""

import ast
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from contents import own_files

_RECORD = "packaged.json"
_NOT_SOURCE = {"out", "__pycache__", _RECORD}
_PACKAGE = "aipaint_desktop"


def is_proven(root: Path, edition: str) -> bool:
    """Whether an app of this edition, made from the same, has passed its self-test. root: of the source tree."""
    proven = _read(root).get(edition, {})
    return proven.get("digest") == digest(root)


def record(root: Path, edition: str, figures: Mapping[str, float]) -> None:
    """Write down that it has. figures: about the app, for people to read."""
    records = _read(root)
    records[edition] = {"digest": digest(root), **figures}
    text = json.dumps(records, indent=4, sort_keys=True)
    (root / "build" / _RECORD).write_text(f"{text}\n", encoding="utf-8")


def digest(root: Path) -> str:
    """SHA-256 of all that the making of an app depends on, in hexadecimal."""
    sha = hashlib.sha256()
    for path in sorted((root / "build").rglob("*")):
        within = path.relative_to(root)
        if path.is_file() and not _NOT_SOURCE & set(within.parts):
            sha.update(within.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    shipped = sorted(f"{folder}/{file.name}" for file, folder in own_files(root))
    parts = [_requirements(root), sorted(set(imported_modules(root / _PACKAGE))), shipped]
    sha.update(json.dumps(parts, sort_keys=True).encode())
    return sha.hexdigest()


def imported_modules(package: Path) -> Iterator[str]:
    """Modules that do not belong to the package and are imported anywhere in it, with repetitions.

    Of Python's own only the first part of the name; of others down to what is asked of them, which may be a module.
    """
    for file in package.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                top_level = "." not in node.module
                names = [f"{node.module}.{alias.name}" if top_level else node.module for alias in node.names]
            for name in names:
                first = name.partition(".")[0]
                if first != _PACKAGE:
                    yield first if first in sys.stdlib_module_names else name


def _requirements(root: Path) -> object:
    """What pyproject.toml and setup.py say of installing the program and packaging it."""
    import tomllib  # which an older Python, that is to be told so, does not have

    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    extras = {name: wanted for name, wanted in project["optional-dependencies"].items() if name != "dev"}
    return [
        pyproject["build-system"],
        project["requires-python"],
        project["dependencies"],
        extras,
        (root / "setup.py").read_text(encoding="utf-8"),
    ]


def _read(root: Path) -> dict[str, dict[str, object]]:
    path = root / "build" / _RECORD
    if not path.exists():
        return {}
    records: dict[str, dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return records

"""How the rooms of the package lie, as docs/architecture.md says; import-linter holds more of it (pyproject.toml)."""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.import_circles import circles, libraries, module_imports, room_imports

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
MODULES = module_imports()
ROOMS = {
    name.rpartition(".")[2]: {other.rpartition(".")[2] for other in known}
    for name, known in room_imports(MODULES).items()
}

IMPORT_ALL = """
import sys
from importlib import import_module
for name in sys.stdin.read().split():
    import_module(name)
print(*sorted({"torch", "PySide6"} & sys.modules.keys()))
"""


def loaded_with(rooms: Sequence[str]) -> list[str]:
    """Which of torch and PySide6 a fresh process has loaded that imported every module of some rooms."""
    names = [name for name in MODULES if name.split(".")[1:2] and name.split(".")[1] in rooms]
    command = [sys.executable, "-c", IMPORT_ALL]
    return subprocess.run(
        command, input=" ".join(names), capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()


def test_what_lies_in_one_folder_imports_each_other_in_no_circle() -> None:
    assert not list(circles(MODULES))


def test_circles_are_found_wherever_an_import_stands(tmp_path: Path) -> None:
    files = {
        "p/__init__.py": "",
        "p/ground.py": "",
        "p/a/__init__.py": "",
        "p/a/one.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.b.two import Two\n",
        "p/a/other.py": "from p.ground import stone\n",
        "p/b/__init__.py": "",
        "p/b/two.py": "class Two:\n    def do(self):\n        import p.a.other\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert list(circles(module_imports(tmp_path, "p"))) == [("p", ["p.a", "p.b"])]
    (tmp_path / "p/b/two.py").write_text("import p.ground\n")
    assert not list(circles(module_imports(tmp_path, "p")))


@pytest.mark.parametrize(
    ("rooms", "loaded"),
    [
        (("app", "ui", "workspace", "jobs"), ["PySide6"]),
        (("cli", "modelstore", "files", "brushes", "document", "words", "values"), []),
    ],
    ids=["window", "commands"],
)
def test_to_start_loads_no_torch_and_to_run_a_command_no_qt(rooms: Sequence[str], loaded: list[str]) -> None:
    assert loaded_with(rooms) == loaded


def test_only_the_window_has_widgets() -> None:
    widgets = {"PySide6.QtWidgets", "pyqtgraph"}
    having = {name.split(".")[1] for name in MODULES if widgets & libraries(name)}
    assert having == {"ui"}


def test_engines_know_of_each_other_what_can_be_asked_and_no_more() -> None:
    """What several use lies beside them: `base`, `computing` and `pictures`."""
    engines = {name.removesuffix(".engine") for name in MODULES if name.endswith(".engine")} - {
        "aipaint_desktop.engines.base"
    }

    def engine_of(name: str) -> str | None:
        return next((engine for engine in engines if name.startswith(engine + ".")), None)

    known = {
        (name, other)
        for name, imported in MODULES.items()
        for other in imported
        if (mine := engine_of(name)) and (theirs := engine_of(other)) and mine != theirs
    }
    assert {name for name, other in known if not other.rpartition(".")[2].startswith("request")} == set()
    assert {engine_of(name) for name, _ in known} == {
        "aipaint_desktop.engines.composer",
        "aipaint_desktop.engines.sketch",
    }


def test_every_arrow_of_the_picture_is_an_import_and_every_import_lies_along_arrows() -> None:
    drawn = defaultdict(set)
    for room, other in re.findall(r"^ +(\w+) --> (\w+)$", PAGE, re.MULTILINE):
        drawn[room].add(other)
    assert {room: others - ROOMS[room] for room, others in drawn.items() if others - ROOMS[room]} == {}

    def below(room: str) -> set[str]:
        return drawn[room].union(*(below(other) for other in drawn[room]))

    assert {room: others - below(room) for room, others in ROOMS.items() if others - below(room)} == {}


def test_the_page_names_every_room_and_the_libraries_that_it_imports() -> None:
    said = {
        room.replace("\\", ""): set(names.split(", ")) - {"none"}
        for rooms, names in re.findall(r"((?:\*\*[\w\\]+\*\*(?:, )?)+) \(([\w, ]+)\)", PAGE)
        for room in re.findall(r"\*\*([\w\\]+)\*\*", rooms)
    }
    used: dict[str, set[str]] = {name.split(".")[1]: set() for name in MODULES if "." in name}
    for name in MODULES:
        if "." in name:
            used[name.split(".")[1]] |= {library.partition(".")[0] for library in libraries(name)}
    assert said == used


def test_no_room_asks_which_kind_of_request_or_engine_it_has() -> None:
    """What a request knows of itself stands on it; only its own engine and its own operation look into it."""
    kinds = re.compile(r"isinstance\([^()]*(Request|Engine)\)|case \w*(Request|Engine)\(")
    own = ("engines/", "cli/operations/", "ui/paint/operations/")
    package = ROOT / "aipaint_desktop"
    asking = {
        (file.relative_to(package).as_posix(), found[0])
        for file in package.rglob("*.py")
        for found in kinds.finditer(file.read_text(encoding="utf-8"))
        if not file.relative_to(package).as_posix().startswith(own)
    }
    assert asking == {
        ("ui/paint/composing.py", "isinstance(job.request, ComposeRequest)"),  # the operation's own sheet
        ("workspace/workspace.py", "isinstance(engine, LiveEngine)"),  # what it can do, not which it is
    }

#!/usr/bin/env python3
"""Tell which modules and folders of the package import each other in a circle.

    python3 tools/import_circles.py             a line for each circle, and exit status 1 where there is one
    python3 tools/import_circles.py --rooms     which room imports which, a line each

An import counts wherever it stands: in a function, too, and for types alone. The modules and folders of one folder may
not import each other in a circle, whatever they contain; so there is none among modules either, nor among rooms.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "aipaint_desktop"

Graph = Mapping[str, Set[str]]
"""Who imports whom, by full dotted names."""


def module_imports(root: Path = ROOT, package: str = PACKAGE) -> Graph:
    """Read all imports of a package's modules from each other. What `from p import name` means is the module `p.name`
    where there is one, else `p`."""
    files = {_module(file.relative_to(root)): file for file in (root / package).rglob("*.py")}
    return {name: set(_imported(file, files.keys())) - {name} for name, file in files.items()}


def room_imports(modules: Graph, package: str = PACKAGE) -> Graph:
    """Raise the imports of modules to those of the package's rooms: the modules and folders directly in it."""
    return _among_children(modules, package)


def libraries(module: str, root: Path = ROOT) -> set[str]:
    """Name what a module imports from outside the program and from outside Python: `numpy`, `PySide6.QtCore`, ..."""
    path = root.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return {
        name
        for name in _named(file)
        if (top := name.partition(".")[0]) != PACKAGE and top not in sys.stdlib_module_names
    }


def circles(modules: Graph) -> Iterator[tuple[str, list[str]]]:
    """Find each folder whose modules and folders import each other in a circle, and those in the circle."""
    folders = {name[: name.rindex(".")] for name in modules if "." in name}
    for folder in sorted(folders):
        for circle in _circles(_among_children(modules, folder)):
            yield folder, sorted(circle)


def _module(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(file: Path, modules: Set[str]) -> Iterator[str]:
    for node in _imports(file.read_text(encoding="utf-8")):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from (name for name in (inner, node.module) if name in modules)


def _named(file: Path) -> Iterator[str]:
    """The modules that stand behind `import` and `from`."""
    for node in _imports(file.read_text(encoding="utf-8")):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif node.module:
            yield node.module


@cache  # parsed anew, all files take a second or two
def _imports(text: str) -> tuple[ast.Import | ast.ImportFrom, ...]:
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom))


def _among_children(modules: Graph, folder: str) -> Graph:
    """Whom each child of a folder imports of the others, wherever in them the import stands."""
    graph = defaultdict(set)
    for name, imported in modules.items():
        importer = _child(name, folder)
        for other in imported:
            child = _child(other, folder)
            if importer and child and child != importer:
                graph[importer].add(child)
    return graph


def _child(name: str, folder: str) -> str | None:
    """The module or folder directly in `folder` that a module is or lies in."""
    rest = name.removeprefix(folder + ".")
    return None if rest == name else f"{folder}.{rest.partition('.')[0]}"


def _circles(graph: Graph) -> Iterator[set[str]]:
    """The sets of nodes each of which is reached from each other one."""
    reached = {node: _reached(graph, node) for node in graph}
    seen: set[str] = set()
    for node in sorted(graph):
        if node in reached[node] and node not in seen:
            circle = {other for other in reached[node] if node in reached.get(other, ())}
            seen |= circle
            yield circle


def _reached(graph: Graph, node: str) -> set[str]:
    found: set[str] = set()
    left = [node]
    while left:
        for other in graph.get(left.pop(), ()):
            if other not in found:
                found.add(other)
                left.append(other)
    return found


def main() -> None:
    modules = module_imports()
    if sys.argv[1:] == ["--rooms"]:
        for room, imported in sorted(room_imports(modules).items()):
            print(_short(room), "→", ", ".join(sorted(map(_short, imported))))
        return
    found = list(circles(modules))
    for folder, circle in found:
        print(f"{folder.replace('.', '/')}: {', '.join(sorted(map(_short, circle)))}")
    print(f"{len(found)} import circles among {len(modules)} modules")
    sys.exit(bool(found))


def _short(name: str) -> str:
    return name.rpartition(".")[2]


if __name__ == "__main__":
    main()

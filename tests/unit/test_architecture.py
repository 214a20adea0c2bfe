"""How the rooms of the package lie, as docs/architecture.md says."""

from pathlib import Path

from tools.import_circles import circles, module_imports

CIRCLING = {
    "aipaint_desktop.engines.painter",
    "aipaint_desktop.ui",
    "aipaint_desktop.ui.canvas",
    "aipaint_desktop.ui.self_test",
    "aipaint_desktop.ui.window",
}
"""Folders in which circles are known, and are to go; no other may come."""


def test_what_lies_in_one_folder_imports_each_other_in_no_circle() -> None:
    assert {folder for folder, _ in circles(module_imports())} <= CIRCLING


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

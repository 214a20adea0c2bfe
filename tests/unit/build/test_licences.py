"""The licences of what the app brings along."""

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest

from licences import canonical, gather, licence_files, licence_of, runtime_distributions


def install(folder: Path, name: str, files: Sequence[str] = (), needs: Sequence[str] = ()) -> None:
    """Put a distribution of this name into a folder that Python imports from."""
    told = f"{name}-1.dist-info"
    held = [*files, f"{told}/METADATA", f"{told}/RECORD"]
    for file in held:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("a text")
    required = "".join(f"Requires-Dist: {requirement}\n" for requirement in needs)
    (folder / told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{required}")
    (folder / told / "RECORD").write_text("".join(f"{file},,\n" for file in held))


def test_what_an_extra_needs_is_a_part_and_a_mere_list_of_parts_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    install(tmp_path, "someapp", ["someapp.py"], ["somelist[fast]"])
    install(tmp_path, "somelist", (), ["quick; extra == 'fast'", "absent; extra == 'other'"])
    install(tmp_path, "quick", ["quick/LICENSE.txt", "quick/code.py"])
    (found,) = runtime_distributions("someapp")
    assert found.name == "quick"
    assert [place for _, place in licence_files(found)] == [Path("LICENSE.txt")]


def test_all_that_the_program_needs_is_found_and_nothing_that_only_developers_need() -> None:
    names = {canonical(distribution.name) for distribution in runtime_distributions("aipaint-desktop")}
    assert {"torch", "numpy", "pillow", "pyside6-essentials", "shiboken6", "sympy", "mpmath"} <= names
    assert not names & {"pytest", "ruff", "mypy", "aipaint-desktop", "zstandard"}


def test_every_part_has_a_text_and_a_line(tmp_path: Path) -> None:
    (tmp_path / "app" / "_internal").mkdir(parents=True)
    gather(tmp_path / "app", tmp_path / "licences")
    table = (tmp_path / "licences" / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert "AIPaint itself is under the Apache License 2.0" in table
    assert "Apache License" in (tmp_path / "licences" / "LICENSE").read_text(encoding="utf-8")
    for distribution in runtime_distributions("aipaint-desktop"):
        folder = tmp_path / "licences" / distribution.name
        assert any(file.stat().st_size > 500 for file in folder.rglob("*")), distribution.name
        assert f"| {distribution.name} | {distribution.version} |" in table
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in next(
        (tmp_path / "licences").glob("PySide6*/LGPL-3.0.txt")
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["numpy", "torch", "safetensors", "PySide6-Essentials"])
def test_a_licence_is_told_in_one_line(name: str) -> None:
    licence = licence_of(metadata.distribution(name))
    assert licence
    assert "\n" not in licence
    assert licence != "see its text"


def test_an_extra_of_the_program_is_told_of_where_it_is_brought_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    install(tmp_path, "someprogram", ["someprogram.py"], ["rarelib; extra == 'rare'"])
    install(tmp_path, "rarelib", ["rarelib/LICENSE.txt"])
    assert runtime_distributions("someprogram") == []
    assert [found.name for found in runtime_distributions("someprogram", ("rare",))] == ["rarelib"]

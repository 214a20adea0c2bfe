"""The licences of what the app brings along."""

from importlib import metadata
from pathlib import Path

import pytest

from licences import canonical, gather, licence_of, runtime_distributions


def test_all_that_the_program_needs_is_found_and_nothing_that_only_developers_need() -> None:
    names = {canonical(distribution.name) for distribution in runtime_distributions("aipaint-desktop")}
    assert {"torch", "numpy", "pillow", "pyside6-essentials", "shiboken6", "sympy", "mpmath"} <= names
    assert not names & {"pytest", "ruff", "mypy", "aipaint-desktop", "zstandard"}


def test_every_part_has_a_text_and_a_line(tmp_path: Path) -> None:
    (tmp_path / "app" / "_internal").mkdir(parents=True)
    gather(tmp_path / "app", tmp_path / "licences")
    table = (tmp_path / "licences" / "THIRD-PARTY.md").read_text(encoding="utf-8")
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

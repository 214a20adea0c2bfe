"""The environment that the app is built in."""

from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from environment import EDITIONS, EXTRAS, TORCH, Environment, torch_requirement


@pytest.mark.parametrize(
    ("edition", "platform", "taken", "refused"),
    [
        ("cpu", "linux", f"{TORCH}+cpu", TORCH),
        ("full", "linux", TORCH, f"{TORCH}+cpu"),
        ("cpu", "darwin", TORCH, f"{TORCH}+cpu"),
        ("cpu", "win32", TORCH, f"{TORCH}+cpu"),
    ],
)
def test_each_edition_takes_its_own_build_of_torch(
    edition: str, platform: str, taken: str, refused: str
) -> None:
    specifier = Requirement(torch_requirement(edition, platform)).specifier
    assert specifier.contains(taken)
    assert not specifier.contains(refused)


def test_the_release_of_torch_is_one_that_the_project_allows() -> None:
    pyproject = (Path(__file__).resolve().parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    allowed = pyproject.split('"torch', 1)[1].split('"', 1)[0]
    assert SpecifierSet(allowed).contains(TORCH)


def test_an_environment_is_made_anew_when_what_it_was_made_for_has_changed(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text("[project]\n", encoding="utf-8")
    (tmp_path / "setup.py").write_text("", encoding="utf-8")
    environment = Environment(tmp_path / "environment", tmp_path, "cpu")
    assert not environment.is_ready()
    environment.folder.mkdir()
    environment._stamp.write_text(environment._digest(), encoding="utf-8")
    assert environment.is_ready()
    pyproject.write_text('[project]\ndependencies = ["more"]\n', encoding="utf-8")
    assert not environment.is_ready()


def test_the_full_edition_brings_along_what_the_artists_own_models_are_run_with(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "setup.py").write_text("", encoding="utf-8")
    assert EXTRAS["full"] == ("checkpoints",)
    assert EXTRAS["cpu"] == ()
    assert set(EXTRAS) == set(EDITIONS)
    digests = {Environment(tmp_path / "e", tmp_path, edition)._digest() for edition in EDITIONS}
    assert len(digests) == len(EDITIONS)

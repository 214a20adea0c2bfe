"""That artists are told whose their pictures are, and what restricts the models apart from that."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from aipaint_desktop import paths
from aipaint_desktop.modelstore.manifests import MANIFEST, read_manifest

ROOT = paths.models().parent
CARDS = sorted(path.parent for path in paths.models().glob(f"*/{MANIFEST}"))


@pytest.mark.parametrize("folder", CARDS, ids=lambda folder: folder.name)
def test_every_card_gives_the_pictures_to_the_artist_and_says_what_restricts_the_weights(
    folder: Path,
) -> None:
    card = (folder / "README.md").read_text(encoding="utf-8")
    _, _, told = card.partition("## What may be done with it\n")
    assert "**Pictures made with it are yours**, for any use, selling included" in told
    _, _, of_weights = told.partition("weights")
    licence = read_manifest(folder / MANIFEST).licence
    restricting = ("CC BY-NC 4.0", "CC BY 4.0", "no weights")
    assert next(name for name in restricting if name in licence).removeprefix("no weights") in of_weights


def test_the_readme_and_the_package_say_it_too() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "Pictures made with any of the models are the artist's, for any use, selling included" in readme
    assert "CC\nBY-NC 4.0" in readme or "CC BY-NC 4.0" in readme
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["license"], project["license-files"]) == ("Apache-2.0", ["LICENSE"])


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_bytes().replace(b"\r\n", b"\n")
    assert (
        hashlib.sha256(text).hexdigest() == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
    )

"""Pipelines of small families, each saved once for the tests of a file."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.tiny_families import Folder, save_family, tiny_family


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Gives the pipeline of a family and the folder that it is saved in."""
    known: dict[str, tuple[Any, Path]] = {}

    def save(name: str) -> tuple[Any, Path]:
        if name not in known:
            pipe = tiny_family(name)
            known[name] = pipe, save_family(pipe, tmp_path_factory.mktemp("families") / name)
        return known[name]

    return save

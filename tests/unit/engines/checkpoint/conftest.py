import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from tests.support import need_checkpoints
from tests.support.tiny_checkpoints import save_folder, save_single_file, tiny_pipeline

need_checkpoints()

_GUARDED: list[bool] = []
"""Whether a test runs that may reach nobody; a hook of Python's stays for good."""


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if _GUARDED and event in ("socket.connect", "socket.sendto", "socket.bind", "socket.getaddrinfo"):
        local = isinstance(arguments[0], socket.socket) and arguments[0].family == socket.AF_UNIX
        assert local, f"something was asked of a network: {event} {arguments[1:]}"


sys.addaudithook(_refuse)


@pytest.fixture(autouse=True)
def _without_network() -> Iterator[None]:
    """Let no test of checkpoints ask anything of a network."""
    _GUARDED.append(True)
    yield
    _GUARDED.clear()


@pytest.fixture(autouse=True, scope="session")
def _libraries() -> None:
    """Have what the program has done before any of them is imported, whichever test comes first."""
    load_libraries()


@pytest.fixture(scope="session")
def pipelines() -> dict[str, Any]:
    """One of each family, made when it is first wanted."""

    class Made(dict[str, Any]):
        def __missing__(self, family: str) -> Any:
            self[family] = tiny_pipeline(family)  # type: ignore[arg-type]
            return self[family]

    return Made()


@pytest.fixture(scope="session")
def saved(pipelines: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Gives the model of a family in a layout, "file" or "folder"; all tests get the same, so none may change it."""
    known: dict[tuple[str, str], Path] = {}

    def save(family: str, layout: str) -> Path:
        if (family, layout) not in known:
            place = tmp_path_factory.mktemp("checkpoints") / family
            if layout == "folder":
                known[family, layout] = save_folder(pipelines[family], place)
            else:
                file = place.with_suffix(".safetensors")
                known[family, layout] = save_single_file(pipelines[family], family, file)  # type: ignore[arg-type]
        return known[family, layout]

    return save

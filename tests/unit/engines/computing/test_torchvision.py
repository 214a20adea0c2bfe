"""A torchvision that does not fit is as if it were not there."""

import importlib.util
import sys
from pathlib import Path

import pytest

from aipaint_desktop.engines.computing.torchvision import hide_broken_torchvision

NAME = "torchvision"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a torchvision that comes before any other; nobody has imported one."""
    for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, NAME, sys)  # so that what becomes of it is undone
    monkeypatch.delitem(sys.modules, NAME)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "part.py").touch()
    return tmp_path / NAME / "__init__.py"


def test_one_that_fails_is_not_found_any_more(installed: Path) -> None:
    installed.write_text(
        "import torchvision.part\nraise RuntimeError('operator torchvision::nms does not exist')\n"
    )
    hide_broken_torchvision()
    assert importlib.util.find_spec(NAME) is None
    assert "torchvision.part" not in sys.modules
    with pytest.raises(ImportError):
        importlib.import_module(NAME)


def test_one_that_fits_stays(installed: Path) -> None:
    installed.write_text("fits = True\n")
    hide_broken_torchvision()
    assert sys.modules[NAME].fits

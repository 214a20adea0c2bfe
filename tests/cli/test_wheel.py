"""The wheel and the sdist carry all that the program needs, and an installed wheel paints."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    "aipaint_desktop/resources/aipaint.svg",
    "aipaint_desktop/resources/translations/aipaint_zh_CN.ts",
    "aipaint_desktop/resources/themes/fonts/Inter-Regular.otf",
    "aipaint_desktop/models/style-fast/model.toml",
    "aipaint_desktop/models/composer/composer.safetensors",
)
NOT_NEEDED = ("update.py", "/recipes/", "/tests/", "__pycache__")


def build(kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist with the setuptools of this environment, without a network."""
    shutil.rmtree(ROOT / "dist" / "build", ignore_errors=True)  # it keeps what an earlier build found
    code = f"from setuptools import build_meta; print(build_meta.build_{kind}({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, timeout=300
    )
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_what_the_program_needs_and_not_how_it_was_made(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert set(NEEDED) - set(names) == set()
    assert [name for name in names if any(part in f"/{name}" for part in NOT_NEEDED)] == []


def test_an_installed_wheel_knows_its_models_and_runs_the_self_test(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site), "QT_QPA_PLATFORM": "offscreen"}

    def aipaint(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "aipaint_desktop", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=900,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    code = "import aipaint_desktop; print(aipaint_desktop.__file__)"
    found = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.startswith(str(site))
    models = json.loads(aipaint("models", "--json"))["models"]
    assert len(models) >= 5
    assert all(model["ready"] for model in models)
    figures = json.loads(aipaint("self-test", "shots", "--headless", "--json"))
    assert figures["frames"] > 1
    assert (tmp_path / "shots" / "4-painted.png").exists()


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "setup.py", "README.md"} <= names
    wanted = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    data = {
        name.replace("aipaint_desktop/", "", 1)
        if name.startswith(("aipaint_desktop/models/", "aipaint_desktop/resources/"))
        else name
        for name in wanted
    }
    compiled = {name for name in data if name.endswith((".so", ".pyd"))}
    sources = {f"{name.partition('.')[0]}.c" for name in compiled}
    assert (data - compiled | sources) - names == set()

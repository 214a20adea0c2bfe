"""What pyproject.toml cannot say: resources and models lie beside the package here, and within it once installed."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
DATA = {"aipaint_desktop.resources": "resources", "aipaint_desktop.models": "models"}

VERSION = re.search(
    r'__version__ = "(.+)"', (HERE / "aipaint_desktop" / "__init__.py").read_text(encoding="utf-8")
)
assert VERSION

setup(
    version=VERSION[1],
    options={"build": {"build_base": "dist/build"}},  # build/ holds what makes the packaged app
    packages=[*find_packages(include=["aipaint_desktop*"]), *DATA],
    package_dir=DATA,
    package_data={name: ["**/*"] for name in DATA},
)

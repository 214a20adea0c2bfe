"""What pyproject.toml cannot say: resources and models lie beside the package here, and within it once installed; and
the kernels are compiled where there is a compiler, into one binary for every Python from 3.11 on."""

import re
import sys
from pathlib import Path

from setuptools import Extension, find_packages, setup

HERE = Path(__file__).parent
DATA = {"aipaint_desktop.resources": "resources", "aipaint_desktop.models": "models"}

VERSION = re.search(
    r'__version__ = "(.+)"', (HERE / "aipaint_desktop" / "__init__.py").read_text(encoding="utf-8")
)
assert VERSION

# Nothing is fused, so that results are the same on every processor.
FLAGS = (
    []
    if sys.platform == "win32"
    else ["-O3", "-g0", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math"]
)
KERNELS = Extension(
    "aipaint_desktop.kernels._kernels",
    ["aipaint_desktop/kernels/_kernels.c"],
    depends=["aipaint_desktop/kernels/_wet.h"],
    extra_compile_args=FLAGS,
    py_limited_api=True,
    optional=True,  # numpy does the same, slower
)

setup(
    version=VERSION[1],
    options={
        "build": {"build_base": "dist/build"},  # build/ holds what makes the packaged app
        "bdist_wheel": {"py_limited_api": "cp311"},
    },
    ext_modules=[KERNELS],
    packages=[*find_packages(include=["aipaint_desktop*"]), *DATA],
    package_dir=DATA,
    package_data={name: ["**/*"] for name in DATA},
)

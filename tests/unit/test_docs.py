"""What the documentation points at is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_LINK = re.compile(r"\[([^]]*)\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_that_has_what_it_is_called(page: Path) -> None:
    for words, target in _LINK.findall(page.read_text(encoding="utf-8")):
        file = page.parent / target
        assert file.exists(), f"{page.name}: {target}"
        if file.suffix == ".py" and "/" not in words:  # else it is the file itself
            name = words.strip("`").rpartition(".")[2]
            text = file.read_text(encoding="utf-8")
            assert name == file.stem or re.search(rf"\b{name}\b", text), f"{page.name}: {words} in {target}"


PACKAGE = ROOT / "aipaint_desktop"
_PATH = re.compile(r"`((\w+)/[\w./]+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_into_the_package_or_beside_it_is_there(page: Path) -> None:
    """Also such as `engines/upscale/engine.passes`, a name in a module."""
    for path, first in _PATH.findall(page.read_text(encoding="utf-8")):
        root = next((root for root in (PACKAGE, ROOT) if (root / first).is_dir()), None)
        if root is not None and first not in (
            "build",
            "training",
        ):  # where artists and builds have folders, too
            place, _, name = path.rpartition(".")
            module = root / f"{place}.py"
            found = (root / path).exists() or (root / f"{path}.py").exists()
            assert found or (module.exists() and name in module.read_text()), f"{page.name}: {path}"


SOURCES = sorted(
    file for part in ("aipaint_desktop", "recipes", "tools") for file in (ROOT / part).rglob("*.py")
)
_DOTTED = re.compile(r"`((\w+)(?:\.\w+)+)`")
_FILES = (".txt", ".json", ".pt", ".safetensors")


def test_every_module_that_the_sources_name_is_there() -> None:
    """Such as `nn.vgg`, or `nn.vgg.Vgg16`, a name in a module."""
    stale = []
    for file in SOURCES:
        for name, first in _DOTTED.findall(file.read_text(encoding="utf-8")):
            root = next((root for root in (PACKAGE, ROOT) if (root / first).is_dir()), None)
            if root is not None and not name.endswith(_FILES) and not _is_there(root, name.split(".")):
                stale.append(f"{file.relative_to(ROOT)}: {name}")
    assert stale == []


def _is_there(root: Path, parts: list[str]) -> bool:
    for count in range(len(parts), 0, -1):
        place = root.joinpath(*parts[:count])
        module = place.with_suffix(".py")
        if module.exists():
            return all(
                re.search(rf"\b{name}\b", module.read_text(encoding="utf-8")) for name in parts[count:]
            )
        if place.is_dir():
            return count == len(parts)
    return False

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

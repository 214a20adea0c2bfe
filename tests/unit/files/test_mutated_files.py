"""Files that were tampered with: a few of the thousands that `tests/quality/mutated_files.py` reads."""

from pathlib import Path

import pytest

from tests.mutations import mutated
from tests.quality.mutated_files import read, samples


@pytest.mark.parametrize("name", samples())
def test_a_file_that_was_tampered_with_is_read_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = samples()[name]
    path.write_bytes(content)
    assert read(path) == ""
    for seed in range(5):
        path.write_bytes(mutated(content, seed))
        said = read(path)
        assert "\n" not in said
        assert said == "" or said.endswith(".")

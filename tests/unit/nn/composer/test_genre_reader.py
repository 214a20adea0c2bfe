"""Which genre words speak of."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from aipaint_desktop.nn.composer.genre_reader import GenreReader, load_genre_reader

READER = GenreReader(("landscape", "portrait"), torch.tensor([[4.0, 0.0], [0.0, 4.0]]), torch.zeros(2))


def test_the_likely_genre_is_told_and_doubt_is_not_resolved() -> None:
    assert READER.likely(torch.tensor([1.0, 0.0])) == "landscape"
    assert READER.likely(torch.tensor([0.1, 1.0])) == "portrait"
    assert READER.likely(torch.zeros(2)) == ""
    three = GenreReader(("a", "b", "c"), torch.eye(3), torch.zeros(3))
    assert three.likely(torch.tensor([0.1, 0.1, 0.1])) == ""


def test_it_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    READER.save(tmp_path / "genres.safetensors")
    again = load_genre_reader(tmp_path / "genres.safetensors")
    assert again.genres == READER.genres
    assert torch.equal(again.weight, READER.weight)
    assert torch.equal(again.bias, READER.bias)


@pytest.mark.parametrize("content", [b"", b"no weights at all", None])
def test_another_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "genres.safetensors"
    if content is None:
        save_file({"weight": torch.zeros(3, 2), "bias": torch.zeros(2)}, path, {"genres": "one\ntwo"})
    else:
        path.write_bytes(content)
    with pytest.raises(ValueError, match="does not tell genres"):
        load_genre_reader(path)

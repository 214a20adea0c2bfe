"""The word table: plain forms, pooling, and its files."""

from pathlib import Path

import pytest
import torch

from aipaint_desktop.nn.composer.word_table import WordTable, load_word_table

TABLE = WordTable(
    ["sea", "boat", "city", "paint"],
    torch.tensor([[2.0, 0.0], [0.0, 2.0], [1.0, 1.0], [-1.0, 0.0]]),
    torch.tensor([1.0, 0.5, 0.1, 0.2]),
)


@pytest.mark.parametrize(
    ("word", "place"),
    [("sea", 0), ("boats", 1), ("cities", 2), ("painting", 3), ("painted", 3), ("ship", None), ("s", None)],
)
def test_words_are_found_in_their_plain_form(word: str, place: int | None) -> None:
    assert TABLE.find(word) == place


def test_pooled_words_point_where_their_weights_do_and_have_unit_size() -> None:
    pooled = TABLE.pool([0, 1])
    assert pooled[0] == pytest.approx(2 * pooled[1].item())
    assert pooled.square().mean() == pytest.approx(1)
    assert torch.equal(TABLE.pool([0, 0, 1]), TABLE.pool(iter([0, 1, 0])))


def test_words_that_are_not_in_the_table_do_not_count() -> None:
    assert torch.equal(TABLE.pool_words(["boats", "ship", "sea"]), TABLE.pool([0, 1]))


def test_no_words_pool_to_zeros() -> None:
    assert torch.equal(TABLE.pool([]), torch.zeros(2))


def test_files_restore_the_table(tmp_path: Path) -> None:
    TABLE.save(tmp_path)
    loaded = load_word_table(tmp_path)
    assert loaded.words == TABLE.words
    assert torch.allclose(loaded.vectors, TABLE.vectors)
    assert torch.allclose(loaded.weights, TABLE.weights, atol=1e-3)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    TABLE.save(tmp_path)
    (tmp_path / "words.txt").write_text("sea\nboat\n")
    with pytest.raises(ValueError, match="does not hold the vectors of the words"):
        load_word_table(tmp_path)
    (tmp_path / "words.safetensors").write_bytes(b"no")
    with pytest.raises(ValueError, match="does not hold word vectors"):
        load_word_table(tmp_path)

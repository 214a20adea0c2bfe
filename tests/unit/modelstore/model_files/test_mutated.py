"""Model files and folders that were tampered with are told or refused in one sentence, and take no memory."""

import tracemalloc
from pathlib import Path

import pytest

from aipaint_desktop.modelstore.model_files.header import read_safetensors
from aipaint_desktop.modelstore.model_files.pickle_header import read_pickle
from aipaint_desktop.values.refusal import BadInput
from tests.quality.mutated_models import run, samples
from tests.support.model_headers import safetensors


def test_tampered_models_are_one_sentence_and_take_no_more_than_their_size() -> None:
    outcomes = run(160, 7, samples())
    assert not [(one.seed, one.name, one.bad) for one in outcomes if one.bad]
    assert sum(bool(one.outcome.said) for one in outcomes) > 80


def test_a_header_that_goes_on_into_tensors_is_read_no_further(tmp_path: Path) -> None:
    """A length that was tampered with makes the tensors part of the header."""
    content = bytearray(safetensors({"params.conv.weight": (900, 2000)}))
    assert len(content) > 3 * 10**6
    for length in (2**21 // 2, 10**6, len(content) - 8):
        content[:8] = length.to_bytes(8, "little")
        path = tmp_path / "upscaler.safetensors"
        path.write_bytes(content)
        tracemalloc.start()
        try:
            with pytest.raises(BadInput, match="damaged"):
                read_safetensors(path)
            assert tracemalloc.get_traced_memory()[1] < 2**20
        finally:
            tracemalloc.stop()


def test_a_pickle_that_says_of_a_text_that_it_is_huge(tmp_path: Path) -> None:
    path = tmp_path / "upscaler.pth"
    path.write_bytes(b"\x80\x02X" + (2**31 - 1).to_bytes(4, "little") + b"a" * 10**6)
    tracemalloc.start()
    try:
        with pytest.raises(BadInput, match="is not a pickle"):
            read_pickle(path)
        assert tracemalloc.get_traced_memory()[1] < 3 * 10**6
    finally:
        tracemalloc.stop()

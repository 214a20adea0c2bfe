"""Checkpoints are found by path, name and hash, and never taken for what they are not any more."""

import os
from pathlib import Path

import pytest

from aipaint_desktop import paths
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.modelstore.checkpoints import (
    add_checkpoint,
    checkpoint_path,
    find_checkpoint,
    forget_checkpoint,
    known_checkpoints,
)
from aipaint_desktop.values.refusal import BadInput


def put(path: Path, content: bytes = b"weights") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_is_found_by_path_name_and_hash(tmp_path: Path) -> None:
    path = put(tmp_path / "lake.safetensors")
    added = add_checkpoint(path)
    assert known_checkpoints() == (added,)
    for name in (str(path), added.id, "lake", added.sha256, added.sha256[:10]):
        assert find_checkpoint(name) == added
    assert checkpoint_path(added.sha256) == path
    assert [entry.id for entry in catalogue() if entry.engine == "checkpoint"] == [added.id]
    forget_checkpoint(added)
    assert known_checkpoints() == ()
    assert path.exists()


def test_a_folder_is_all_of_its_weights(tmp_path: Path) -> None:
    folder = tmp_path / "hills"
    put(folder / "model_index.json", b"{}")
    weights = put(folder / "unet" / "a.safetensors")
    first = add_checkpoint(folder)
    assert first.title == "hills"
    put(weights, b"others")
    assert add_checkpoint(folder).sha256 != first.sha256
    with pytest.raises(BadInput, match="no model here with the hash"):
        checkpoint_path(first.sha256)


def test_what_was_only_touched_is_the_same_and_what_was_changed_is_not(tmp_path: Path) -> None:
    path = put(tmp_path / "lake.safetensors")
    added = add_checkpoint(path)
    os.utime(path, ns=(1, 1))
    assert not added.present
    assert checkpoint_path(added.sha256) == path
    path.unlink()
    with pytest.raises(BadInput, match="changed or removed"):
        checkpoint_path(added.sha256)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    for name, said in (("a.ckpt", "pickle"), ("a.txt", "neither"), ("none.safetensors", "no model")):
        if "none" not in name:
            put(tmp_path / name)
        with pytest.raises(BadInput, match=said):
            add_checkpoint(tmp_path / name)
    with pytest.raises(BadInput, match="neither"):
        add_checkpoint(tmp_path)
    for name in ("lake", "~nobody-here/lake", "x" * 5000, "a\0b"):
        with pytest.raises(BadInput, match="no model"):
            find_checkpoint(name)


@pytest.mark.parametrize("content", [b"", b"{", b"3", b"[3, {}]", b"[" * 100_000])
def test_a_list_that_cannot_be_read_begins_anew(content: bytes) -> None:
    (paths.user_data() / "checkpoints.json").write_bytes(content)
    assert known_checkpoints() == ()

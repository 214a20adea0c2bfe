"""Model files are found by path, name and hash, and never taken for what they are not any more."""

import os
from pathlib import Path

import pytest

from aipaint_desktop.engines.base.engine import Cancelled
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.modelstore.catalogue import catalogue, catalogue_of_parts
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH, find_model_file, verified
from aipaint_desktop.modelstore.model_files.index import read_index
from aipaint_desktop.values.refusal import BadInput, Sentence
from tests.support import model_headers


def put(path: Path, family: str = "sd1") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint(family)))
    return path


def put_lora(path: Path) -> Path:
    _variant, make = model_headers.NAMINGS["kohya"]
    path.write_bytes(model_headers.safetensors(make("sdxl", 2)))
    return path


def test_a_file_is_found_by_path_name_and_hash(tmp_path: Path) -> None:
    path = put(tmp_path / "one.safetensors")
    file = find_model_file(str(path))
    assert len(file.sha256) == 64
    for name in (file.id, file.sha256, file.sha256[:10], "one", "one.safetensors"):
        assert find_model_file(name) == file
    assert verified(file.sha256) == path
    (entry,) = (entry for entry in catalogue() if entry.engine == "checkpoint")
    engines = [entry.engine for entry in catalogue()]
    assert engines.index("checkpoint") < engines.index(
        "composer"
    )  # for words, what the artist added comes first
    assert (entry.id, entry.family, entry.weights) == (file.id, "Stable Diffusion 1.x", file.sha256)
    for name in ("two", "~nobody-here/one", "x" * 5000, "a\0b"):
        with pytest.raises(BadInput, match="There is no model"):
            find_model_file(name)


def test_a_folder_is_all_of_its_weights(tmp_path: Path) -> None:
    folder = model_headers.diffusers_folder(tmp_path / "hills")
    first = find_model_file(str(folder))
    assert first.title == "hills"
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(model_headers.safetensors({"b.weight": (3, 3)}))
    second = find_model_file(str(folder))
    assert second.sha256 != first.sha256
    assert verified(second.sha256) == folder
    with pytest.raises(BadInput, match="no model here with the hash"):
        verified(first.sha256)


def test_what_was_only_touched_is_the_same_and_what_was_changed_is_not(tmp_path: Path) -> None:
    path = put(tmp_path / "one.safetensors")
    file = find_model_file(str(path))
    os.utime(path, ns=(1, 1))
    assert verified(file.sha256) == path
    put(path, "sdxl")
    with pytest.raises(BadInput, match="changed or removed"):
        verified(file.sha256)
    path.unlink()
    with pytest.raises(BadInput, match="changed or removed"):
        verified(file.sha256)


def test_a_copy_does_where_the_first_is_gone(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one.safetensors"), put(tmp_path / "two.safetensors")
    sha256 = find_model_file(str(one)).sha256
    assert find_model_file(str(two)).sha256 == sha256
    one.unlink()
    assert verified(sha256) == two


def test_what_cannot_be_used_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.safetensors").write_bytes(b"123")
    (tmp_path / "a.txt").write_bytes(b"no model")
    (tmp_path / "a.ckpt").write_bytes(b"1")
    (tmp_path / "folder").mkdir()
    put_lora(tmp_path / "lora.safetensors")
    for name, said in (
        ("a.safetensors", r"^a\.safetensors is no safetensors file: it has only 3 bytes\.$"),
        ("a.txt", "no model file"),
        ("a.ckpt", "pickle"),
        ("folder", "not one of diffusers"),
        ("lora.safetensors", "it is of the kind “LoRA”"),
        ("none.safetensors", "There is no model"),
    ):
        with pytest.raises(BadInput, match=said):
            find_model_file(str(tmp_path / name), PAINTED_WITH)
    assert not read_index().files


def test_parts_are_listed_beside(tmp_path: Path) -> None:
    find_model_file(str(put_lora(tmp_path / "lora.safetensors")))
    (entry,) = catalogue_of_parts()
    assert (entry.title, entry.family, entry.ready) == ("lora", "LoRA SDXL kohya", False)
    assert not [entry for entry in catalogue() if entry.engine == "checkpoint"]


def test_what_is_hashed_for_a_request_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = put(tmp_path / "one.safetensors")
    told: list[tuple[Sentence, float]] = []

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        find_model_file(str(path), preparation=Preparation(check=stop))
    assert not read_index().files
    find_model_file(str(path), preparation=Preparation(told=lambda doing, share: told.append((doing, share))))
    assert str(told[-1][0]) == "Reading one…"
    assert told[-1][1] == 1.0
    told.clear()
    find_model_file(str(path), preparation=Preparation(check=stop))  # it is known by now

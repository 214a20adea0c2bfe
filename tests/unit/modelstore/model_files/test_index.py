"""Finding model files in folders, and the index of them."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from aipaint_desktop.modelstore.model_files import scanning
from aipaint_desktop.modelstore.model_files.hashing import hashed
from aipaint_desktop.modelstore.model_files.index import (
    ModelIndex,
    change_index,
    index_file,
    read_index,
    rescanned,
    scan_again,
    waiting_for_hash,
    with_folder,
    with_hashes,
    without_folder,
    write_index,
)
from aipaint_desktop.modelstore.model_files.model_file import Kind
from aipaint_desktop.values.refusal import BadInput
from tests.support import model_headers


class Stopped(Exception):
    pass


def go_on() -> None:
    """Never stops anything."""


def put(path: Path, family: str = "sd1") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint(family)))
    return path


def test_files_and_folders_are_found_below_a_folder(tmp_path: Path) -> None:
    one, two = put(tmp_path / "a" / "b" / "one.safetensors"), put(tmp_path / "two.SAFETENSORS", "sdxl")
    whole = model_headers.diffusers_folder(tmp_path / "whole")
    (tmp_path / "a" / "note.txt").write_text("no model")
    put(tmp_path / ".hidden" / "three.safetensors")
    found = scanning.scan([tmp_path], {}, go_on)
    assert {path: file.kind for path, file in found.items()} == {
        one: Kind.CHECKPOINT,
        two: Kind.CHECKPOINT,
        whole: Kind.FOLDER,
    }


def test_no_link_leads_out_or_round(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    put(mine / "one.safetensors")
    put(other / "two.safetensors")
    (mine / "out").symlink_to(other)
    (mine / "out.safetensors").symlink_to(other / "two.safetensors")
    (mine / "round").symlink_to(mine)
    (mine / "again.safetensors").symlink_to(mine / "one.safetensors")
    assert {path.name for path in scanning.scan([mine], {}, go_on)} == {
        "one.safetensors",
        "again.safetensors",
    }


def test_depth_is_bounded_and_the_scan_can_be_stopped(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(scanning.DEEPEST + 2):
        deep /= "d"
    put(deep / "one.safetensors")
    assert not scanning.scan([tmp_path], {}, go_on)

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        scanning.scan([tmp_path], {}, stop)


def test_what_has_not_changed_is_not_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "one.safetensors")
    known = scanning.scan([tmp_path], {}, go_on)
    monkeypatch.setattr(scanning, "identify", lambda _path: pytest.fail("opened"))
    assert scanning.scan([tmp_path], known, go_on) == known
    monkeypatch.undo()
    put(path, "sdxl")
    os.utime(path, ns=(1, 1))
    assert scanning.scan([tmp_path], known, go_on)[path].identity.family == "sdxl"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (("models/checkpoints/a", "models/loras/b", "models/vae/c", "input/d"), {"a", "b", "c"}),
        (("webui.py", "models/Stable-diffusion/a", "embeddings/b", "outputs/c"), {"a", "b"}),
        (("invokeai.yaml", "models/sd-1/main/a", "databases/b"), {"a"}),
        (("x/a", "b"), {"a", "b"}),
    ],
)
def test_layouts_of_other_programs_are_known(files: tuple[str, ...], found: set[str], tmp_path: Path) -> None:
    for name in files:
        if "." in name:
            (tmp_path / name).touch()
        else:
            put(tmp_path / f"{name}.safetensors")
    assert {path.stem for path in scanning.scan([tmp_path], {}, go_on)} == found


def test_the_index_comes_back_as_it_was(tmp_path: Path) -> None:
    put(tmp_path / "one.safetensors")
    (tmp_path / "bad.safetensors").write_bytes(b"123")
    index = rescanned(with_folder(ModelIndex(), tmp_path), go_on)
    index = with_hashes(index, [hashed(file, go_on) for file in waiting_for_hash(index)])
    write_index(index)
    assert read_index() == index
    assert [file.title for file in index.of_kind(Kind.CHECKPOINT)] == ["one"]
    bad = index.files[tmp_path / "bad.safetensors"]
    assert not bad.usable
    assert "3 bytes" in str(bad.identity.reason)
    assert not waiting_for_hash(index)


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"version": 1}', '{"version": 1, "folders": 3, "files": []}', "[" * 10_000]
)
def test_an_index_that_cannot_be_read_begins_anew(content: str) -> None:
    index_file().write_text(content)
    assert read_index() == ModelIndex()


def test_folders_outlive_what_else_cannot_be_read(tmp_path: Path) -> None:
    index_file().write_text(json.dumps({"version": 99, "folders": [str(tmp_path)], "files": "?"}))
    assert read_index().folders == (tmp_path,)
    entry = {"path": "x", "size": 1}
    index_file().write_text(json.dumps({"version": 1, "folders": [str(tmp_path)], "files": [entry, 3]}))
    assert read_index() == ModelIndex((tmp_path,))


def test_folders_come_and_go(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    put(mine / "one.safetensors")
    index = change_index(lambda now: rescanned(with_folder(now, mine), go_on))
    assert len(index.files) == 1
    with pytest.raises(BadInput, match="already"):
        with_folder(index, mine)
    with pytest.raises(BadInput, match="no folder"):
        with_folder(index, tmp_path / "none")
    assert change_index(lambda now: without_folder(now, mine)) == ModelIndex()
    assert (mine / "one.safetensors").exists()


def test_what_became_known_during_a_scan_stays(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    one, two = put(mine / "one.safetensors"), put(other / "two.safetensors")
    change_index(lambda now: rescanned(with_folder(now, mine), go_on))
    file = read_index().files[one]
    meanwhile = [
        lambda: change_index(lambda now: with_hashes(now, [hashed(file, go_on)])),
        lambda: change_index(lambda now: replace(now, files=now.files | {two: scanning.look_at(two)})),
    ]

    def check() -> None:
        if meanwhile:
            meanwhile.pop()()

    index = scan_again(check)
    assert index.files.keys() == {one, two}
    assert index.files[one].sha256
    one.unlink()
    assert scan_again().files.keys() == {two}
    assert read_index().files.keys() == {two}


def test_hashing_can_be_stopped(tmp_path: Path) -> None:
    path = put(tmp_path / "one.safetensors")
    (file,) = scanning.scan([path.parent], {}, go_on).values()

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        hashed(file, stop)

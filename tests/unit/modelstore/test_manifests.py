import hashlib
from pathlib import Path

import pytest

from aipaint_desktop import paths
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.modelstore.manifests import read_manifest, read_manifests
from aipaint_desktop.values.refusal import BadInput

WEIGHTS = b"weights of a network"
GOOD = f'''
id = "brush"
engine = "style"
family = "feed-forward"
title = "Brush"
title_zh = "笔"
licence = "CC0"
good_at = "Brushing."
bad_at = "Anything else."
needs = ["eye"]

[[files]]
name = "brush.safetensors"
bytes = {len(WEIGHTS)}
sha256 = "{hashlib.sha256(WEIGHTS).hexdigest()}"
'''


def _model(folder: Path, text: str = GOOD, weights: bytes | None = WEIGHTS, name: str = "brush") -> Path:
    (folder / name).mkdir()
    if weights is not None:
        (folder / name / "brush.safetensors").write_bytes(weights)
    manifest = folder / name / "model.toml"
    manifest.write_text(text, encoding="utf-8")
    return manifest


def test_a_manifest_says_what_the_model_is_and_needs(tmp_path: Path) -> None:
    manifest = read_manifest(_model(tmp_path))
    assert (manifest.id, manifest.engine, manifest.title_zh, manifest.needs) == (
        "brush",
        "style",
        "笔",
        ("eye",),
    )
    (file,) = manifest.files
    assert file.present
    assert file.verified() == tmp_path / "brush" / "brush.safetensors"


def test_a_model_without_weights_says_so(tmp_path: Path) -> None:
    text = GOOD.split("[[files]]")[0].replace('["eye"]', "[]")
    manifest = read_manifest(_model(tmp_path, text + "files = []\n"))
    assert (manifest.files, manifest.needs) == ((), ())


def test_a_header_as_long_as_pickles_begin_is_none(tmp_path: Path) -> None:
    """640 bytes, or 80 02 in the file."""
    weights = (640).to_bytes(8, "little") + b"{}".ljust(640)
    text = GOOD.replace(f"bytes = {len(WEIGHTS)}", f"bytes = {len(weights)}")
    text = text.replace(hashlib.sha256(WEIGHTS).hexdigest(), hashlib.sha256(weights).hexdigest())
    (file,) = read_manifest(_model(tmp_path, text, weights)).files
    assert file.verified() == file.path


def test_every_shipped_model_is_what_its_manifest_says() -> None:
    shipped = read_manifests(paths.models())
    assert {"style-fast", "vgg16"} <= shipped.keys()
    for manifest in shipped.values():
        for file in manifest.files:
            assert file.present
            assert file.verified().is_file()
        assert set(manifest.needs) <= shipped.keys()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("id =", "id", "not a TOML file"),
        ('id = "brush"', 'id = "broom"', "of another model, 'broom'"),
        ('title = "Brush"\n', "", "no proper 'title'"),
        ('title = "Brush"', 'title = ""', "no proper 'title'"),
        ('title = "Brush"', "title = 3", "no proper 'title'"),
        ('needs = ["eye"]', 'needs = "eye"', "no proper 'needs'"),
        ('needs = ["eye"]', "needs = [1]", "no proper 'needs'"),
        ("[[files]]", "files = [1]\n[other]", "no proper 'files'"),
        ('["eye"]\n\n[[files]]', "[]\n[other]", "neither files nor"),
        ("bytes = ", 'bytes = "" #', "no proper 'bytes'"),
        ("brush.safetensors", "../brush.safetensors", "beside it"),
        ("brush.safetensors", "brush.exe", "no .safetensors, .txt or .tsv file beside it"),
        ("brush.safetensors", "brush.ckpt", "pickle, which could run any program"),
    ],
)
def test_a_faulty_manifest_is_one_sentence(tmp_path: Path, before: str, after: str, says: str) -> None:
    assert before in GOOD
    with pytest.raises(BadInput, match=says) as caught:
        read_manifest(_model(tmp_path, GOOD.replace(before, after, 1)))
    assert "brush/" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_missing_manifest_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"brush/model\.toml cannot be read"):
        read_manifest(tmp_path / "brush" / "model.toml")


@pytest.mark.parametrize(
    ("weights", "present", "says"),
    [
        (None, False, "cannot be read"),
        (WEIGHTS[:-1], False, "damaged"),
        (WEIGHTS[::-1], True, "damaged"),
        (b"\x80\x04" + WEIGHTS[2:], True, "pickle"),
        (b"PK\x03\x04", False, "pickle"),
    ],
)
def test_weights_that_are_not_the_models_are_one_sentence(
    tmp_path: Path, weights: bytes | None, present: bool, says: str
) -> None:
    (file,) = read_manifest(_model(tmp_path, weights=weights)).files
    assert file.present is present
    with pytest.raises(BadInput, match=says) as caught:
        file.verified()
    assert "brush/brush.safetensors" in str(caught.value)


def test_faulty_models_are_left_out_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _model(tmp_path)
    _model(tmp_path, "nothing", name="broken")
    assert list(read_manifests(tmp_path)) == ["brush"]
    assert "broken/model.toml is not a TOML file" in caplog.text


def test_a_model_is_ready_when_its_weights_and_those_it_needs_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ready() -> dict[str, bool]:
        return {entry.id: entry.ready for entry in catalogue()}

    monkeypatch.setattr(paths, "models", lambda: tmp_path)
    assert ready() == {"painter": True}
    _model(tmp_path)
    assert ready() == {"painter": True, "brush": False}
    eye = GOOD.replace('"brush"', '"eye"', 1).replace('engine = "style"\n', "").replace('["eye"]', "[]")
    _model(tmp_path, eye, name="eye")
    assert ready() == {"painter": True, "brush": True}
    (tmp_path / "eye" / "brush.safetensors").write_bytes(b"")
    assert ready() == {"painter": True, "brush": False}

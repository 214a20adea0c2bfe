"""What the sketch model can be asked for, read from its files."""

import hashlib
from pathlib import Path

import pytest

from aipaint_desktop.modelstore.manner_names import manner_names
from aipaint_desktop.nn.sketch.network import SketchNetwork, save_sketch_network
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.names import Names

NAMES = Names(("landscape", "portrait"), ("baroque", "impressionism"), ())

_MANIFEST = """id = "sketch"
engine = "sketch"
family = "conditional GAN"
title = "Sketch"
title_zh = "线稿"
licence = "none"
good_at = "Nothing."
bad_at = "Everything."
needs = ["vgg16"]

[[files]]
name = "sketch.safetensors"
bytes = {size}
sha256 = "{digest}"
"""


def make_sketch(folder: Path) -> None:
    """The model's folder."""
    folder.mkdir()
    path = folder / "sketch.safetensors"
    save_sketch_network(SketchNetwork(NAMES), path)
    content = path.read_bytes()
    manifest = _MANIFEST.format(size=len(content), digest=hashlib.sha256(content).hexdigest())
    (folder / "model.toml").write_text(manifest, encoding="utf-8")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("models")
    make_sketch(models / "sketch")
    (models / "composer").mkdir()
    (models / "composer" / "names.tsv").write_text(
        "genre\tlandscape\tlandscapes|风景|风景画\nmovement\timpressionism\timpressionist\n", encoding="utf-8"
    )
    return models


def test_names_are_called_what_they_are_called_in_the_artists_language(models: Path) -> None:
    names = manner_names(chinese=False, models=models)
    assert names.genres == (("landscape", "landscape"), ("portrait", "portrait"))
    assert names.movements == (("baroque", "baroque"), ("impressionism", "impressionism"))
    names = manner_names(chinese=True, models=models)
    assert names.genres == (("landscape", "风景"), ("portrait", "portrait"))
    assert names.movements == (("baroque", "baroque"), ("impressionism", "impressionism"))


def test_without_the_composer_all_names_are_english(tmp_path: Path) -> None:
    make_sketch(tmp_path / "sketch")
    assert manner_names(chinese=True, models=tmp_path).genres[0] == ("landscape", "landscape")


def test_damaged_weights_are_one_sentence(tmp_path: Path) -> None:
    make_sketch(tmp_path / "sketch")
    (tmp_path / "sketch" / "sketch.safetensors").write_bytes(b"nothing")
    with pytest.raises(BadInput, match="sketch are damaged; install it again"):
        manner_names(chinese=False, models=tmp_path)

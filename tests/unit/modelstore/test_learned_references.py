import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop import paths
from aipaint_desktop.modelstore.learned_references import (
    learned_of,
    learned_references,
    learned_weights,
    read_learned,
    remember,
)
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

WAVE, HILL = (Picture(np.full((20, 20, 3), grey, np.uint8)) for grey in (40, 90))


def _model(folder: Path, reference: Picture, weights: bytes = b"what was learned") -> str:
    """A model of the reference; returns the hash of its weights."""
    folder.mkdir(parents=True)
    (folder / "weights.safetensors").write_bytes(weights)
    sha256 = hashlib.sha256(weights).hexdigest()
    said = {"id": folder.name, "engine": "style", "reference": reference.sha256}
    said |= dict.fromkeys(("family", "title", "title_zh", "licence", "good_at", "bad_at"), "-")
    lines = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
    lines += ["[[files]]", 'name = "weights.safetensors"', f"bytes = {len(weights)}", f'sha256 = "{sha256}"']
    (folder / "model.toml").write_text("\n".join(lines), encoding="utf-8")
    return sha256


def test_a_learned_reference_is_known_by_its_pixels() -> None:
    weights = _model(paths.user_learned() / "wave", WAVE)
    with_alpha = Picture(np.dstack([WAVE.pixels, np.full((20, 20), 255, np.uint8)]))
    assert learned_of([HILL, WAVE, with_alpha]) == ("", weights, weights)
    assert learned_of([HILL]) == ()
    assert learned_weights(weights).parent.name == "wave"


def test_models_in_other_folders_are_remembered_as_long_as_they_are_there(tmp_path: Path) -> None:
    weights = _model(tmp_path / "wave", WAVE)
    assert learned_of([WAVE]) == ()
    for _ in range(2):
        remember(tmp_path / "wave")
    assert [one.folder for one in learned_references()] == [tmp_path / "wave"]
    assert learned_of([WAVE]) == (weights,)
    shutil.rmtree(tmp_path / "wave")
    assert learned_of([WAVE]) == ()
    with pytest.raises(BadInput, match="is gone"):
        learned_weights(weights)


def test_the_model_in_the_own_folder_comes_first(tmp_path: Path) -> None:
    _model(tmp_path / "wave", WAVE, b"elsewhere")
    remember(tmp_path / "wave")
    weights = _model(paths.user_learned() / "wave", WAVE)
    assert learned_of([WAVE]) == (weights,)


def test_damaged_and_foreign_models_are_left_out(tmp_path: Path) -> None:
    weights = _model(paths.user_learned() / "wave", WAVE)
    (paths.user_learned() / "wave" / "weights.safetensors").write_bytes(b"what was damaged")
    with pytest.raises(BadInput, match="damaged"):
        learned_weights(weights)
    shutil.copytree(paths.models() / "style-fast", paths.user_learned() / "style-fast")
    assert [one.folder.name for one in learned_references()] == ["wave"]
    with pytest.raises(BadInput, match="has learned a reference"):
        read_learned(paths.models() / "style-fast")
    (paths.user_learned() / "elsewhere.json").write_text("{")
    assert len(learned_references()) == 1
    with pytest.raises(BadInput, match="cannot be read"):
        read_learned(tmp_path)

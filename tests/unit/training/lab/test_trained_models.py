"""The artist's models on the disk: what each is, new names, branches, and that deleting leaves nothing."""

import shutil
from pathlib import Path

import pytest
import torch

from aipaint_desktop.modelstore.own_models import find_model
from aipaint_desktop.nn.generative.model import GenerativeModel, new_network
from aipaint_desktop.training.lab.model_folder import ModelFolder, Trained
from aipaint_desktop.training.lab.run_settings import RunSettings, keep_settings, read_settings
from aipaint_desktop.training.lab.trained_models import free_name, new_folder, trained_models
from aipaint_desktop.values.refusal import BadInput


@pytest.fixture
def skies(tmp_path: Path) -> ModelFolder:
    """A model that has learned nothing, with a run beside it."""
    folder = ModelFolder(tmp_path / "models" / "skies")
    folder.make()
    torch.manual_seed(0)
    folder.keep_model(GenerativeModel("gan", 64, new_network("gan", 64)), Trained("pictures", 3, 1, 1.0))
    keep_settings(folder, RunSettings("gan", 64))
    folder.checkpoint.write_bytes(b"what was learned")
    return folder


def progress(folder: ModelFolder, seconds_left: float) -> None:
    said = f'{{"step": 7, "seconds": 9, "seconds_left": {seconds_left}, "speed": 3, "losses": {{}}}}\n'
    (folder.training / "progress.jsonl").write_text(said)


def test_a_model_is_known_by_its_folder(skies: ModelFolder, tmp_path: Path) -> None:
    progress(skies, 12.5)
    (model,) = trained_models(tmp_path / "models")
    assert (model.folder, model.family, model.size) == (skies, "gan", 64)
    assert (model.usable, model.resumable, model.finished) == (True, True, False)
    progress(skies, 0.0)
    (model,) = trained_models(tmp_path / "models")
    assert model.finished


def test_a_model_without_its_run_can_be_used_and_one_without_weights_go_on(
    skies: ModelFolder, tmp_path: Path
) -> None:
    shutil.copytree(skies.path, tmp_path / "models" / "begun")
    (tmp_path / "models" / "begun" / "model.toml").unlink()
    shutil.rmtree(skies.training)
    (tmp_path / "models" / "notes").mkdir()
    begun, given = trained_models(tmp_path / "models")
    assert (begun.family, begun.size, begun.usable, begun.resumable) == ("gan", 64, False, True)
    assert (given.family, given.size, given.usable, given.resumable) == ("gan", 64, True, False)


def test_damaged_settings_are_none(skies: ModelFolder) -> None:
    for text in ("", "[]", '{"family": "words", "size": 64}', '{"family": "gan"}'):
        (skies.training / "run.json").write_text(text)
        assert read_settings(skies) is None


def test_there_are_no_models_where_there_is_no_folder(tmp_path: Path) -> None:
    assert trained_models(tmp_path / "nowhere") == []


def test_a_branch_is_a_model_of_its_own(skies: ModelFolder, tmp_path: Path) -> None:
    branch = skies.branch(tmp_path / "models" / "seas")
    manifest = find_model(str(branch.path))
    assert (manifest.id, manifest.title) == ("seas", "seas")
    assert manifest.files[0].verified().read_bytes() == find_model(str(skies.path)).files[0].path.read_bytes()
    assert branch.checkpoint.read_bytes() == skies.checkpoint.read_bytes()
    assert find_model(str(skies.path)).id == "skies"
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["seas", "skies"]


def test_a_branch_that_fails_leaves_nothing(
    skies: ModelFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, target: Path) -> None:
        target.mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(BadInput, match=r"skies cannot be copied to seas: No space left on device\."):
        skies.branch(tmp_path / "models" / "seas")
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["skies"]


def test_deleting_leaves_nothing(skies: ModelFolder, tmp_path: Path) -> None:
    skies.delete()
    assert list((tmp_path / "models").iterdir()) == []
    with pytest.raises(BadInput, match="skies cannot be deleted"):
        skies.delete()


def test_a_run_that_kept_nothing_is_discarded_and_no_other(skies: ModelFolder) -> None:
    skies.discard()
    assert skies.path.exists()
    skies.checkpoint.unlink()
    skies.discard()
    assert not skies.path.exists()


@pytest.mark.parametrize(
    "name", [" skies", "skies.", "a/b", "a\\b", "c:", "a\nb", ".a", "..", "NUL", "com1.x"]
)
def test_what_is_no_name_on_every_system_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be a model's name"):
        new_folder(tmp_path, name, ())


def test_names_are_taken_once(skies: ModelFolder) -> None:
    models = skies.path.parent
    with pytest.raises(BadInput, match="There is already a model called “skies”"):
        new_folder(models, "skies", ())
    with pytest.raises(BadInput, match="There is already a model called “painter”"):
        new_folder(models, "painter", ("painter",))
    with pytest.raises(BadInput, match="needs a name"):
        new_folder(models, "", ())
    with pytest.raises(BadInput, match="too long"):
        new_folder(models, "x" * 61, ())
    assert new_folder(models, "天空 2", ()).id == "天空 2"
    assert free_name(models, "seas", ()) == "seas"
    assert free_name(models, "skies", ("skies 2",)) == "skies 3"

"""A training run: records, sheets, what is kept and when, going on, and stopping."""

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken, Device
from aipaint_desktop.modelstore.manifests import MANIFEST, read_manifest
from aipaint_desktop.nn.generative.families import Family
from aipaint_desktop.nn.generative.model import load_model
from aipaint_desktop.training import checkpoint
from aipaint_desktop.training.lab import model_folder, run
from aipaint_desktop.training.lab.learner import new_learner
from aipaint_desktop.training.lab.model_folder import ModelFolder
from aipaint_desktop.training.lab.picture_folder import read_folder
from aipaint_desktop.training.lab.progress import Progress
from aipaint_desktop.training.lab.run import TrainingRun
from aipaint_desktop.training.lab.training_log import TrainingLog
from aipaint_desktop.values.refusal import BadInput
from tests.full_disk import REASON, full_disk
from tests.ramps import ramps

Begin = Callable[..., TrainingRun]


@pytest.fixture
def folder(tmp_path: Path) -> ModelFolder:
    return ModelFolder(tmp_path / "skies")


@pytest.fixture
def begin(paintings: Path, folder: ModelFolder, vgg_weights: Path) -> Begin:
    """Begins a run on the paintings, two at a time, as the command does."""

    def begun(family: Family = "vae", *, resume: bool = False, folder: ModelFolder = folder) -> TrainingRun:
        torch.manual_seed(0)
        folder.check(resume=resume)
        learner = new_learner(family, 64, Device("cpu"), vgg_weights)
        learner.batch = 2
        pictures = read_folder(paintings, 64, folder.training)
        folder.make()
        return TrainingRun(learner, pictures, folder, resume=resume)

    return begun


def steps(going: TrainingRun, count: int) -> list[Progress]:
    """Train so many steps and stop."""
    token = CancelToken()
    progress = []
    for one in going.run(1000, token):
        progress.append(one)
        if one.step >= count:
            token.cancel()
    return progress


@pytest.fixture(autouse=True)
def record_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_RECORD_SECONDS", 0.0)


def test_samples_stand_on_a_sheet_row_by_row_as_they_are() -> None:
    samples = torch.stack(
        [torch.from_numpy(ramps(24, 24, blue=number)).permute(2, 0, 1) for number in range(16)]
    )
    sheet = run._arranged(samples)[0].permute(1, 2, 0).numpy()
    assert sheet.shape == (96, 96, 3)
    for number in range(16):
        row, column = divmod(number, 4)
        cell = sheet[24 * row : 24 * row + 24, 24 * column : 24 * column + 24]
        assert np.array_equal(cell, ramps(24, 24, blue=number))


def test_a_run_leaves_a_model_that_says_what_it_is(begin: Begin, folder: ModelFolder) -> None:
    progress = steps(begin(), 2)
    assert [one.step for one in progress] == [1, 2, 3]
    assert progress[0].sheet is not None
    with Image.open(progress[0].sheet) as sheet:
        assert sheet.size == (256, 256)
    assert progress[0].likeness is not None
    assert progress[0].speed > 0
    manifest = read_manifest(folder.path / MANIFEST)
    assert (manifest.id, manifest.engine, manifest.family) == ("skies", "lab", "VAE")
    (weights,) = manifest.files
    assert load_model(weights.verified()).family == "vae"
    assert [path.name for path in folder.path.glob("*.safetensors")] == ["skies-000003.safetensors"]
    with Image.open(folder.path / "thumbnail.png") as thumbnail:
        assert thumbnail.size == (64, 64)
    card = (folder.path / "README.md").read_text()
    assert "**Pictures made with it are yours**, for any use, selling included" in card
    assert "6 pictures of the folder “paintings”" in card
    assert str(folder.path.parent) not in card + (folder.path / MANIFEST).read_text()
    lines = [json.loads(line) for line in (folder.training / "progress.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [1, 2, 3]
    assert lines[0]["losses"] == progress[0].losses
    assert not any(path.suffix in (".pt", ".pth", ".pkl") for path in folder.path.rglob("*"))


@pytest.mark.parametrize("family", ["gan", "vae"])
def test_a_resumed_run_goes_on_exactly_where_it_was(begin: Begin, family: Family) -> None:
    first = begin(family)
    *_, last = steps(first, 1)
    again = begin(family, resume=True)
    assert (again.step, again.seconds) == (last.step, last.seconds)
    for name, value in first.learner.networks.state_dict().items():
        assert torch.equal(value, again.learner.networks.state_dict()[name]), name
    optimisers = (one.learner.optimisers for one in (first, again))
    for before, after in zip(*(each.values() for each in optimisers), strict=True):
        for index, state in before.state_dict()["state"].items():
            for key, value in state.items():
                assert torch.equal(value, after.state_dict()["state"][index][key])
    progress = steps(again, last.step + 1)
    assert progress[0].step == last.step + 1
    assert progress[0].seconds > last.seconds


def test_a_copied_folder_goes_on_as_a_model_of_its_own(
    begin: Begin, folder: ModelFolder, tmp_path: Path
) -> None:
    steps(begin(), 1)
    branch = ModelFolder(Path(shutil.copytree(folder.path, tmp_path / "seas")))
    steps(begin(resume=True, folder=branch), 2)
    manifest = read_manifest(branch.path / MANIFEST)
    assert manifest.id == "seas"
    assert [file.path for file in manifest.files] == list(branch.path.glob("*.safetensors"))
    assert read_manifest(folder.path / MANIFEST).id == "skies"


def test_what_was_kept_is_whole_when_the_disk_is_full(
    begin: Begin, folder: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(begin(), 1)
    kept = folder.checkpoint.read_bytes()

    def full(path: Path, _data: bytes) -> None:
        raise BadInput("There is no room left on the disk to save {0}.", path.name)

    with monkeypatch.context() as disk:
        disk.setattr(checkpoint, "write_atomically", full)
        with pytest.raises(BadInput, match="no room left"):
            steps(begin(resume=True), 10)
    assert folder.checkpoint.read_bytes() == kept
    assert read_manifest(folder.path / MANIFEST).files[0].verified().is_file()


def test_records_on_a_full_disk_are_whole_lines_and_one_sentence(begin: Begin, folder: ModelFolder) -> None:
    steps(begin(), 2)
    records = folder.training / "progress.jsonl"
    before = records.read_bytes()
    (progress,) = steps(begin(resume=True), 1)[:1]
    records.write_bytes(before)
    with (
        full_disk(len(before) + 20),
        pytest.raises(BadInput, match=f"records of the training cannot be written: {REASON}"),
        TrainingLog(folder.training) as log,
    ):
        log.write(progress)
    assert records.read_bytes() == before


def test_the_records_are_not_named_after_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "annas-laptop")
    (tmp_path / "events.out.tfevents.17.annas-laptop.3.0").write_bytes(b"figures")  # as TensorBoard does
    with TrainingLog(tmp_path):
        pass
    assert (tmp_path / "events.out.tfevents.17.aipaint.3.0").read_bytes() == b"figures"


def test_weights_that_no_manifest_speaks_of_are_taken_away_again(
    begin: Begin, folder: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(begin(), 1)
    kept = list(folder.path.glob("*.safetensors"))
    write = model_folder.write_atomically

    def full(path: Path, data: bytes) -> None:
        if path.name == MANIFEST:
            raise BadInput("There is no room left on the disk to save {0}.", path.name)
        write(path, data)

    monkeypatch.setattr(model_folder, "write_atomically", full)
    with pytest.raises(BadInput, match=r"no room left .* model\.toml"):
        steps(begin(resume=True), 10)
    assert list(folder.path.glob("*.safetensors")) == kept
    assert read_manifest(folder.path / MANIFEST).files[0].verified() == kept[0]


def test_a_branch_on_a_full_disk_is_none_and_says_why(
    begin: Begin, folder: ModelFolder, tmp_path: Path
) -> None:
    steps(begin(), 1)
    with full_disk(1000), pytest.raises(BadInput, match=f"skies cannot be copied to seas: {REASON}"):
        folder.branch(tmp_path / "seas")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paintings", "skies"]


def test_records_that_cannot_be_written_are_one_sentence(begin: Begin, folder: ModelFolder) -> None:
    going = begin()
    (folder.training / "progress.jsonl").mkdir()
    with pytest.raises(BadInput, match="records of the training cannot be written"):
        steps(going, 1)


def test_a_run_that_came_to_nothing_does_not_replace_what_was_kept(begin: Begin, folder: ModelFolder) -> None:
    steps(begin(), 1)
    kept = folder.checkpoint.read_bytes()
    again = begin(resume=True)
    with torch.no_grad():
        next(again.learner.networks.parameters()).fill_(torch.nan)
    with pytest.raises(BadInput, match="came to nothing"):
        steps(again, 10)
    assert folder.checkpoint.read_bytes() == kept


def test_a_run_of_another_family_does_not_go_on(begin: Begin) -> None:
    steps(begin("vae"), 1)
    with pytest.raises(BadInput, match="is of the family vae"):
        begin("gan", resume=True)


def test_a_damaged_checkpoint_is_one_sentence(begin: Begin, folder: ModelFolder) -> None:
    steps(begin(), 1)
    folder.checkpoint.write_bytes(folder.checkpoint.read_bytes()[:1000])
    with pytest.raises(BadInput, match=r"checkpoint\.safetensors is damaged"):
        begin(resume=True)


def test_a_folder_in_use_is_not_written_into(folder: ModelFolder) -> None:
    folder.path.mkdir()
    (folder.path / "letter.txt").write_text("")
    with pytest.raises(BadInput, match="already holds other files"):
        folder.check(resume=False)
    with pytest.raises(BadInput, match="no training run"):
        folder.check(resume=True)

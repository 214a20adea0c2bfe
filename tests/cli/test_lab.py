"""`aipaint train` and `aipaint generate`: from a folder of pictures to new ones, and what is refused on the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from aipaint_desktop import paths
from aipaint_desktop.cli import training
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.nn.generative import gan
from aipaint_desktop.nn.generative.model import GenerativeModel, new_network
from aipaint_desktop.training.lab import learner, run
from aipaint_desktop.training.lab.model_folder import ModelFolder, Trained
from aipaint_desktop.training.lab.vae_training import VaeLearner
from aipaint_desktop.values.refusal import BadInput
from tests.cli.conftest import CommandLine

MOMENT = ("--minutes", "0.0001", "--device", "cpu")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, and the current one, with pictures to train on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(training, "lower_this_thread", lambda: None)  # it would last for all other tests
    monkeypatch.setattr(VaeLearner, "batch", 2)
    monkeypatch.setattr(gan, "_CHANNELS", dict.fromkeys(gan._CHANNELS, 8))  # little to train and to save
    Path("pictures").mkdir()
    random = np.random.default_rng(4)
    for number in range(3):
        Image.fromarray(random.integers(0, 256, (70, 64, 3), np.uint8)).save(f"pictures/{number}.png")
    return tmp_path


pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def model(desk: Path) -> ModelFolder:
    """A VAE that has learned nothing, as training leaves it."""
    folder = ModelFolder(desk / "skies")
    folder.make()
    torch.manual_seed(0)
    folder.keep_model(GenerativeModel("vae", 64, new_network("vae", 64)), Trained("pictures", 3, 1, 1.0))
    return folder


def test_a_model_is_trained_and_makes_pictures(aipaint: CommandLine) -> None:
    Path("pictures/notes.txt").write_text("paint a sea")
    Path("pictures/dangling.png").symlink_to("nowhere.png")
    ended = aipaint("train", "vae", "pictures", "-o", "skies", *MOMENT)
    assert (ended.code, ended.out) == (0, "skies\n")
    assert "training on 3 pictures of pictures" in ended.err
    assert "not used: notes.txt is not a picture" in ended.err
    assert "not used: dangling.png is a link" in ended.err
    assert "step 1," in ended.err
    report = json.loads(aipaint("train", "vae", "pictures", "-o", "skies", "--resume", *MOMENT, "--json").out)
    assert (report["output"], report["engine"], report["model"]) == ("skies", "lab", "skies")
    assert (report["width"], report["height"], report["steps"], report["frames"]) == (64, 64, 2, 1)
    assert (report["pictures"], len(report["refused"])) == (3, 2)
    assert report["losses"].keys() >= {"pixels", "features", "divergence", "discriminator"}
    made = aipaint("generate", "skies", "-o", "new.png", "--seed", "3")
    assert (made.code, made.out) == (0, "new.png\n")
    with Image.open("new.png") as picture:
        assert picture.size == (64, 64)


def test_a_model_that_begins_with_the_composer_resembles_its_pictures_and_says_so(
    aipaint: CommandLine,
) -> None:
    trained = aipaint("train", "diffusion", "pictures", "-o", "skies", "--from", "composer", *MOMENT)
    assert trained.code == 0
    composer, made = (
        load_file(path)
        for path in (
            paths.models() / "composer" / "composer.safetensors",
            *Path("skies").glob("*.safetensors"),
        )
    )
    for name, value in made.items():
        assert torch.allclose(value, composer[name][: len(value)].float(), atol=0.01), name
    manifest = tomllib.loads(Path("skies/model.toml").read_text(encoding="utf-8"))
    assert (
        manifest["licence"]
        == tomllib.loads((paths.models() / "composer" / "model.toml").read_text(encoding="utf-8"))["licence"]
    )
    assert "begun with the weights of Composer" in manifest["training"]
    assert aipaint("train", "diffusion", "pictures", "-o", "skies", "--resume", *MOMENT).code == 0
    assert "begun with" in Path("skies/model.toml").read_text(encoding="utf-8")
    assert aipaint("generate", "skies", "-o", "new.png", "--seed", "3").code == 0


def test_what_cannot_begin_with_the_composer_is_refused(aipaint: CommandLine) -> None:
    begin = ("-o", "skies", "--from", "composer")
    assert "not a gan of 64 px" in aipaint.refused("train", "gan", "pictures", *begin)
    assert "not a diffusion of 128 px" in aipaint.refused(
        "train", "diffusion", "pictures", *begin, "--size", "128"
    )
    assert not Path("skies").exists()


def test_a_trace_of_a_step_is_written_on_request(aipaint: CommandLine) -> None:
    assert aipaint("train", "vae", "pictures", "-o", "skies", "--profile", *MOMENT).code == 0
    trace = json.loads(Path("skies/training/trace.json").read_text())
    assert any("conv" in event.get("name", "") for event in trace["traceEvents"])
    assert not {"traceName", "host_name"} & trace.keys()


def test_no_file_of_a_model_tells_where_anything_is(
    aipaint: CommandLine, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("pictures/inside").mkdir()  # is refused, and named
    monkeypatch.setattr(Path, "home", lambda: desk / "pictures")  # whose name is the artist's
    folder = desk / "pictures"
    for more in ((), ("--resume",)):
        assert aipaint("train", "vae", folder, "-o", "skies", "--profile", *more, *MOMENT).code == 0
    files = [path for path in Path("skies").rglob("*") if path.is_file()]
    assert {"run.json", "pictures.json", "trace.json", "model.toml", "README.md"} <= {f.name for f in files}
    for file in files:
        assert bytes(desk) not in file.read_bytes(), file
    assert "inside" in Path("skies/training/pictures.json").read_text()
    assert "pictures of the folder “~”" in Path("skies/README.md").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
@pytest.mark.parametrize("name", [b"caf\xe9", b'<b>\x7f"\\'])
def test_pictures_are_trained_on_whatever_their_folder_is_called(aipaint: CommandLine, name: bytes) -> None:
    folder = Path(os.fsdecode(name))
    Path("pictures").rename(folder)
    (folder / "0.png").rename(folder / os.fsdecode(b"\xe9.png"))
    (folder / os.fsdecode(b"\xe8.txt")).write_text("no picture")
    for more in ((), ("--resume",)):
        assert aipaint("train", "vae", folder, "-o", "skies", *more, *MOMENT).code == 0
    said = tomllib.loads(Path("skies/model.toml").read_text(encoding="utf-8"))["trained_on"]
    assert said == f"3 pictures of the folder “{name.decode(errors='replace').replace(chr(0xFFFD), '?')}”"
    assert aipaint("generate", "skies", "-o", "new.png", "--seed", "3").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
def test_a_model_whose_name_is_no_text_is_refused_before_it_is_trained(aipaint: CommandLine) -> None:
    assert "cannot be a model's name" in aipaint.refused(
        "train", "vae", "pictures", "-o", os.fsdecode(b"\xe9"), *MOMENT
    )


def test_a_stopped_run_keeps_what_it_learned(aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    new_learner = learner.new_learner

    def interrupting(*arguments: object) -> learner.Learner:
        made = new_learner(*arguments)  # type: ignore[arg-type]
        train_step = made.train_step

        def step(number: int, pictures: torch.Tensor, random: torch.Generator) -> dict[str, float]:
            if number == 1:
                os.kill(os.getpid(), signal.SIGTERM)
            return train_step(number, pictures, random)

        made.train_step = step  # type: ignore[method-assign]
        return made

    monkeypatch.setattr(learner, "new_learner", interrupting)
    report = json.loads(
        aipaint("train", "vae", "pictures", "-o", "skies", "--minutes", "9", "--json", "--device", "cpu").out
    )
    assert report["steps"] == 2
    assert Path("skies/training/checkpoint.safetensors").is_file()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_closing_the_input_ends_a_run_with_all_kept(
    aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    monkeypatch.setattr("sys.stdin", os.fdopen(reading))
    train_step = VaeLearner.train_step

    def step(
        self: VaeLearner, number: int, pictures: torch.Tensor, random: torch.Generator
    ) -> dict[str, float]:
        if number == 1:
            os.close(writing)
        return train_step(self, number, pictures, random)

    monkeypatch.setattr(VaeLearner, "train_step", step)
    options = ("--minutes", "9", "--json", "--device", "cpu", "--until-input-ends")
    report = json.loads(aipaint("train", "vae", "pictures", "-o", "skies", *options).out)
    assert report["steps"] >= 2
    assert Path("skies/training/checkpoint.safetensors").is_file()
    sys.stdin.close()


def test_a_run_that_cannot_begin_leaves_nothing(
    aipaint: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise BadInput("There is no room left on the disk to save checkpoint.safetensors.")

    monkeypatch.setattr(run, "save_checkpoint", full)
    assert "no room" in aipaint.refused("train", "vae", "pictures", "-o", "skies", "--json", *MOMENT)
    assert not Path("skies").exists()


def test_pictures_are_numbered_and_each_can_be_made_again(aipaint: CommandLine, model: ModelFolder) -> None:
    shutil.copytree(model.path, paths.user_models() / "skies")
    report = json.loads(
        aipaint("generate", "skies", "-o", "new.png", "--count", "2", "--seed", "7", "--json").out
    )
    assert report["outputs"] == ["new-000.png", "new-001.png"]
    assert (report["engine"], report["model"], report["seed"], report["steps"]) == ("lab", "skies", 7, 1)
    made = read_provenance(Path("new-001.png"))
    assert made is not None
    assert made.last_run is not None
    assert isinstance(made.last_run.request, GenerateRequest)
    assert made.last_run.request.seed == 8
    assert aipaint("rerun", "new-001.png", "-o", "again.png").code == 0
    with Image.open("new-001.png") as first, Image.open("again.png") as again:
        assert np.array_equal(np.asarray(first), np.asarray(again))


def test_a_film_goes_from_one_seed_to_another(aipaint: CommandLine, model: ModelFolder) -> None:
    options = ("--seed", "1", "--to", "2", "--count", "3", "--film", "walk.gif")
    assert aipaint("generate", model.path, "-o", "walk.png", *options).code == 0
    with Image.open("walk.gif") as film:
        assert (film.size, getattr(film, "n_frames", 1)) == ((64, 64), 4)
    assert Path("walk-002.png").is_file()


def test_own_models_are_listed(model: ModelFolder) -> None:
    shutil.copytree(model.path, paths.user_models() / "skies")
    shutil.copytree(paths.models() / "style-fast", paths.user_models() / "style-fast")
    (entry,) = [entry for entry in catalogue() if entry.engine == "lab"]
    assert (entry.id, entry.family, entry.ready, len(entry.weights)) == ("skies", "VAE", True, 64)
    assert [entry.id for entry in catalogue()].count("style-fast") == 1


def test_pictures_that_cannot_be_trained_on_are_refused(aipaint: CommandLine) -> None:
    assert "cannot be read" in aipaint.refused("train", "gan", "nowhere", "-o", "skies")
    for number in (1, 2):
        Path(f"pictures/{number}.png").unlink()
    assert "holds one picture" in aipaint.refused("train", "gan", "pictures", "-o", "skies")
    assert "out of range" in aipaint.refused("train", "gan", "pictures", "-o", "skies", "--minutes", "nan")
    assert "invalid choice" in aipaint.refused("train", "words", "pictures", "-o", "skies")
    assert not Path("skies").exists()


def test_folders_that_are_in_use_are_refused(aipaint: CommandLine, model: ModelFolder) -> None:
    assert "already holds a model" in aipaint.refused("train", "vae", "pictures", "-o", model.path)
    assert "no training run" in aipaint.refused("train", "vae", "pictures", "-o", model.path, "--resume")
    assert "cannot be a model's folder" in aipaint.refused("train", "vae", "pictures", "-o", "pictures/0.png")


def test_models_that_are_not_what_they_should_be_are_refused(
    aipaint: CommandLine, model: ModelFolder
) -> None:
    make = ("-o", "new.png")
    assert "There is no model nothing" in aipaint.refused("generate", "nothing", *make)
    assert "cannot be read" in aipaint.refused("generate", "pictures", *make)
    assert "not a model of the lab" in aipaint.refused("generate", paths.models() / "style-fast", *make)
    assert "out of range" in aipaint.refused("generate", model.path, *make, "--count", "0")
    manifest = model.path / "model.toml"
    (weights,) = model.path.glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    assert "damaged" in aipaint.refused("generate", model.path, *make)
    weights.write_bytes(b"PK\x03\x04")
    assert "are a pickle" in aipaint.refused("generate", model.path, *make)
    manifest.write_text(manifest.read_text().replace(weights.name, "weights.pt"))
    assert "are a pickle" in aipaint.refused("generate", model.path, *make)
    assert not Path("new.png").exists()


def test_neither_the_parser_nor_a_refusal_loads_torch() -> None:
    code = (
        "import sys; from aipaint_desktop.cli.main import main; "
        "main(['generate', 'nothing', '-o', 'x.png'], lambda _: 0); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

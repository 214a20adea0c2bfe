"""`aipaint compose` with the model that ships."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop import paths
from aipaint_desktop.cli.operations import compose as compose_operation
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.catalogue import engines_by_id
from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.usefixtures("desk")

COMPOSITION = ("--finish", "none", "--size", "72x56", "--steps", "3", "--seed", "3")


@pytest.fixture(scope="module")
def in_memory() -> LoadedModels:
    return LoadedModels()


@pytest.fixture
def loaded_once(in_memory: LoadedModels, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands make engines of their own, but find the models in memory that an earlier one has loaded."""
    monkeypatch.setattr(compose_operation, "engines_by_id", partial(engines_by_id, models=in_memory))


def compose(aipaint: CommandLine, prompt: str, out: str, *options: str) -> dict[str, object]:
    ended = aipaint("compose", prompt, "-o", out, *COMPOSITION, *options, "--json")
    assert ended.code == 0, ended.err
    report: dict[str, object] = json.loads(ended.out.splitlines()[0])
    return report


def difference(one: str, other: str) -> float:
    return float(
        np.abs(read_picture(Path(one)).pixels.astype(float) - read_picture(Path(other)).pixels).mean()
    )


def test_words_become_a_painting_that_can_be_run_again(aipaint: CommandLine) -> None:
    report = json.loads(
        aipaint("compose", "the sea", "-o", "out.png", "--size", "72x56", "--seed", "3", "--json").out
    )
    assert (report["engine"], report["model"], report["seed"]) == ("composer", "composer", 3)
    assert (report["width"], report["height"]) == (72, 56)
    made = read_provenance(Path("out.png"))
    assert made is not None
    assert made.last_run is not None
    assert isinstance(made.last_run.request, ComposeRequest)
    assert made.last_run.request.prompt == "the sea"
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(Path("again.png")) == read_picture(Path("out.png"))


@pytest.mark.usefixtures("loaded_once")
def test_the_words_decide_and_chinese_ones_say_the_same(aipaint: CommandLine) -> None:
    compose(aipaint, "sunset over the sea", "sea.png")
    compose(aipaint, "海上日落", "chinese.png")
    compose(aipaint, "portrait of a man", "man.png")
    assert difference("sea.png", "chinese.png") < difference("sea.png", "man.png")


def test_what_cannot_all_be_painted_is_refused_before_any_of_it_is(aipaint: CommandLine) -> None:
    last = str(2**63 - 1)
    small = ("-o", "out.png", "--finish", "none", "--size", "72x56", "--count", "2")
    assert "seed" in aipaint.refused("compose", "the sea", *small, "--seed", last)
    assert "8192×32" in aipaint.refused("compose", "the sea", "-o", "out.png", "--size", "8192x32")
    assert not list(Path().glob("out*"))


@pytest.mark.usefixtures("loaded_once")
def test_night_is_darker_than_snow(aipaint: CommandLine) -> None:
    means = []
    for number, prompt in enumerate(("landscape at night, moonlight", "winter landscape, snow")):
        compose(aipaint, prompt, f"{number}.png", "--steps", "8", "--count", "4")
        means.append(
            np.mean([read_picture(Path(f"{number}-{one:03}.png")).pixels.mean() for one in range(4)])
        )
    night, snow = means
    assert night < snow - 8


@pytest.mark.usefixtures("loaded_once")
def test_what_it_cannot_paint_is_told(aipaint: CommandLine) -> None:
    assert compose(aipaint, "two boats, 一只猫", "out.png")["unpaintable_words"] == ["two boats", "猫"]
    ended = aipaint("compose", "a cat by the sea", "-o", "out.png", *COMPOSITION)
    assert ended.code == 0
    assert "cannot paint: cat. It paints moods, light, land and sea." in ended.err
    assert "cannot paint" not in aipaint("compose", "the sea", "-o", "out.png", *COMPOSITION).err


@pytest.mark.usefixtures("loaded_once")
def test_unknown_words_are_told(aipaint: CommandLine) -> None:
    assert compose(aipaint, "a blorkish sea", "out.png")["unknown_words"] == ["blorkish"]
    ended = aipaint("compose", "a blorkish sea", "-o", "out.png", *COMPOSITION)
    assert "nothing is known of blorkish" in ended.err


@pytest.mark.usefixtures("loaded_once")
def test_several_are_numbered(aipaint: CommandLine) -> None:
    assert aipaint("compose", "the sea", "-o", "out.png", *COMPOSITION, "--count", "2").code == 0
    assert difference("out-000.png", "out-001.png") > 5


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize("prompt", ["", " \t\n", "🌊🌊", "\x00\x1b[31m", "sea " * 2500, "\u202e\ufeff"])
def test_any_prompt_gives_a_picture(aipaint: CommandLine, prompt: str) -> None:
    compose(aipaint, prompt, "out.png")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--guidance", "0"), "guidance"),
        (("--guidance", "nan"), "guidance"),
        (("--steps", "1"), "steps"),
        (("--size", "8x8"), "8"),
        (("--size", "99999x99999"), "99999"),
        (("--mask", "mask.png"), "no picture to select from"),
        (("--from", "missing.png"), "missing.png"),
    ],
)
def test_bad_input_is_one_sentence(aipaint: CommandLine, options: tuple[str, ...], says: str) -> None:
    assert says in aipaint.refused("compose", "the sea", "-o", "out.png", *options)
    assert not Path("out.png").exists()


@pytest.mark.parametrize(
    "name",
    [
        "composer.safetensors",
        "means.safetensors",
        "paintings.safetensors",
        "words.safetensors",
        "words.txt",
        "chinese.tsv",
        "genres.safetensors",
    ],
)
def test_a_damaged_file_is_refused(
    aipaint: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    models, shipped = tmp_path / "models", paths.models()
    (models / "composer").mkdir(parents=True)
    for whole in (*(shipped / "composer").iterdir(), *shipped.iterdir()):
        if whole.name not in (name, "composer"):
            (models / whole.relative_to(shipped)).symlink_to(whole)
    (models / "composer" / name).write_bytes((shipped / "composer" / name).read_bytes()[:-9])
    monkeypatch.setattr(paths, "models", lambda: models)
    assert "damaged" in aipaint.refused("compose", "the sea", "-o", "out.png", *COMPOSITION)
    assert not Path("out.png").exists()

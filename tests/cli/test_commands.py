import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import aipaint_desktop
from aipaint_desktop import paths
from aipaint_desktop.cli.arguments import weighted_file
from aipaint_desktop.cli.main import main
from aipaint_desktop.cli.operations.listed import OPERATIONS
from aipaint_desktop.cli.parser import build_parser
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.pictures.png_chunks import read_chunks
from aipaint_desktop.files.pictures.reading import read_mask, read_picture
from tests.cli.conftest import CommandLine, FakePainter

pytestmark = pytest.mark.usefixtures("desk")

PAINT = ("paint", "sketch.png", "--like", "like.png", "-o", "out.png")
JSON_KEYS = (
    *("output", "width", "height", "engine", "model", "device", "precision"),
    *("seed", "steps", "frames", "seconds", "peak_memory_mb"),
)


def test_paint_makes_a_painting_of_the_sketchs_size(aipaint: CommandLine, painter: FakePainter) -> None:
    ended = aipaint(*PAINT, "--device", "cpu")
    assert (ended.code, ended.out) == (0, "out.png\n")
    assert "step 8 of 8" in ended.err
    (request,) = painter.requests
    assert isinstance(request, PaintRequest)
    assert request.sketch == read_picture(Path("sketch.png"))
    assert request.references == (read_picture(Path("like.png")),)
    assert (request.size, request.keep, request.steps) == ((48, 40), 0.6, 8)
    assert painter.wish == "cpu"
    assert read_picture(Path("out.png")).pixels.shape == (40, 48, 3)


def test_every_option_of_paint_reaches_the_request(aipaint: CommandLine, painter: FakePainter) -> None:
    options = ["--like", "other.png", "--size", "70x60", "--keep", "0.25", "--seed", "9", "--steps", "3"]
    assert aipaint(*PAINT, *options).code == 0
    (request,) = painter.requests
    assert isinstance(request, PaintRequest)
    assert [reference.name for reference in request.references] == ["like.png", "other.png"]
    assert (request.size, request.keep, request.seed, request.steps) == ((70, 60), 0.25, 9, 3)


def test_paint_takes_what_fits_of_a_folder(aipaint: CommandLine, painter: FakePainter) -> None:
    folder = Path("artist")
    folder.mkdir()
    for n in range(6):
        Image.new("RGB", (40, 50), (40 * n, 99, 199)).save(folder / f"{n}.png")
    assert aipaint("paint", "sketch.png", "--like", "artist", "-o", "out.png").code == 0
    (request,) = painter.requests
    assert isinstance(request, PaintRequest)
    assert 1 <= len(request.references) <= 4
    assert {reference.name for reference in request.references} <= {f"{n}.png" for n in range(6)}


def test_json_is_one_object_and_nothing_else(aipaint: CommandLine, painter: FakePainter) -> None:
    ended = aipaint(*PAINT, "--seed", "5", "--steps", "4", "--json")
    assert ended.err == ""
    report = json.loads(ended.out)
    assert tuple(report) == JSON_KEYS
    assert report["output"] == "out.png"
    assert (report["width"], report["height"]) == (48, 40)
    assert (report["engine"], report["model"]) == ("painter", "painter")
    assert (report["device"], report["precision"]) == (painter.device().kind, "fp32")
    assert (report["seed"], report["steps"], report["frames"]) == (5, 4, 4)
    assert 0.02 <= report["seconds"] < 1
    assert 10 < report["peak_memory_mb"] < 10_000


def test_saving_frames_is_not_counted_as_work(aipaint: CommandLine, painter: FakePainter) -> None:
    assert painter.requests == []
    big = ["--size", "900x900", "--steps", "2", "--json"]
    report = json.loads(aipaint(*PAINT, *big, "--frames", "frames").out)
    assert report["seconds"] < 0.15  # saving a frame takes longer than that


def test_without_a_seed_each_run_has_its_own_and_tells_it(aipaint: CommandLine, painter: FakePainter) -> None:
    seeds = [json.loads(aipaint(*PAINT, "--json").out)["seed"] for _ in range(2)]
    assert seeds == [request.seed for request in painter.requests]
    assert seeds[0] != seeds[1]


@pytest.mark.usefixtures("painter")
def test_frames_are_saved_one_by_one(aipaint: CommandLine) -> None:
    assert aipaint(*PAINT, "--steps", "3", "--frames", "film/reel").code == 0
    files = sorted(Path("film/reel").iterdir())
    assert [file.name for file in files] == ["000.png", "001.png", "002.png"]
    assert [read_picture(file).pixels[0, 0, 0] for file in files] == [1, 2, 3]
    np.testing.assert_array_equal(read_picture(files[2]).pixels, read_picture(Path("out.png")).pixels)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is text")
@pytest.mark.usefixtures("painter")
def test_file_names_need_not_be_text(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    sketch, out = os.fsdecode(b"sk\xe9tch.png"), os.fsdecode(b"\xe9.png")
    Path("sketch.png").rename(sketch)
    assert main(["paint", sketch, "--like", "like.png", "-o", out], lambda _: 1) == 0
    assert main(["rerun", out, "-o", "again.png"], lambda _: 1) == 0
    assert capfdbinary.readouterr().out == b"\xe9.png\nagain.png\n"
    assert main(["paint", sketch, "--like", "like.png", "-o", out, "--json"], lambda _: 1) == 0
    assert json.loads(capfdbinary.readouterr().out.decode())["output"] == out
    assert main(["paint", out + "x", "--like", "like.png", "-o", out], lambda _: 1) == 2
    assert capfdbinary.readouterr().err == b"aipaint: There is no file ?.pngx.\n"


def test_vary_paints_like_the_picture_itself(aipaint: CommandLine, painter: FakePainter) -> None:
    assert aipaint("vary", "like.png", "-o", "a.png").code == 0
    assert aipaint("vary", "like.png", "-o", "b.webp", "--size", "99x33", "--tile", "--seed", "0").code == 0
    first, second = painter.requests
    assert isinstance(first, VaryRequest)
    assert isinstance(second, VaryRequest)
    assert first.references == (read_picture(Path("like.png")),)
    assert (first.size, first.tile) == ((64, 50), False)
    assert (second.size, second.tile, second.seed) == ((99, 33), True, 0)


def test_fill_paints_where_the_mask_is_white(aipaint: CommandLine, painter: FakePainter) -> None:
    fill = ("fill", "sketch.png", "--mask", "mask.png", "-o", "out.png")
    assert aipaint(*fill).code == 0
    assert aipaint(*fill, "--like", "like.png").code == 0
    first, second = painter.requests
    assert isinstance(first, FillRequest)
    assert isinstance(second, FillRequest)
    assert first.mask.pixels.sum() == 255 * 200
    assert first.references == ()
    assert [reference.name for reference in second.references] == ["like.png"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (
            ["paint", "-dash.png", "--like", "like.png", "-o", "out.png"],
            "./-dash.png, or put it last, after --",
        ),
        (["paint", "-olive.png", "--like", "like.png", "-o", "out.png"], "./-olive.png, or put it last"),
        (["paint", "-house.png", "--like", "like.png", "-o", "out.png"], "./-house.png"),
        (["paint", "--dash.png", "--like", "like.png", "-o", "out.png"], "./--dash.png"),
        (["paint", "-5.png", "--like", "like.png", "-o", "out.png"], "./-5.png"),
        (["paint", "sketch.png", "--like", "-dash.png", "-o", "out.png"], "write ./-dash.png."),
        (["paint", "sketch.png", "--like", "like.png", "-o", "-out.png"], "write ./-out.png."),
        (["open", "-dash.png"], "./-dash.png"),
        (["compose", "-sunset", "-o", "out.png"], "put it last, after --, as in -- -sunset"),
        (["compose", "-house", "-o", "out.png"], "-- -house"),
        (["compose", "--json", "-sunset", "-o", "out.png"], "-- -sunset"),
        (["compose", "sea", "--negative", "-sunset", "-o", "out.png"], "write --negative=-sunset"),
    ],
)
def test_what_begins_with_a_dash_is_answered_with_how_to_write_it(
    aipaint: CommandLine, arguments: list[str], hint: str
) -> None:
    Path("-olive.png").touch()
    said = aipaint.refused(*arguments)
    assert "begins with a dash" in said
    assert hint in said


@pytest.mark.usefixtures("painter")
def test_what_the_hints_say_works(aipaint: CommandLine) -> None:
    Path("sketch.png").rename("-dash.png")
    assert aipaint("paint", "./-dash.png", "--like", "like.png", "-oout.png", "--seed", "-0").code == 0
    assert aipaint("paint", "--like", "like.png", "-o", "out.png", "--", "-dash.png").code == 0
    assert aipaint("paint", "like.png", "--like=-dash.png", "-o", "./-out.png").code == 0
    arguments = build_parser().parse_args(["compose", "-o", "out.png", "--negative=-sea", "--", "-sunset"])
    assert (arguments.prompt, arguments.negative) == ("-sunset", "-sea")


def _told(path: Path) -> bytes:
    """All that a PNG says and carries beside its pixels."""
    return b"".join(data for _, data in read_chunks(path, [b"iTXt", b"tEXt", b"zTXt", b"eXIf", b"aiPt"]))


def test_what_was_filled_does_not_travel_in_the_file(aipaint: CommandLine, painter: FakePainter) -> None:
    picture, mask = read_picture(Path("sketch.png")), read_mask(Path("mask.png"))
    soft = np.where(np.arange(48) < 24, mask.pixels, mask.pixels // 2)
    Image.fromarray(soft).save("soft.png")
    assert aipaint("fill", "sketch.png", "--mask", "soft.png", "-o", "out.png").code == 0
    made = read_provenance(Path("out.png"))
    assert made is not None
    (carried,) = (p for p in made.pictures.values() if p.pixels.ndim == 3)
    assert np.array_equal(carried.pixels[soft < 255], picture.pixels[soft < 255])
    assert len(np.unique(carried.pixels[soft == 255], axis=0)) == 1
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert painter.requests[0] == painter.requests[1]
    assert np.array_equal(read_picture(Path("again.png")).pixels, read_picture(Path("out.png")).pixels)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_without_the_request_a_file_tells_nothing(
    aipaint: CommandLine, painter: FakePainter, suffix: str
) -> None:
    out = f"out.{suffix}"
    for command in (
        (*PAINT[:-1], out),
        ("vary", "like.png", "-o", out),
        ("fill", "sketch.png", "--mask", "mask.png", "-o", out),
        ("extend", "sketch.png", "--size", "81x60", "-o", out),
    ):
        assert aipaint(*command, "--without-request").code == 0
        assert read_provenance(Path(out)) is None
        assert not any(word in Path(out).read_bytes() for word in (b"seed", b"like.png", b"aiPt"))
    assert len(painter.requests) == 4
    if suffix == "png":
        assert _told(Path(out)) == b"Software\0AIPaint " + aipaint_desktop.__version__.encode()


def test_every_command_that_writes_a_request_can_leave_it_out_and_says_what_is_in() -> None:
    (commands,) = (
        action for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    writing = {
        name: parser
        for name, parser in commands.choices.items()
        if any(action.dest == "output" for action in parser._actions)
        and name not in ("train", "learn", "lesson", "replay")
    }
    assert set(writing) == {"rerun", "flatten", "convert", *(operation.name for operation in OPERATIONS)}
    for parser in writing.values():
        assert "--without-request" in parser.format_help()
        assert "pictures that it was painted from" in " ".join(parser.format_help().split())


def test_extend_puts_the_picture_in_the_middle(aipaint: CommandLine, painter: FakePainter) -> None:
    assert aipaint("extend", "sketch.png", "--size", "81x60", "-o", "out.jpg").code == 0
    (request,) = painter.requests
    assert isinstance(request, ExtendRequest)
    assert (request.size, request.left, request.top) == ((81, 60), 16, 10)


STYLIZE = ("stylize", "sketch.png", "--like", "like.png", "-o", "out.png")


def test_stylize_repaints_with_the_model_that_ships_and_can_be_run_again(
    aipaint: CommandLine, desk: Path
) -> None:
    options = ["--like", "other.png:0.5", "--strength", "0.8", "--keep-colours", "--stroke", "2"]
    ended = aipaint(*STYLIZE, *options, "--mask", "mask.png", "--frames", "film", "--seed", "3", "--json")
    report = json.loads(ended.out)
    assert tuple(report) == JSON_KEYS
    assert (report["engine"], report["model"], report["seed"]) == ("style", "style-fine", 3)
    assert (report["width"], report["height"], report["frames"]) == (48, 40, 2)
    assert len(list(Path("film").iterdir())) == 2
    made = read_provenance(Path("out.png"))
    assert made is not None
    assert made.last_run is not None
    request = made.last_run.request
    assert isinstance(request, StylizeRequest)
    assert (request.weights, request.strength, request.stroke) == ((1.0, 0.5), 0.8, 2.0)
    assert request.keep_colours
    assert request.selection == read_mask(Path("mask.png"))
    assert made.last_run.precision == report["precision"]
    for file in ("sketch.png", "like.png", "other.png", "mask.png"):
        (desk / file).unlink()
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(Path("again.png")) == read_picture(Path("out.png"))


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda file: file.unlink(), "cannot be read: No such file"),
        (lambda file: file.write_bytes(file.read_bytes()[:-9]), "damaged"),
        (lambda file: file.write_bytes(b"\x80\x04" + file.read_bytes()[2:]), "pickle"),
    ],
)
def test_weights_that_are_not_right_stop_stylize_alone(
    aipaint: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], object],
    says: str,
) -> None:
    models = tmp_path / "models"
    shutil.copytree(paths.models() / "style-fast", models / "style-fast")
    for name in ("vgg16", "vgg16-low-rank"):
        shutil.copytree(paths.models() / name, models / name)
    monkeypatch.setattr(paths, "models", lambda: models)
    damage(models / "style-fast" / "style-fast.safetensors")
    assert says in aipaint.refused(*STYLIZE)
    assert not Path("out.png").exists()
    assert aipaint("vary", "like.png", "-o", "v.png", "--size", "32x32", "--steps", "2").code == 0


def test_stylize_takes_the_long_side_of_the_result(aipaint: CommandLine) -> None:
    report = json.loads(aipaint(*STYLIZE, "--size", "24", "--json").out)
    assert (report["width"], report["height"]) == (24, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sea.png", (Path("sea.png"), 1.0)),
        ("sea.png:2", (Path("sea.png"), 2.0)),
        ("sea.png:0.25", (Path("sea.png"), 0.25)),
        ("C:\\sea.png", (Path("C:\\sea.png"), 1.0)),
        ("C:\\sea.png:3", (Path("C:\\sea.png"), 3.0)),
        ("sea:by night.png", (Path("sea:by night.png"), 1.0)),
        ("4:5", (Path("4:5"), 1.0)),
        ("4:5:6", (Path("4:5"), 6.0)),
        (":7", (Path(":7"), 1.0)),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no file there may have a colon in its name")
def test_a_weight_is_told_from_a_name_with_colons(text: str, expected: tuple[Path, float]) -> None:
    Path("4:5").touch()
    assert weighted_file(text) == expected


def test_rerun_gives_the_same_pixels_from_the_file_alone(
    aipaint: CommandLine, painter: FakePainter, desk: Path
) -> None:
    assert aipaint(*PAINT).code == 0
    before = read_picture(Path("out.png"))
    for file in ("sketch.png", "like.png"):
        (desk / file).unlink()
    ended = aipaint("rerun", "out.png", "-o", "again.png", "--json")
    assert ended.code == 0
    assert read_picture(Path("again.png")) == before
    assert painter.requests[1] == painter.requests[0]
    first, second = (read_provenance(Path(name)) for name in ("out.png", "again.png"))
    assert first is not None
    assert second is not None
    assert first.pictures == second.pictures


def test_rerun_computes_where_the_first_run_did(
    aipaint: CommandLine, painter: FakePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert aipaint(*PAINT, "--device", "cpu").code == 0
    monkeypatch.setattr(devices, "available", lambda: ("cuda", "cpu"))
    assert "differ" not in aipaint("rerun", "out.png", "-o", "again.png").err
    assert painter.wish == "cpu"
    assert "made on cpu" in aipaint("rerun", "out.png", "-o", "again.png", "--device", "cuda").err
    assert painter.wish == "cuda"


def test_rerun_of_another_picture_is_refused(aipaint: CommandLine) -> None:
    assert "like.png carries no request" in aipaint.refused("rerun", "like.png", "-o", "a.png")
    assert "gone.png" in aipaint.refused("rerun", "gone.png", "-o", "a.png")


@pytest.mark.usefixtures("painter")
def test_rerun_of_a_jpeg_is_refused(aipaint: CommandLine) -> None:
    assert aipaint(*PAINT[:-1], "out.jpg").code == 0
    assert "of the request is missing" in aipaint.refused("rerun", "out.jpg", "-o", "a.png")


def test_models_are_listed_for_people_and_programs(aipaint: CommandLine) -> None:
    ended = aipaint("models")
    assert ended.code == 0
    assert re.search(
        r"^style-fast +style +feed-forward style transfer +Style, fast +yes", ended.out, re.MULTILINE
    )
    assert re.search(r"^painter +painter +diffusion +Painter +yes", ended.out, re.MULTILINE)
    listed = json.loads(aipaint("models", "--json").out)["models"]
    assert {"id", "engine", "family", "title", "title_zh", "licence", "ready"} <= listed[0].keys()


def test_the_window_is_opened_empty_or_with_a_picture(aipaint: CommandLine) -> None:
    assert aipaint().code == 0
    assert aipaint("open", "like.png").code == 0
    assert aipaint("like.png").code == 0  # as file managers call it
    assert aipaint.opened == [None, Path("like.png"), Path("like.png")]


@pytest.mark.parametrize("arguments", [["--help"], ["paint", "--help"], ["--version"]])
def test_help_and_version_are_printed(aipaint: CommandLine, arguments: list[str]) -> None:
    ended = aipaint(*arguments)
    assert (ended.code, ended.err) == (0, "")
    assert "aipaint" in ended.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["dance"], "dance"),
        (["paint"], "SKETCH"),
        (["paint", "sketch.png", "-o", "out.png"], "--like"),
        ([*PAINT, "--size", "0x0"], "0×0"),
        ([*PAINT, "--size", "1000000x1000000"], "1000000×1000000"),
        ([*PAINT, "--size", "-5x5"], "--size"),
        ([*PAINT, "--size", "large"], "'large' is not a size"),
        ([*PAINT, "--keep", "1.5"], "1.5"),
        ([*PAINT, "--keep", "nan"], "nan"),
        ([*PAINT, "--seed", "-1"], "-1"),
        ([*PAINT, "--seed", "many"], "many"),
        ([*PAINT, "--steps", "0"], "0 steps"),
        ([*PAINT, "--device", "abacus"], "abacus"),
        ([*PAINT, "--explain", "out.png"], "cannot both be out.png"),
        ([*PAINT, "--explain", "map.txt"], "map.txt"),
        ([*PAINT, "--frames", "like.png"], "like.png"),
        (["paint", "gone.png", "--like", "like.png", "-o", "out.png"], "gone.png"),
        (["paint", "sketch.png", "--like", "gone.png", "-o", "out.png"], "gone.png"),
        (["paint", "sketch.png", "--like", "like.png", "-o", "out.gif"], "out.gif"),
        (["paint", "sketch.png", "--like", "like.png", "-o", "nowhere/out.png"], "nowhere"),
        (["fill", "sketch.png", "--mask", "like.png", "-o", "out.png"], "mask is 64×50"),
        (["extend", "sketch.png", "--size", "40x40", "-o", "out.png"], "larger"),
        (["models", "all"], "all"),
        (["stylize", "sketch.png", "-o", "out.png"], "--like"),
        ([*STYLIZE, "--quality", "best"], "best"),
        ([*STYLIZE, "--quality", "master"], "48×40 is out of the master's range"),
        ([*STYLIZE, "--strength", "2.5"], "strength 2.5"),
        ([*STYLIZE, "--stroke", "9"], "stroke size 9.0"),
        ([*STYLIZE, "--size", "0"], "0×0"),
        ([*STYLIZE, "--size", "99999"], "99999×"),
        ([*STYLIZE, "--like", "other.png:nan"], "weight nan"),
        ([*STYLIZE, "--like", "other.png:-1"], "weight -1.0"),
        ([*STYLIZE, "--like", "gone.png:2"], "gone.png"),
        ([*STYLIZE, "--mask", "like.png"], "selection is 64×50"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(
    aipaint: CommandLine, painter: FakePainter, desk: Path, arguments: list[str], says: str
) -> None:
    before = sorted(desk.rglob("*"))
    assert says in aipaint.refused(*arguments)
    assert sorted(desk.rglob("*")) == before
    assert painter.requests == []


def test_a_device_that_is_not_there_is_refused(
    aipaint: CommandLine, painter: FakePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: False)
    assert "no MPS device" in aipaint.refused(*PAINT, "--device", "mps")
    assert painter.requests == []


def test_what_nobody_foresaw_is_one_sentence_too(aipaint: CommandLine, painter: FakePainter) -> None:
    painter.fault = ZeroDivisionError("in the\ndepths")
    ended = aipaint(*PAINT)
    assert (ended.code, ended.out) == (1, "")
    assert "ZeroDivisionError: in the depths" in ended.err
    assert ended.err.count("\n") == 1
    assert not Path("out.png").exists()


def test_a_traceback_is_shown_on_demand(
    aipaint: CommandLine, painter: FakePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIPAINT_TRACEBACK", "1")
    painter.fault = ZeroDivisionError()
    assert "Traceback" in aipaint(*PAINT).err


def test_too_little_memory_is_said_as_such(aipaint: CommandLine, painter: FakePainter) -> None:
    painter.fault = MemoryError()
    ended = aipaint(*PAINT)
    assert ended.code == 1
    assert "not enough memory" in ended.err


def test_ctrl_c_cancels_and_leaves_the_old_file(aipaint: CommandLine, painter: FakePainter) -> None:
    Image.new("RGB", (3, 3), "red").save("out.png")
    painter.interrupted_at = 2
    ended = aipaint(*PAINT, "--frames", "film")
    assert (ended.code, ended.out) == (130, "")
    assert ended.err.endswith("aipaint: cancelled.\n")
    assert len(list(Path("film").iterdir())) == 2
    assert read_picture(Path("out.png")).pixels.shape == (3, 3, 3)


def test_a_target_that_cannot_be_written_is_refused_before_anything_is_painted(
    aipaint: CommandLine, painter: FakePainter, desk: Path
) -> None:
    (desk / "taken-001.png").mkdir()  # where the second of three would go
    (desk / "frames").write_text("a file")
    (desk / "nowhere.png").symlink_to(desk / "missing" / "out.png")
    (desk / "shots" / "001.png").mkdir(parents=True)
    frames, shots = ("--frames", desk / "frames"), ("--frames", desk / "shots")
    for output, more in (
        ("out.png", frames),
        ("out.png", shots),
        ("nowhere.png", ()),
        ("/dev/null/out.png", ()),
    ):
        aipaint.refused("paint", "sketch.png", "--like", "like.png", "-o", output, *more)
    aipaint.refused("vary", "like.png", "--size", "17000x40", "-o", "out.webp")
    assert painter.requests == []
    assert not (desk / "out.png").exists()

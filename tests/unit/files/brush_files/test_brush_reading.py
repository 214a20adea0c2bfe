import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aipaint_desktop.files.brush_files.foreign import ForeignBrush, MyPaintBrush
from aipaint_desktop.files.brush_files.reading import Foreign, read_brush_file
from aipaint_desktop.values.refusal import BadInput
from tests.brush_cases import abr_listed, abr_sectioned, brush_files, gbr, gih, myb, ramp
from tests.mutations import mutated

_INSTALLED = [
    path
    for folder in ("/usr/share/gimp", "/usr/share/krita", "/usr/share/mypaint-data")
    for path in sorted(Path(folder).rglob("*"))
    if path.suffix in (".gbr", ".gih", ".abr", ".myb")
]


def read(folder: Path, name: str, data: bytes) -> list[Foreign]:
    path = folder / name
    path.write_bytes(data)
    return read_brush_file(path)


def one(folder: Path, name: str, data: bytes) -> ForeignBrush:
    (brush,) = read(folder, name, data)
    assert isinstance(brush, ForeignBrush)
    return brush


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_tip_of_gimp_is_read_to_the_pixel(tmp_path: Path, version: int) -> None:
    brush = one(tmp_path, "a.gbr", gbr(ramp(), "Töne", version, spacing=40))
    assert brush.name == "Töne"
    assert brush.size == 12
    assert brush.spacing == (0.1 if version == 1 else 0.4)
    assert np.abs(brush.tips[0].astype(int) - ramp()).max() <= (1 if version == 3 else 0)
    assert not brush.left_out


def test_the_dark_of_a_coloured_tip_covers_and_its_colours_are_told_as_left_out(tmp_path: Path) -> None:
    colours = np.zeros((4, 6, 4), np.uint8)
    colours[..., 3] = 255
    colours[:, 3:, :3] = 255
    brush = one(tmp_path, "a.gbr", gbr(colours))
    assert brush.tips[0].tolist() == [[255] * 3 + [0] * 3] * 4
    assert "colours" in str(brush.left_out[0])


def test_a_tip_of_one_colour_is_its_alpha(tmp_path: Path) -> None:
    colours = np.full((8, 12, 4), 200, np.uint8)
    colours[..., 3] = ramp()
    brush = one(tmp_path, "a.gbr", gbr(colours))
    assert (brush.tips[0] == ramp()).all()
    assert not brush.left_out


def test_a_pipe_has_its_tips_in_order_and_tells_how_they_take_turns(tmp_path: Path) -> None:
    tips = [ramp(3 + index, 4) for index in range(6)]
    words = "ncells:6 dim:2 cols:3 rows:2 rank0:3 sel0:angular rank1:2 sel1:incremental placement:constant"
    brush = one(tmp_path, "a.gih", gih(tips, words, "Leaves"))
    assert brush.name == "Leaves"
    assert [tip.shape for tip in brush.tips] == [(4, 3 + index) for index in range(6)]
    assert [(rank.count, rank.selection) for rank in brush.ranks] == [(3, "angular"), (2, "incremental")]


@pytest.mark.parametrize(
    "words", ["", "dim:9 rank0:7", "rank0:x sel0:whim", "ncells:99 dim:2 rank0:3 rank1:3"]
)
def test_a_pipe_whose_words_make_no_sense_takes_its_tips_by_chance(tmp_path: Path, words: str) -> None:
    brush = one(tmp_path, "a.gih", gih([ramp()] * 5, words))
    assert [(rank.count, rank.selection) for rank in brush.ranks] == [(5, "random")]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("packed", [True, False])
def test_photoshop_s_old_lists_are_read(tmp_path: Path, version: int, packed: bool) -> None:
    ellipse, sampled = read(tmp_path, "a.abr", abr_listed([ramp()], version, packed))
    assert isinstance(ellipse, ForeignBrush)
    assert isinstance(sampled, ForeignBrush)
    assert (ellipse.tips, ellipse.size, ellipse.roundness, ellipse.angle) == ((), 40, 0.5, 30)
    assert ellipse.softness == pytest.approx(0.25)
    assert (sampled.tips[0] == ramp()).all()
    assert sampled.spacing == pytest.approx(0.3)
    assert sampled.name == ("Tip" if version == 2 else "")


@pytest.mark.parametrize("subversion", [1, 2])
@pytest.mark.parametrize("depth", [8, 16])
def test_photoshop_s_sections_are_read_with_their_descriptions(
    tmp_path: Path, subversion: int, depth: int
) -> None:
    found = read(tmp_path, "a.abr", abr_sectioned([ramp(), ramp(30, 20)], subversion, depth))
    first, second = (brush for brush in found if isinstance(brush, ForeignBrush))
    assert (first.tips[0] == ramp()).all()
    assert (second.tips[0] == ramp(30, 20)).all()
    assert (first.name, second.name) == ("Leaf 0", "Leaf 1")
    assert (first.size, first.angle, first.roundness, first.spacing) == (30, 45, 0.5, 0.2)
    assert first.left_out


def test_tips_are_there_where_descriptions_are_damaged(tmp_path: Path) -> None:
    for data in (abr_sectioned([ramp()], described=False), abr_sectioned([ramp()])[:-40]):
        assert (one(tmp_path, "a.abr", data).tips[0] == ramp()).all()


def test_settings_of_mypaint_are_read_with_their_curves(tmp_path: Path) -> None:
    (brush,) = read(tmp_path, "a.myb", myb())
    assert isinstance(brush, MyPaintBrush)
    assert brush.settings["radius_logarithmic"].base == 2
    assert brush.settings["opaque_multiply"].inputs["pressure"] == ((0, 0), (0.5, 0.2), (1, 1))


def test_a_large_tip_is_made_smaller(tmp_path: Path) -> None:
    tip = np.full((300, 2500), 200, np.uint8)
    brush = one(tmp_path, "a.gbr", gbr(tip))
    assert brush.tips[0].shape == (100, 834)
    assert brush.size == 2500
    assert (brush.tips[0][:, :-1] == 200).all()


_HUGE = struct.pack(">5I", 32, 2, 0x7FFFFFFF, 0x7FFFFFFF, 1) + b"GIMP" + struct.pack(">I", 10) + b"a\0\0\0"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.gbr", b"GIMP", "damaged"),
        ("a.gbr", _HUGE, "too large"),
        ("a.gbr", gbr(ramp())[:-1], "damaged"),
        ("a.gih", b"Pipe\n999999 dim:1\n", "too many"),
        ("a.gih", b"Pipe\n0\n", "damaged"),
        ("a.gih", b"Pipe", "damaged"),
        ("a.abr", b"\0\3\0\1", "version 3"),
        ("a.abr", abr_listed([])[:4], "damaged"),
        ("a.myb", b"# mypaint brush file\nversion 2\nopaque 1.0\n", "before 1.1"),
        ("a.myb", b"[" * 100_000, "damaged"),
        ("a.myb", myb(version=4), "another version"),
        ("a.myb", myb({"opaque": {"base_value": float("inf")}}), "damaged"),
        ("a.myb", myb({"opaque": {"base_value": 1, "inputs": {"pressure": [[1, 0], [0, 0]]}}}), "damaged"),
        ("a.txt", b"hello", "not a brush file"),
        ("a.gbr", b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        read(tmp_path, name, data)
    assert str(refused.value).endswith(".")


def said(path: Path, data: bytes) -> str:
    """How a file is refused, "." where it is read."""
    path.write_bytes(data)
    try:
        assert read_brush_file(path)
    except BadInput as refusal:
        return str(refusal)
    return "."


@pytest.mark.parametrize("name", brush_files())
def test_a_file_that_is_cut_short_is_read_in_part_or_refused(tmp_path: Path, name: str) -> None:
    whole = brush_files()[name]
    for length in range(1, len(whole), max(1, len(whole) // 100)):
        assert "\n" not in said(tmp_path / name, whole[:length])


def test_two_thousand_files_that_were_tampered_with_are_read_or_refused_with_little_memory(
    tmp_path: Path,
) -> None:
    tracemalloc.start()
    for name, whole in brush_files().items():
        for seed in range(200):
            words = said(tmp_path / name, mutated(whole, seed))
            assert words.endswith(".")
            assert "\n" not in words
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 256 * 2**20


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([".gbr", ".gih", ".abr", ".myb"]), st.binary(min_size=1, max_size=400))
def test_any_bytes_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    assert said(tmp_path_factory.getbasetemp() / f"any{suffix}", data).endswith(".")


@pytest.mark.skipif(not _INSTALLED, reason="no other painting program is installed")
def test_what_other_programs_ship_is_read() -> None:
    for path in _INSTALLED:
        for brush in read_brush_file(path):
            if isinstance(brush, ForeignBrush):
                assert brush.name, path
                assert all(tip.any() for tip in brush.tips), path
            else:
                assert "radius_logarithmic" in brush.settings, path

import struct
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from aipaint_desktop import paths
from aipaint_desktop.files.palettes.gpl import gpl_of
from aipaint_desktop.files.palettes.reading import read_palette
from aipaint_desktop.files.palettes.store import PaletteStore
from aipaint_desktop.values.clustering import colours_of_picture
from aipaint_desktop.values.palette import Palette, Swatch
from aipaint_desktop.values.refusal import BadInput

WARM = Palette("Warm", (Swatch((250, 200, 10), "Sun"), Swatch((120, 60, 20)), Swatch((0, 0, 0), "Soot")))


def aco(*colours: tuple[int, int, int, int, int], names: tuple[str, ...] = ()) -> bytes:
    plain = b"".join(struct.pack(">5H", *colour) for colour in colours)
    data = struct.pack(">HH", 1, len(colours)) + plain
    if names:
        data += struct.pack(">HH", 2, len(colours))
        for colour, name in zip(colours, names, strict=True):
            letters = (name + "\0").encode("utf-16-be")
            data += struct.pack(">5HI", *colour, len(letters) // 2) + letters
    return data


def ase(*colours: tuple[str, bytes, tuple[float, ...]]) -> bytes:
    blocks = b""
    for name, model, numbers in colours:
        letters = (name + "\0").encode("utf-16-be")
        body = struct.pack(">H", len(letters) // 2) + letters + model
        body += struct.pack(f">{len(numbers)}fH", *numbers, 0)
        blocks += struct.pack(">HI", 1, len(body)) + body
    return b"ASEF" + struct.pack(">HHI", 1, 0, len(colours)) + blocks


def read(folder: Path, name: str, data: bytes) -> Palette:
    (folder / name).write_bytes(data)
    return read_palette(folder / name)


def refused(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read(folder, name, data)
    return str(caught.value)


def test_gimp_palettes_there_and_back(tmp_path: Path) -> None:
    assert read(tmp_path, "warm.gpl", gpl_of(WARM).encode()) == WARM


def test_all_that_ship_are_read() -> None:
    shipped = PaletteStore(paths.resources() / "palettes", Path("nowhere")).all()
    assert len(shipped) >= 5
    assert all(len(palette.swatches) > 5 for palette in shipped.values())
    assert len({palette.name for palette in shipped.values()}) == len(shipped)


def test_photoshop_colours_in_every_space(tmp_path: Path) -> None:
    data = aco(
        (0, 65535, 32768, 0, 0),
        (1, 0, 65535, 65535, 0),
        (2, 0, 65535, 65535, 65535),
        (7, 10000, 0, 0, 0),
        (8, 10000, 0, 0, 0),
        (3, 1, 2, 3, 4),
        names=("Orange", "Red", "Cyan", "White", "Black", "Pantone"),
    )
    swatches = read(tmp_path, "a.aco", data).swatches
    assert [swatch.name for swatch in swatches] == ["Orange", "Red", "Cyan", "White", "Black"]
    wanted = [(255, 128, 0), (255, 0, 0), (0, 255, 255), (255, 255, 255), (0, 0, 0)]
    assert np.abs(np.subtract([swatch.colour for swatch in swatches], wanted)).max() <= 1


def test_swatch_exchange_in_every_space(tmp_path: Path) -> None:
    data = ase(
        ("Red", b"RGB ", (1, 0, 0)),
        ("Black", b"CMYK", (0, 0, 0, 1)),
        ("White", b"LAB ", (1, 0, 0)),
        ("Grey", b"Gray", (0.5,)),
    )
    swatches = read(tmp_path, "b.ase", data).swatches
    assert [swatch.name for swatch in swatches] == ["Red", "Black", "White", "Grey"]
    wanted = [(255, 0, 0), (0, 0, 0), (255, 255, 255), (128, 128, 128)]
    assert np.abs(np.subtract([swatch.colour for swatch in swatches], wanted)).max() <= 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIMP",
        b"GIMP Palette\n300 0 0 x\n",
        b"GIMP Palette\n",
        b"GIMP Palette\n" + b"9" * 100_000 + b" 0 0\n",
        b"GIMP Palette\n" + b"1 2 3\n" * 5000,
        b"\x89PNG\r\n\x1a\n",
        b"\0\1\xff\xff",
        b"\0\1\0\x09" + b"\0" * 20,
        b"\0\2\0\1" + b"\0" * 10 + b"\xff\xff\xff\xff",
        b"ASEF",
        b"ASEF\0\1\0\0\xff\xff\xff\xff",
        b"ASEF\0\1\0\0\0\0\0\x01\0\x01\xff\xff\xff\xff",
        ase(("x", b"RGB ", (float("nan"), 0, 0))),
        ase(("x", b"ABCD", (0, 0, 0))),
        b"GIMP Palette\n" + b"\n" * (3 << 20),
    ],
)
def test_what_is_no_palette_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    sentence = refused(tmp_path, "strange.gpl", data)
    assert sentence.startswith("strange.gpl ")
    assert len(sentence) < 250


@pytest.mark.parametrize("whole", [aco((0, 1, 2, 3, 0), names=("Name",)), ase(("Name", b"RGB ", (1, 0, 0)))])
def test_truncated_files_are_refused_or_read_in_part(tmp_path: Path, whole: bytes) -> None:
    for length in range(len(whole)):
        with suppress(BadInput):  # anything else fails
            assert len(read(tmp_path, "cut", whole[:length]).swatches) == 1


def test_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.gpl"):
        with pytest.raises(BadInput):
            read_palette(path)


def test_the_artists_palettes_are_kept_beside_those_that_ship(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    (shipped / "warm.gpl").write_text(gpl_of(WARM), encoding="utf-8")
    store = PaletteStore(shipped, own)
    assert store.add(WARM) == "warm-2"
    assert store.add(Palette("../../etc", WARM.swatches)) == "etc"
    store.save("warm", WARM.without(0))
    assert store.is_own("warm")
    assert len(store.all()["warm"].swatches) == 2
    store.remove("warm")
    assert store.all()["warm"] == WARM
    store.save("warm-2", Palette("Empty"))
    assert "warm-2" in store.all()


def test_colours_are_added_moved_and_removed() -> None:
    assert WARM.with_added(Swatch((0, 0, 0))) == WARM
    assert WARM.moved(0, 2).swatches == (WARM.swatches[1], WARM.swatches[2], WARM.swatches[0])
    assert WARM.without(1).swatches == (WARM.swatches[0], WARM.swatches[2])


def test_a_small_spot_counts_beside_much_grass() -> None:
    picture = np.zeros((100, 100, 4), np.uint8)
    picture[..., 1], picture[..., 3] = 150, 255
    picture[:5, :5] = (220, 20, 20, 255)
    picture[90:, :] = (9, 9, 250, 0)  # not seen
    found = colours_of_picture(picture, 8)
    assert sorted(found) == [(0, 150, 0), (220, 20, 20)]
    assert colours_of_picture(np.zeros((4, 4, 4), np.uint8), 8) == []
    assert colours_of_picture(picture, 8) == found

"""OpenRaster files of other programs, of newer versions, broken ones, and such as are made to do harm."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image, ImageCms

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.files.ora import archive as archives
from aipaint_desktop.files.ora import reading
from aipaint_desktop.files.ora.archive import is_archive
from aipaint_desktop.files.ora.reading import Opened, read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.refusal import BadInput
from tests.full_document import assert_same, full_document, noise
from tests.ora_cases import documents, tampered

RED, BLUE = (255, 0, 0, 255), (0, 0, 255, 255)


def png_of(colour: tuple[int, ...], size: tuple[int, int] = (8, 8), mode: str = "RGBA") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def engine_layer(**more: object) -> dict[str, object]:
    """What an own part may say of a layer that an engine made."""
    facts = {"device": "cpu", "precision": "fp32", "seconds": 1, "app": "1", "torch": "2"}
    return {"name": "a", "made_by": "engine", "request": {"request": "painter.vary"}, **facts, **more}


def nested(depth: int) -> object:
    return [nested(depth - 1)] if depth else 0


class Maker:
    """Makes .ora files as other programs might."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(
        self,
        stack: str,
        entries: Mapping[str, bytes] | None = None,
        size: tuple[int, int] = (8, 8),
        image: str = "",
        **more: bytes,
    ) -> Path:
        """stack: what is inside <image>. more: entries besides those, their names without .json."""
        path = self._folder / "other.ora"
        xml = f"<image w='{size[0]}' h='{size[1]}' {image}>{stack}</image>"
        pictures = (
            {"data/red.png": png_of(RED), "data/blue.png": png_of(BLUE)} if entries is None else entries
        )
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("mimetype", b"image/openraster")
            file.writestr("stack.xml", xml)
            for name, data in pictures.items():
                file.writestr(name, data)
            for name, data in more.items():
                file.writestr(f"{name}.json", data)
        return path


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


def opened_or_refused(path: Path) -> Opened | None:
    said = ""
    try:
        return read_ora(path)
    except BadInput as refused:
        said = str(refused)
    assert said.endswith(".")
    assert "\n" not in said
    return None


def composite(opened: Opened) -> np.ndarray:
    return Document.from_state(opened.state, "Open picture").composite()


def test_blend_modes_that_are_known_are_kept_and_others_told_of(make: Maker) -> None:
    path = make(
        "<stack><layer name='unknown' src='data/blue.png' composite-op='krita:grain_merge'/>"
        "<layer name='plus' src='data/blue.png' composite-op='svg:plus'/>"
        "<layer name='multiplied' src='data/blue.png' composite-op='svg:multiply'/>"
        "<layer name='ground' src='data/red.png'/></stack>"
    )
    opened = read_ora(path)
    assert [layer.mode for layer in opened.state.layers] == [
        Mode.NORMAL,
        Mode.MULTIPLY,
        Mode.ADD,
        Mode.NORMAL,
    ]
    assert opened.losses == ()
    assert "krita:grain_merge" in str(opened.unshown)
    assert "multiply" not in str(opened.unshown)


def test_groups_of_others_are_groups(make: Maker) -> None:
    path = make(
        "<stack><layer name='top' src='data/red.png' x='2' y='1' opacity='0.5' visibility='hidden'/>"
        "<stack x='3' name='G' opacity='0.5' visibility='hidden' composite-op='svg:multiply'>"
        "<layer name='in' src='data/blue.png' x='1' opacity='0.5' selected='true' edit-locked='true'/></stack>"
        "<stack isolation='auto'/><stack isolation='auto' opacity='0.5'/>"
        "<layer name='ground' src='data/red.png'/></stack>",
        size=(16, 16),
    )
    opened = read_ora(path)
    _ground, isolated, through, group, top = opened.state.nodes
    assert isinstance(group, Group)
    assert (group.name, group.opacity, group.visible, group.mode) == ("G", 0.5, False, Mode.MULTIPLY)
    assert [node.passes_through for node in (group, through, isolated) if isinstance(node, Group)] == [
        False,
        True,
        False,
    ]
    (within,) = group.children
    assert isinstance(within, Layer)
    assert (within.opacity, within.visible, within.locked) == (0.5, True, True)
    assert within.id == opened.state.active_id
    assert tuple(within.tiles.read(opened.state.rect)[0, 4]) == BLUE
    assert not within.tiles.read(opened.state.rect)[0, 3].any()
    assert (top.opacity, top.visible, top.clip, top.mask) == (0.5, False, False, None)
    assert not any(layer.paper for layer in opened.state.layers)
    assert (opened.losses, opened.unshown, opened.damaged) == ((), None, False)


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("RGB", (10, 20, 30)), ("L", (90,)), ("LA", (90, 255)), ("P", (0,)), ("1", (1,)), ("I;16", (9000,))],
)
def test_pngs_of_every_kind_are_layers(make: Maker, mode: str, colour: tuple[int, ...]) -> None:
    one = colour[0] if len(colour) == 1 else colour
    path = make("<stack><layer src='a.png'/></stack>", {"a.png": png_of(one, mode=mode)})  # type: ignore[arg-type]
    opened = read_ora(path)
    assert opened.losses == ()
    assert composite(opened)[..., 3].min() == 255


def test_a_profile_that_does_not_fit_is_ignored(make: Maker) -> None:
    linear = ImageCms.ImageCmsProfile(
        ImageCms.createProfile("XYZ")
    ).tobytes()  # no profile of RGB: is ignored
    lab = io.BytesIO()
    Image.new("RGBA", (8, 8), RED).save(lab, "PNG", icc_profile=linear)
    opened = read_ora(make("<stack><layer src='a.png'/></stack>", {"a.png": lab.getvalue()}))
    assert tuple(composite(opened)[0, 0]) == RED


def test_what_lies_beyond_the_canvas_is_cut_off_and_told(make: Maker) -> None:
    opened = read_ora(make("<stack><layer name='a' src='data/red.png' x='-4' y='5'/></stack>"))
    assert composite(opened)[..., 3].astype(bool).sum() == 4 * 3
    assert "beyond the canvas" in str(opened.losses[0])
    far = read_ora(make(f"<stack><layer src='data/red.png' x='{2**31 - 1}' y='-{2**31 - 1}'/></stack>"))
    assert len(far.state.layers[0].tiles) == 0


def test_what_is_no_layer_is_told(make: Maker) -> None:
    opened = read_ora(make("<stack><text>Words</text><filter type='x'/><layer src='data/red.png'/></stack>"))
    assert len(opened.state.layers) == 1
    assert opened.losses == ()
    assert "“filter”, “text”" in str(opened.unshown)


def test_what_others_have_put_into_a_file_survives_our_saving_it(make: Maker, tmp_path: Path) -> None:
    text = "<text src='data/words.svg'>Words &lt;&amp; <b x='1'>more</b></text>"
    path = make(
        "<stack mypaint:x='y'><filter type='applications:krita:blur' name='F'/>"
        "<layer name='b' src='data/blue.png' mypaint:tile='data/tile.png' composite-op='krita:burn'/>"
        f"{text}<stack name='G' k='v'><layer src='data/red.png'/><filter type='in'/></stack>"
        "<layer name='a' src='data/red.png'/></stack>",
        {"data/red.png": png_of(RED), "data/blue.png": png_of(BLUE), "data/words.svg": b"<svg/>"}
        | {"data/tile.png": png_of(BLUE), "data/layer0.png": b"of somebody else", "krita/empty": b""},
        image="xmlns:mypaint='urn:mypaint' xres='300' yres='300'",
    )
    opened = read_ora(path)
    assert "krita:burn" in str(opened.unshown)
    document = Document.from_state(opened.state, "Open picture")
    document.set_opacity(document.layers[0].id, 0.5)
    OraWriter(opened.foreign).write(tmp_path / "a.ora", document.state, "")
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        image = ElementTree.fromstring(file.read("stack.xml"))
        assert image.get("xres") == "300"
        (stack,) = image
        assert stack.get("{urn:mypaint}x") == "y"
        assert [(child.tag, child.get("name")) for child in stack] == [
            ("filter", "F"),
            ("layer", "b"),
            ("text", None),
            ("stack", "G"),
            ("layer", "a"),
        ]
        assert stack[1].get("{urn:mypaint}tile") == "data/tile.png"
        assert stack[1].get("composite-op") == "krita:burn"
        assert text.encode() == ElementTree.tostring(stack[2]).strip().replace(b'"', b"'")
        assert [child.tag for child in stack[3]] == ["layer", "filter"]
        assert stack[3].get("k") == "v"
        assert stack[4].get("opacity") == "0.5"
        assert file.read("data/words.svg") == b"<svg/>"
        assert file.read("data/tile.png") == png_of(BLUE)
        assert file.read("data/layer0.png") == b"of somebody else"
        assert file.read("krita/empty") == b""
        assert "data/red.png" not in file.namelist()
    again = read_ora(tmp_path / "a.ora")
    assert_same(again.state, document.state)
    assert again.foreign == opened.foreign
    document.set_mode(document.layers[2].id, Mode.MULTIPLY)
    document.remove_layer(document.layers[1].id)
    OraWriter(opened.foreign).write(tmp_path / "a.ora", document.state, "")
    with zipfile.ZipFile(tmp_path / "a.ora") as file:
        assert b"krita:burn" not in file.read("stack.xml")


def test_too_much_of_others_is_told_of(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_FOREIGN", 1000)
    opened = read_ora(make("<stack><layer src='data/red.png'/></stack>", more_of=bytes(2000)))
    assert "too large" in str(opened.losses[0])


def test_a_newer_version_is_opened_as_far_as_it_goes(tmp_path: Path) -> None:
    path, newer = tmp_path / "a.ora", tmp_path / "b.ora"
    document = full_document()
    OraWriter().write(path, document.state, "Meadow")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "aipaint.json":
                values = json.loads(data)
                values["version"], values["brushes"] = 99, ["round"]
                values["provenance"]["format"] = 99
                data = json.dumps(values).encode()
            new.writestr(name, data)
    opened = read_ora(newer)
    assert (composite(opened) == document.composite()).all()
    assert "newer" in str(opened.losses[0])
    assert "Variation" in str(opened.losses[1])
    assert not opened.damaged


@pytest.mark.parametrize(
    "stack",
    [
        "<stack><layer src='data/red.png' opacity='nan' x='inf' y='nonsense' visibility='perhaps'/></stack>",
        "<stack><layer src='data/red.png' opacity='1e999' selected='yes'/><layer src='data/red.png'/></stack>",
        "<layer src='data/red.png'/>",
        "<stack/><stack><layer src='data/red.png'/></stack><stack name='empty'><stack/></stack>",
    ],
)
def test_values_that_make_no_sense_are_passed_over(make: Maker, stack: str) -> None:
    opened = read_ora(make(stack))
    assert all(layer.opacity == 1 and layer.visible for layer in opened.state.layers)
    assert tuple(composite(opened)[0, 0]) == RED


@pytest.mark.parametrize(
    ("stack", "says"),
    [
        ("<stack></stack>", "holds no layers"),
        ("<stack><layer src='data/missing.png'/></stack>", "damaged"),
        ("<stack><layer/></stack>", "damaged"),
        ("<stack><layer src='../../etc/passwd'/></stack>", "damaged"),
        ("<stack><layer src='stack.xml'/></stack>", "damaged"),
        ("<stack>", "damaged"),
        ("<stack>" * 5000 + "</stack>" * 5000, "damaged"),
        ("<stack>" + "<x/>" * 60_000 + "<layer src='data/red.png'/></stack>", "damaged"),
        ("<stack>" + "<layer src='data/red.png'/>" * 10_001 + "</stack>", "damaged"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(make: Maker, stack: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read_ora(make(stack))
    assert "other.ora" in str(refused.value)


@pytest.mark.parametrize("size", [("0", "8"), ("", "8"), ("nan", "8"), ("1e99", "8"), ("90000", "90000")])
def test_sizes_that_cannot_be_are_refused(make: Maker, size: tuple[str, str]) -> None:
    with pytest.raises(BadInput):
        read_ora(make("<stack><layer src='data/red.png'/></stack>", size=size))  # type: ignore[arg-type]


def test_entities_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
    path = tmp_path / "laughs.ora"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("stack.xml", f"<!DOCTYPE image [<!ENTITY e0 'ha'>{laughs}]><image w='&e9;' h='8'/>")
    with pytest.raises(BadInput, match="damaged"):
        read_ora(path)


@pytest.mark.parametrize(
    "own",
    [b"", b"[" * 200_000, b"{}", b"null", b'{"version": "1"}', b"\xff\xfe", b"9" * 5000, b'{"version": NaN}'],
)
def test_an_own_part_that_makes_no_sense_costs_only_itself(make: Maker, own: bytes) -> None:
    opened = read_ora(make("<stack><layer src='data/red.png'/></stack>", aipaint=own))
    assert tuple(composite(opened)[0, 0]) == RED
    assert opened.damaged


@pytest.mark.parametrize(
    "more",
    [
        {"layers": [None, 5, {"source": "data/red.png", "id": 7, "name": [], "paper": "yes"}]},
        {"layers": [{"source": ["data/red.png"], "id": ""}], "pictures": [5, "../x"], "selection": True},
        {"regions": [5, {"reference": "a", "source": "../x"}], "provenance": {"format": {}, "layers": []}},
        {
            "layers": [{"source": "data/red.png"}],
            "provenance": {"format": 1, "layers": [{"made_by": "engine"}]},
        },
        {
            "layers": [{"source": "data/red.png"}],
            "provenance": {"format": 1, "layers": [engine_layer(seconds=10**400)]},
        },
        {
            "layers": [{"source": "data/red.png"}],
            "provenance": {"format": 1, "layers": [engine_layer(request={"a": nested(900)})]},
        },
        {"layers": [{"source": "data/red.png"}] * 2, "pictures": {"a": 1}, "provenance": [1]},
    ],
)
def test_whatever_the_own_part_says_the_layers_come(make: Maker, more: dict[str, object]) -> None:
    own = json.dumps({"version": 1, "name": "x", "layers": []} | more).encode()
    opened = read_ora(make("<stack><layer src='data/red.png'/></stack>", aipaint=own))
    assert tuple(composite(opened)[0, 0]) == RED


def test_one_broken_layer_spoils_no_other(make: Maker) -> None:
    stack = "<stack><layer name='broken' src='b.png'/><layer name='whole' src='a.png'/></stack>"
    opened = read_ora(make(stack, {"a.png": png_of(RED), "b.png": png_of(BLUE)[:-30]}))
    assert tuple(composite(opened)[0, 0]) == RED
    assert "“broken”" in str(opened.losses[0])
    assert opened.damaged


@pytest.mark.parametrize("size", [(40_000, 40_000), (2**31 - 1, 2**31 - 1), (0, 8), (9000, 9000)])
def test_pngs_that_claim_to_be_huge_are_refused_from_their_header(make: Maker, size: tuple[int, int]) -> None:
    with pytest.raises(BadInput):
        read_ora(make("<stack><layer src='a.png'/></stack>", {"a.png": png_head(*size)}))


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST_DECODED", 2**20)
    path = tmp_path / "bomb.ora"
    layers = "".join(f"<layer src='{number}.png'/>" for number in range(9))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("stack.xml", f"<image w='8' h='8'><stack>{layers}</stack></image>")
        for number in range(9):
            file.writestr(f"{number}.png", png_of((number, 0, 0, 255), (1200, 1200)))
    with pytest.raises(BadInput, match="too large"):
        read_ora(path)


def test_an_entry_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_MOST_TEXT", 2**16)
    monkeypatch.setattr(archives, "_OTHER_BYTES", 2**16)
    for name in ("stack.xml", "a.png"):
        path = tmp_path / "bomb.ora"
        entries = {"stack.xml": b"<image w='8' h='8'><stack><layer src='a.png'/></stack></image>"}
        entries["a.png"] = png_of(RED)
        entries[name] += bytes(2**20)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for entry, data in entries.items():
                file.writestr(entry, data)
        with pytest.raises(BadInput, match="too large"):
            read_ora(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_the_format_does_not_know_is_refused(tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.ora", "w", method) as file:
        file.writestr("stack.xml", "<image w='8' h='8'/>")
    with pytest.raises(BadInput):
        read_ora(tmp_path / "a.ora")


def test_a_password_is_told(make: Maker) -> None:
    path = make("<stack><layer src='data/red.png'/></stack>")
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)  # of stack.xml
    content[at + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(BadInput, match="password"):
        read_ora(path)


def test_entries_of_the_same_name_do_no_harm(make: Maker) -> None:
    path = make("<stack><layer src='a.png'/></stack>", {"a.png": png_of(RED)})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as file:
        file.writestr("a.png", png_of(BLUE))
    assert tuple(composite(read_ora(path))[0, 0]) in (RED, BLUE)


@pytest.mark.parametrize("kept", [0, 3, 30, 500, -1, -30])
def test_half_a_file_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "half.ora"
    OraWriter().write(path, full_document().state, "")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadInput, match=r"half\.ora"):
        read_ora(path)


def test_other_files_and_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.ora").mkdir()
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as file:
        file.writestr("readme.txt", "hello")
    (tmp_path / "text.ora").write_text("hello")
    for name in ("folder.ora", "other.zip", "text.ora", "missing.ora"):
        with pytest.raises(BadInput, match=name):
            read_ora(tmp_path / name)


def test_archives_are_told_from_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_of(RED))
    OraWriter().write(tmp_path / "b.zip", Document(8, 8).state, "")
    assert not is_archive(tmp_path / "a.png")
    assert not is_archive(tmp_path / "missing.png")
    assert is_archive(tmp_path / "b.zip")
    assert is_archive(tmp_path / "half.ora")


@pytest.mark.parametrize("name", ["all.ora", "tree.ora"])
@pytest.mark.filterwarnings("ignore")
def test_whatever_is_in_an_entry_a_document_comes_or_a_sentence(tmp_path: Path, name: str) -> None:
    content = documents()[name]
    for seed in range(60):
        (tmp_path / name).write_bytes(tampered(content, seed))
        opened_or_refused(tmp_path / name)


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ora"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("stack.xml", "<?xml version='1.0' encoding='none'?><image w='8' h='8'/>")
    with pytest.raises(BadInput, match="damaged"):
        read_ora(path)


def test_whatever_byte_is_another_a_document_comes_or_a_sentence(tmp_path: Path) -> None:
    document = full_document(24, 16)
    document.begin_edit("Brush", document.layers[1].id).write(document.rect, noise(24, 16))
    path = tmp_path / "flipped.ora"
    OraWriter().write(path, document.state, "Meadow", preview=False)
    content = path.read_bytes()
    random = np.random.default_rng(5)
    names, heads = content.index(b"stack.xml"), content.index(b"PK\x01\x02")
    anywhere = random.integers(0, len(content), 300)
    for at in {*anywhere.tolist(), *range(names), *range(heads, len(content))}:
        flipped = bytearray(content)
        flipped[at] ^= 1 << int(random.integers(8))
        path.write_bytes(flipped)
        opened = opened_or_refused(path)
        if opened is not None and not opened.losses:
            assert opened.state.layers[1].tiles.read(document.rect)[..., 3].any()

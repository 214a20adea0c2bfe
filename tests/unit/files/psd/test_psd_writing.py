"""Documents written for Photoshop: what comes back, here, in psd-tools and in other programs."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage
from psd_tools.api.layers import Group as TheirGroup
from psd_tools.constants import BlendMode, Resource

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import all_nodes
from aipaint_desktop.files.psd.reading import read_psd
from aipaint_desktop.files.psd.writing import unkept, write_psd
from aipaint_desktop.values.geometry import Rect
from tests.other_programs import GIMP, KRITA, convert, installed
from tests.photoshop_cases import noise

SIDE = 24
ACROSS = 8
DIFFERENT = {  # where these programs have another formula, or do not read it at all
    KRITA: {"ADD", "SOFT_LIGHT", "clip"},
    GIMP: {
        *("DODGE", "BURN", "SOFT_LIGHT", "HUE", "SATURATION", "COLOUR", "LUMINOSITY", "LINEAR_BURN"),
        *("DARKER_COLOUR", "LIGHTER_COLOUR", "LINEAR_LIGHT", "HARD_MIX", "SUBTRACT", "DIVIDE"),
    },
}


def _tiles(at: tuple[int, int], seed: int, alpha: bool = True) -> TileStore:
    pixels = noise(SIDE, SIDE, 4, seed)
    pixels[..., 3] = np.maximum(pixels[..., 3], 1) if alpha else 255
    return TileStore.from_pixels(pixels, *at)


def _mask(at: tuple[int, int], seed: int) -> TileStore:
    return TileStore.from_pixels(noise(SIDE, SIDE, 1, seed)[..., 0], *at)


def _cells(names: list[str]) -> dict[str, tuple[int, int]]:
    return {name: (at % ACROSS * SIDE, at // ACROSS * SIDE) for at, name in enumerate(names)}


STRUCTURES = ["isolated", "through", "masked", "clip", "hidden", "masked group"]
CELLS = _cells([mode.name for mode in Mode] + STRUCTURES)


def _everything() -> State:
    """Each mode, and each way in which nodes lie, in a cell of its own over opaque noise."""
    width, height = ACROSS * SIDE, (len(CELLS) // ACROSS + 1) * SIDE
    ground = noise(width, height, 4, 1)
    ground[..., 3] = 255
    nodes: list[Node] = [Layer("ground", tiles=TileStore.from_pixels(ground))]
    nodes += [
        Layer(mode.name, tiles=_tiles(CELLS[mode.name], at), mode=mode, opacity=0.8)
        for at, mode in enumerate(Mode)
    ]

    def two(name: str) -> tuple[Node, ...]:
        over = Layer("over", tiles=_tiles(CELLS[name], 51), mode=Mode.MULTIPLY)
        return (Layer("one", tiles=_tiles(CELLS[name], 50)), over)

    masked = CELLS["masked"], CELLS["masked group"]
    nodes += [
        Group("isolated", children=two("isolated")),
        Group("through", children=two("through"), through=True, folded=True, label="red"),
        Layer("masked", tiles=_tiles(masked[0], 52), mask=_mask(masked[0], 53)),
        *two("clip")[:1],
        replace(two("clip")[1], name="clipped 夹", clip=True, alpha_locked=True, label="purple"),
        Layer("hidden", tiles=_tiles(CELLS["hidden"], 54), visible=False, locked=True),
        Group("masked group", children=two("masked group"), mask=_mask(masked[1], 55)),
    ]
    return State(width, height, tuple(nodes), nodes[0].id)


def _told(node: Node) -> tuple[object, ...]:
    kind = (node.through, node.folded) if isinstance(node, Group) else (node.alpha_locked,)  # type: ignore[attr-defined]
    common = node.name, node.visible, round(node.opacity * 255), node.mode, node.clip, node.mask_used
    return (*common, node.locked, node.label, *kind)


@pytest.mark.parametrize("suffix", [".psd", ".psb"])
def test_all_of_the_tree_comes_back(tmp_path: Path, suffix: str) -> None:
    state = _everything()
    path = tmp_path / f"a{suffix}"
    write_psd(path, state)
    opened = read_psd(path)
    assert opened.losses == ()
    ours, theirs = list(all_nodes(state.nodes)), list(all_nodes(opened.state.nodes))
    assert [_told(node) for node in theirs] == [_told(node) for node in ours]
    for one, other in zip(ours, theirs, strict=True):
        if isinstance(one, Layer) and isinstance(other, Layer):
            np.testing.assert_array_equal(other.tiles.read(state.rect), one.tiles.read(state.rect))
        assert (one.mask is None) == (other.mask is None)
        if one.mask is not None and other.mask is not None:
            np.testing.assert_array_equal(other.mask.read(state.rect), one.mask.read(state.rect))


def test_others_see_how_it_looks(tmp_path: Path) -> None:
    state = _everything()
    path = tmp_path / "a.psd"
    write_psd(path, state)
    with Image.open(path) as image:
        np.testing.assert_array_equal(np.asarray(image), composite(state.nodes, state.rect)[..., :3])
    psd = PSDImage.open(path)
    assert psd.image_resources.get_data(Resource.ICC_PROFILE)
    assert [layer.name for layer in psd][-1] == "masked group"
    through = next(layer for layer in psd if layer.name == "through")
    assert isinstance(through, TheirGroup)
    assert through.blend_mode is BlendMode.PASS_THROUGH
    assert next(layer for layer in psd if layer.name == "clipped 夹").clipping


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    pixels = noise(SIDE, SIDE, 4, 3)
    pixels[:4, :, 3] = 0
    layer = Layer("one", tiles=TileStore.from_pixels(pixels))
    write_psd(tmp_path / "a.psd", State(SIDE, SIDE, (layer,), layer.id))
    merged = PSDImage.open(tmp_path / "a.psd").topil()
    assert merged is not None
    assert merged.mode == "RGBA"
    np.testing.assert_array_equal(
        np.asarray(merged)[..., 3], composite((layer,), Rect(0, 0, SIDE, SIDE))[..., 3]
    )


@pytest.mark.parametrize("opaque", [True, False])
def test_channels_and_guides_come_back(tmp_path: Path, opaque: bool) -> None:
    pixels = noise(SIDE, SIDE, 4, 3)
    pixels[..., 3] = 255 if opaque else 100
    layer = Layer("one", tiles=TileStore.from_pixels(pixels))
    channels = {"Sky 天": noise(SIDE, SIDE, 1, 4)[..., 0], "Boat": noise(SIDE, SIDE, 1, 5)[..., 0]}
    guides = (Guide(True, 7.5), Guide(False, 3))
    state = State(SIDE, SIDE, (layer,), layer.id, channels=channels, guides=guides)
    write_psd(tmp_path / "a.psd", state)
    assert unkept(state) == ()
    opened = read_psd(tmp_path / "a.psd")
    assert opened.losses == ()
    assert opened.state.guides == guides
    assert list(opened.state.channels) == list(channels)
    for name, mask in channels.items():
        np.testing.assert_array_equal(opened.state.channels[name], mask)
    assert Document.from_state(opened.state, "").state.channels.keys() == channels.keys()


def test_an_empty_layer_and_an_empty_mask_come_back(tmp_path: Path) -> None:
    layer = Layer("x" * 300, mask=TileStore(channels=1), mask_used=False)
    write_psd(tmp_path / "a.psd", State(SIDE, SIDE, (layer,), layer.id))
    opened = read_psd(tmp_path / "a.psd")
    (only,) = opened.state.layers
    assert (only.name, len(only.tiles), opened.losses, only.mask_used) == ("x" * 300, 0, (), False)
    assert only.mask is not None
    assert len(only.mask) == 0


def test_what_the_format_has_no_place_for_is_told() -> None:
    layer = Layer("one", provenance=object())
    state = State(SIDE, SIDE, (layer,), layer.id, np.full((SIDE, SIDE), 255, np.uint8))
    said = " ".join(map(str, unkept(state)))
    assert "made" in said
    assert "selected" in said
    assert unkept(State(SIDE, SIDE, (replace(layer, provenance=None),), layer.id)) == ()


@pytest.mark.parametrize("program", [KRITA, GIMP])
def test_other_programs_show_the_same(tmp_path: Path, program: str) -> None:
    if not installed(program):
        pytest.skip(f"{program} is not installed")
    state = _everything()
    write_psd(tmp_path / "a.psd", state)
    convert(program, tmp_path / "a.psd", tmp_path / "a.png")
    ours = composite(state.nodes, state.rect)[..., :3].astype(int)
    with Image.open(tmp_path / "a.png") as image:
        theirs = np.asarray(image.convert("RGB")).astype(int)
    apart = {
        name: int(np.abs(ours - theirs)[top : top + SIDE, left : left + SIDE].max())
        for name, (left, top) in CELLS.items()
        if name not in DIFFERENT[program]
    }
    assert max(apart.values()) <= 2, apart


@pytest.mark.parametrize("program", [KRITA, GIMP])
def test_what_other_programs_write_is_read(tmp_path: Path, program: str) -> None:
    if not installed(program):
        pytest.skip(f"{program} is not installed")
    state = _everything()
    write_psd(tmp_path / "a.psd", state)
    convert(program, tmp_path / "a.psd", tmp_path / "b.psd")
    opened = read_psd(tmp_path / "b.psd")
    before, after = ({node.name: node for node in all_nodes(one.nodes)} for one in (state, opened.state))
    assert before.keys() <= after.keys()  # those of a name that is there twice get another
    for name in ("ground", "MULTIPLY", "SCREEN", "masked", "hidden"):
        one, other = before[name], after[name]
        assert isinstance(one, Layer)
        assert isinstance(other, Layer)
        assert (other.visible, other.mode, round(other.opacity, 2)) == (
            one.visible,
            one.mode,
            round(one.opacity, 2),
        )
        np.testing.assert_array_equal(other.tiles.read(state.rect), one.tiles.read(state.rect))

"""Trees of layers and groups written as OpenRaster and read back: all of them, whatever is in them."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import Align, Text, TextStyle, TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import all_nodes, find, leaves
from aipaint_desktop.files import atomic_file
from aipaint_desktop.files.ora.reading import read_ora
from aipaint_desktop.files.ora.writing import OraWriter
from aipaint_desktop.values.geometry import Rect
from tests.full_document import assert_same, noise

CANVAS = Rect(0, 0, 150, 140)


@pytest.fixture(scope="module", autouse=True)
def no_settling() -> Iterator[None]:
    """Nothing here is to outlive the machine's power."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(atomic_file, "_settle", lambda file: file.flush())
        yield


rects = st.builds(
    lambda left, top, width, height: Rect(left, top, width, height).intersection(CANVAS),
    st.integers(0, 149),
    st.integers(0, 139),
    st.integers(1, 150),
    st.integers(1, 140),
)


def sheet(rect: Rect, colour: tuple[int, int, int, int], seed: int | None) -> TileStore:
    if seed is None:
        return TileStore().fill(rect, colour)
    return TileStore().write(rect, noise(rect.width, rect.height, seed))


def hidden(rect: Rect, value: int, *, soft: bool) -> TileStore:
    pixels = np.full((rect.height, rect.width), value, np.uint8)
    if soft:
        pixels[:] = np.linspace(0, value, rect.width)
    return TileStore(channels=1).write(rect, pixels)


bytes_ = st.integers(0, 255)
texts = st.builds(
    lambda words, colour, align, vertical, width: Text(
        words, TextStyle("Inter", colour=colour, align=align, vertical=vertical), width=width
    ),
    st.text(max_size=8).map(lambda words: words.encode(errors="replace").decode().replace("\0", "?")),
    st.tuples(bytes_, bytes_, bytes_),
    st.sampled_from(Align),
    st.booleans(),
    st.none() | st.floats(1, 1000),
)
sheets = st.one_of(
    st.just(TileStore()),
    st.builds(sheet, rects, st.tuples(bytes_, bytes_, bytes_, bytes_), st.none() | st.integers(0, 3)),
    st.builds(
        lambda rect, colour, text: TextTiles(sheet(rect, (*colour, 255), None), text),
        rects,
        st.tuples(bytes_, bytes_, bytes_),
        texts,
    ),
)
masks = st.none() | st.just(TileStore(channels=1)) | st.builds(hidden, rects, bytes_, soft=st.booleans())
names = st.text(max_size=8) | st.sampled_from(["Layer", " \n\t", '<&"\udcff\x01', "麦田", ""])
properties = st.fixed_dictionaries(
    {
        "visible": st.booleans(),
        "opacity": st.floats(0, 1) | st.just(1.0),
        "mode": st.sampled_from(Mode),
        "clip": st.booleans(),
        "mask": masks,
        "mask_used": st.booleans(),
        "locked": st.booleans(),
        "label": st.sampled_from(["", "red", "blue"]),
    }
).map(lambda values: values if values["mask"] is not None else values | {"mask_used": True})
layers = st.builds(
    lambda name, tiles, locked, values: Layer(name or "Layer", tiles, alpha_locked=locked, **values),
    names,
    sheets,
    st.booleans(),
    properties,
)


def groups(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(
        lambda name, inner, through, folded, values: Group(
            name or "Group", inner, through=through, folded=folded, **values
        ),
        names,
        st.lists(children, max_size=3).map(tuple),
        st.booleans(),
        st.booleans(),
        properties,
    )


trees = st.lists(st.recursive(layers, groups, max_leaves=5), min_size=1, max_size=4).map(tuple)


@st.composite
def states(draw: st.DrawFn) -> State:
    nodes = draw(trees.filter(lambda forest: any(leaves(forest))))
    ids = [node.id for node in all_nodes(nodes)]
    active = draw(st.sampled_from(ids))
    chosen = frozenset(draw(st.lists(st.sampled_from(ids), max_size=3)))
    on_mask = find(nodes, active).mask is not None and draw(st.booleans())
    return State(CANVAS.width, CANVAS.height, nodes, active, chosen_ids=chosen, on_mask=on_mask)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(states())
def test_any_document_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, state: State) -> None:
    path = tmp_path_factory.getbasetemp() / "any.ora"
    OraWriter().write(path, state, "Any", preview=False)
    opened = read_ora(path)
    assert (opened.losses, opened.unshown, opened.damaged) == ((), None, False)
    assert_same(opened.state, state)


def disc(colour: tuple[int, int, int, int], left: int) -> TileStore:
    """A soft one."""
    y, x = np.mgrid[:100, :100] - 49.5
    pixels = np.full((100, 100, 4), colour, np.uint8)
    pixels[..., 3] = np.clip((45 - np.hypot(x, y)) * 20, 0, colour[3])
    return TileStore().write(Rect(left, 20, 100, 100), pixels)


def written(path: Path, *nodes: Node) -> State:
    state = State(CANVAS.width, CANVAS.height, nodes, nodes[0].id)
    OraWriter().write(path, state, "")
    return state


def stack_of(path: Path) -> ElementTree.Element:
    with ZipFile(path) as file:
        (stack,) = ElementTree.fromstring(file.read("stack.xml"))
    return stack


def without_own_part(path: Path) -> State:
    """What another program makes of the file."""
    bare = path.with_name("bare.ora")
    with ZipFile(path) as old, ZipFile(bare, "w") as new:
        for entry in old.namelist():
            if not entry.startswith("aipaint"):
                new.writestr(entry, old.read(entry))
    return read_ora(bare).state


def premultiplied(pixels: np.ndarray) -> np.ndarray:
    alpha = pixels[..., 3:] / 255
    return np.concatenate([pixels[..., :3] * alpha, pixels[..., 3:]], axis=2)


def assert_looks(state: State, as_it_was: State) -> None:
    seen, before = (premultiplied(composite(each.nodes, CANVAS)) for each in (state, as_it_was))
    assert np.abs(seen - before).max() <= 1.01


def test_groups_are_stacks(tmp_path: Path) -> None:
    inner = Layer("in", disc((200, 40, 10, 255), 10))
    group = Group("G", (inner,), opacity=0.5, mode=Mode.MULTIPLY, locked=True)
    through = Group("T", (Layer("on", disc((9, 99, 200, 255), 40)),), through=True)
    state = written(tmp_path / "a.ora", Layer("ground", disc((250, 240, 0, 255), 30)), group, through)
    above, below, _ground = stack_of(tmp_path / "a.ora")
    assert (above.tag, above.get("isolation"), above.get("name")) == ("stack", "auto", "T")
    assert (below.get("isolation"), below.get("composite-op"), below.get("opacity")) == (
        "isolate",
        "svg:multiply",
        "0.5",
    )
    assert below.get("edit-locked") == "true"
    assert [child.get("name") for child in below] == ["in"]
    assert_looks(without_own_part(tmp_path / "a.ora"), state)


@pytest.mark.parametrize("opacity", [1.0, 0.6])
def test_what_is_clipped_is_laid_atop_of_its_base_for_others(tmp_path: Path, opacity: float) -> None:
    base = Layer("base", disc((200, 40, 10, 220), 10), opacity=opacity, mode=Mode.SCREEN)
    over = Layer("over", disc((9, 99, 200, 180), 40), clip=True, opacity=0.7)
    state = written(tmp_path / "a.ora", Layer("ground", disc((250, 240, 0, 255), 30)), base, over)
    run, _ground = stack_of(tmp_path / "a.ora")
    assert (run.tag, run.get("isolation"), run.get("composite-op")) == ("stack", "isolate", "svg:screen")
    assert [child.get("composite-op") for child in run] == ["svg:src-atop", "svg:src-over"]
    assert_looks(without_own_part(tmp_path / "a.ora"), state)


def test_others_see_a_layer_as_its_mask_leaves_it(tmp_path: Path) -> None:
    mask = hidden(Rect(0, 0, 80, 140), 255, soft=True)
    state = written(tmp_path / "a.ora", Layer("masked", disc((200, 40, 10, 220), 10), mask=mask))
    assert_looks(without_own_part(tmp_path / "a.ora"), state)
    unmasked = written(
        tmp_path / "b.ora", Layer("masked", disc((200, 40, 10, 220), 10), mask=mask, mask_used=False)
    )
    assert_looks(without_own_part(tmp_path / "b.ora"), unmasked)


def repainted(path: Path, entry: str) -> Path:
    """The file with another picture in an entry, as a program may write it that keeps what it does not know."""
    other = path.with_name("repainted.ora")
    with ZipFile(path) as old, ZipFile(other, "w") as new:
        for name in old.namelist():
            if name != entry:
                new.writestr(name, old.read(name))
                continue
            with old.open(name) as file, Image.open(file) as image:
                green = Image.new(image.mode, image.size, (0, 255, 0, 255))
            with new.open(name, "w") as target:
                green.save(target, "PNG")
    return other


def test_what_another_program_has_painted_wins(tmp_path: Path) -> None:
    mask = hidden(Rect(0, 0, 80, 140), 255, soft=True)
    written(tmp_path / "a.ora", Layer("masked", disc((200, 40, 10, 220), 10), mask=mask, label="red"))
    opened = read_ora(repainted(tmp_path / "a.ora", "data/layer0.png"))
    (layer,) = opened.state.layers
    assert tuple(layer.tiles.read(CANVAS)[60, 60]) == (0, 255, 0, 255)
    assert layer.mask is None
    assert layer.label == "red"
    assert "“masked”" in str(opened.losses[0])


@pytest.mark.parametrize("entry", ["aipaint/alpha0.png", "aipaint/mask0.png"])
def test_a_mask_that_is_damaged_costs_only_itself(tmp_path: Path, entry: str) -> None:
    mask = hidden(Rect(0, 0, 80, 140), 255, soft=True)
    state = written(tmp_path / "a.ora", Layer("masked", disc((200, 40, 10, 220), 10), mask=mask))
    with ZipFile(tmp_path / "a.ora") as old, ZipFile(tmp_path / "b.ora", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: None if name != entry else 60])
    opened = read_ora(tmp_path / "b.ora")
    assert opened.damaged
    assert "“masked”" in str(opened.losses[0])
    assert opened.state.layers[0].mask is None
    if "alpha" in entry:
        assert_looks(opened.state, state)


def test_a_layer_of_others_that_is_laid_atop_is_clipped_to_all_below_it(tmp_path: Path) -> None:
    state = written(
        tmp_path / "a.ora",
        Layer("one", disc((200, 40, 10, 220), 10), opacity=0.5),
        Layer("two", disc((20, 40, 110, 220), 20)),
        Layer("over", disc((9, 99, 200, 180), 40)),
    )
    with ZipFile(tmp_path / "a.ora") as old, ZipFile(tmp_path / "b.ora", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "stack.xml":
                data = data.replace(b"svg:src-over", b"svg:src-atop", 1)
            if not name.startswith("aipaint"):
                new.writestr(name, data)
    below, over = read_ora(tmp_path / "b.ora").state.nodes
    assert isinstance(below, Group)
    assert [child.name for child in below.children] == ["one", "two"]
    assert over.clip
    assert_looks(
        read_ora(tmp_path / "b.ora").state,
        State(150, 140, (Group("G", state.nodes[:2]), Layer("o", state.layers[2].tiles, clip=True)), "o"),
    )

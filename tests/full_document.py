"""Documents with all that can be in one, to be written and read."""

from dataclasses import fields, replace

import numpy as np

from aipaint_desktop.document.assistant import Assistant, AssistantKind
from aipaint_desktop.document.document import Document, State
from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.files.provenance import EngineRun, engine_run
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture


def noise(width: int, height: int, seed: int = 7) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)


def run_of(seed: int = 3) -> EngineRun:
    like = Picture(noise(40, 50)[..., :3], "wheat.jpg")
    request = VaryRequest(seed=seed, references=(like,), width=64, height=48)
    return engine_run(request, device="cpu", precision="fp32", seconds=1.5)


def full_document(width: int = 300, height: int = 200) -> Document:
    """Four layers, one of them beyond the canvas, one made by an engine; a selection and a region."""
    document = Document(width, height)
    document.paste_image(noise(64, 48), "Variation", run_of(), left=width - 30, top=-20)
    document.set_opacity(document.active.id, 0.25)
    document.add_layer('<&"\u0001\udcff\n麦田')
    document.set_visible(document.active.id, False)
    mask = np.zeros((height, width), np.uint8)
    mask[2:9, 3:12] = 200
    document.select(mask)
    document.use_in_selection("own/sea.png")
    document.select(np.rot90(mask, 2))
    guides = (Guide(True, 12.5), Guide(False, -3.0))
    channels = {"Sky": mask, "": np.rot90(mask, 2)}
    assistants = (Assistant(AssistantKind.TWO_POINTS, ((-300.5, 20.0), (900.0, 20.25))),)
    document.apply(
        "Keep", lambda state: replace(state, guides=guides, channels=channels, assistants=assistants)
    )
    return document


def assert_same(read: State, written: State) -> None:
    """Everything that a file keeps of a state."""
    assert (read.width, read.height, read.active_id) == (written.width, written.height, written.active_id)
    assert (read.chosen_ids, read.on_mask) == (written.chosen_ids, written.on_mask)
    assert same_mask(read.selection, written.selection)
    assert read.regions.keys() == written.regions.keys()
    assert all(same_mask(read.regions[name], mask) for name, mask in written.regions.items())
    assert list(read.channels) == list(written.channels)
    assert all(same_mask(read.channels[name], mask) for name, mask in written.channels.items())
    assert read.guides == written.guides
    assert read.assistants == written.assistants
    for new, old in zip(read.nodes, written.nodes, strict=True):
        assert_same_node(new, old, written.rect)


def assert_same_node(new: Node, old: Node, rect: Rect) -> None:
    """With all that is in it, as far as the rectangle goes."""
    assert type(new) is type(old)
    stores = {"mask", "tiles", "children"}
    for name in {field.name for field in fields(old)} - stores:
        assert getattr(new, name) == getattr(old, name), name
    assert (new.mask is None) == (old.mask is None)
    if new.mask is not None and old.mask is not None:
        assert (new.mask.read(rect) == old.mask.read(rect)).all()
    if isinstance(new, Layer) and isinstance(old, Layer):
        assert new.text == old.text
        assert set(new.tiles) == set(old.tiles)
        assert (new.tiles.read(rect) == old.tiles.read(rect)).all()
    if isinstance(new, Group) and isinstance(old, Group):
        for one, other in zip(new.children, old.children, strict=True):
            assert_same_node(one, other, rect)


def same_mask(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    return one is other or (one is not None and other is not None and bool((one == other).all()))

"""Documents with all that can be in one, to be written and read."""

import numpy as np

from aipaint_desktop.document.document import Document, State
from aipaint_desktop.engines.painter.requests import VaryRequest
from aipaint_desktop.files.provenance import EngineRun, engine_run
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
    return document


def assert_same(read: State, written: State) -> None:
    """Everything that a file keeps of a state."""
    assert (read.width, read.height, read.active_id) == (written.width, written.height, written.active_id)
    assert same_mask(read.selection, written.selection)
    assert read.regions.keys() == written.regions.keys()
    assert all(same_mask(read.regions[name], mask) for name, mask in written.regions.items())
    for new, old in zip(read.layers, written.layers, strict=True):
        for name in ("id", "name", "visible", "opacity", "paper", "provenance", "mode"):
            assert getattr(new, name) == getattr(old, name), name
        assert set(new.tiles) == set(old.tiles)
        assert (new.tiles.read(written.rect) == old.tiles.read(written.rect)).all()


def same_mask(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    return one is other or (one is not None and other is not None and bool((one == other).all()))

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Group, Layer
from aipaint_desktop.document.selecting.sampled import sampled
from aipaint_desktop.document.state import State
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput


def layer(name: str, left: int, label: str = "") -> Layer:
    return Layer(name, TileStore().fill(Rect(left, 0, 4, 4), (9, 9, 9, 255)), label=label)


def state() -> State:
    group = Group("in", children=(layer("b", 4, "red"), layer("c", 8)))
    first = layer("a", 0, "red")
    return replace(Document(16, 4).state, nodes=(first, group, layer("d", 12, "blue")), active_id=first.id)


def columns(label: str, *, all_layers: bool = True) -> list[int]:
    alpha = sampled(state(), all_layers=all_layers, label=label)[0, :, 3]
    return np.flatnonzero(alpha)[::4].tolist()


def test_all_layers_the_active_one_or_those_with_a_label_are_looked_at() -> None:
    assert columns("") == [0, 4, 8, 12]
    assert columns("red") == [0, 4]
    assert columns("blue") == [12]
    assert columns("", all_layers=False) == [0]


def test_a_label_that_no_layer_has_is_refused() -> None:
    with pytest.raises(BadInput):
        columns("green")


def test_all_in_a_group_with_a_label_is_looked_at() -> None:
    now = state()
    group = now.nodes[1]
    marked = replace(now, nodes=(now.nodes[0], replace(group, label="grey"), now.nodes[2]))
    assert np.flatnonzero(sampled(marked, all_layers=True, label="grey")[0, :, 3])[::4].tolist() == [4, 8]

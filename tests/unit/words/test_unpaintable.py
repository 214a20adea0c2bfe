"""What the composer cannot paint is found in a prompt, and nothing else is."""

import pytest

from aipaint_desktop import paths
from aipaint_desktop.words.prompts import COMPOSER, Prompts
from aipaint_desktop.words.unpaintable import unpaintable


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("a cat", ["cat"]),
        ("The Cat, a cat and cats", ["Cat", "cat", "cats"]),
        ("Two boats at dusk", ["Two boats"]),
        ("a stormy sea with 3 sailing ships", ["3 sailing ships"]),
        ("a face in the fog", ["face"]),
        ("women, children; wolves and geese", ["women", "children", "wolves", "geese"]),
        ("a lighthouse on the cliff", ["lighthouse"]),
        ("暮色中的大海，两条船，一只猫", ["两条船", "猫"]),
        ("少女的脸", ["少女", "脸"]),
        ("草地，马", ["马"]),
    ],
)
def test_living_things_figures_single_things_and_counts_are_found(prompt: str, found: list[str]) -> None:
    assert unpaintable(prompt) == found


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "a stormy sea at dusk, golden clouds, impressionist",
        "黄昏时波涛汹涌的大海，金色的云，印象派",
        "carpet of scarlet leaves in a vineyard",
        "a rock face at three in the morning",
        "鸟瞰山谷，罗马的废墟",
        "ガラス Łódź İ ﬁ 🐈",
    ],
)
def test_what_it_can_paint_is_left_alone(prompt: str) -> None:
    assert unpaintable(prompt) == []


@pytest.mark.parametrize("chinese", [False, True])
def test_what_is_offered_can_be_painted(chinese: bool) -> None:
    offered = Prompts().offers(chinese=chinese)
    assert len(offered) > 60
    assert not any(map(unpaintable, offered))


def test_names_of_painters_are_no_things() -> None:
    rows = (paths.models() / COMPOSER / "names.tsv").read_text(encoding="utf-8").splitlines()
    names = [name for row in rows for name in (row.split("\t")[1], *row.split("\t")[2].split("|"))]
    artists = [name for row in rows if row.startswith("artist") for name in row.split("\t")[2].split("|")]
    assert len(names) > 100
    assert [name for name in artists if unpaintable(name)] == []

"""Choices are made by the seed, and brackets weigh as artists know them."""

import pytest

from aipaint_desktop.engines.checkpoint.prompts import Fragment, fragments, named_in, with_choices_made
from aipaint_desktop.values.refusal import BadInput


def weights(prompt: str) -> list[tuple[str, float]]:
    return [(part.text, round(part.weight, 4)) for part in fragments(prompt)]


@pytest.mark.parametrize(
    ("prompt", "made"),
    [
        ("a red house", [("a red house", 1.0)]),
        ("", [("", 1.0)]),
        ("a (red:1.2) house", [("a ", 1.0), ("red", 1.2), (" house", 1.0)]),
        ("((red)) house", [("red", 1.21), (" house", 1.0)]),
        ("[red]", [("red", 0.9091)]),
        ("(red [old] house:1.5)", [("red ", 1.5), ("old", 1.3636), (" house", 1.5)]),
        (r"red \(house\)", [("red (house)", 1.0)]),
        ("(red: 0.5) at 12:30", [("red", 0.5), (" at 12:30", 1.0)]),
        ("(red", [("red", 1.1)]),
        ("red) ]", [("red) ]", 1.0)]),
        ("(a:b)", [("a:b", 1.1)]),
    ],
)
def test_brackets_weigh(prompt: str, made: list[tuple[str, float]]) -> None:
    assert weights(prompt) == made


def test_weights_out_of_range_are_refused() -> None:
    for prompt in ("(red:11)", "(red:-1)", "(" * 50 + "red" + ")" * 50):
        with pytest.raises(BadInput, match="out of range"):
            fragments(prompt)
    with pytest.raises(BadInput, match="no number"):
        fragments("(red:1.2.3)")


def test_choices_are_made_by_the_seed() -> None:
    prompt = "a {red|blue|{old|new} green} house {by a lake}"
    made = {with_choices_made(prompt, seed) for seed in range(60)}
    assert made == {f"a {colour} house {{by a lake}}" for colour in ("red", "blue", "old green", "new green")}
    assert with_choices_made(prompt, 5) == with_choices_made(prompt, 5)
    assert with_choices_made("{a|}{", 1) in ("a{", "{")
    assert len(with_choices_made("{" * 50_000 + "}" * 50_000, 1)) == 100_000


def test_words_of_files_are_found_whole_and_in_any_case() -> None:
    made = fragments("a house, (Ink-Old:0.5) and ink", ("ink", "ink-old"))
    assert made == (
        Fragment("a house, "),
        Fragment("Ink-Old", 0.5, 1),
        Fragment(" and "),
        Fragment("ink", 1.0, 0),
    )
    assert named_in("by INK, old", "ink")
    assert not named_in("by inky", "ink")

"""A refusal is a sentence as data: it says itself in English and survives any way that text can go."""

import json
import os
import pickle
from pathlib import Path

import pytest

from aipaint_desktop.values.refusal import BadInput, Sentence, reason_of


def test_a_refusal_says_itself_in_english_and_keeps_what_it_was_made_of() -> None:
    refused = BadInput("{0} is {1}×{2}.", Path("sea.png"), 9, 8)
    assert str(refused) == "sea.png is 9×8."
    assert refused.sentence == Sentence("{0} is {1}×{2}.", "sea.png", 9, 8)
    assert refused.sentence.arguments == ("sea.png", 9, 8)


def test_a_refusal_may_say_why_in_another() -> None:
    inner = BadInput("{0} is empty.", "a.png")
    outer = BadInput("The folder {0} holds no picture: {1}", "sea", inner)
    assert str(outer) == "The folder sea holds no picture: a.png is empty."
    assert outer.sentence.arguments[1] == inner.sentence


def test_braces_of_names_and_of_a_sentence_without_arguments_mean_nothing() -> None:
    assert str(BadInput("{0} is empty.", "{1}.png")) == "{1}.png is empty."
    assert str(Sentence("what another program {says}")) == "what another program {says}"


def test_names_need_not_be_text() -> None:
    name = os.fsdecode(b"caf\xe9.png")
    assert str(BadInput("{0} is empty.", name)) == "caf?.png is empty."
    assert BadInput("{0} is empty.", Path(name)).sentence.arguments == ("caf?.png",)


def test_a_sentence_comes_back_from_json_and_from_other_processes() -> None:
    refused = BadInput("{0} of {1}: {2}", 0.5, "海", Sentence("{0} is empty.", "a.png"))
    assert Sentence.from_json(json.loads(json.dumps(refused.sentence.to_json()))) == refused.sentence
    assert pickle.loads(pickle.dumps(refused)).sentence == refused.sentence
    assert Sentence.from_json("a.png is empty.") == Sentence("a.png is empty.")


@pytest.mark.parametrize("value", [None, 3, ["a"], {"template": "a"}, {"template": 1, "arguments": []}])
def test_other_values_are_no_sentences(value: object) -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        Sentence.from_json(value)


def test_a_reason_of_the_system_has_no_full_stop_and_is_never_empty() -> None:
    assert reason_of(OSError(28, "No space left.")) == "No space left"
    assert reason_of(OSError("the array is odd.")) == "the array is odd"
    assert reason_of(OSError()) == Sentence("the system does not say why")

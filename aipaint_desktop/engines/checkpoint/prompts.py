"""What stands in a prompt beside words: choices `{a|b}`, weights `(word:1.2)`, and words that a file gives a meaning.

Weights are written as in Stable Diffusion web UI: `(word)` counts 1.1 times as much, `[word]` that much less, and
`\\(` is a bracket.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from aipaint_desktop.values.refusal import BadInput

MOST_WORD_WEIGHT = 10
"""of words, from 0."""

_STEP = 1.1  # that one pair of brackets is worth
_DEEPEST = 100  # brackets within brackets
_KEPT = "\ue000\ue001"  # stand for braces that stay, while others are looked at; for private use in Unicode
_CHOICE = re.compile(r"\{([^{}]*)\}")
_TOKEN = re.compile(r"\\[()\[\]\\]|:\s*([+-]?[\d.]+)\s*\)|[()\[\]]|[^()\[\]:\\]+|.", re.DOTALL)


@dataclass(frozen=True)
class Fragment:
    """Words of one weight. vectors: index of the file that gives them their meaning; None for words as such."""

    text: str
    weight: float = 1.0
    vectors: int | None = None


def with_choices_made(prompt: str, seed: int) -> str:
    """Choose one of what stands between bars in braces, innermost first, the same for the same seed; braces without a
    bar stay."""
    chance = random.Random(seed)

    def choose(match: re.Match[str]) -> str:
        options = match[1].split("|")
        if len(options) > 1:
            return options[int(chance.random() * len(options))]
        return f"{_KEPT[0]}{match[1]}{_KEPT[1]}"

    for _ in range(_DEEPEST):
        chosen = _CHOICE.sub(choose, prompt)
        if chosen == prompt:
            break
        prompt = chosen
    return prompt.replace(_KEPT[0], "{").replace(_KEPT[1], "}")


def fragments(prompt: str, files: Sequence[str] = ()) -> tuple[Fragment, ...]:
    """Take a prompt apart by what its words count. files: words that files give a meaning, whatever their case.

    Raises `BadInput` where a weight is out of its range.
    """
    weighted = [(text, _checked(weight)) for text, weight in _weighted(prompt)]
    joined = [
        (weight, "".join(text for text, _ in run)) for weight, run in groupby(weighted, lambda one: one[1])
    ]
    return tuple(part for weight, text in joined for part in _meant(text, weight, files)) or (Fragment(""),)


def named_in(prompt: str, word: str) -> bool:
    """Tell whether a prompt has this word, whatever its case."""
    return _pattern((word,)).search(prompt) is not None


def _weighted(prompt: str) -> Iterator[tuple[str, float]]:
    """Pieces and their weights; a bracket that is never closed weighs as if it were at the end."""
    pieces: list[list[str | float]] = []
    round_ones: list[int] = []
    square_ones: list[int] = []

    def weigh(first: int, by: float) -> None:
        for piece in pieces[first:]:
            piece[1] = float(piece[1]) * by

    for match in _TOKEN.finditer(prompt):
        token, number = match[0], match[1]
        if token == "(" and len(round_ones) < _DEEPEST:
            round_ones.append(len(pieces))
        elif token == "[" and len(square_ones) < _DEEPEST:
            square_ones.append(len(pieces))
        elif number is not None and round_ones:
            weigh(round_ones.pop(), _number(number))
        elif token == ")" and round_ones:
            weigh(round_ones.pop(), _STEP)
        elif token == "]" and square_ones:
            weigh(square_ones.pop(), 1 / _STEP)
        else:
            pieces.append([token[1:] if token[0] == "\\" and len(token) == 2 else token, 1.0])
    for first in round_ones:
        weigh(first, _STEP)
    for first in square_ones:
        weigh(first, 1 / _STEP)
    for text, weight in pieces:
        yield str(text), float(weight)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadInput("The weight {0} in the prompt is no number.", text[:40]) from None


def _checked(weight: float) -> float:
    if not 0 <= weight <= MOST_WORD_WEIGHT:
        raise BadInput(
            "The weight {0} in the prompt is out of range: 0 to {1}.", f"{weight:g}", MOST_WORD_WEIGHT
        )
    return weight


def _meant(text: str, weight: float, files: Sequence[str]) -> Iterator[Fragment]:
    if not files:
        yield Fragment(text, weight)
        return
    lower = [file.lower() for file in files]
    reached = 0
    for match in _pattern(files).finditer(text):
        if match.start() > reached:
            yield Fragment(text[reached : match.start()], weight)
        yield Fragment(match[0], weight, lower.index(match[0].lower()))
        reached = match.end()
    if reached < len(text):
        yield Fragment(text[reached:], weight)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)

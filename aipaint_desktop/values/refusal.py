"""What is said where something that was asked for cannot be done: a sentence as data, and the exception with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from aipaint_desktop.values.text import as_text

Argument: TypeAlias = "str | int | float | Sentence"
Named: TypeAlias = "Argument | Path | BadInput"
"""What can be given as an argument: a path becomes text, a refusal its sentence."""


@dataclass(frozen=True, init=False)
class Sentence:
    """Holds what is to be said, so that it can be said in any language; `str` says it in English.

    template: in English, with numbered places such as {0}; the source from which it is translated.
    arguments: what stands in the places: text, numbers, or sentences, which are translated too. Where there are none,
        the template is what is said, braces and all.
    """

    template: str
    arguments: tuple[Argument, ...]

    def __init__(self, template: str, *arguments: Named) -> None:
        object.__setattr__(self, "template", as_text(template))
        object.__setattr__(self, "arguments", tuple(map(_argument, arguments)))

    def __str__(self) -> str:
        return self.template.format(*self.arguments) if self.arguments else self.template

    def to_json(self) -> dict[str, Any]:
        """Write the sentence as plain JSON values, of which `from_json` makes it again."""
        said = [one.to_json() if isinstance(one, Sentence) else one for one in self.arguments]
        return {"template": self.template, "arguments": said}

    @classmethod
    def from_json(cls, values: object) -> "Sentence":
        """Read a sentence from `to_json`; text is one without arguments. Raises `ValueError` for any other value."""
        match values:
            case str():
                return cls(values)
            case {"template": str(template), "arguments": list(arguments)}:
                return cls(
                    template, *(cls.from_json(one) if isinstance(one, dict) else one for one in arguments)
                )
        raise ValueError("not a sentence")


class BadInput(Exception):
    """Says that what was asked for cannot be done; the sentence names the thing and its fault.

    Raise it with the template itself, as translators find it there: `BadInput("{0} is empty.", name)`.
    """

    def __init__(self, template: str, *arguments: Named) -> None:
        super().__init__(template, *arguments)
        self.sentence = Sentence(template, *arguments)

    @classmethod
    def saying(cls, sentence: Sentence) -> "BadInput":
        """Make a refusal of a sentence that was made elsewhere."""
        return cls(sentence.template, *sentence.arguments)

    def __str__(self) -> str:
        return str(self.sentence)


def reason_of(error: OSError) -> str | Sentence:
    """Say why the system refused, without a full stop; libraries raise such errors with words of their own, or none."""
    return (error.strerror or str(error)).rstrip(".") or Sentence("the system does not say why")


def _argument(given: Named) -> Argument:
    match given:
        case BadInput():
            return given.sentence
        case Sentence() | int() | float():
            return given
    return as_text(given)

"""Text of whatever the system gives."""

from collections.abc import Sequence

_MOST_LISTED, _LONGEST_LISTED = 5, 40


def as_text(name: object) -> str:
    """Make of a name text that can be shown and stored: those of files need not be any, and what is none is a question
    mark."""
    return str(name).encode(errors="replace").decode()


def listed(names: Sequence[str]) -> str:
    """List the first of the names in a sentence, as text on one line, whatever they are."""
    shown = map(as_text, names[:_MOST_LISTED])
    words = [f"“{' '.join(name.split())[:_LONGEST_LISTED]}”" for name in shown]
    return ", ".join(words + ["…"] * (len(names) > _MOST_LISTED))

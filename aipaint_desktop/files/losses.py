"""Names of what a file has and a document has not, for sentences that tell of it."""

from collections.abc import Sequence

from aipaint_desktop.values.text import as_text

_MOST_NAMED, _LONGEST_NAME = 5, 40


def listed(names: Sequence[str]) -> str:
    """Write the first of the names as text on one line, whatever they are."""
    shown = map(as_text, names[:_MOST_NAMED])
    words = [f"“{' '.join(name.split())[:_LONGEST_NAME]}”" for name in shown]
    return ", ".join(words + ["…"] * (len(names) > _MOST_NAMED))

"""Which characters stand upright where lines run downwards, and what becomes of the others."""

import unicodedata

TURNED = frozenset("（）〈〉《》「」『』【】〔〕〖〗｛｝［］—…～－―ー：；｜“”‘’")
"""Of those that stand upright, what is turned where the typeface has no shape of its own for it."""

STOPS = frozenset("，。、．")
"""What sits in the upper right of its square instead of the lower left."""

_WIDE = ("W", "F")


def is_upright(character: str) -> bool:
    """Tell whether a character stands upright in a column: Chinese and its punctuation do, letters lie on their
    side. Unicode Standard Annex #50, by the width of Annex #11 as far as that agrees."""
    return unicodedata.east_asian_width(character) in _WIDE or character in TURNED

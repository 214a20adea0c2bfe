"""What a model of the artist's does when Paint is pressed: chosen by what is selected and how strong it is to be."""

from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from aipaint_desktop.engines.checkpoint.pipelines import OF_STABLE_DIFFUSION, Ability
from aipaint_desktop.workspace.situation import Situation


class Mode(Enum):
    """What is done with words and the canvas. Its value is kept nowhere."""

    GENERATE = "generate"  # a picture of words alone
    REFINE = "refine"  # the canvas, or what of it is selected, changed in part
    FILL = "fill"  # what is selected, anew
    REMOVE = "remove"  # the same without words: what is around it goes on
    EXPAND = "expand"  # what is beyond the picture
    EDIT = "edit"  # the canvas, or what of it is selected, changed as words say


TITLES = {
    Mode.GENERATE: str(QT_TRANSLATE_NOOP("operation", "Generate")),
    Mode.REFINE: str(QT_TRANSLATE_NOOP("operation", "Refine")),
    Mode.FILL: str(QT_TRANSLATE_NOOP("operation", "Fill")),
    Mode.REMOVE: str(QT_TRANSLATE_NOOP("operation", "Remove")),
    Mode.EXPAND: str(QT_TRANSLATE_NOOP("operation", "Expand")),
    Mode.EDIT: str(QT_TRANSLATE_NOOP("operation", "Edit")),
}
_NEEDS = {
    Mode.GENERATE: Ability.WORDS,
    Mode.REFINE: Ability.REFINE,
    Mode.FILL: Ability.FILL,
    Mode.REMOVE: Ability.FILL,
    Mode.EXPAND: Ability.FILL,
    Mode.EDIT: Ability.EDIT,
}
REPLACE = str(QT_TRANSLATE_NOOP("operation", "Replace"))
"""What filling is called where there is something already."""

GO_ON = str(QT_TRANSLATE_NOOP("operation", "Go on"))
"""What is done from a step of an earlier run."""

FITTING = str(QT_TRANSLATE_NOOP("operation", "What fits"))
"""Left to the situation."""


def mode_for(
    there: Situation,
    size: tuple[int, int],
    strength: float,
    words: str,
    able: frozenset[Ability] = OF_STABLE_DIFFUSION,
) -> Mode:
    """Choose what to do. size: of the result, px. strength: how much of what is there becomes noise, 0 to 1. able: what
    the model can be asked for; one that edits does so wherever anything is painted."""
    if Ability.EDIT in able and not (there.blank and Ability.WORDS in able):
        return Mode.EDIT
    fits = _fitting(there, size, strength, words)
    if _NEEDS[fits] in able:
        return fits
    return Mode.GENERATE if Ability.WORDS in able else Mode.FILL


def _fitting(there: Situation, size: tuple[int, int], strength: float, words: str) -> Mode:
    same = size == (there.width, there.height)
    if strength < 1:
        return Mode.REFINE
    if there.grows_to(*size) and not there.blank:
        return Mode.EXPAND
    if there.selected.empty or not same or there.selected == (0, 0, *size):
        return Mode.GENERATE
    if there.spans and there.blank:
        return Mode.EXPAND
    return Mode.FILL if words.strip() else Mode.REMOVE


def possible(mode: Mode, there: Situation, able: frozenset[Ability] = OF_STABLE_DIFFUSION) -> bool:
    """Tell whether the model can do it and there is what it needs; what else it needs can be set."""
    return _NEEDS[mode] in able and (mode not in (Mode.FILL, Mode.REMOVE) or not there.selected.empty)


def title_of_mode(mode: Mode, there: Situation) -> str:
    """Name a mode, untranslated, as it is called in this situation."""
    return REPLACE if mode is Mode.FILL and not there.blank else TITLES[mode]

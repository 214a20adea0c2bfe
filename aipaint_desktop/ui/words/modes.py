"""What the modes of layers are called, and in which groups a painter looks for them, as Krita has them."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aipaint_desktop.document.modes import Mode

_TITLES = {
    Mode.NORMAL: QT_TRANSLATE_NOOP("mode", "Normal"),
    Mode.MULTIPLY: QT_TRANSLATE_NOOP("mode", "Multiply"),
    Mode.SCREEN: QT_TRANSLATE_NOOP("mode", "Screen"),
    Mode.OVERLAY: QT_TRANSLATE_NOOP("mode", "Overlay"),
    Mode.DARKEN: QT_TRANSLATE_NOOP("mode", "Darken"),
    Mode.LIGHTEN: QT_TRANSLATE_NOOP("mode", "Lighten"),
    Mode.DODGE: QT_TRANSLATE_NOOP("mode", "Colour dodge"),
    Mode.BURN: QT_TRANSLATE_NOOP("mode", "Colour burn"),
    Mode.HARD_LIGHT: QT_TRANSLATE_NOOP("mode", "Hard light"),
    Mode.SOFT_LIGHT: QT_TRANSLATE_NOOP("mode", "Soft light"),
    Mode.DIFFERENCE: QT_TRANSLATE_NOOP("mode", "Difference"),
    Mode.HUE: QT_TRANSLATE_NOOP("mode", "Hue"),
    Mode.SATURATION: QT_TRANSLATE_NOOP("mode", "Saturation"),
    Mode.COLOUR: QT_TRANSLATE_NOOP("mode", "Colour"),
    Mode.LUMINOSITY: QT_TRANSLATE_NOOP("mode", "Luminosity"),
    Mode.ADD: QT_TRANSLATE_NOOP("mode", "Addition"),
    Mode.LINEAR_BURN: QT_TRANSLATE_NOOP("mode", "Linear burn"),
    Mode.DARKER_COLOUR: QT_TRANSLATE_NOOP("mode", "Darker colour"),
    Mode.LIGHTER_COLOUR: QT_TRANSLATE_NOOP("mode", "Lighter colour"),
    Mode.VIVID_LIGHT: QT_TRANSLATE_NOOP("mode", "Vivid light"),
    Mode.LINEAR_LIGHT: QT_TRANSLATE_NOOP("mode", "Linear light"),
    Mode.PIN_LIGHT: QT_TRANSLATE_NOOP("mode", "Pin light"),
    Mode.HARD_MIX: QT_TRANSLATE_NOOP("mode", "Hard mix"),
    Mode.EXCLUSION: QT_TRANSLATE_NOOP("mode", "Exclusion"),
    Mode.SUBTRACT: QT_TRANSLATE_NOOP("mode", "Subtract"),
    Mode.DIVIDE: QT_TRANSLATE_NOOP("mode", "Divide"),
}
_GROUPS = {
    QT_TRANSLATE_NOOP("mode group", "Favourites"): (
        Mode.NORMAL,
        Mode.MULTIPLY,
        Mode.SCREEN,
        Mode.OVERLAY,
        Mode.SOFT_LIGHT,
        Mode.ADD,
    ),
    QT_TRANSLATE_NOOP("mode group", "Darken"): (
        Mode.DARKEN,
        Mode.BURN,
        Mode.LINEAR_BURN,
        Mode.DARKER_COLOUR,
    ),
    QT_TRANSLATE_NOOP("mode group", "Lighten"): (Mode.LIGHTEN, Mode.DODGE, Mode.LIGHTER_COLOUR),
    QT_TRANSLATE_NOOP("mode group", "Mix"): (
        Mode.HARD_LIGHT,
        Mode.VIVID_LIGHT,
        Mode.LINEAR_LIGHT,
        Mode.PIN_LIGHT,
        Mode.HARD_MIX,
    ),
    QT_TRANSLATE_NOOP("mode group", "Negative"): (
        Mode.DIFFERENCE,
        Mode.EXCLUSION,
        Mode.SUBTRACT,
        Mode.DIVIDE,
    ),
    QT_TRANSLATE_NOOP("mode group", "Hue and light"): (
        Mode.HUE,
        Mode.SATURATION,
        Mode.COLOUR,
        Mode.LUMINOSITY,
    ),
}


def mode_title(mode: Mode) -> str:
    return QCoreApplication.translate("mode", str(_TITLES[mode]))


def mode_groups() -> dict[str, tuple[Mode, ...]]:
    """List all modes, each once, by the name of the group that it is in; those reached for most come first."""
    return {QCoreApplication.translate("mode group", str(title)): modes for title, modes in _GROUPS.items()}

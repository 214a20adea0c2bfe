"""Blend modes by the names that Photoshop has for them."""

from psd_tools.constants import BlendMode

from aipaint_desktop.document.modes import Mode

MODES = {
    BlendMode.NORMAL: Mode.NORMAL,
    BlendMode.PASS_THROUGH: Mode.NORMAL,
    BlendMode.DARKEN: Mode.DARKEN,
    BlendMode.MULTIPLY: Mode.MULTIPLY,
    BlendMode.COLOR_BURN: Mode.BURN,
    BlendMode.LINEAR_BURN: Mode.LINEAR_BURN,
    BlendMode.DARKER_COLOR: Mode.DARKER_COLOUR,
    BlendMode.LIGHTEN: Mode.LIGHTEN,
    BlendMode.SCREEN: Mode.SCREEN,
    BlendMode.COLOR_DODGE: Mode.DODGE,
    BlendMode.LINEAR_DODGE: Mode.ADD,
    BlendMode.LIGHTER_COLOR: Mode.LIGHTER_COLOUR,
    BlendMode.OVERLAY: Mode.OVERLAY,
    BlendMode.SOFT_LIGHT: Mode.SOFT_LIGHT,
    BlendMode.HARD_LIGHT: Mode.HARD_LIGHT,
    BlendMode.VIVID_LIGHT: Mode.VIVID_LIGHT,
    BlendMode.LINEAR_LIGHT: Mode.LINEAR_LIGHT,
    BlendMode.PIN_LIGHT: Mode.PIN_LIGHT,
    BlendMode.HARD_MIX: Mode.HARD_MIX,
    BlendMode.DIFFERENCE: Mode.DIFFERENCE,
    BlendMode.EXCLUSION: Mode.EXCLUSION,
    BlendMode.SUBTRACT: Mode.SUBTRACT,
    BlendMode.DIVIDE: Mode.DIVIDE,
    BlendMode.HUE: Mode.HUE,
    BlendMode.SATURATION: Mode.SATURATION,
    BlendMode.COLOR: Mode.COLOUR,
    BlendMode.LUMINOSITY: Mode.LUMINOSITY,
}
"""All but Dissolve."""

BLEND_MODES = {mode: key for key, mode in MODES.items() if key is not BlendMode.PASS_THROUGH}

FOLDED_FILL = {
    *(BlendMode.COLOR_BURN, BlendMode.LINEAR_BURN, BlendMode.COLOR_DODGE, BlendMode.LINEAR_DODGE),
    *(BlendMode.VIVID_LIGHT, BlendMode.LINEAR_LIGHT, BlendMode.HARD_MIX, BlendMode.DIFFERENCE),
}
"""Those in which Photoshop takes the opacity of the fill for another thing than that of the layer."""

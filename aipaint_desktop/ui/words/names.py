"""What things are called in the artist's language, where their names come from rooms that know no Qt.

Those rooms speak English and mark what they say, for Qt's tools to find it (`values.titles`); the tables here have what
files of models and references say.
"""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from aipaint_desktop.brushes.brush import Brush
from aipaint_desktop.brushes.presets import shipped
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.words.language import speaks_chinese
from aipaint_desktop.values.titles import LAYER_TITLES

LICENCES = (
    QT_TRANSLATE_NOOP("model", "the artist's own"),
    QT_TRANSLATE_NOOP("model", "as where it is from"),
    QT_TRANSLATE_NOOP("model", "no weights: a picture is its model"),
    QT_TRANSLATE_NOOP("model", "no weights of its own; VGG16 is CC BY 4.0"),
)
FAMILIES = (
    QT_TRANSLATE_NOOP("model", "GAN"),
    QT_TRANSLATE_NOOP("model", "VAE"),
    QT_TRANSLATE_NOOP("model", "diffusion"),
    QT_TRANSLATE_NOOP("model", "latent diffusion"),
    QT_TRANSLATE_NOOP("model", "text-conditional diffusion"),
    QT_TRANSLATE_NOOP("model", "feed-forward style transfer"),
    QT_TRANSLATE_NOOP("model", "optimisation-based style transfer"),
    QT_TRANSLATE_NOOP("model", "conditional GAN"),
    QT_TRANSLATE_NOOP("model", "super-resolution GAN"),
)
STRENGTHS = (
    QT_TRANSLATE_NOOP("model", "New pictures like those it was trained on, at once; textures and edges."),
    QT_TRANSLATE_NOOP(
        "model", "New pictures like those it was trained on, step by step; the most varied of the three."
    ),
    QT_TRANSLATE_NOOP(
        "model", "New pictures like those it was trained on, at once; smooth ways from one to another."
    ),
    QT_TRANSLATE_NOOP("model", "What it was trained for, by words."),
    QT_TRANSLATE_NOOP("model", "What it was trained for: enlarging, or taking away noise and blur."),
    QT_TRANSLATE_NOOP("model", "Quick results without a graphics card."),
    QT_TRANSLATE_NOOP("model", "Variety where it was trained for long on few pictures."),
    QT_TRANSLATE_NOOP("model", "Haste, in training and in painting."),
    QT_TRANSLATE_NOOP("model", "Fine detail: its pictures are soft."),
    QT_TRANSLATE_NOOP(
        "model", "Painting flat sketches in the manner of a picture, variations, filling, extending."
    ),
    QT_TRANSLATE_NOOP(
        "model", "Photographs as sketches, and anything that the reference picture does not show."
    ),
    QT_TRANSLATE_NOOP(
        "model", "Palette, brushwork and grain of any painting, at once; shapes and lettering stay readable."
    ),
    QT_TRANSLATE_NOOP(
        "model",
        "Large brush strokes; soft marks still come into some smooth gradients.",
    ),
    QT_TRANSLATE_NOOP(
        "model",
        "Strokes, outlines and planes like the reference's, in seconds; every step is shown and can be kept.",
    ),
    QT_TRANSLATE_NOOP("model", "The finest strokes, which the master takes minutes for."),
    QT_TRANSLATE_NOOP(
        "model",
        "Strokes and colours that hang together as on the reference; every step is shown and can be kept.",
    ),
    QT_TRANSLATE_NOOP("model", "Moods, light, land and sea, from words in English and Chinese."),
    QT_TRANSLATE_NOOP("model", "Things counted, single things, faces, figures and animals."),
    QT_TRANSLATE_NOOP("model", "Haste: minutes for a picture that the fast one paints at once."),
    QT_TRANSLATE_NOOP(
        "model",
        "Contours painted region by region, and shades of lines at once, in palette and manner of any picture.",
    ),
    QT_TRANSLATE_NOOP(
        "model", "Things it would have to recognise: it knows sky, ground and light, not faces or hands."
    ),
    QT_TRANSLATE_NOOP("model", "Small paintings made larger, with the edges and brushwork of a large one."),
    QT_TRANSLATE_NOOP("model", "Faces, lettering and photographs: it knows paint."),
)
MANNERS = (
    QT_TRANSLATE_NOOP(
        "reference", "Oil in short wet strokes: pale sky, turquoise sea, lilac shadows on chalk, warm sand."
    ),
    QT_TRANSLATE_NOOP(
        "reference", "Thick oil in long parallel strokes: turning sky, blue hills, dark cypresses, gold."
    ),
    QT_TRANSLATE_NOOP(
        "reference", "Pointillist oil: violet and gold evening, sails, sunlit trees with deep blue shadows."
    ),
    QT_TRANSLATE_NOOP(
        "reference",
        "Gouache in square parallel touches: ochre walls, red roofs, violet mountain, turquoise sky.",
    ),
    QT_TRANSLATE_NOOP(
        "reference", "Soft pastel hatched over dark paper: pale trunks, burning leaves, violet shade."
    ),
    QT_TRANSLATE_NOOP(
        "reference",
        "Watercolour: wet sky, ranges fading into mist, autumn shore, ripples left as bare paper.",
    ),
    QT_TRANSLATE_NOOP(
        "reference", "Ink on warm paper: wet washes, dry texture strokes, pines and a fall, one red seal."
    ),
    QT_TRANSLATE_NOOP(
        "reference", "Colour woodblock: flat indigo and cream, graded sky, carved key line, a red sun."
    ),
    QT_TRANSLATE_NOOP(
        "reference",
        "Palette knife at nightfall: slabs of navy and violet, lit windows and lamps on wet stone.",
    ),
    QT_TRANSLATE_NOOP(
        "reference",
        "Blended oil under a brown glaze: towering clouds, sunlit oaks, a pond, wide umber ground.",
    ),
    QT_TRANSLATE_NOOP(
        "reference",
        "Solid oil that turns with the form: bright fruit, white cloth, bottle green and wine red.",
    ),
    QT_TRANSLATE_NOOP(
        "reference",
        "Red-brown pen hatching with thin grey-green washes: cottages, elms, a cart road, open sky.",
    ),
)

_translate = QCoreApplication.translate
_PROCESSOR = re.compile(r"CPU with (\d+) threads")


def step_title(name: str) -> str:
    """Name a step in a document's history. A stroke is called like its brush."""
    stroke = _chinese_brushes().get(name) if speaks_chinese() else None
    return stroke or _translate("history", name)


def operation_title(title: str) -> str:
    """Name an operation in the paint panel."""
    return _translate("operation", title)


def layer_title(name: str) -> str:
    """Name a layer; a name that the artist or a file gave it is left alone."""
    return _translate("layer", name) if name in LAYER_TITLES else name


def brush_title(brush: Brush) -> str:
    """Name a brush; a name that the artist gave it is left alone."""
    return (_chinese_brushes().get(brush.name) if speaks_chinese() else None) or brush.name


@cache
def _chinese_brushes() -> dict[str, str]:
    return {preset.brush.name: preset.title_zh for preset in shipped()}


# tags of the brushes that ship
_TAGS = (
    QT_TRANSLATE_NOOP("tag", "painting"),
    QT_TRANSLATE_NOOP("tag", "drawing"),
    QT_TRANSLATE_NOOP("tag", "nature"),
    QT_TRANSLATE_NOOP("tag", "ink"),
    QT_TRANSLATE_NOOP("tag", "oil"),
    QT_TRANSLATE_NOOP("tag", "marker"),
    QT_TRANSLATE_NOOP("tag", "liquify"),
    QT_TRANSLATE_NOOP("tag", "watercolour"),
    QT_TRANSLATE_NOOP("tag", "texture"),
    QT_TRANSLATE_NOOP("tag", "smudge"),
    QT_TRANSLATE_NOOP("tag", "pastel"),
    QT_TRANSLATE_NOOP("tag", "eraser"),
    QT_TRANSLATE_NOOP("tag", "charcoal"),
    QT_TRANSLATE_NOOP("tag", "airbrush"),
    QT_TRANSLATE_NOOP("tag", "repair"),
    QT_TRANSLATE_NOOP("tag", "pixel"),
)

# tips and textures that ship
_PICTURES = (
    QT_TRANSLATE_NOOP("picture", "chalk"),
    QT_TRANSLATE_NOOP("picture", "cloud"),
    QT_TRANSLATE_NOOP("picture", "coal"),
    QT_TRANSLATE_NOOP("picture", "daub"),
    QT_TRANSLATE_NOOP("picture", "fan"),
    QT_TRANSLATE_NOOP("picture", "filbert"),
    QT_TRANSLATE_NOOP("picture", "fur"),
    QT_TRANSLATE_NOOP("picture", "grass"),
    QT_TRANSLATE_NOOP("picture", "hairs"),
    QT_TRANSLATE_NOOP("picture", "worn"),
    QT_TRANSLATE_NOOP("picture", "hatching"),
    QT_TRANSLATE_NOOP("picture", "leaf"),
    QT_TRANSLATE_NOOP("picture", "maple"),
    QT_TRANSLATE_NOOP("picture", "rake"),
    QT_TRANSLATE_NOOP("picture", "rock"),
    QT_TRANSLATE_NOOP("picture", "splatter"),
    QT_TRANSLATE_NOOP("picture", "sponge"),
    QT_TRANSLATE_NOOP("picture", "spray"),
    QT_TRANSLATE_NOOP("picture", "stipple"),
    QT_TRANSLATE_NOOP("picture", "twig"),
    QT_TRANSLATE_NOOP("picture", "canvas"),
    QT_TRANSLATE_NOOP("picture", "cold-pressed"),
    QT_TRANSLATE_NOOP("picture", "dots"),
    QT_TRANSLATE_NOOP("picture", "laid"),
    QT_TRANSLATE_NOOP("picture", "linen"),
    QT_TRANSLATE_NOOP("picture", "plaster"),
    QT_TRANSLATE_NOOP("picture", "rough"),
    QT_TRANSLATE_NOOP("picture", "wood"),
)

MEDIA = (
    QT_TRANSLATE_NOOP("medium", "paint"),
    QT_TRANSLATE_NOOP("medium", "smudge"),
    QT_TRANSLATE_NOOP("medium", "blend"),
    QT_TRANSLATE_NOOP("medium", "oil"),
    QT_TRANSLATE_NOOP("medium", "knife"),
    QT_TRANSLATE_NOOP("medium", "watercolour"),
    QT_TRANSLATE_NOOP("medium", "push"),
    QT_TRANSLATE_NOOP("medium", "swirl"),
    QT_TRANSLATE_NOOP("medium", "bloat"),
    QT_TRANSLATE_NOOP("medium", "pinch"),
    QT_TRANSLATE_NOOP("medium", "clone"),
    QT_TRANSLATE_NOOP("medium", "heal"),
)


def medium_title(kind: str) -> str:
    """Call a medium of brushes in the artist's language, with a capital where there are any."""
    return _translate("medium", kind).capitalize()


def picture_title(name: str) -> str:
    """Call a tip or texture that ships in the artist's language, with a capital where there are any; “rock-2” is the
    second of its kind."""
    kind, _, number = name.rpartition("-")
    if not number.isdigit():
        kind, number = name, ""
    return f"{_translate('picture', kind).capitalize()} {number}".rstrip()


def tag_title(tag: str) -> str:
    """Call a group of brushes in the artist's language; what artists call their own stays."""
    title = _translate("tag", tag)
    return title[:1].upper() + title[1:]


def model_title(model: ModelEntry) -> str:
    return model.title_zh if speaks_chinese() else model.title


def model_family(model: ModelEntry) -> str:
    return _translate("model", model.family)


def good_at(model: ModelEntry) -> str:
    """Say what the model is good at, in one sentence."""
    return _translate("model", model.good_at)


def bad_at(model: ModelEntry) -> str:
    """Say what the model is bad at, in one sentence."""
    return _translate("model", model.bad_at)


def model_licence(model: ModelEntry) -> str:
    """Say what the model may be used for; licences that have a name keep it in every language."""
    return _translate("model", model.licence)


def reference_title(entry: ReferenceEntry) -> str:
    return entry.title_zh if entry.title_zh and speaks_chinese() else entry.title


def reference_manner(entry: ReferenceEntry) -> str:
    """Say how the picture is painted, in one sentence; the artist's own say nothing."""
    return _translate("reference", entry.description) if entry.description else ""


def device_title(described: str) -> str:
    """Name a device of `engines.computing.devices.describe`; a card has its own name in every language."""
    processor = _PROCESSOR.fullmatch(described)
    if processor is None:
        return described
    return QCoreApplication.translate("device", "CPU with {0} threads").format(processor[1])

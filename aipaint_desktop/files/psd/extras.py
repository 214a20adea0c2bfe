"""What a Photoshop document has beside its layers: selections that are kept as channels, and guides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from psd_tools.constants import Resource
from psd_tools.psd import PSD
from psd_tools.psd.image_resources import (
    AlphaIdentifiers,
    AlphaNamesUnicode,
    GridGuidesInfo,
    ImageResource,
)

from aipaint_desktop.document.guide import Guide
from aipaint_desktop.document.mask import Mask
from aipaint_desktop.files.psd.channels import Plane
from aipaint_desktop.values.text import as_text

MOST_CHANNELS = 52  # beside red, green, blue and alpha

_STEPS = 32  # of a guide's place, in a pixel
_UPRIGHT, _LEVEL = 0, 1
_GRID = 18 * _STEPS  # between the lines of Photoshop's own grid
_TRANSPARENCY = "Transparency"


def read_channels(psd: PSD, planes: Sequence[Plane]) -> Mapping[str, Mask]:
    """Name the channels that a document has beyond its colours and their alpha. planes: of these, (H, W)."""
    listed = psd.image_resources.get_data(Resource.ALPHA_NAMES_UNICODE)
    names = [str(name).rstrip("\0") for name in listed or ()][-len(planes) :]
    found: dict[str, Mask] = {}
    for number, plane in enumerate(planes, 1):
        name = (names[number - 1] if len(names) == len(planes) else "") or f"Alpha {number}"
        while name in found:
            name += "'"
        if plane.any():
            found[name] = plane
    return found


def read_guides(psd: PSD) -> tuple[Guide, ...]:
    """Read the guides of a document."""
    info = psd.image_resources.get_data(Resource.GRID_AND_GUIDES_INFO)
    if not isinstance(info, GridGuidesInfo):
        return ()
    return tuple(Guide(way == _UPRIGHT, place / _STEPS) for place, way in info.data)


def resources_of(
    channels: Iterable[str], guides: Sequence[Guide], *, transparent: bool
) -> Iterator[ImageResource]:
    """Describe the channels, in their order, and guides. transparent: whether there is an alpha before the channels."""
    names = [_TRANSPARENCY] * transparent + [as_text(name) for name in channels]
    if len(names) > transparent:
        first = 0 if transparent else 1
        numbers = range(first, first + len(names))
        for key, element, items in (
            (Resource.ALPHA_NAMES_UNICODE, AlphaNamesUnicode(), names),
            (Resource.ALPHA_IDENTIFIERS, AlphaIdentifiers(), list(numbers)),
        ):
            element.extend(items)
            yield ImageResource(key=key, data=element.tobytes())
    if guides:
        data = [
            (max(0, round(guide.position * _STEPS)), _UPRIGHT if guide.upright else _LEVEL)
            for guide in guides
        ]
        info = GridGuidesInfo(horizontal=_GRID, vertical=_GRID)
        info.data = data
        yield ImageResource(key=Resource.GRID_AND_GUIDES_INFO, data=info.tobytes())

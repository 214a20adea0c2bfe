"""What the record of one layer says, in plain words: psd-tools knows it by flags and tagged blocks."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psd_tools.constants import (
    BlendMode,
    ChannelID,
    Clipping,
    ProtectedFlags,
    SectionDivider,
    SheetColorType,
    Tag,
)
from psd_tools.psd.layer_and_mask import LayerRecord

from aipaint_desktop.values.geometry import Rect

_DIVIDERS = (Tag.SECTION_DIVIDER_SETTING, Tag.NESTED_SECTION_DIVIDER_SETTING)
_TEXT = (Tag.TYPE_TOOL_OBJECT_SETTING, Tag.TYPE_TOOL_INFO)
_PLACED = (
    *(Tag.PLACED_LAYER1, Tag.PLACED_LAYER2),
    *(Tag.SMART_OBJECT_LAYER_DATA1, Tag.SMART_OBJECT_LAYER_DATA2),
)
_VECTOR_MASKS = (Tag.VECTOR_MASK_SETTING1, Tag.VECTOR_MASK_SETTING2)
_FILLS = (Tag.SOLID_COLOR_SHEET_SETTING, Tag.GRADIENT_FILL_SETTING, Tag.PATTERN_FILL_SETTING)
_ADJUSTMENTS = (
    *(Tag.BRIGHTNESS_AND_CONTRAST, Tag.COLOR_BALANCE, Tag.COLOR_LOOKUP, Tag.CHANNEL_MIXER, Tag.CURVES),
    *(
        Tag.GRADIENT_MAP,
        Tag.EXPOSURE,
        Tag.HUE_SATURATION,
        Tag.HUE_SATURATION_V4,
        Tag.LEVELS,
        Tag.PHOTO_FILTER,
    ),
    *(Tag.SELECTIVE_COLOR, Tag.INVERT, Tag.POSTERIZE, Tag.THRESHOLD, Tag.VIBRANCE, Tag.BLACK_AND_WHITE),
)
_EFFECTS = (
    *(Tag.OBJECT_BASED_EFFECTS_LAYER_INFO, Tag.OBJECT_BASED_EFFECTS_LAYER_INFO_V0),
    Tag.OBJECT_BASED_EFFECTS_LAYER_INFO_V1,
)
_ALL = (0, 65535)  # of a range of blending
_LABELS = {
    SheetColorType.RED: "red",
    SheetColorType.ORANGE: "orange",
    SheetColorType.YELLOW: "yellow",
    SheetColorType.GREEN: "green",
    SheetColorType.BLUE: "blue",
    SheetColorType.VIOLET: "purple",
    SheetColorType.GRAY: "grey",
    SheetColorType.SEAFOAM: "green",
    SheetColorType.INDIGO: "blue",
    SheetColorType.MAGENTA: "purple",
    SheetColorType.FUSCHIA: "red",
}


@dataclass(frozen=True)
class RecordedMask:
    """Describes a mask. rect: where its channel, with the id `channel`, lies. outside: what it is around that: 255 for
    shown. density: 255 where what it hides is hidden altogether. soft: whether its edge is to be blurred.
    used: whether it has any effect."""

    rect: Rect
    channel: ChannelID
    outside: int
    density: int
    soft: bool
    used: bool

    def hidden(self, shown: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Tell how far each pixel is hidden, 0 to 255, where the channel says how far it is shown."""
        hidden = (255 - shown.astype(np.uint16)) * self.density
        return ((hidden + 127) // 255).astype(np.uint8)


class Record:
    """Reads one of psd-tools' records."""

    def __init__(self, record: LayerRecord) -> None:
        self._record = record
        self._blocks = record.tagged_blocks

    @property
    def divider(self) -> SectionDivider:
        """Tell whether a group begins below it, or ends with it, or neither."""
        return next((found.kind for found in self._found(_DIVIDERS)), SectionDivider.OTHER)

    @property
    def name(self) -> str:
        name = self._blocks.get_data(Tag.UNICODE_LAYER_NAME)
        return str(self._record.name if name is None else name).rstrip("\0")

    @property
    def rect(self) -> Rect:
        record = self._record
        return Rect(record.left, record.top, record.width, record.height)

    @property
    def visible(self) -> bool:
        return self._record.flags.visible

    @property
    def opacity(self) -> float:
        """Give its opacity with that of its fill, 0 to 1."""
        return self._record.opacity / 255 * self.fill

    @property
    def fill(self) -> float:
        """Give the opacity of its pixels without its effects, 0 to 1."""
        fill = self._blocks.get_data(Tag.BLEND_FILL_OPACITY)
        return fill / 255 if isinstance(fill, int) else 1.0

    @property
    def mode(self) -> BlendMode:
        inner = next((found.blend_mode for found in self._found(_DIVIDERS)), None)
        return BlendMode(inner or self._record.blend_mode)

    @property
    def clip(self) -> bool:
        return self._record.clipping == Clipping.NON_BASE

    @property
    def alpha_locked(self) -> bool:
        return self._record.flags.transparency_protected or bool(self._locks & ProtectedFlags.TRANSPARENCY)

    @property
    def locked(self) -> bool:
        """Tell whether it cannot be painted on."""
        return bool(self._locks & (ProtectedFlags.COMPOSITE | ProtectedFlags.COMPLETE))

    @property
    def _locks(self) -> int:
        locks = self._blocks.get_data(Tag.PROTECTED_SETTING)
        return locks if isinstance(locks, int) else 0

    @property
    def label(self) -> str:
        """Name the colour that it is marked with, "" for none."""
        label = self._blocks.get_data(Tag.SHEET_COLOR_SETTING)
        return _LABELS.get(label, "") if isinstance(label, SheetColorType) else ""

    @property
    def adjusts(self) -> bool:
        """Tell whether it changes what lies below instead of having pixels."""
        return self._has(_ADJUSTMENTS)

    @property
    def made_of_pixels(self) -> bool:
        """Tell whether it is painted, and neither text nor a shape, fill or placed file."""
        return not self._has((*_TEXT, *_PLACED, *_FILLS, *_VECTOR_MASKS))

    @property
    def cut_by_vectors(self) -> bool:
        return self._has(_VECTOR_MASKS)

    @property
    def has_effects(self) -> bool:
        """Tell whether it has a shadow or the like, or is seen only where what lies below is light or dark enough."""
        ranges = self._record.blending_ranges
        some = [
            *(ranges.composite_ranges or ()),
            *(one for two in ranges.channel_ranges or () for one in two),
        ]
        if any(tuple(one) != _ALL for one in some):
            return True
        return any(_enabled(found) for found in self._found(_EFFECTS))

    @property
    def fill_colour(self) -> tuple[int, int, int] | None:
        """Give the colour of all that it fills, where it is a plain one in RGB."""
        for found in self._found((Tag.SOLID_COLOR_SHEET_SETTING,)):
            with suppress(KeyError, TypeError, ValueError, AttributeError):
                colour = found[b"Clr "]
                red, green, blue = (
                    min(255, max(0, round(float(colour[key].value)))) for key in (b"Rd  ", b"Grn ", b"Bl  ")
                )
                return red, green, blue
        return None

    @property
    def mask(self) -> "RecordedMask | None":
        """Give its mask, where it has one."""
        said = self._record.mask_data
        if said is None:
            return None
        of_vectors, painted = (
            self.channel(ChannelID.REAL_USER_LAYER_MASK),
            self.channel(ChannelID.USER_LAYER_MASK),
        )
        both = of_vectors is not None and said.real_left is not None and said.real_top is not None
        if not both and painted is None:
            return None
        if both:
            rect = Rect(said.real_left or 0, said.real_top or 0, said.real_width, said.real_height)
            outside = said.real_background_color or 0
        else:
            rect, outside = Rect(said.left, said.top, said.width, said.height), said.background_color
        if said.flags.pos_relative_to_layer:
            rect = rect.moved(self._record.left, self._record.top)
        found = said.parameters
        density = 255 if found is None or found.user_mask_density is None else found.user_mask_density
        soft = found is not None and bool(found.user_mask_feather or found.vector_mask_feather)
        wanted = ChannelID.REAL_USER_LAYER_MASK if both else ChannelID.USER_LAYER_MASK
        return RecordedMask(rect, wanted, outside, density, soft, used=not said.flags.mask_disabled)

    def channel(self, wanted: ChannelID | int) -> int | None:
        """Find which of its channels is the one with this id."""
        return next((at for at, info in enumerate(self._record.channel_info) if info.id == wanted), None)

    def _has(self, tags: Iterable[Tag]) -> bool:
        return any(tag in self._blocks for tag in tags)

    def _found(self, tags: Iterable[Tag]) -> Iterable[Any]:
        """What stands in these blocks, as far as it is understood."""
        for tag in tags:
            found = self._blocks.get_data(tag)
            if found is not None:
                yield found


def _enabled(effects: Any) -> bool:
    """Whether any of the effects in a descriptor is switched on."""
    with suppress(Exception):  # descriptors hold whatever they want
        if b"masterFXSwitch" in effects and not effects[b"masterFXSwitch"].value:
            return False
        for key in effects:
            several = effects[key] if isinstance(effects[key], list) else [effects[key]]
            for one in several:
                with suppress(Exception):
                    if b"enab" in one and one[b"enab"].value:
                        return True
        return False
    return False

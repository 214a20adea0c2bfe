"""Adobe's palettes: Photoshop's colours (.aco) and the swatch exchange of all its programs (.ase)."""

import colorsys
import math
import struct
from collections.abc import Callable, Sequence

import numpy as np

from aipaint_desktop.files.palettes.gpl import tidy
from aipaint_desktop.values.palette import MOST_COLOURS, Palette, Rgb, Swatch
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.transfer import srgb_of

ASE_MAGIC = b"ASEF"
_COLOUR = 0x0001
# From CIE XYZ under D50, by Bradford's adaptation, to linear sRGB.
_FROM_XYZ = np.array(
    [
        [3.1338561, -1.6168667, -0.4906146],
        [-0.9787684, 1.9161415, 0.0334540],
        [0.0719453, -0.2289914, 1.4052427],
    ]
)
_D50 = np.array([0.96422, 1.0, 0.82521])


class _Bytes:
    """Reads numbers one after another, high byte first."""

    def __init__(self, data: bytes, file_name: str) -> None:
        self._data, self._at, self._file_name = data, 0, file_name

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        if count > self.left:
            raise BadInput("{0} ends too early to be a whole palette.", self._file_name)
        self._at += count
        return self._data[self._at - count : self._at]

    def numbers(self, kinds: str) -> Sequence[float]:
        return struct.unpack(">" + kinds, self.take(struct.calcsize(">" + kinds)))

    def whole(self, kind: str) -> int:
        return int(self.numbers(kind)[0])

    def text(self, letters: int) -> str:
        return tidy(self.take(2 * letters).decode("utf-16-be", "replace").rstrip("\0"))


def parse_aco(data: bytes, file_name: str, title: str) -> Palette:
    """Read Photoshop's colours, with their names where there are any. Raises `BadInput`."""
    found = _Bytes(data, file_name)
    swatches = _aco_part(found, file_name)
    if found.left >= 4:  # the same once more, with names
        swatches = _aco_part(found, file_name)
    return Palette(title, tuple(swatches))


def _aco_part(found: _Bytes, file_name: str) -> list[Swatch]:
    version, count = found.whole("H"), found.whole("H")
    if version not in (1, 2):
        raise BadInput("{0} is no palette of Photoshop's.", file_name)
    _check_count(count, file_name)
    swatches = []
    for _ in range(count):
        space, *numbers = found.numbers("HHHHH")
        name = found.text(found.whole("I")) if version == 2 else ""
        colour = _aco_colour(int(space), [int(number) for number in numbers])
        if colour is not None:
            swatches.append(Swatch(colour, name))
    return swatches


def _aco_colour(space: int, numbers: list[int]) -> Rgb | None:
    """None for a kind that has no colour of its own, as a name of Pantone's."""
    one, two, three, four = (number / 65535 for number in numbers)
    if space == 0:
        return _rgb(one, two, three)
    if space == 1:
        return _rgb(*colorsys.hsv_to_rgb(one, two, three))
    if space == 2:
        return _cmyk(1 - one, 1 - two, 1 - three, 1 - four)
    if space == 7:
        signed = [number - 65536 if number > 32767 else number for number in numbers]
        return _lab(numbers[0] / 100, signed[1] / 100, signed[2] / 100)
    if space == 8:
        return _rgb(*(3 * [1 - numbers[0] / 10000]))
    return None


def parse_ase(data: bytes, file_name: str, title: str) -> Palette:
    """Read a swatch exchange; its groups are put one after another. Raises `BadInput`."""
    found = _Bytes(data, file_name)
    if found.take(4) != ASE_MAGIC:
        raise BadInput("{0} is no exchange of swatches.", file_name)
    found.numbers("HH")  # version
    count = found.whole("I")
    _check_count(count // 3, file_name)  # with the groups' beginnings and ends
    swatches = []
    for _ in range(count):
        kind, length = found.whole("H"), found.whole("I")
        block = _Bytes(found.take(length), file_name)
        if kind == _COLOUR:
            name = block.text(block.whole("H"))
            colour = _ase_colour(block.take(4), block, file_name)
            swatches.append(Swatch(colour, name))
            _check_count(len(swatches), file_name)
    return Palette(title, tuple(swatches))


def _ase_colour(model: bytes, block: _Bytes, file_name: str) -> Rgb:
    kinds: dict[bytes, tuple[int, Callable[..., Rgb]]] = {
        b"RGB ": (3, _rgb),
        b"CMYK": (4, _cmyk),
        b"LAB ": (3, lambda light, a, b: _lab(100 * light, a, b)),
        b"Gray": (1, lambda grey: _rgb(grey, grey, grey)),
    }
    if model not in kinds:
        raise BadInput("{0} has a colour of an unknown kind.", file_name)
    count, convert = kinds[model]
    numbers = block.numbers(count * "f")
    if not all(math.isfinite(number) and abs(number) < 1000 for number in numbers):
        raise BadInput("{0} has a colour that is none: {1}.", file_name, numbers[0])
    return convert(*numbers)


def _check_count(count: int, file_name: str) -> None:
    if count > MOST_COLOURS:
        raise BadInput("{0} has more than {1} colours.", file_name, MOST_COLOURS)


def _byte(part: float) -> int:
    return round(255 * min(max(part, 0.0), 1.0))


def _rgb(red: float, green: float, blue: float) -> Rgb:
    return _byte(red), _byte(green), _byte(blue)


def _cmyk(cyan: float, magenta: float, yellow: float, black: float) -> Rgb:
    red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    return _rgb(red, green, blue)


def _lab(lightness: float, a: float, b: float) -> Rgb:
    """CIE Lab under D50."""
    middle = (lightness + 16) / 116
    parts = np.array([middle + a / 500, middle, middle - b / 200])
    xyz = _D50 * np.where(parts > 6 / 29, parts**3, (parts - 4 / 29) * 3 * (6 / 29) ** 2)
    red, green, blue = srgb_of((_FROM_XYZ @ xyz).astype(np.float32)).tolist()
    return _rgb(red, green, blue)

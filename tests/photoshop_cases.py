"""Small Photoshop documents as psd-tools makes them, to be read here."""

import io
from collections.abc import Sequence

import numpy as np
from psd_tools import PSDImage
from psd_tools.api.layers import Group, PixelLayer
from psd_tools.constants import BlendMode, ColorMode, Compression, ProtectedFlags, SheetColorType, Tag
from psd_tools.psd import PSD
from psd_tools.psd.color_mode_data import ColorModeData
from psd_tools.psd.header import FileHeader
from psd_tools.psd.image_data import ImageData

SIZE = WIDTH, HEIGHT = 40, 30
MODES = {"RGB": 3, "L": 1, "CMYK": 4, "LAB": 3}
"""Pillow's names, with how many colours there are."""


def noise(width: int, height: int, channels: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, channels), np.uint8)


def document(mode: str = "RGB", depth: int = 8) -> PSDImage:
    return PSDImage.new(mode, SIZE, depth=depth)  # type: ignore[arg-type]


def content(psd: PSDImage, version: int = 1) -> bytes:
    """The document as a file. version: 2 for a .psb."""
    buffer = io.BytesIO()
    psd._record.header.version = version
    psd._record.write(buffer)
    return buffer.getvalue()


def layered(
    mode: str = "RGB", depth: int = 8, compression: Compression = Compression.RLE, version: int = 1
) -> bytes:
    """A layer that is partly beyond the canvas, and one that is masked and clipped in a group."""
    psd = document(mode, depth)
    psd._record.header.version = version
    colours = MODES[mode]
    ground = PixelLayer.fromarray(noise(20, 16, colours + 1, 1), psd, "Ground", 4, 30, compression)
    ground.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, "Ground 底")
    ground.blend_mode = BlendMode.MULTIPLY
    ground.opacity = 128
    ground.tagged_blocks.set_data(Tag.PROTECTED_SETTING, ProtectedFlags.TRANSPARENCY)
    group = Group.new(psd, "Group", open_folder=False)
    group.visible = False
    over = PixelLayer.fromarray(noise(8, 9, colours + 1, 2), group, "Over", 10, 12, compression)
    masked(over, noise(8, 9, 1, 3)[..., 0], 11, 13)
    over.clipping = True
    over.tagged_blocks.set_data(Tag.SHEET_COLOR_SETTING, SheetColorType.ORANGE)
    return content(psd, version)


def masked(layer: PixelLayer, mask: np.ndarray, top: int, left: int) -> None:
    """Give a layer a mask, of (H, W)."""
    from PIL import Image

    layer.create_mask(Image.fromarray(mask), top=top, left=left)


def flat(mode: ColorMode, planes: Sequence[np.ndarray], depth: int = 8, palette: bytes = b"") -> bytes:
    """A document without layers. planes: of (HEIGHT, WIDTH), as many channels as it has."""
    header = FileHeader(channels=len(planes), height=HEIGHT, width=WIDTH, depth=depth, color_mode=mode)
    data = ImageData(Compression.RLE)
    data.set_data([plane.tobytes() for plane in planes], header)
    buffer = io.BytesIO()
    PSD(header=header, color_mode_data=ColorModeData(palette), image_data=data).write(buffer)
    return buffer.getvalue()


def several() -> dict[str, bytes]:
    """Documents of all kinds, by their names."""
    cases = {f"{mode}-{depth}.psd": layered(mode, depth) for mode in MODES for depth in (8, 16)}
    cases["RGB-32.psd"] = layered("RGB", 32)
    for compression in Compression:
        cases[f"{compression.name}.psd"] = layered(compression=compression)
    cases["large.psb"] = layered(version=2)
    plane = noise(WIDTH, HEIGHT, 1)[..., 0]
    cases["indexed.psd"] = flat(ColorMode.INDEXED, [plane], palette=noise(256, 3, 1).tobytes())
    cases["duotone.psd"] = flat(ColorMode.DUOTONE, [plane])
    cases["bitmap.psd"] = flat(ColorMode.BITMAP, [np.packbits(plane > 127, axis=1)], depth=1)
    return cases

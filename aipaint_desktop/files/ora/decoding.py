"""The PNGs of a file's layers and masks on their way to tiles: measured first, then decoded by several threads."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.document.profile import Profile, from_srgb
from aipaint_desktop.document.tile import TILE, Pixels, Tile
from aipaint_desktop.document.tiles import Key, TileStore
from aipaint_desktop.files.ora.archive import Archive, DamagedEntry, load
from aipaint_desktop.files.ora.packing import several_threads
from aipaint_desktop.files.pictures.colour import plain, to_srgb
from aipaint_desktop.values.geometry import Rect


@dataclass(frozen=True)
class Wanted:
    """Says what is to be decoded: a PNG whose corner lies at (left, top).

    alpha: the entry of the alpha that it is given instead of its own, if any. mask: whether it is one.
    """

    source: str
    left: int = 0
    top: int = 0
    alpha: str = ""
    mask: bool = False


@dataclass(frozen=True)
class Decoded:
    """cut: whether something lay beyond the canvas. masked: whether the alpha that was wanted could not be had."""

    tiles: TileStore
    cut: bool = False
    masked: bool = False


def decode_all(
    archive: Archive, canvas: Rect, wanted: Iterable[Wanted], profile: Profile | None = None
) -> Mapping[Wanted, Decoded]:
    """Decode all that is wanted and can be decoded, cut to the canvas. profile: of the colours that it is to have, None
    for sRGB. Raises `BadInput` where it is too large."""
    decoder = _Decoder(archive, canvas, profile)
    each = sorted(set(wanted), key=lambda one: (one.source, one.left, one.top, one.alpha, one.mask))
    for one in each:
        for entry in filter(None, (one.source, one.alpha)):
            with suppress(DamagedEntry):
                archive.measure(entry)  # all of them, before the first is decoded
    decoded = {}
    with several_threads() as pool:
        pending = {one: pool.submit(decoder.decoded, one) for one in each}
        for one, answer in pending.items():
            with suppress(DamagedEntry):
                decoded[one] = answer.result()
    return decoded


class _Decoder:
    def __init__(self, archive: Archive, canvas: Rect, profile: Profile | None) -> None:
        self._archive = archive
        self._profile = profile
        self._canvas = canvas
        self._uniform: dict[tuple[int, int], Tile] = {}

    def decoded(self, wanted: Wanted) -> Decoded:
        """Raises `DamagedEntry`."""
        pixels = self._mask(wanted.source) if wanted.mask else self._pixels(wanted.source)
        masked = False
        if wanted.alpha:
            try:
                pixels = self._with_alpha(pixels, wanted.alpha)
            except DamagedEntry:
                masked = True
        whole = Rect(wanted.left, wanted.top, pixels.shape[1], pixels.shape[0])
        inside = whole.intersection(self._canvas)
        alpha = pixels if wanted.mask else pixels[..., 3]
        tiles: dict[Key, Tile] = {}
        for column, row, part in inside.tiles(TILE):
            place = part.moved(-wanted.left, -wanted.top).slices
            if alpha[place].any():
                tiles[column, row] = self._tile(pixels[place], part.moved(-column * TILE, -row * TILE))
        cut = inside != whole and _painted_beyond(alpha, inside.moved(-wanted.left, -wanted.top))
        return Decoded(TileStore(tiles, 1 if wanted.mask else 4), cut, masked)

    def _with_alpha(self, pixels: Pixels, entry: str) -> Pixels:
        """Raises `DamagedEntry`."""
        alpha = self._mask(entry)
        if alpha.shape != pixels.shape[:2]:
            raise DamagedEntry(entry)
        made = np.array(pixels)
        made[..., 3] = alpha
        return made

    def _mask(self, entry: str) -> Pixels:
        """Raises `DamagedEntry`."""
        rows = self._archive.rows(entry)
        if rows is None or rows.ndim != 2:
            raise DamagedEntry(entry)
        return rows

    def _pixels(self, entry: str) -> Pixels:
        """Raises `DamagedEntry`."""
        rows = self._archive.rows(entry)
        if rows is not None and rows.ndim == 3 and rows.shape[2] == 4:
            return from_srgb(rows, self._profile)
        return np.asarray(_rgba(self._archive.picture(entry), entry, self._profile))

    def _tile(self, pixels: Pixels, part: Rect) -> Tile:
        """One whole tile. part: where in it the pixels lie. Tiles of one colour are one tile."""
        tile = np.zeros((TILE, TILE, *pixels.shape[2:]), np.uint8)
        tile[part.slices] = pixels
        colours = tile.view(np.uint32) if tile.ndim == 3 else tile
        if (colours == colours[0, 0]).all():
            return self._uniform.setdefault((tile.ndim, int(colours[0, 0].item())), Tile(tile))
        return Tile(tile)


def _painted_beyond(alpha: NDArray[np.uint8], inside: Rect) -> bool:
    """Whether anything is painted outside of the rectangle."""
    if inside.empty:
        return bool(alpha.any())
    rows, columns = inside.slices
    around = (
        alpha[: rows.start],
        alpha[rows.stop :],
        alpha[rows, : columns.start],
        alpha[rows, columns.stop :],
    )
    return any(part.any() for part in around)


def _rgba(image: Image.Image, entry: str, profile: Profile | None) -> Image.Image:
    """The picture decoded, in the space of the profile. Raises `DamagedEntry`."""
    load(image)
    icc = image.info.get("icc_profile")
    if image.mode == "RGBA" and icc == (None if profile is None else profile.icc):
        return image
    try:
        seen = plain(image)
        if profile is not None and icc == profile.icc and seen.mode in ("RGB", "RGBA"):
            return seen.convert("RGBA")
        seen = to_srgb(seen, icc, entry).convert("RGBA")
        return seen if profile is None else Image.fromarray(profile.from_srgb(np.asarray(seen)))
    except (OSError, ValueError) as error:
        raise DamagedEntry(entry) from error

"""What is laid over a sheet, as one map of it: most of what lies above a layer is the same however that is painted.

Laying premultiplied colours over others is affine in those below, in the modes normal, multiply and screen, and so is
laying a group in which something is painted over what lies below the group. Maps that follow one another are one map.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aipaint_desktop.document.modes import Mode, Plane
from aipaint_desktop.document.sheet import Sheet, Slices, Source
from aipaint_desktop.kernels import native

Amount = Plane | np.float32
"""A plane, or what is the same everywhere."""

AFFINE = frozenset({Mode.NORMAL, Mode.MULTIPLY, Mode.SCREEN})
"""The modes in which laying something is such a map."""

_ZERO, _ONE = np.float32(0), np.float32(1)
_TO_ONE = np.float32(1 / 255)


@dataclass(frozen=True, eq=False)
class Affine:
    """Maps a sheet with premultiplied colours B and alpha a: `added` + `kept` B + `by_alpha` a for red, green and blue,
    and `alpha_added` + `alpha_kept` a for the alpha.

    stays_opaque: whether the result is opaque where the sheet is. makes_opaque: whether it always is.
    """

    added: Sequence[Amount]
    kept: Sequence[Amount]
    by_alpha: Sequence[Amount] | None
    alpha_added: Amount
    alpha_kept: Amount
    stays_opaque: bool = True
    makes_opaque: bool = False

    def __call__(self, below: Sheet) -> Sheet:
        alpha = below.alpha
        if native is not None:
            return self._native(below)
        colours: list[Plane] = []
        for channel, colour in enumerate(below.colours):
            made: Plane = colour * self.kept[channel]
            made += self.added[channel]
            if self.by_alpha is not None:
                made += self.by_alpha[channel] if alpha is None else self.by_alpha[channel] * alpha
            colours.append(made)
        if self.makes_opaque or (alpha is None and self.stays_opaque):
            return Sheet(colours, None)
        there = np.ones_like(colours[0]) if alpha is None else alpha
        return Sheet(colours, there * self.alpha_kept + self.alpha_added)

    def _native(self, below: Sheet) -> Sheet:
        opaque = self.makes_opaque or (below.alpha is None and self.stays_opaque)
        made = Sheet.unfilled(below.colours[0].shape, alpha=not opaque)
        assert native is not None
        native.affine(
            made.planes,
            below.planes,
            (*self.added, self.alpha_added),
            (*self.kept, self.alpha_kept),
            None if self.by_alpha is None else tuple(self.by_alpha),
        )
        return made

    def of_nothing(self, shape: tuple[int, ...]) -> Sheet:
        """Map a sheet of this shape on which there is nothing."""
        colours = [np.full(shape, 0, np.float32) + amount for amount in self.added]
        return Sheet(colours, None if self.makes_opaque else np.full(shape, 0, np.float32) + self.alpha_added)

    def then(self, after: "Affine") -> "Affine":
        """Give the map that does first this one and then another."""
        alpha_added, alpha_kept = self.alpha_added, self.alpha_kept
        if self.makes_opaque:
            alpha_added, alpha_kept = _ONE, _ZERO
        added = [
            more + kept * one for more, kept, one in zip(after.added, after.kept, self.added, strict=True)
        ]
        by_alpha: list[Amount] | None = None
        if self.by_alpha is not None:
            by_alpha = [kept * one for kept, one in zip(after.kept, self.by_alpha, strict=True)]
        if after.by_alpha is not None:
            added = [one + by * alpha_added for one, by in zip(added, after.by_alpha, strict=True)]
            more = [by * alpha_kept for by in after.by_alpha]
            by_alpha = more if by_alpha is None else [a + b for a, b in zip(by_alpha, more, strict=True)]
        products = _products(after.kept, self.kept)
        same = alpha_kept is self.kept[0] and after.alpha_kept is after.kept[0]
        return Affine(
            added,
            products,
            by_alpha,
            after.alpha_added + after.alpha_kept * alpha_added,
            products[0] if same else after.alpha_kept * alpha_kept,
            after.makes_opaque or (after.stays_opaque and self.stays_opaque),
            after.makes_opaque or (after.stays_opaque and self.makes_opaque),
        )

    def of_opaque(self) -> "Affine":
        """Give the same map for sheets that are opaque, with less to compute and to keep."""
        added = self.added
        if self.by_alpha is not None:
            added = [one + by for one, by in zip(added, self.by_alpha, strict=True)]
        alpha_added, alpha_kept = self.alpha_added, self.alpha_kept
        if self.stays_opaque:
            alpha_added, alpha_kept = _ZERO, _ONE
        return replace(self, added=added, by_alpha=None, alpha_added=alpha_added, alpha_kept=alpha_kept)

    def at_last(self) -> "Affine":
        """Give the same map, where none comes after it, with less to keep."""
        return replace(self, alpha_added=_ZERO, alpha_kept=_ONE) if self.makes_opaque else self

    def part(self, inner: Slices) -> "Affine":
        """Give the map of a part of the sheet."""
        return Affine(
            [_cut(one, inner) for one in self.added],
            [_cut(one, inner) for one in self.kept],
            None if self.by_alpha is None else [_cut(one, inner) for one in self.by_alpha],
            _cut(self.alpha_added, inner),
            _cut(self.alpha_kept, inner),
            self.stays_opaque,
            self.makes_opaque,
        )

    @property
    def planes(self) -> list[Amount]:
        return [*self.added, *self.kept, *(self.by_alpha or ()), self.alpha_added, self.alpha_kept]


def laying(source: Source, mode: Mode, *, atop: bool) -> Affine | None:
    """Give the map that lays a source over a sheet, None where the mode is not affine."""
    colours, alpha, rest = source.premultiplied, source.alpha, source.rest
    kept: Sequence[Amount]
    by_alpha: Sequence[Amount] | None
    match mode:
        case Mode.NORMAL:
            kept, by_alpha = [rest] * 3, colours if atop else None
        case Mode.MULTIPLY:
            kept = [rest + colour * _TO_ONE for colour in colours]
            by_alpha = None if atop else [-colour for colour in colours]
        case Mode.SCREEN:
            kept = [1 - colour * _TO_ONE for colour in colours]
            by_alpha = colours if atop else None
        case _:
            return None
    if atop:
        return Affine([_ZERO] * 3, kept, by_alpha, _ZERO, _ONE)
    return Affine(colours, kept, by_alpha, alpha, rest)


def popping(below: Sheet | None, share: Amount, mode: Mode, *, atop: bool) -> Affine | None:
    """Give the map of a sheet that is laid over another as far as `share` says; None where it is not affine."""
    if below is None:
        if atop:
            return None
        return Affine([_ZERO] * 3, [share] * 3, None, _ZERO, share, stays_opaque=False)
    covered: Amount = _ONE if below.alpha is None else below.alpha
    added, opaque = below.colours, below.alpha is None
    minus = [-(share * colour) for colour in added]
    kept: Sequence[Amount]
    by_alpha: Sequence[Amount] | None = minus
    if atop and mode is Mode.NORMAL:
        return Affine(added, [share * covered] * 3, minus, covered, _ZERO, opaque, opaque)
    if atop:
        return None
    match mode:
        case Mode.NORMAL:
            kept = [share] * 3
        case Mode.MULTIPLY:
            kept = [share * (1 - covered + colour * _TO_ONE) for colour in added]
        case Mode.SCREEN:
            kept, by_alpha = [share * (1 - colour * _TO_ONE) for colour in added], None
        case _:
            return None
    return Affine(added, kept, by_alpha, covered, share * (1 - covered), opaque, opaque)


def mixing(below: Sheet | None, share: Amount) -> Affine:
    """Give the map of a sheet that takes the place of what is below it as far as `share` says."""
    if below is None:
        return Affine([_ZERO] * 3, [share] * 3, None, _ZERO, share, stays_opaque=False)
    rest = 1 - share
    added = [colour * rest for colour in below.colours]
    covered: Amount = _ONE if below.alpha is None else below.alpha
    return Affine(added, [share] * 3, None, covered * rest, share, stays_opaque=below.alpha is None)


def _products(some: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """The products, once where all channels are the same."""
    if all(one is some[0] for one in some) and all(other is others[0] for other in others):
        return [some[0] * others[0]] * len(some)
    return [one * other for one, other in zip(some, others, strict=True)]


def _cut(amount: Amount, inner: Slices) -> Amount:
    return amount[inner] if isinstance(amount, np.ndarray) else amount

"""Colours that an artist keeps together."""

from dataclasses import dataclass, replace

Rgb = tuple[int, int, int]  # sRGB, 0 to 255
MOST_COLOURS = 4096


@dataclass(frozen=True)
class Swatch:
    """name: what the colour is called; empty for no name."""

    colour: Rgb
    name: str = ""


@dataclass(frozen=True)
class Palette:
    """A name and colours in an order that says something to the artist."""

    name: str
    swatches: tuple[Swatch, ...] = ()

    def with_added(self, swatch: Swatch) -> "Palette":
        """Add a colour at the end; one that is there already stays where it is."""
        known = any(each.colour == swatch.colour for each in self.swatches)
        return self if known else replace(self, swatches=(*self.swatches, swatch)[:MOST_COLOURS])

    def without(self, place: int) -> "Palette":
        """Take the colour at a place away."""
        return replace(self, swatches=self.swatches[:place] + self.swatches[place + 1 :])

    def moved(self, place: int, to: int) -> "Palette":
        """Put the colour at a place elsewhere; the others close up."""
        others = list(self.without(place).swatches)
        others.insert(to, self.swatches[place])
        return replace(self, swatches=tuple(others))

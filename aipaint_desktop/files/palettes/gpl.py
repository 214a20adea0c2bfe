"""GIMP's palettes: text, a colour a line."""

from aipaint_desktop.values.palette import MOST_COLOURS, Palette, Swatch
from aipaint_desktop.values.refusal import BadInput

MAGIC = "GIMP Palette"
_LONGEST_NAME = 80


def parse_gpl(text: str, file_name: str, title: str) -> Palette:
    """Read a palette. title: its name where the file gives none. Raises `BadInput`."""
    lines = text.splitlines()
    if not lines or not lines[0].startswith(MAGIC):
        raise BadInput("{0} is no palette of GIMP's.", file_name)
    swatches: list[Swatch] = []
    for line in lines[1:]:
        words = line.split(None, 3)
        if line.startswith("Name:"):
            title = tidy(line.removeprefix("Name:")) or title
        elif len(words) >= 3 and all(word.isascii() and word.isdecimal() for word in words[:3]):
            if any(len(word) > 3 or int(word) > 255 for word in words[:3]):
                raise BadInput("{0} has a colour that is none: {1}.", file_name, tidy(line))
            red, green, blue = (int(word) for word in words[:3])
            name = tidy(words[3]) if len(words) > 3 else ""
            swatches.append(Swatch((red, green, blue), "" if name == "Untitled" else name))
            if len(swatches) > MOST_COLOURS:
                raise BadInput("{0} has more than {1} colours.", file_name, MOST_COLOURS)
    return Palette(title, tuple(swatches))


def gpl_of(palette: Palette) -> str:
    """Write a palette as GIMP and Krita read it."""
    rows = [
        " ".join(f"{part:3d}" for part in swatch.colour) + "\t" + (tidy(swatch.name) or "Untitled")
        for swatch in palette.swatches
    ]
    return "\n".join([MAGIC, f"Name: {tidy(palette.name)}", "Columns: 0", "#", *rows, ""])


def tidy(name: str) -> str:
    """Make one short line of a name."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_LONGEST_NAME]

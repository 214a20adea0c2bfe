"""Where things lie in the ZIP archive that an OpenRaster file is."""

MIMETYPE, MIME = "mimetype", b"image/openraster"
STACK = "stack.xml"
MERGED = "mergedimage.png"
THUMBNAIL = "Thumbnails/thumbnail.png"
OWN_PART = "aipaint.json"  # what the format has no place for
OWN_FOLDER = "aipaint/"
SELECTION = "aipaint/selection.png"


def region_entry(index: int) -> str:
    return f"aipaint/region{index}.png"


def channel_entry(index: int) -> str:
    return f"aipaint/channel{index}.png"


def pinned_entry(index: int) -> str:
    """Name the entry of a picture that is pinned over the canvas."""
    return f"aipaint/pinned{index}.png"


def layer_entry(index: int) -> str:
    return f"data/layer{index}.png"


def alpha_entry(index: int) -> str:
    """Name the entry of a layer's alpha as it is without the layer's mask."""
    return f"aipaint/alpha{index}.png"


def mask_entry(index: int) -> str:
    """Name the entry of a node's mask."""
    return f"aipaint/mask{index}.png"


def picture_entry(sha256: str) -> str:
    """Name the entry of a picture that a layer's request was run with."""
    return f"aipaint/pictures/{sha256}.png"


def is_own(entry: str) -> bool:
    """Tell whether an entry is one that every file has, or that only this program writes."""
    return entry in (MIMETYPE, STACK, MERGED, THUMBNAIL, OWN_PART) or entry.startswith(OWN_FOLDER)

"""Where things lie in the ZIP archive that an OpenRaster file is."""

MIMETYPE, MIME = "mimetype", b"image/openraster"
STACK = "stack.xml"
MERGED = "mergedimage.png"
THUMBNAIL = "Thumbnails/thumbnail.png"
OWN_PART = "aipaint.json"  # what the format has no place for
SELECTION = "aipaint/selection.png"


def region_entry(index: int) -> str:
    return f"aipaint/region{index}.png"


def layer_entry(index: int) -> str:
    return f"data/layer{index}.png"


def picture_entry(sha256: str) -> str:
    """Name the entry of a picture that a layer's request was run with."""
    return f"aipaint/pictures/{sha256}.png"

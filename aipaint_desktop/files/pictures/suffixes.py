"""How the names of picture files end: the one list that every dialog offers."""

SUFFIXES = (
    *(".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".webp", ".avif", ".gif"),
    *(".bmp", ".dib", ".tif", ".tiff", ".jp2", ".j2k", ".jpx", ".psd", ".tga", ".ico"),
    *(".ppm", ".pgm", ".pbm", ".pnm"),
)
"""Of what `picture_file.read_picture` reads. A file is judged by its content; these are for dialogs."""


def name_filter() -> str:
    """Write the suffixes as Qt's file dialogs take them."""
    return " ".join(f"*{suffix}" for suffix in SUFFIXES)

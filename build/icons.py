"""The app's icon for every platform, rendered from its drawing.

icons.py DRAWING FOLDER        PNGs of every size for Linux, an .ico for Windows, an .icns for macOS
"""

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
_LARGEST_IN_ICO = 256


def render(drawing: Path, size: int) -> Image.Image:
    """The drawing as a square RGBA image. Raises `ValueError` where it is not an SVG."""
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"{drawing.name} is not a drawing that Qt can render")
    image = QImage(QSize(size, size), QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(straight.constBits()))


def write_icons(drawing: Path, folder: Path) -> None:
    """Write `<size>.png`, `aipaint.ico` and `aipaint.icns` into the folder; each size is drawn for itself."""
    folder.mkdir(parents=True, exist_ok=True)
    images = [render(drawing, size) for size in SIZES]
    for image in images:
        image.save(folder / f"{image.width}.png")
    in_ico = [image for image in images if image.width <= _LARGEST_IN_ICO]
    in_ico[-1].save(folder / "aipaint.ico", sizes=[image.size for image in in_ico], append_images=in_ico[:-1])
    images[-1].save(folder / "aipaint.icns", append_images=images[:-1])


if __name__ == "__main__":
    write_icons(Path(sys.argv[1]), Path(sys.argv[2]))

"""Draws the sketch that every gallery sample is painted from, and paints it like each reference that ships.

python tools/references/paint_samples.py
"""

from PIL import Image, ImageDraw

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.modelstore.references import shipped
from aipaint_desktop.modelstore.samples import paint_sample, sketch_file

WIDTH, HEIGHT, SCALE = 256, 192, 4


def sketch() -> Image.Image:
    """A hill with a tree and a house under the sun, in flat colours."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), (143, 186, 222))
    draw = ImageDraw.Draw(image)

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * WIDTH * SCALE, y * HEIGHT * SCALE) for x, y in points]

    draw.ellipse(at((0.76, 0.08), (0.90, 0.267)), fill=(246, 214, 110))
    draw.polygon(
        at((0, 0.56), (0.22, 0.36), (0.46, 0.58), (0.7, 0.42), (1, 0.6), (1, 1), (0, 1)), fill=(104, 118, 150)
    )
    draw.polygon(at((0, 0.68), (0.35, 0.6), (0.7, 0.66), (1, 0.6), (1, 1), (0, 1)), fill=(112, 150, 66))
    draw.polygon(at((0.5, 0.655), (0.56, 0.655), (0.78, 1), (0.44, 1)), fill=(214, 186, 130))
    draw.rectangle(at((0.6, 0.52), (0.8, 0.72)), fill=(232, 214, 186))
    draw.polygon(at((0.57, 0.53), (0.7, 0.4), (0.83, 0.53)), fill=(176, 70, 48))
    draw.rectangle(at((0.68, 0.6), (0.73, 0.72)), fill=(92, 62, 44))
    draw.rectangle(at((0.19, 0.5), (0.235, 0.8)), fill=(96, 64, 42))
    draw.ellipse(at((0.08, 0.2), (0.345, 0.553)), fill=(48, 88, 50))
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def main() -> None:
    sketch_file().parent.mkdir(exist_ok=True)
    sketch().save(sketch_file(), optimize=True)
    painter = PainterEngine()
    for entry in shipped():
        print(paint_sample(entry, painter, CancelToken()))


if __name__ == "__main__":
    main()

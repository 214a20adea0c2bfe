"""Make the sheet of handwritten digits that the lessons are trained on, and the list of what they are.

    python tools/make_digits.py

Needs scikit-learn, which the program itself does not.
"""

from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

HERE = Path(__file__).resolve().parent.parent / "resources" / "lessons"
COLUMNS, SIDE, LEVELS = 43, 8, 17


def main() -> None:
    digits = load_digits()
    rows = -(-len(digits.images) // COLUMNS)
    cells = np.zeros((rows * COLUMNS, SIDE, SIDE), np.uint8)
    cells[: len(digits.images)] = digits.images * (255 // (LEVELS - 1))
    sheet = cells.reshape(rows, COLUMNS, SIDE, SIDE).swapaxes(1, 2).reshape(rows * SIDE, COLUMNS * SIDE)
    Image.fromarray(sheet).save(HERE / "digits.png", optimize=True)
    labels = "".join(map(str, digits.target))
    lines = [labels[start : start + COLUMNS] for start in range(0, len(labels), COLUMNS)]
    (HERE / "digits.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()

"""Whether a lesson's digits can be recognised: how often two classifiers that never saw one another agree on them.

`python -m tests.quality.lesson_figures gan|diffusion [--minutes 5] [--count 500] [--seed 0] [--sheet OUT.png]`

Of the 1797 real digits, shuffled with seed 0, a support vector machine learns two fifths, a nearest-neighbour
classifier the next two fifths, and one fifth is held out; both see the 784 greys as they are. The lesson learns all of
them for so many minutes and then makes `--count` digits: the GAN at once, the diffusion in 50 DDIM steps. `agreement`
is the share of pictures that both classifiers call the same digit: of the made ones, of real ones that were held out,
and of noise. As a model that makes one digit only would have it at 1, `digits` says how many of the ten make up at
least 2 % of the made pictures on which they agree.

scikit-learn is needed here, and nowhere in the program.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from aipaint_desktop.engines.computing.devices import AUTO, choose_device
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.training.lessons.beginning import new_lesson
from aipaint_desktop.training.lessons.lesson import Lesson, in_grid
from aipaint_desktop.training.lessons.linear_ddpm import LinearDdpm
from aipaint_desktop.training.lessons.small_pictures import read_digits
from aipaint_desktop.training.lessons.snapshot import LESSONS, tiled

Classifier = Callable[[Tensor], NDArray[np.int64]]
"""Pictures (N, 1, 28, 28) -> digits (N,)."""

_SHARE = 0.4  # of the real digits that each classifier learns
_DDIM_STEPS = 50
_SHEET = (10, 20)  # rows and columns
_FEW = 0.02


def trained_classifiers(
    pictures: Tensor, labels: NDArray[np.int64]
) -> tuple[Classifier, Classifier, NDArray[np.int64]]:
    """Two, each from another part of the digits, and the numbers of those that neither saw."""
    try:
        from sklearn.neighbors import KNeighborsClassifier
        from sklearn.svm import SVC
    except ImportError:
        sys.exit("These figures need scikit-learn: pip install scikit-learn.")
    order = np.random.default_rng(0).permutation(len(labels))
    first, second = (round(share * len(labels)) for share in (_SHARE, 2 * _SHARE))
    vectors = pictures.flatten(1).numpy()
    learned = [
        model.fit(vectors[part], labels[part])
        for model, part in (
            (SVC(), order[:first]),
            (KNeighborsClassifier(3), order[first:second]),
        )
    ]
    one, other = (lambda x, model=model: model.predict(x.flatten(1).numpy()) for model in learned)
    return one, other, order[second:]


def samples(lesson: Lesson, count: int) -> Tensor:
    if isinstance(lesson, LinearDdpm):
        return lesson.strided_samples(count, _DDIM_STEPS)
    return lesson.samples(count)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lesson", choices=LESSONS)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default=AUTO)
    parser.add_argument("--sheet", type=Path, metavar="OUT.png", help="200 of the made digits")
    options = parser.parse_args()
    pictures, labels = read_digits()
    one, other, held_out = trained_classifiers(pictures, labels)
    lesson = new_lesson(options.lesson, pictures, choose_device(options.device, convolves=True), options.seed)
    steps, began = 0, time.monotonic()
    while time.monotonic() - began < 60 * options.minutes:
        lesson.step()
        steps += 1
    made = samples(lesson, options.count)
    noise = torch.rand(made.shape) * 2 - 1

    def agreement(shown: Tensor) -> float:
        return float((one(shown) == other(shown)).mean())

    called = one(made)
    shares = np.bincount(called[called == other(made)], minlength=10) / len(made)
    figures = {
        "lesson": options.lesson,
        "minutes": options.minutes,
        "steps": steps,
        "agreement": {
            "made": agreement(made),
            "held out": agreement(pictures[held_out]),
            "noise": agreement(noise),
        },
        "digits": int((shares >= _FEW).sum()),
        "shares": [round(float(share), 3) for share in shares],
        "accuracy": [float((model(pictures[held_out]) == labels[held_out]).mean()) for model in (one, other)],
    }
    print(json.dumps(figures))
    if options.sheet:
        rows, columns = _SHEET
        sheet = tiled(in_grid(made[: min(len(made) // columns, rows) * columns], columns))
        save_picture(options.sheet, sheet[..., None].repeat(3, 2))


if __name__ == "__main__":
    main()

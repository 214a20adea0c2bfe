"""A snapshot goes through a line of text and comes back the same."""

import numpy as np
import pytest

from aipaint_desktop.training.lessons.snapshot import Snapshot, tiled

GRID = np.random.default_rng(0).integers(0, 256, (2, 3, 28, 28), np.uint8)


def test_a_snapshot_comes_back_as_it_was() -> None:
    snapshot = Snapshot(7, {"generator": 0.5}, {"made": GRID}, {"made": (0.25, 1.0)})
    line = snapshot.to_line()
    assert "\n" not in line
    back = Snapshot.from_line(line.encode() + b"\n")
    assert (back.step, back.losses, back.verdicts) == (snapshot.step, snapshot.losses, snapshot.verdicts)
    assert np.array_equal(back.pictures["made"], GRID)


def test_pictures_are_laid_out_row_by_row() -> None:
    assert np.array_equal(tiled(GRID)[28:, 28:56], GRID[1, 1])


@pytest.mark.parametrize(
    "line",
    [
        "warning: something",
        "7",
        '{"step": 1}',
        '{"step": 1, "losses": {"generator": NaN}, "pictures": {}, "verdicts": {}}',
        '{"step": 1, "losses": {}, "pictures": {"made": "bm8gUE5H"}, "verdicts": {}}',
    ],
)
def test_what_is_no_snapshot_is_told(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Snapshot.from_line(line)

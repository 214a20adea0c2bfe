"""A few digits to learn."""

import pytest
from torch import Tensor

from aipaint_desktop.training.lessons.small_pictures import read_digits


@pytest.fixture(scope="session")
def digits() -> Tensor:
    """The first 64 of those that ship."""
    return read_digits()[0][:64]

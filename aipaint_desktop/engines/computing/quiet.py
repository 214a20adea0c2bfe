"""What libraries say, kept from the artist."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Keep to ourselves what libraries warn their own programmers of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield

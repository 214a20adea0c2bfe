"""What tests of the document share."""

from collections.abc import Iterator

import pytest

from aipaint_desktop.document import affine, pen_compositor, sheet, tile
from aipaint_desktop.kernels import native


@pytest.fixture(scope="module", params=["compiled", "numpy"])
def arithmetic(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let everything be computed by the compiled kernels, and then once more by numpy."""
    if request.param == "compiled":
        if native is None:
            pytest.skip("the kernels are not built")
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        for module in (affine, pen_compositor, sheet, tile):
            patch.setattr(module, "native", None)
        yield

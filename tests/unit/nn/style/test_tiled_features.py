"""Features and gradients in tiles: the same as of the whole picture at once, and stopped from anywhere."""

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.nn.style.tiled_features import Found, Lattice, TiledFeatures, Wanted
from aipaint_desktop.nn.vgg import Vgg16

_HEIGHT, _WIDTH = 141, 166  # neither whole tiles nor whole cells


@pytest.fixture
def picture() -> Tensor:
    return torch.rand(1, 3, _HEIGHT, _WIDTH, generator=torch.Generator().manual_seed(1)) * 2 - 1


@pytest.fixture
def wanted(picture: Tensor) -> list[Wanted]:
    generator = torch.Generator().manual_seed(2)
    lattice = Lattice.regular(picture, 200, generator)
    return [
        Wanted(Lattice.of_cells(picture), ("relu4_2",)),
        Wanted(lattice, ("relu1_2", "relu3_3", "relu4_3")),
    ]


def in_tiles(vgg: Vgg16) -> TiledFeatures:
    return TiledFeatures(vgg, lambda: None, tile=64)


def whole(vgg: Vgg16) -> TiledFeatures:
    return TiledFeatures(vgg, lambda: None, tile=4096)


def test_what_is_found_is_vggs_features_at_the_places(random_vgg: Vgg16, picture: Tensor) -> None:
    lattice = Lattice(torch.tensor([3, 64, 130]), torch.tensor([0, 9]))
    (found,) = whole(random_vgg).read(picture, [Wanted(lattice, ("relu1_1", "relu3_1"))])
    features = random_vgg.features(picture, ["relu1_1", "relu3_1"])
    fine, coarse = features["relu1_1"][0], features["relu3_1"][0]
    assert torch.equal(found["relu1_1"], fine[:, [3, 64, 130]][..., [0, 9]].flatten(1).T)
    assert torch.equal(found["relu3_1"], coarse[:, [0, 16, 32]][..., [0, 2]].flatten(1).T)


def test_tiles_find_the_features_of_the_whole(random_vgg: Vgg16, picture: Tensor) -> None:
    down = Lattice(torch.arange(0, 136, 5), torch.tensor([70]))
    across = Lattice(torch.tensor([63]), torch.arange(0, 160, 3))
    wanted = [Wanted(down, ("relu1_2", "relu4_3")), Wanted(across, ("relu2_2", "relu4_2"))]
    found, expected = in_tiles(random_vgg).read(picture, wanted), whole(random_vgg).read(picture, wanted)
    for one, other in zip(found, expected, strict=True):
        assert one.keys() == other.keys()
        for layer, features in one.items():
            assert torch.allclose(features, other[layer], rtol=1e-4, atol=1e-3), layer


def test_tiles_find_the_gradient_of_the_whole(
    random_vgg: Vgg16, picture: Tensor, wanted: list[Wanted]
) -> None:
    def spreads(found: Found) -> Iterator[Tensor]:
        """Of all places together, so that no tile knows it alone."""
        for layers in found:
            for features in layers.values():
                yield features.std() / (features.mean() + 1)

    one = in_tiles(random_vgg).gradient(picture, wanted, spreads)
    other = whole(random_vgg).gradient(picture, wanted, spreads)
    assert other.abs().max() > 0
    assert (one - other).abs().max() < 1e-3 * other.abs().max()


def test_a_regular_lattice_has_about_as_many_places_as_asked_for_and_moves() -> None:
    generator = torch.Generator().manual_seed(0)
    lattices = [Lattice.regular(torch.zeros(1, 3, 600, 400), 1000, generator) for _ in range(8)]
    for lattice in lattices:
        assert 800 < len(lattice.rows) * len(lattice.columns) < 1200
        assert lattice.rows.max() < 600
        assert lattice.columns.max() < 400
    assert len({(int(lattice.rows[0]), int(lattice.columns[0])) for lattice in lattices}) > 4


def test_it_stops_within_a_tile_on_the_way_forward_and_back(
    random_vgg: Vgg16, picture: Tensor, wanted: list[Wanted]
) -> None:
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1

    def totals(found: Found) -> list[Tensor]:
        return [features.sum() for layers in found for features in layers.values()]

    TiledFeatures(random_vgg, count, tile=4096).gradient(picture, wanted, totals)
    assert calls >= 20  # ten convolutions and their gradients
    for stop_at in (5, 15):
        token, left = CancelToken(), stop_at

        def check(token: CancelToken = token) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                token.cancel()
            token.check()

        with pytest.raises(Cancelled):
            TiledFeatures(random_vgg, check, tile=4096).gradient(picture, wanted, totals)
        assert left == 0

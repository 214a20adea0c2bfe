"""Bank, search, denoiser and sampler, against brute force on small noise pictures."""

import pytest
import torch
from torch import Tensor

from aipaint_desktop.nn.patches.bank import MARGIN, PATCH, VOTE, PatchBank, Reference, build_bank
from aipaint_desktop.nn.patches.denoiser import PatchDenoiser, UsageBalance, source_positions
from aipaint_desktop.nn.patches.diffusion import Canvas, Schedule, level_sizes, sample
from aipaint_desktop.nn.patches.search import Matches, QueryGrid, inherited, lattice, nearest_candidates


@pytest.fixture
def generator() -> torch.Generator:
    return torch.Generator().manual_seed(0)


def reference(
    generator: torch.Generator, height: int = 40, width: int = 50, usable: Tensor | None = None
) -> Reference:
    coarse = torch.rand(1, 3, height // 3, width // 3, generator=generator) * 2 - 1
    image = torch.nn.functional.interpolate(coarse, (height, width), mode="bilinear")
    return Reference(image, torch.zeros_like(image), usable)


def denoiser(
    bank: PatchBank, size: tuple[int, int], generator: torch.Generator, *, wrap: bool = False
) -> PatchDenoiser:
    return PatchDenoiser(
        bank,
        torch.zeros(1, 3, *size),
        stride=4,
        wrap=wrap,
        balance=0.0,
        agreement=0.0,
        matches=None,
        generator=generator,
        check=lambda: None,
    )


def test_bank_holds_every_patch_once_and_only_usable_ones(generator: torch.Generator) -> None:
    usable = torch.ones(40, 50, dtype=torch.bool)
    usable[:, 25:] = False
    bank = build_bank([reference(generator), reference(generator, 30, 40, None)], 0.0, generator)
    assert int(bank.usable.sum()) == (40 - PATCH + 1) * (50 - PATCH + 1) + (30 - PATCH + 1) * (40 - PATCH + 1)
    masked = build_bank([reference(generator, usable=usable)], 0.0, generator)
    columns = masked.usable.nonzero()[:, 0] % masked.columns
    assert int(columns.max()) == 25 - PATCH


def test_patch_pixels_are_the_middle_of_the_patch(generator: torch.Generator) -> None:
    picture = reference(generator)
    bank = build_bank([picture], 0.0, generator)
    row, column = 7, 13
    inside = picture.image[0, :, row + MARGIN : row + MARGIN + VOTE, column + MARGIN : column + MARGIN + VOTE]
    stored = bank.pixels[row * bank.columns + column].view(3, VOTE, VOTE).float()
    assert torch.allclose(stored, inside, atol=2e-3)


def test_nearest_candidates_agree_with_brute_force_and_drop_twins(generator: torch.Generator) -> None:
    bank = build_bank([reference(generator)], 0.0, generator)
    queries = torch.randn(20, bank.features.shape[1], generator=generator)
    candidates = torch.randint(len(bank.norms), (20, 30), generator=generator)
    candidates[:, 5] = candidates[:, 0]
    found, distances = nearest_candidates(queries, bank, candidates, torch.zeros(len(bank.norms)), 3)
    for row in range(20):
        exact = ((bank.features[candidates[row].unique()] - queries[row]) ** 2).sum(1)
        assert torch.allclose(distances[row], exact.sort().values[:3], rtol=1e-3, atol=1e-3)
        assert len(found[row].unique()) == 3


def test_guide_draws_the_match_to_what_looks_alike_when_squinted_at(generator: torch.Generator) -> None:
    picture = reference(generator)
    guide = torch.zeros_like(picture.image)
    guide[..., :25] = 1
    bank = build_bank([Reference(picture.image, guide)], 500.0, generator)
    grey = torch.zeros(1, 3, PATCH, PATCH)
    for side, asked in ((0, 1.0), (1, 0.0)):
        query = bank.project(grey, torch.full_like(grey, asked), 1).flatten()
        distances = ((bank.features - query) ** 2).sum(1)
        middle = int(distances.argmin()) % bank.columns + PATCH // 2
        assert (middle >= 25) == bool(side)


def test_lattice_is_a_part_of_the_usable_patches(generator: torch.Generator) -> None:
    bank = build_bank([reference(generator)], 0.0, generator)
    few = lattice(bank, 3, generator)
    assert 0.09 < len(few) / len(bank.norms) < 0.14
    assert bool(bank.usable[few].all())


def test_denoising_a_piece_of_the_reference_gives_it_back(generator: torch.Generator) -> None:
    picture = reference(generator)
    bank = build_bank([picture], 0.0, generator)
    piece = picture.image[..., 4:36, 6:42]
    denoise = denoiser(bank, (32, 36), generator)
    noisy = piece + 0.05 * torch.randn(piece.shape, generator=generator)
    clean = denoise(noisy, 0.05)
    inner = (..., slice(6, -6), slice(6, -6))
    assert float((clean - piece)[inner].abs().mean()) < 0.3 * float((noisy - piece)[inner].abs().mean())
    sources = source_positions(denoise.matches, bank, 32, 36)
    y, x = sources[16, 18, 1:].tolist()
    assert abs(y - 20) <= 1
    assert abs(x - 24) <= 1


def test_much_noise_gives_a_mean_of_patches(generator: torch.Generator) -> None:
    picture = reference(generator)
    bank = build_bank([picture], 0.0, generator)
    noisy = torch.randn(1, 3, 32, 36, generator=generator) * 20
    clean = denoiser(bank, (32, 36), generator)(noisy, 20.0)
    assert float(clean.std()) < float(picture.image.std())


def test_prices_rise_where_patches_crowd(generator: torch.Generator) -> None:
    bank = build_bank([reference(generator)], 0.0, generator)
    balance = UsageBalance(bank)
    balance.update(torch.zeros(100, dtype=torch.long))
    prices = balance.penalty(1.0)
    assert prices[0] > 0
    assert prices[0] == prices.max()
    assert prices[-1] < prices[0]


def test_inherited_matches_point_to_the_same_places(generator: torch.Generator) -> None:
    fine = reference(generator, 80, 100)
    coarse = Reference(
        *(torch.nn.functional.interpolate(part, scale_factor=0.5) for part in (fine.image, fine.guide))
    )
    banks = [build_bank([r], 0.0, generator) for r in (coarse, fine)]
    grid = QueryGrid.over(40, 50, 4, wrap=False)
    y, x = torch.arange(grid.rows) * 4 - grid.top, torch.arange(grid.columns) * 4 - grid.left
    identity = y.clamp(0, banks[0].rows - 1)[:, None] * banks[0].columns + x.clamp(0, banks[0].columns - 1)
    finer = QueryGrid.over(80, 100, 4, wrap=False)
    found = inherited(Matches(grid, identity[..., None]), banks[0], banks[1], finer, (2.0, 2.0)).indices[
        ..., 0
    ]
    rows, columns = found // banks[1].columns, found % banks[1].columns
    expected_y = (torch.arange(finer.rows) * 4 - finer.top)[5:-5]
    expected_x = (torch.arange(finer.columns) * 4 - finer.left)[5:-5]
    assert int((rows[5:-5, 8] - expected_y).abs().max()) <= 1
    assert int((columns[8, 5:-5] - expected_x).abs().max()) <= 1


def test_level_sizes_begin_at_the_entry_and_end_at_the_full_size() -> None:
    sizes = level_sizes(512, 640, 128)
    assert sizes == [(128, 160), (256, 320), (512, 640)]
    assert level_sizes(100, 100, 100) == [(100, 100)]
    assert all(side % 4 == 0 for size in level_sizes(300, 420, 24, wrap=True) for side in size)


def test_sampling_a_torus_has_no_seam_and_repeats_with_its_seed() -> None:
    def tile(seed: int) -> Tensor:
        generator = torch.Generator().manual_seed(0)
        picture = reference(generator, 64, 64)
        start = torch.zeros(1, 3, 64, 64)
        generator.manual_seed(seed)
        schedule = Schedule(entry=32, entry_noise=0.95, entry_guide=0, guide=0, steps=4)
        *_, last = sample(Canvas(start, start, wrap=True), [picture], schedule, generator, lambda: None)
        return last.image

    image = tile(1)
    assert torch.equal(image, tile(1))
    assert not torch.equal(image, tile(2))
    across = (image[..., :, 0] - image[..., :, -1]).abs().mean()
    inside = (image[..., :, 1:] - image[..., :, :-1]).abs().mean()
    assert across < 1.6 * inside

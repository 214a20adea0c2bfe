"""Manners: drawn from those who painted what is asked for, and never instead of what is named."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch.nn.functional import one_hot

from aipaint_desktop.nn.flow_matching import MANNER_BELOW, sample
from aipaint_desktop.nn.manners import Manners, load_manners
from aipaint_desktop.nn.unet import Condition

SNOW, SEA, OTHER = (one_hot(torch.tensor(place), 128).float() for place in range(3))
LANDSCAPE, PORTRAIT, STILL_LIFE = 1, 2, 3


@pytest.fixture
def manners() -> Manners:
    """A painting of snow, one of the sea, and four portraits of which one painter made three."""
    return Manners(
        text=torch.stack([SNOW, SEA, OTHER, OTHER, OTHER, OTHER]),
        genre=torch.tensor([LANDSCAPE] * 2 + [PORTRAIT] * 4),
        movement=torch.tensor([1, 2, 1, 1, 1, 2]),
        artist=torch.tensor([11, 12, 13, 13, 13, 14]),
    )


def asked(text: torch.Tensor, genre: int = 0, movement: int = 0, artist: int = 0) -> Condition:
    return Condition(text[None], *(torch.tensor([number]) for number in (genre, movement, artist)))


def drawn(manners: Manners, condition: Condition, count: int = 200, seed: int = 0) -> list[tuple[int, int]]:
    found = manners.draw(condition.repeat(count), torch.Generator().manual_seed(seed))
    return list(zip(found.movement.tolist(), found.artist.tolist(), strict=True))


def test_who_painted_such_things_is_drawn(manners: Manners) -> None:
    found = drawn(manners, asked(SNOW, LANDSCAPE))
    assert found.count((1, 11)) > 190
    assert set(found) <= {(1, 11), (2, 12)}


def test_without_words_paintings_are_counted(manners: Manners) -> None:
    found = drawn(manners, asked(torch.zeros(128), PORTRAIT))
    assert set(found) == {(1, 13), (2, 14)}
    assert found.count((1, 13)) == pytest.approx(150, abs=25)


def test_what_is_named_stays_and_the_rest_fits_it(manners: Manners) -> None:
    assert set(drawn(manners, asked(SNOW, movement=2))) == {(2, 12), (2, 14)}
    assert set(drawn(manners, asked(SNOW, artist=14))) == {(2, 14)}


def test_what_is_to_be_avoided_is_not_drawn(manners: Manners) -> None:
    generator = torch.Generator().manual_seed(0)
    portraits = asked(OTHER, PORTRAIT).repeat(50)
    for away in (asked(SNOW, movement=1), asked(SNOW, artist=13)):
        assert set(manners.draw(portraits, generator, away).artist.tolist()) == {14}
    assert set(manners.draw(portraits, generator, asked(SNOW)).artist.tolist()) == {13, 14}


def test_where_nobody_painted_it_nothing_is_added(manners: Manners) -> None:
    assert set(drawn(manners, asked(SNOW, STILL_LIFE, movement=1))) == {(1, 0)}


def test_it_repeats_with_its_seed(manners: Manners) -> None:
    words = asked(OTHER)
    assert drawn(manners, words, seed=1) == drawn(manners, words, seed=1) != drawn(manners, words, seed=2)


def test_they_count_only_once_the_arrangement_is_there(manners: Manners) -> None:
    heard = {}

    def network(x: torch.Tensor, t: torch.Tensor, condition: Condition) -> torch.Tensor:
        heard[t[0].item()] = condition.artist[0].item()
        return torch.zeros_like(x)

    plain = asked(SNOW, LANDSCAPE)
    manner = manners.draw(plain, torch.Generator().manual_seed(0))
    levels = [1, MANNER_BELOW, MANNER_BELOW - 0.02, 0.4, 0]
    for _ in sample(network, plain, torch.zeros(1, 3, 8, 8), levels, manner=manner):  # type: ignore[arg-type]
        pass
    assert list(heard.values()) == [0, 0, 11, 11]


def test_they_are_kept_in_a_file(manners: Manners, tmp_path: Path) -> None:
    manners.save(tmp_path / "manners.safetensors")
    again = load_manners(tmp_path / "manners.safetensors")
    words = asked(SNOW)
    assert drawn(again, words) == drawn(manners, words)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "manners.safetensors"
    numbers = dict.fromkeys(("genre", "movement", "artist"), torch.zeros(2))
    for tensors in (
        {"text": torch.zeros(2, 128)},
        {"text": torch.zeros(2, 4), **numbers},
        {"other": torch.zeros(1)},
    ):
        save_file({name: tensor.clone() for name, tensor in tensors.items()}, path)
        with pytest.raises(ValueError, match="does not hold manners"):
            load_manners(path)
    path.write_bytes(b"no safetensors")
    with pytest.raises(ValueError, match="does not hold manners"):
        load_manners(path)

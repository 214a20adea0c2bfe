"""What prompts leave open: drawn from paintings of what is asked for, and never instead of what is named."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import one_hot

from aipaint_desktop.nn.composer.painting_prior import (
    MOODS,
    PaintingPrior,
    load_painting_prior,
    nothing_known,
)
from aipaint_desktop.nn.generative.flow_matching import MANNER_BELOW, sample
from aipaint_desktop.nn.generative.unet import Condition

SNOW, SEA, OTHER = (one_hot(torch.tensor(place), 128).float() for place in range(3))
LANDSCAPE, PORTRAIT, STILL_LIFE = 1, 2, 3


@pytest.fixture
def prior() -> PaintingPrior:
    """A painting of snow, a grey and foggy one of the sea, and four portraits of which one painter made three."""
    grey_fog = (1 << MOODS.index("grey")) + (1 << MOODS.index("fog"))
    return PaintingPrior(
        text=torch.stack([SNOW, SEA, OTHER, OTHER, OTHER, OTHER]),
        genre=torch.tensor([LANDSCAPE] * 2 + [PORTRAIT] * 4),
        movement=torch.tensor([1, 2, 1, 1, 1, 2]),
        artist=torch.tensor([11, 12, 13, 13, 13, 14]),
        mood=torch.tensor([0, grey_fog, 0, 0, 0, 0]),
        departure=torch.arange(6).view(6, 1, 1, 1).expand(6, 3, 4, 4) / 10,
    )


def asked(text: torch.Tensor, genre: int = 0, movement: int = 0, artist: int = 0) -> Condition:
    return Condition(text[None], *(torch.tensor([number]) for number in (genre, movement, artist)))


def drawn(
    prior: PaintingPrior, condition: Condition, count: int = 200, seed: int = 0
) -> list[tuple[int, int]]:
    """Movements and artists."""
    everyone = condition.repeat(count)
    found = prior.draw(everyone, torch.Generator().manual_seed(seed)).manner(everyone)
    return list(zip(found.movement.tolist(), found.artist.tolist(), strict=True))


def test_who_painted_such_things_is_drawn(prior: PaintingPrior) -> None:
    found = drawn(prior, asked(SNOW, LANDSCAPE))
    assert found.count((1, 11)) > 190
    assert set(found) <= {(1, 11), (2, 12)}


def test_without_words_paintings_are_counted(prior: PaintingPrior) -> None:
    found = drawn(prior, asked(torch.zeros(128), PORTRAIT))
    assert set(found) == {(1, 13), (2, 14)}
    assert found.count((1, 13)) == pytest.approx(150, abs=25)


def test_what_is_named_stays_and_the_rest_fits_it(prior: PaintingPrior) -> None:
    assert set(drawn(prior, asked(SNOW, movement=2))) == {(2, 12), (2, 14)}
    assert set(drawn(prior, asked(SNOW, artist=14))) == {(2, 14)}


def test_what_is_to_be_avoided_is_not_drawn(prior: PaintingPrior) -> None:
    generator = torch.Generator().manual_seed(0)
    portraits = asked(OTHER, PORTRAIT).repeat(50)
    for away in (asked(SNOW, movement=1), asked(SNOW, artist=13)):
        assert set(prior.draw(portraits, generator, away).artist.tolist()) == {14}
    assert set(prior.draw(portraits, generator, asked(SNOW)).artist.tolist()) == {13, 14}


def test_where_nobody_painted_it_nothing_is_known(prior: PaintingPrior) -> None:
    condition = asked(SNOW, STILL_LIFE, movement=1)
    assert set(drawn(prior, condition)) == {(1, 0)}
    assert not prior.draw(condition, torch.Generator()).departure.any()


def test_departures_are_from_what_is_usual_for_the_words(prior: PaintingPrior) -> None:
    portraits = asked(OTHER, PORTRAIT).repeat(200)
    found = prior.draw(portraits, torch.Generator().manual_seed(0)).departure
    assert found.mean().item() == pytest.approx(0, abs=0.03)
    assert found.std().item() == pytest.approx(0.11, abs=0.02)


def test_a_mood_is_words_where_the_prompt_says_nothing_of_any(prior: PaintingPrior) -> None:
    sea = prior.draw(asked(SEA, LANDSCAPE, artist=12), torch.Generator())
    assert sea.mood_words(["sea", "rocks"]) == [["fog", "grey"]]
    assert sea.mood_words(["sea"], unwanted=["grey"]) == [["fog"]]
    assert sea.mood_words(["sea", "moonlight"]) == [[]]
    assert prior.mood_words([]) == [[], ["fog", "grey"], [], [], [], []]


def test_it_repeats_with_its_seed(prior: PaintingPrior) -> None:
    words = asked(OTHER)
    assert drawn(prior, words, seed=1) == drawn(prior, words, seed=1) != drawn(prior, words, seed=2)


def test_manners_count_only_once_the_arrangement_is_there(prior: PaintingPrior) -> None:
    heard = {}

    def network(x: torch.Tensor, t: torch.Tensor, condition: Condition) -> torch.Tensor:
        heard[t[0].item()] = condition.artist[0].item()
        return torch.zeros_like(x)

    plain = asked(SNOW, LANDSCAPE)
    manner = prior.draw(plain, torch.Generator().manual_seed(0)).manner(plain)
    levels = [1, MANNER_BELOW, MANNER_BELOW - 0.02, 0.4, 0]
    for _ in sample(network, plain, torch.zeros(1, 3, 8, 8), levels, manner=manner):  # type: ignore[arg-type]
        pass
    assert list(heard.values()) == [0, 0, 11, 11]


def test_it_is_kept_in_a_file(prior: PaintingPrior, tmp_path: Path) -> None:
    prior.save(tmp_path / "paintings.safetensors")
    again = load_painting_prior(tmp_path / "paintings.safetensors")
    words = asked(SNOW)
    assert drawn(again, words) == drawn(prior, words)
    assert again.mood_words([]) == prior.mood_words([])
    assert torch.allclose(again.departure, prior.departure, atol=1e-3)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "paintings.safetensors"
    nothing_known(2).save(path)
    good = load_file(path)
    few = {"mood": torch.zeros(1, dtype=torch.int32)}
    for tensors in (
        {name: tensor for name, tensor in good.items() if name != "departure"},
        {**good, "text": torch.zeros(2, 4)},
        {**good, **few},
        {**good, "other": torch.zeros(2)},
    ):
        save_file(tensors, path)
        with pytest.raises(ValueError, match="does not hold what is known"):
            load_painting_prior(path)
    path.write_bytes(b"no safetensors")
    with pytest.raises(ValueError, match="does not hold what is known"):
        load_painting_prior(path)


def test_joined_paintings_keep_their_order(prior: PaintingPrior) -> None:
    both = replace(nothing_known(), artist=torch.tensor([7])).join(prior)
    assert both.artist.tolist() == [7, 11, 12, 13, 13, 13, 14]

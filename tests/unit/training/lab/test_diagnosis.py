import torch

from aipaint_desktop.training.lab.diagnosis import Likeness, in_words, likeness

PICTURES = torch.rand(40, 3, 32, 32, generator=torch.Generator().manual_seed(0)) * 2 - 1
WELL = Likeness(variety=1.0, novelty=1.0)


def test_samples_like_new_pictures_are_varied_and_new() -> None:
    found = likeness(torch.rand(16, 3, 32, 32) * 2 - 1, PICTURES)
    assert 0.8 < found.variety < 1.2
    assert 0.8 < found.novelty < 1.2


def test_copies_are_not_new_and_repetitions_not_varied() -> None:
    assert likeness(PICTURES[:16], PICTURES).novelty < 0.01
    assert likeness(PICTURES[:1].repeat(16, 1, 1, 1), PICTURES).variety < 0.01


def test_words_say_what_is_wrong_and_nothing_when_all_is_well() -> None:
    balanced = {"real": 0.4, "made": -0.3}
    assert in_words("gan", balanced, WELL) == ()
    assert in_words("vae", {}, WELL) == ()
    (winning,) = in_words("gan", {"real": 1.2, "made": -1.1}, WELL)
    assert winning.startswith("The discriminator is winning")
    (losing,) = in_words("gan", {"real": -0.2, "made": 0.3}, WELL)
    assert losing.startswith("The generator is winning")
    (alike,) = in_words("diffusion", {}, Likeness(variety=0.1, novelty=1.0))
    assert "look alike" in alike
    (copied,) = in_words("vae", {}, Likeness(variety=1.0, novelty=0.1))
    assert "pictures themselves" in copied

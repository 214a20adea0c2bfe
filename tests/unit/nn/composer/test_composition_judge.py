"""The discriminator of compositions: what was asked for counts."""

import torch

from aipaint_desktop.nn.composer.judge import CompositionJudge
from aipaint_desktop.nn.generative.unet import Condition
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.words.names import Names

NAMES = Names(("landscape", "portrait"), ("baroque",), ())


def seen(vgg: Vgg16, pictures: torch.Tensor) -> dict[str, torch.Tensor]:
    return vgg.features(pictures, ["relu2_2", "relu3_3", "relu4_3"])


def of_genres(*genres: int) -> Condition:
    none = torch.zeros(len(genres), dtype=torch.int64)
    return Condition(torch.zeros(len(genres), 128), torch.tensor(genres), none, none)


def test_verdicts_are_on_places_and_depend_on_what_was_asked_for(random_vgg: Vgg16) -> None:
    torch.manual_seed(0)
    judge = CompositionJudge(NAMES).eval()
    looked = judge.look(seen(random_vgg, torch.randn(2, 3, 56, 72)))
    one, other = (judge.verdicts(looked, of_genres(*genres)) for genres in ((1, 2), (1, 1)))
    assert one.shape[1] > 3 * 8 * 8
    assert torch.equal(one[0], other[0])
    assert not torch.allclose(one[1], other[1])


def test_it_learns_which_pictures_were_asked_for(random_vgg: Vgg16) -> None:
    torch.manual_seed(0)
    judge = CompositionJudge(NAMES)
    pictures = torch.randn(4, 3, 64, 64) * 0.05 + torch.tensor([0.6, -0.6, 0.6, -0.6]).view(4, 1, 1, 1)
    light_and_dark = seen(random_vgg, pictures)
    right, wrong = of_genres(1, 2, 1, 2), of_genres(2, 1, 2, 1)
    optimiser = torch.optim.Adam(judge.parameters(), 2e-3)
    for _ in range(40):
        looked = judge.look(light_and_dark)
        loss = (1 - judge.verdicts(looked, right)).relu().mean() + (
            1 + judge.verdicts(looked, wrong)
        ).relu().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    looked = judge.look(light_and_dark)
    assert judge.verdicts(looked, right).mean() > judge.verdicts(looked, wrong).mean() + 0.5

"""Repainting by optimisation: towards the reference, deterministic, stoppable, of any sizes and weights."""

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor
from torch.nn.functional import normalize

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.nn.style.nearest_neighbour import Step, repaint
from aipaint_desktop.nn.style.nearest_neighbour_schedule import MasterSettings, scales
from aipaint_desktop.nn.vgg import Vgg16
from tests.support.tensor_pictures import shapes_and_noise

_QUICK = MasterSettings(coarsest=40, steps=2)


def picture(seed: int, height: int = 48, width: int = 40) -> Tensor:
    return shapes_and_noise(seed, height, width)


def run(
    vgg: Vgg16,
    settings: MasterSettings = _QUICK,
    references: Sequence[Tensor] = (picture(1, 40, 56),),
    weights: Sequence[float] = (1.0,),
    start: Tensor | None = None,
    seed: int = 0,
    token: CancelToken | None = None,
) -> list[Step]:
    generator = torch.Generator().manual_seed(seed)
    check = (token or CancelToken()).check
    return list(
        repaint(picture(0), references, weights, vgg, settings, start=start, check=check, generator=generator)
    )


def test_every_step_is_a_picture_and_the_last_has_the_full_size(random_vgg: Vgg16) -> None:
    settings = MasterSettings(coarsest=40, steps=2)
    generator = torch.Generator().manual_seed(0)
    large = picture(0, 83, 72)
    found = list(
        repaint(
            large, [picture(1)], [1], random_vgg, settings, check=CancelToken().check, generator=generator
        )
    )
    plan = scales(83, 72, settings)
    assert len(plan) == 2
    assert [step.step for step in found] == [1, 2, 3, 4]
    assert {step.steps for step in found} == {4}
    sizes = [scale for scale in plan for _ in range(scale.steps)]
    for step, scale in zip(found, sizes, strict=True):
        assert step.image.shape == (1, 3, scale.height, scale.width)
        assert step.image.dtype == torch.float32
        assert step.image.abs().max() <= 1
        assert not step.image.requires_grad
    assert found[-1].image.shape == large.shape


def test_steps_that_were_kept_do_not_change_afterwards(random_vgg: Vgg16) -> None:
    generator = torch.Generator().manual_seed(0)
    steps = repaint(
        picture(0), [picture(1)], [1], random_vgg, _QUICK, check=CancelToken().check, generator=generator
    )
    first = next(steps).image
    copy = first.clone()
    next(steps)
    assert torch.equal(first, copy)


def test_the_seed_decides(random_vgg: Vgg16) -> None:
    one, same, other = (run(random_vgg, seed=seed)[-1].image for seed in (3, 3, 4))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)


def test_its_features_become_distributed_like_the_references(random_vgg: Vgg16) -> None:
    settings = MasterSettings(coarsest=40, steps=10, content=0, match=0, rate=0.03)
    reference = 0.3 * picture(1) + torch.tensor([0.6, 0.0, -0.6]).view(1, 3, 1, 1)
    painted = run(random_vgg, settings, [reference], start=picture(0))[-1].image

    def apart(x: Tensor) -> float:
        found, wanted = (random_vgg.features(y, ["relu3_3"])["relu3_3"] for y in (x, reference))
        return float((found.mean((2, 3)) - wanted.mean((2, 3))).norm())

    assert apart(painted) < 0.6 * apart(picture(0))


def test_its_features_become_like_their_nearest_neighbours(random_vgg: Vgg16) -> None:
    settings = MasterSettings(coarsest=40, steps=16, content=0, distribution=0, rate=0.03)
    reference = picture(1)
    painted = run(random_vgg, settings, [reference], start=picture(0))[-1].image

    def apart(x: Tensor) -> float:
        """Mean over places of one minus the cosine to the likest place of the reference."""
        found, wanted = (random_vgg.features(y, ["relu3_3"])["relu3_3"][0].flatten(1) for y in (x, reference))
        centre = wanted.mean(1, keepdim=True)
        likeness = normalize(found - centre, dim=0).T @ normalize(wanted - centre, dim=0)
        return float(1 - likeness.amax(1).mean())

    assert apart(painted) < 0.9 * apart(picture(0))


def test_forms_count_as_much_as_they_are_given_weight(random_vgg: Vgg16) -> None:
    def apart(content: float) -> float:
        settings = MasterSettings(coarsest=40, steps=8, content=content, rate=0.03)
        painted = run(random_vgg, settings)[-1].image
        found, scene = (random_vgg.features(x, ["relu4_2"])["relu4_2"] for x in (painted, picture(0)))
        return float((found / found.std() - scene / scene.std()).square().mean())

    assert apart(30.0) < 0.7 * apart(0.0)


def test_the_start_is_what_is_repainted(random_vgg: Vgg16) -> None:
    settings = MasterSettings(coarsest=40, steps=1, rate=1e-4)
    start = picture(5)
    assert (run(random_vgg, settings, start=start)[-1].image - start).abs().max() < 0.01


def test_a_reference_of_weight_zero_does_not_matter(random_vgg: Vgg16) -> None:
    wanted, ignored = picture(1), picture(2)
    alone = run(random_vgg, references=[wanted], weights=[2])[-1].image
    beside = run(random_vgg, references=[wanted, ignored], weights=[0.5, 0])[-1].image
    assert torch.equal(alone, beside)
    both = run(random_vgg, references=[wanted, ignored], weights=[1, 1])[-1].image
    assert not torch.allclose(alone, both, atol=1e-3)


@pytest.mark.parametrize("weights", [[], [1.0, 1.0], [0.0], [-1.0]])
def test_weights_that_do_not_fit_are_refused(random_vgg: Vgg16, weights: list[float]) -> None:
    with pytest.raises(ValueError, match="no weights for 1 references"):
        run(random_vgg, weights=weights)


def test_a_flat_picture_and_a_flat_reference_stay_finite(random_vgg: Vgg16) -> None:
    flat = torch.full((1, 3, 40, 40), 0.5)
    generator = torch.Generator().manual_seed(0)
    steps = repaint(flat, [flat], [1], random_vgg, _QUICK, check=CancelToken().check, generator=generator)
    assert all(torch.isfinite(step.image).all() for step in steps)


def test_cancelling_stops_it(random_vgg: Vgg16) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        run(random_vgg, token=token)

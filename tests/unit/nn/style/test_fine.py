"""Repainting in few steps: towards the reference, with the scene kept, repeatable, stoppable, of any weights."""

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from aipaint_desktop.engines.base.engine import Cancelled, CancelToken
from aipaint_desktop.nn.style.coarse_to_fine import Step
from aipaint_desktop.nn.style.fine import repaint_fine
from aipaint_desktop.nn.style.fine_schedule import FineSettings, fine_scales
from aipaint_desktop.nn.style.network import channel_moments, instance_normalised
from aipaint_desktop.nn.vgg import CONTENT_LAYER, STYLE_LAYERS, Vgg16
from tests.support.tensor_pictures import shapes_and_noise

_QUICK = FineSettings(steps=0.3)


def picture(seed: int, height: int = 72, width: int = 64) -> Tensor:
    return shapes_and_noise(seed, height, width)


def run(
    vgg: Vgg16,
    references: Sequence[Tensor] = (picture(1, 40, 56),),
    weights: Sequence[float] = (1.0,),
    settings: FineSettings = _QUICK,
    scene: Tensor | None = None,
    seed: int = 0,
) -> list[Step]:
    scene = picture(0) if scene is None else scene
    generator = torch.Generator().manual_seed(seed)
    return list(
        repaint_fine(scene, references, weights, vgg, settings, check=lambda: None, generator=generator)
    )


def manner_apart(vgg: Vgg16, image: Tensor, reference: Tensor) -> float:
    """Of the channel means of VGG16's layers, relative to the reference's."""
    found, wanted = (vgg.features(one) for one in (image, reference))
    apart = 0.0
    for layer in STYLE_LAYERS:
        mean, aim = (channel_moments(one[layer])[0] for one in (found, wanted))
        apart += ((mean - aim).square().sum() / aim.square().sum()).item()
    return apart


def test_every_step_is_a_picture_and_the_last_has_the_full_size(random_vgg: Vgg16) -> None:
    scene = picture(0, 83, 200)
    found = run(random_vgg, scene=scene)
    plan = fine_scales(83, 200, _QUICK)
    assert [scale.forming for scale in plan] == [True, False]
    sizes = [scale for scale in plan for _ in range(scale.steps)]
    assert [step.step for step in found] == list(range(1, len(sizes) + 1))
    for step, scale in zip(found, sizes, strict=True):
        assert step.image.shape == (1, 3, scale.height, scale.width)
        assert step.image.dtype == torch.float32
        assert step.image.abs().max() <= 1
        assert not step.image.requires_grad
    assert found[-1].image.shape == scene.shape


def test_it_comes_near_to_the_reference(random_vgg: Vgg16) -> None:
    reference = picture(1, 72, 64)
    found = run(random_vgg, [reference], settings=FineSettings(steps=0.5))
    assert manner_apart(random_vgg, found[-1].image, reference) < 0.5 * manner_apart(
        random_vgg, picture(0), reference
    )


def test_more_content_keeps_more_of_the_scene(random_vgg: Vgg16) -> None:
    def apart(content: float) -> float:
        last = run(random_vgg, settings=FineSettings(content=content, steps=0.3))[-1].image
        one, other = (
            instance_normalised(random_vgg.features(image, [CONTENT_LAYER])[CONTENT_LAYER])
            for image in (last, picture(0))
        )
        return (one - other).square().mean().item()

    assert apart(3.0) < 0.7 * apart(0.05)


def test_the_same_seed_gives_the_same_picture(random_vgg: Vgg16) -> None:
    one, same = (run(random_vgg, seed=3)[-1].image for _ in range(2))
    assert torch.equal(one, same)


def test_a_reference_of_no_weight_does_not_count(random_vgg: Vgg16) -> None:
    alone = run(random_vgg, [picture(1)], [1.0])[-1].image
    beside = run(random_vgg, [picture(1), picture(2)], [2.0, 0.0])[-1].image
    assert torch.equal(alone, beside)


def test_two_references_are_mixed_by_weight(random_vgg: Vgg16) -> None:
    first, second = picture(1), picture(2)

    def apart(weights: Sequence[float]) -> float:
        return manner_apart(random_vgg, run(random_vgg, [first, second], weights)[-1].image, second)

    assert apart([0.1, 0.9]) < apart([0.9, 0.1])


@pytest.mark.parametrize("weights", [[], [1.0, 1.0], [-1.0], [0.0]])
def test_wrong_weights_are_refused(random_vgg: Vgg16, weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        run(random_vgg, weights=weights)


def test_it_stops_between_layers(random_vgg: Vgg16) -> None:
    token = CancelToken()
    steps = repaint_fine(
        picture(0),
        [picture(1)],
        [1.0],
        random_vgg,
        _QUICK,
        check=token.check,
        generator=torch.Generator().manual_seed(0),
    )
    next(steps)
    token.cancel()
    with pytest.raises(Cancelled):
        next(steps)

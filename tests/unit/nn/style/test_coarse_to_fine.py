"""What painting from coarse to fine begins with: pyramids that lose nothing, and Adam over their bands."""

import torch

from aipaint_desktop.nn.style.coarse_to_fine import collapsed, laplacian_pyramid, optimised


def test_a_pyramid_is_put_together_again() -> None:
    image = torch.rand(1, 3, 51, 70) * 2 - 1
    assert torch.allclose(collapsed(laplacian_pyramid(image)), image, atol=1e-5)


def test_an_image_goes_where_the_gradient_says() -> None:
    wanted = torch.full((1, 3, 40, 40), 0.3)
    *_, last = optimised(torch.zeros_like(wanted), lambda image: image - wanted, 60, 0.05, lambda: None)
    assert (last - wanted).abs().mean() < 0.03


def test_only_the_finest_bands_change_if_asked() -> None:
    generator = torch.Generator().manual_seed(0)
    image = torch.rand(1, 3, 64, 64, generator=generator)
    *_, last = optimised(image, lambda one: one - image.flip(2), 5, 0.05, lambda: None, 2)
    changed = collapsed([*laplacian_pyramid(last)[:2], *laplacian_pyramid(image)[2:]])
    assert (last - image).abs().mean() > 0.02
    assert (last - changed).abs().mean() < 0.3 * (last - image).abs().mean()

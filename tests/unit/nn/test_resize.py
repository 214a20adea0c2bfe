import torch

from aipaint_desktop.nn.resize import gaussian_blur, resize


def test_shrinking_averages_instead_of_skipping() -> None:
    stripes = torch.tensor([1.0, -1.0]).repeat(32).expand(1, 3, 64, 64)
    assert float(resize(stripes, 16, 16).abs().max()) < 0.2


def test_blur_spreads_a_point_by_its_sigma_and_keeps_the_sum() -> None:
    point = torch.zeros(1, 1, 41, 41)
    point[..., 20, 20] = 1
    blurred = gaussian_blur(point, 3.0)
    offsets = torch.arange(41) - 20.0
    assert abs(float(blurred.sum()) - 1) < 1e-5
    assert abs(float((blurred.sum((0, 1, 2)) * offsets**2).sum()) ** 0.5 - 3) < 0.15

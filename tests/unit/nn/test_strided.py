"""Strided convolutions in bfloat16 are what they are in float32, at every width."""

import pytest
import torch
from torch import nn

from aipaint_desktop.nn.sketch.network import SketchNetwork
from aipaint_desktop.nn.strided import strided
from aipaint_desktop.words.names import Names


@pytest.mark.parametrize("width", [3, 4, 5, 6, 7])
@pytest.mark.parametrize("height", [3, 5, 9, 17, 65])
@torch.inference_mode()
def test_a_result_of_any_width_is_right_and_repeats(height: int, width: int) -> None:
    torch.manual_seed(0)
    convolution = nn.Conv2d(256, 320, 3, stride=2, bias=False).to(memory_format=torch.channels_last)
    x = torch.randn(1, 256, height, width)
    expected = convolution(x)
    convolution, x = convolution.bfloat16(), x.bfloat16().contiguous(memory_format=torch.channels_last)
    results = [strided(convolution, x).float() for _ in range(3)]
    assert results[0].shape == expected.shape
    assert all(torch.equal(results[0], result) for result in results)
    assert (results[0] - expected).abs().max() < 0.05 * expected.abs().max()


@pytest.mark.parametrize("width", [8, 24, 32, 33, 40])
@pytest.mark.parametrize("height", [8, 32, 64, 128, 200])
@torch.inference_mode()
def test_drawings_of_any_width_are_painted_alike_in_both_precisions(height: int, width: int) -> None:
    torch.manual_seed(0)
    network = SketchNetwork(Names((), (), ())).eval().to(memory_format=torch.channels_last)
    anything = torch.zeros(1, dtype=torch.int64)
    code, drawing = network.ask(anything, anything), torch.rand(1, 3, height, width) * 2 - 1
    exact = network(drawing, code)
    network.paint_in(torch.bfloat16)
    first, again = network(drawing, code), network(drawing, code)
    assert torch.equal(first, again)
    assert (first - exact).abs().mean() < 0.02

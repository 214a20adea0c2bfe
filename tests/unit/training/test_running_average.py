import torch
from torch import nn

from aipaint_desktop.training.running_average import averaging, follow


def test_the_average_follows_the_network_and_its_statistics() -> None:
    network = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    average = averaging(network)
    with torch.no_grad():
        network[0].weight += 1
        network[1].running_mean += 1  # type: ignore[operator]
        network[1].num_batches_tracked += 7  # type: ignore[operator]
    before = network[0].weight - 1
    follow(average, network, step=10_000, decay=0.75)
    torch.testing.assert_close(average[0].weight, before + 0.25)
    torch.testing.assert_close(average[1].running_mean, torch.full((2,), 0.25))
    assert average[1].num_batches_tracked == 7
    assert not average[0].weight.requires_grad
    assert not average.training


def test_the_first_steps_are_followed_closely() -> None:
    network = nn.Linear(1, 1)
    average = averaging(network)
    with torch.no_grad():
        network.weight += 1
    follow(average, network, step=0, decay=0.999)
    torch.testing.assert_close(network.weight - average.weight, torch.full((1, 1), 0.1))

"""Which of many pictures a sketch is painted from."""

import torch

from aipaint_desktop.nn.patches.folder import fitting


def picture(top: tuple[float, float, float], bottom: tuple[float, float, float]) -> torch.Tensor:
    image = torch.empty(1, 3, 64, 80)
    image[:, :, :32] = torch.tensor(top)[None, :, None, None]
    image[:, :, 32:] = torch.tensor(bottom)[None, :, None, None]
    noise = torch.rand(image.shape, generator=torch.Generator().manual_seed(0)) * 0.05
    return (image + noise).clamp(-1, 1)


BLUE, GREEN, RED, DARK = (-0.4, 0.1, 0.8), (-0.5, 0.2, -0.6), (0.8, -0.6, -0.6), (-0.9, -0.9, -0.9)


def chosen(sketch: torch.Tensor, pictures: list[torch.Tensor], most: int = 4) -> list[int]:
    return fitting(sketch, pictures, most, torch.Generator().manual_seed(1))


def test_the_picture_with_the_sketchs_colours_is_chosen_alone() -> None:
    sketch = picture(BLUE, GREEN)
    assert chosen(sketch, [picture(RED, DARK), picture(BLUE, GREEN), picture(DARK, RED)]) == [1]


def test_colours_that_no_picture_has_together_come_from_several() -> None:
    sketch = picture(BLUE, RED)
    found = chosen(
        sketch, [picture(DARK, DARK), picture(BLUE, GREEN), picture(GREEN, RED), picture(DARK, GREEN)]
    )
    assert found == [1, 2]


def test_no_more_are_chosen_than_asked_for() -> None:
    sketch = picture(BLUE, RED)
    assert len(chosen(sketch, [picture(BLUE, GREEN), picture(GREEN, RED)] * 5, most=1)) == 1

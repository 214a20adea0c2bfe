"""How large a composition is. Without torch, so that it can be told before torch is loaded."""

ALIGNMENT = 8  # px: sides of a composition are multiples of it


def composition_size(width: int, height: int, side: int = 64) -> tuple[int, int]:
    """Choose height and width of the composition for a picture of this size: about as many pixels as the network was
    trained on, side², in the picture's shape, but at most twice as long as wide."""
    ratio = min(2.0, max(0.5, height / width)) ** 0.5
    return _aligned(side * ratio), _aligned(side / ratio)


def _aligned(side: float) -> int:
    return ALIGNMENT * round(side / ALIGNMENT)

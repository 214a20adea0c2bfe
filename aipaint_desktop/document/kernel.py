"""How what lies between pixels is found, where pixels are made anew."""

from enum import Enum


class Kernel(Enum):
    """Ways, by the names that painters know, the roughest first."""

    NEAREST = "nearest"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    LANCZOS = "lanczos"

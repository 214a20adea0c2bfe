"""The pictures by id, each a function without arguments that returns (H, W, 3) sRGB bytes."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .birch_pastel import birch_pastel
from .city_rain import city_rain
from .cloud_plain import cloud_plain
from .fruit_cloth import fruit_cloth
from .hill_town import hill_town
from .ink_peaks import ink_peaks
from .lake_wash import lake_wash
from .pen_hamlet import pen_hamlet
from .river_dots import river_dots
from .sea_cliff import sea_cliff
from .wave_print import wave_print
from .wheat_wind import wheat_wind

PICTURES: dict[str, Callable[[], NDArray[np.uint8]]] = {
    "wheat-wind": wheat_wind,
    "sea-cliff": sea_cliff,
    "river-dots": river_dots,
    "lake-wash": lake_wash,
    "city-rain": city_rain,
    "birch-pastel": birch_pastel,
    "wave-print": wave_print,
    "ink-peaks": ink_peaks,
    "hill-town": hill_town,
    "cloud-plain": cloud_plain,
    "fruit-cloth": fruit_cloth,
    "pen-hamlet": pen_hamlet,
}

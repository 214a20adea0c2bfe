"""The list of all operations, those of one engine in the order in which they are offered."""

from typing import Any

from aipaint_desktop.ui.paint.operations.compose import Compose
from aipaint_desktop.ui.paint.operations.extend import Extend
from aipaint_desktop.ui.paint.operations.fill import Fill
from aipaint_desktop.ui.paint.operations.generate import Generate
from aipaint_desktop.ui.paint.operations.operation import Operation
from aipaint_desktop.ui.paint.operations.paint import PaintSketch
from aipaint_desktop.ui.paint.operations.posterise import Posterise
from aipaint_desktop.ui.paint.operations.prompt import Prompt
from aipaint_desktop.ui.paint.operations.sketch import Sketch
from aipaint_desktop.ui.paint.operations.stylize import Stylize
from aipaint_desktop.ui.paint.operations.upscale import Upscale
from aipaint_desktop.ui.paint.operations.upscaler import Enlarge, Restore
from aipaint_desktop.ui.paint.operations.vary import Tile, Vary

OPERATIONS: tuple[Operation[Any], ...] = (
    PaintSketch(),
    Vary(),
    Fill(),
    Extend(),
    Tile(),
    Compose(),
    Sketch(),
    Stylize(),
    Upscale(),
    Posterise(),
    Generate(),
    Prompt(),
    Enlarge(),
    Restore(),
)

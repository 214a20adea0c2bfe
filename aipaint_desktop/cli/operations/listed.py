"""The list of all operations, as `--help` shows them."""

from aipaint_desktop.cli.operations.command import Command
from aipaint_desktop.cli.operations.compose import COMPOSE
from aipaint_desktop.cli.operations.extend import EXTEND
from aipaint_desktop.cli.operations.fill import FILL
from aipaint_desktop.cli.operations.generate import GENERATE
from aipaint_desktop.cli.operations.paint import PAINT
from aipaint_desktop.cli.operations.posterise import POSTERISE
from aipaint_desktop.cli.operations.sketch import SKETCH
from aipaint_desktop.cli.operations.stylize import STYLIZE
from aipaint_desktop.cli.operations.upscale import UPSCALE
from aipaint_desktop.cli.operations.vary import VARY

OPERATIONS: tuple[Command, ...] = (
    PAINT,
    VARY,
    FILL,
    EXTEND,
    COMPOSE,
    SKETCH,
    UPSCALE,
    STYLIZE,
    POSTERISE,
    GENERATE,
)

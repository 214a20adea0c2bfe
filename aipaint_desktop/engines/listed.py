"""The list of all engines."""

from aipaint_desktop.engines.base.engine import Engine
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.composer.engine import ComposerEngine
from aipaint_desktop.engines.lab.engine import LabEngine
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.posterise.engine import PosteriseEngine
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.style.engine import StyleEngine
from aipaint_desktop.engines.upscale.engine import UpscaleEngine
from aipaint_desktop.engines.upscaler_files.engine import UpscalerEngine

ENGINES: tuple[type[Engine], ...] = (
    PainterEngine,
    ComposerEngine,
    StyleEngine,
    SketchEngine,
    UpscaleEngine,
    PosteriseEngine,
    LabEngine,
    CheckpointEngine,
    UpscalerEngine,
)

"""The tools that there are. To add one: its file in this folder, and its class here."""

from aipaint_desktop.ui.canvas.tools.assistant import AssistantTool
from aipaint_desktop.ui.canvas.tools.brush import BrushTool
from aipaint_desktop.ui.canvas.tools.colour_selection import ColourSelectionTool
from aipaint_desktop.ui.canvas.tools.crop import CropTool
from aipaint_desktop.ui.canvas.tools.curve import CurveTool
from aipaint_desktop.ui.canvas.tools.ellipse import EllipseTool
from aipaint_desktop.ui.canvas.tools.ellipse_selection import EllipseSelectionTool
from aipaint_desktop.ui.canvas.tools.eraser import EraserTool
from aipaint_desktop.ui.canvas.tools.eyedropper import EyedropperTool
from aipaint_desktop.ui.canvas.tools.fill import FillTool
from aipaint_desktop.ui.canvas.tools.gradient import GradientTool
from aipaint_desktop.ui.canvas.tools.hand import HandTool
from aipaint_desktop.ui.canvas.tools.lasso_fill import LassoFillTool
from aipaint_desktop.ui.canvas.tools.lasso_selection import LassoSelectionTool
from aipaint_desktop.ui.canvas.tools.line import LineTool
from aipaint_desktop.ui.canvas.tools.magic_wand import MagicWandTool
from aipaint_desktop.ui.canvas.tools.measure import MeasureTool
from aipaint_desktop.ui.canvas.tools.move import MoveTool
from aipaint_desktop.ui.canvas.tools.pinned import PinnedTool
from aipaint_desktop.ui.canvas.tools.polygon import PolygonTool
from aipaint_desktop.ui.canvas.tools.polygon_selection import PolygonSelectionTool
from aipaint_desktop.ui.canvas.tools.polyline import PolylineTool
from aipaint_desktop.ui.canvas.tools.rectangle import RectangleTool
from aipaint_desktop.ui.canvas.tools.rectangle_selection import RectangleSelectionTool
from aipaint_desktop.ui.canvas.tools.rotate import RotateTool
from aipaint_desktop.ui.canvas.tools.smart_selection import SmartSelectionTool
from aipaint_desktop.ui.canvas.tools.text import TextTool
from aipaint_desktop.ui.canvas.tools.tool import Tool
from aipaint_desktop.ui.canvas.tools.transform import TransformTool
from aipaint_desktop.ui.canvas.tools.zoom import ZoomTool

TOOLS: tuple[tuple[type[Tool], ...], ...] = (
    (BrushTool, EraserTool, FillTool, LassoFillTool, GradientTool, EyedropperTool, MeasureTool, PinnedTool),
    (LineTool, RectangleTool, EllipseTool, PolygonTool, PolylineTool, CurveTool, TextTool),
    (
        RectangleSelectionTool,
        EllipseSelectionTool,
        LassoSelectionTool,
        PolygonSelectionTool,
        MagicWandTool,
        ColourSelectionTool,
        SmartSelectionTool,
    ),
    (MoveTool, TransformTool, CropTool, AssistantTool),
    (HandTool, RotateTool, ZoomTool),
)
"""In the order of the tool bar, which draws a line between groups."""

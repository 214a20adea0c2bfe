"""Names that the program itself gives, in English, to be translated where they are shown.

Whoever gives one marks it, `StepTitle("Fill")`, for translators to find it there.
"""

from typing import NewType

StepTitle = NewType("StepTitle", str)
"""Of a step in a document's history."""

LayerTitle = NewType("LayerTitle", str)
"""Of a layer to which nobody has given a name of its own."""

PAPER, SKETCH, NAMELESS, PASTED, GROUP = LAYER_TITLES = (
    LayerTitle("Paper"),
    LayerTitle("Sketch"),
    LayerTitle("Layer"),
    LayerTitle("Pasted picture"),
    LayerTitle("Group"),
)
"""Files keep these as any other name; it is by them that a layer's name is known to be the program's."""

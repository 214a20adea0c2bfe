"""A palette knife: a hard blade that lays paint flat, drags it along and scrapes it off."""

from aipaint_desktop.brushes.media.oil import Oil
from aipaint_desktop.brushes.media.paper import Sheet


class Knife(Oil):
    """Has lanes as broad as a blade is stiff, so that it spreads paint in bands."""

    coarseness = 2.6
    evenness = 0.7
    ragged = 0.0
    catches = Sheet.UNEVEN

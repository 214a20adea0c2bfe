"""Reading references: from a picture to the code that the style network paints with."""

from aipaint_desktop.engines.computing.reference_eye import ReferenceEye
from aipaint_desktop.nn.style.network import StyleCode, StyleNetwork
from aipaint_desktop.values.picture import Picture


class ReferenceReader:
    """Reads references for the style network and remembers what it has read; a code is a few hundred numbers."""

    def __init__(self, eye: ReferenceEye, network: StyleNetwork) -> None:
        self._eye = eye
        self._network = network
        self._codes: dict[tuple[str, float], StyleCode] = {}

    def read(self, reference: Picture, stroke: float) -> StyleCode:
        """Read the code of one reference. stroke: as `ReferenceEye.look` takes it."""
        key = (reference.sha256, stroke)
        if key not in self._codes:
            seen = self._eye.look(reference, stroke)
            self._codes[key] = self._network.encode(seen.statistics, seen.palette)
        return self._codes[key]

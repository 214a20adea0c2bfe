"""What engines of trained networks have in common: where they compute, and how fast this machine turned out to be."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.engines.computing.loaded_models import LoadedModels

if TYPE_CHECKING:
    from aipaint_desktop.nn.vgg import Vgg16

T = TypeVar("T")


class ConvolvingEngine:
    """Computes with trained networks, whichever these are. device, precision: as `choose_device` takes them. slowness:
    what earlier runs showed of it. models: those in memory, of all engines that are given the same."""

    id: str

    def __init__(
        self,
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        self._device = device
        self._precision = precision
        self._slowness = slowness or Slowness()
        self._models = models or LoadedModels()

    def device(self) -> Device:
        return choose_device(self._device, convolves=True, precision=self._precision)

    def _paced(self, seconds: float, work: str = "") -> float:
        """What takes so long on two cores of a current CPU, here, by the speed of earlier runs of this kind of work."""
        return self._slowness.scale(seconds, work)

    def _learn_pace(self, spent: float, expected: float, work: str = "") -> None:
        """Learn from a run's seconds and the expected ones, half-way: one run may have been held up."""
        self._slowness.learn(spent, expected, work, trust=0.5)


class NetworkEngine(ConvolvingEngine):
    """Computes with a trained network that is loaded when it is first needed. network: gives the verified weights, a
    file or a folder; called when they are to be loaded, may raise `BadInput`."""

    def __init__(
        self,
        network: Callable[[], Path],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        super().__init__(device, precision, slowness, models)
        self._network = network


class SeeingEngine(NetworkEngine):
    """Computes with a network that also looks through VGG16. vgg: as `network`, for the weights of VGG16."""

    def __init__(
        self,
        network: Callable[[], Path],
        vgg: Callable[[], Path],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        super().__init__(network, device, precision, slowness, models)
        self._vgg = vgg

    def _seeing(self, load: "Callable[[Vgg16, Device], T]", part: str = "") -> T:
        """Give a model of this engine that looks through VGG16, loaded where it is not in memory.

        load: makes it on a device, given the VGG16 there. part: which of the engine's models.
        """
        from aipaint_desktop.engines.computing.vgg_weights import load_vgg

        device = self.device()

        def whole() -> T:
            vgg = self._models.share(("vgg16", device), lambda: load_vgg(self._vgg(), device))
            return load(vgg, device)

        return self._models.get((self.id, part, device), whole)


class FoundEngine(ConvolvingEngine):
    """Computes with files of the artist's. find: gives the path of one by its SHA-256, verified; called when it is to
    be loaded, may raise `BadInput`."""

    def __init__(
        self,
        find: Callable[[str], Path],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
    ) -> None:
        super().__init__(device, precision, slowness, models)
        self._find = find

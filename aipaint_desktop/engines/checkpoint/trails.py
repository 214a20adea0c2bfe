"""What runs have left behind on their way, from which another run can go on."""

import copy
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import Generator, Tensor

_RUNS = 3
_MOST_BYTES = 64_000_000  # that the latents of one run may take
_LATENTS = 5  # that a moment holds at most, with those that a scheduler looks back at


@dataclass(frozen=True, eq=False)
class Moment:
    """All that a run goes on from, after one of its frames.

    latents: what is being denoised; idea: the same without noise. kept, noise: the start as latents, and the noise that
    was put over it. scheduler, generator: those of the run, which change with every step.
    """

    latents: "Tensor"
    idea: "Tensor"
    kept: "Tensor"
    noise: "Tensor"
    scheduler: Any
    generator: "Generator"

    def again(self) -> "Moment":
        """Give the same with a scheduler and a generator that stay as they are while the others go on."""
        import torch

        generator = torch.Generator("cpu")
        generator.set_state(self.generator.get_state())
        return replace(self, scheduler=copy.deepcopy(self.scheduler), generator=generator)


class Trail:
    """Keeps moments of one run, by the frames that they came after: of all of them, or of a few where they are large.

    begun: the frame and the moment that the run itself goes on from, if any. leads_on: whether other runs can go on
    from the frames of this one.
    """

    def __init__(self, begun: tuple[int, Moment] | None = None) -> None:
        self.begun = begun
        self.leads_on = True
        self._moments: dict[int, Moment] = {}

    @property
    def done(self) -> int:
        """Count the frames that the run need not take."""
        return self.begun[0] if self.begun else 0

    def keep(self, frame: int, frames: int, moment: Moment) -> None:
        """Keep what there is after a frame of so many."""
        size = _LATENTS * moment.latents.numel() * moment.latents.element_size()
        apart = max(1, -(-frames * size // _MOST_BYTES))
        if frame % apart == 0:
            self._moments[frame] = moment.again()

    def last_until(self, frame: int) -> tuple[int, Moment] | None:
        """Give the last moment that is kept of those up to a frame, and its own frame."""
        known = dict(self._moments)  # a run may be adding to it
        found = max((each for each in known if each <= frame), default=None)
        return None if found is None else (found, known[found])


class Trails:
    """Keeps the trails of the newest runs, each by what determines it. Any thread may use it."""

    def __init__(self) -> None:
        self._trails: OrderedDict[Hashable, Trail] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, run: Hashable, before: Hashable, frame: int) -> Trail:
        """Begin the trail of a run. before: the run that it goes on from after a frame, from whose trail it takes what
        there is."""
        with self._lock:
            known = self._trails.get(before)
            trail = Trail(None if known is None else known.last_until(frame))
            self._trails[run] = trail
            self._trails.move_to_end(run)
            while len(self._trails) > _RUNS:
                self._trails.popitem(last=False)
            return trail

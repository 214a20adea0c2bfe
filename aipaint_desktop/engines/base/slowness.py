"""How much longer work takes here than on the machine that estimates were measured on."""

from collections.abc import Callable, Mapping


def _nobody(_work: str, _figure: float) -> None:
    pass


class Slowness:
    """Scales estimates to this machine, and learns from every run. One of an engine; any thread may ask and tell it.

    known: by kind of work, how many times as long it took in earlier runs; 1 where there were none. tell: called with
    each new figure, by the thread that ran.
    """

    def __init__(
        self, known: Mapping[str, float] | None = None, tell: Callable[[str, float], None] = _nobody
    ):
        self._known = dict(known or {})
        self._tell = tell

    def scale(self, seconds: float, work: str = "") -> float:
        """Return the seconds that work takes here which takes so many on two cores of a current CPU."""
        return self._known.get(work, 1.0) * seconds

    def knows(self, work: str) -> bool:
        """Tell whether a run has shown yet how long this kind of work takes here."""
        return work in self._known

    def learn(self, spent: float, expected: float, work: str = "", *, trust: float = 1.0) -> None:
        """Learn from the seconds that a run took and those that were expected, as `scale` said.

        trust: the share of the difference, on a scale of factors, that is made up at once.
        """
        if spent > 0 and expected > 0:
            self._known[work] = self.scale((spent / expected) ** trust, work)
            self._tell(work, self._known[work])

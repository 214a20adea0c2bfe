"""What another program has put into a file and this one has no use for: kept, so that saving does not lose it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

IMAGE, ROOT = "<image>", "<stack>"  # in place of the id of a node: the whole picture, and its outermost stack


@dataclass(frozen=True)
class ForeignElement:
    """An element of a stack that is neither a layer nor a stack. above: id of the node that lies just below it, ""
    where there is none. xml: all of it."""

    above: str
    xml: str


@dataclass(frozen=True)
class Foreign:
    """Holds what belongs to nodes, by their ids, for as long as they live, and what belongs to the file.

    attributes: of elements of `stack.xml`, the names of modes among them that are not known here. elements: by the
    group that they lie in. entries: of the archive.
    """

    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    elements: Mapping[str, Sequence[ForeignElement]] = field(default_factory=dict)
    entries: Mapping[str, bytes] = field(default_factory=dict)


NOTHING_FOREIGN = Foreign()

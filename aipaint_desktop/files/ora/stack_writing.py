"""`stack.xml`, written: what the format knows of a document, such that others show it as it is shown here."""

import re
from collections.abc import Iterator, Mapping, Sequence

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Node
from aipaint_desktop.document.program import runs
from aipaint_desktop.document.state import State
from aipaint_desktop.files.ora.foreign import IMAGE, ROOT, Foreign
from aipaint_desktop.files.ora.stack import ATOP, GROUP, OWN_SPACE, RUN, attributes_xml

_VERSION = "0.0.5"  # of OpenRaster
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Place = tuple[str, int, int]
"""The entry of a layer's PNG, and where its corner lies: left and top."""


def as_xml(text: str) -> str:
    """Replace what may not stand in XML."""
    return _NOT_XML.sub("\ufffd", text)


def write_stack(
    state: State, places: Mapping[str, Place], groups: Mapping[str, int], foreign: Foreign
) -> bytes:
    """Write the stack. places: of layers, by id. groups: their numbers in the own part, by id."""
    writing = _Writing(state, places, groups, foreign)
    image = {
        "version": _VERSION,
        "w": str(state.width),
        "h": str(state.height),
        "xres": "72",
        "yres": "72",
        "xmlns:aipaint": OWN_SPACE,
    }
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f"<image{attributes_xml(image | dict(foreign.attributes.get(IMAGE, {})))}>",
        f" <stack{attributes_xml(foreign.attributes.get(ROOT, {}))}>",
        *writing.forest(state.nodes, ROOT, 2),
        " </stack>",
        "</image>",
        "",
    ]
    return "\n".join(lines).encode()


class _Writing:
    def __init__(
        self, state: State, places: Mapping[str, Place], groups: Mapping[str, int], foreign: Foreign
    ) -> None:
        self._state = state
        self._places = places
        self._groups = groups
        self._foreign = foreign

    def forest(self, nodes: Sequence[Node], parent: str, depth: int) -> Iterator[str]:
        """The lines of nodes that lie beside one another, the topmost first."""
        there = {node.id for node in nodes}
        others: dict[str, list[str]] = {}
        for element in self._foreign.elements.get(parent, ()):
            others.setdefault(element.above if element.above in there else "", []).append(element.xml)
        for base, clipped in reversed(list(runs(nodes))):
            for node in reversed([base, *clipped]):
                yield from others.get(node.id, ())
            if not clipped:
                yield from self._node(base, self._said(base), depth)
                continue
            # In a group of their own, what is clipped is laid atop of nothing but its base.
            said = self._said(base)
            together = {name: said[name] for name in ("name", "opacity", "visibility", "composite-op")}
            inside = " " * depth
            yield f"{inside}<stack{attributes_xml(together | {'isolation': 'isolate', RUN: 'true'})}>"
            for node in reversed(clipped):
                atop = {"composite-op": ATOP} if node.mode is Mode.NORMAL else {}
                yield from self._node(node, self._said(node) | atop, depth + 1)
            alone = {"opacity": "1.0", "visibility": "visible", "composite-op": Mode.NORMAL.composite_op}
            yield from self._node(base, said | alone, depth + 1)
            yield f"{inside}</stack>"
        yield from others.get("", ())

    def _node(self, node: Node, said: Mapping[str, str], depth: int) -> Iterator[str]:
        inside = " " * depth
        if not isinstance(node, Group):
            source, left, top = self._places[node.id]
            yield f"{inside}<layer{attributes_xml({**said, 'src': source, 'x': str(left), 'y': str(top)})}/>"
            return
        group = {"isolation": "auto" if node.through else "isolate", GROUP: str(self._groups[node.id])}
        yield f"{inside}<stack{attributes_xml({**said, **group})}>"
        yield from self.forest(node.children, node.id, depth + 1)
        yield f"{inside}</stack>"

    def _said(self, node: Node) -> dict[str, str]:
        said = {
            "name": as_xml(node.name),
            "opacity": str(node.opacity),
            "visibility": "visible" if node.visible else "hidden",
            "composite-op": node.mode.composite_op,
        }
        if node.id == self._state.active_id:
            said["selected"] = "true"
        if node.locked:
            said["edit-locked"] = "true"
        foreign = dict(self._foreign.attributes.get(node.id, {}))
        if node.mode is not Mode.NORMAL:  # another than that of the file has been chosen
            foreign.pop("composite-op", None)
        return said | foreign

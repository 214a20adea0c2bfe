"""From what `stack.xml` and the own part say to the nodes of a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import uuid4

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.profile import Profile
from aipaint_desktop.document.text import TextTiles
from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.tree import Forest
from aipaint_desktop.files.ora import layout
from aipaint_desktop.files.ora.archive import Archive, DamagedEntry
from aipaint_desktop.files.ora.decoding import Decoded, Wanted, decode_all
from aipaint_desktop.files.ora.foreign import IMAGE, ROOT, ForeignElement
from aipaint_desktop.files.ora.own_part import NOT_OWN, OwnNode, OwnPart, read_run
from aipaint_desktop.files.ora.stack import OtherElement, Stack, StackGroup, StackLayer, StackNode
from aipaint_desktop.files.ora.stack_writing import as_xml
from aipaint_desktop.files.pictures.colour import profile_of_rgb
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.text import listed
from aipaint_desktop.values.titles import GROUP, NAMELESS


@dataclass(frozen=True)
class _Plan:
    """What is to be decoded of a node. changed: whether another program has changed its pixels since. painted_on:
    whether its mask is in them therefore."""

    layer: Wanted | None = None
    mask: Wanted | None = None
    changed: bool = False
    painted_on: bool = False


def _profile(archive: Archive, stack: Stack) -> Profile | None:
    """What the colours of a file mean, as how it looks says, or else its first layer; None for sRGB."""
    lowest = next(stack.layers, StackLayer())
    for entry in (layout.MERGED, lowest.source):
        if entry in archive:
            with suppress(DamagedEntry):
                return profile_of_rgb(archive.profile(entry))
    return None


class Nodes:
    """The nodes of one file on their way from the archive, and what was lost on it."""

    def __init__(self, archive: Archive, stack: Stack, own: OwnPart, pictures: Mapping[str, Picture]) -> None:
        """Decodes all pixels. Raises `BadInput` where not one layer can be read."""
        self.profile = _profile(archive, stack)
        self.damaged: list[str] = []
        self.damaged_masks: list[str] = []
        self.attributes: dict[str, Mapping[str, str]] = {IMAGE: stack.foreign, ROOT: stack.root.foreign}
        self.elements: dict[str, Sequence[ForeignElement]] = {}
        self.active: list[str] = []  # ids of the nodes that the file says are worked on
        self._own = own
        self._archive = archive
        self._pictures = pictures
        self._ids: set[str] = set()
        self._cut: list[str] = []
        self._painted_on: list[str] = []
        self._no_text: list[str] = []
        self._of_unknown_making: list[str] = []
        self._layers = 0
        canvas = Rect(0, 0, stack.width, stack.height)
        self._decoded = decode_all(archive, canvas, self._wanted(stack.root.children), self.profile)
        self.forest = self._forest(stack.root.children, ROOT)
        if self._layers and len(self.damaged) == self._layers:
            raise BadInput("{0} is damaged or incomplete.", archive.name)

    def losses(self) -> Iterator[Sentence]:
        if self.damaged:
            yield Sentence("These layers are damaged and came back empty: {0}.", listed(self.damaged))
        if self.damaged_masks:
            yield Sentence(
                "The masks of these are damaged and were left out: {0}.", listed(self.damaged_masks)
            )
        if self._painted_on:
            yield Sentence(
                "Another program has painted on these layers, of which their masks are part now: {0}.",
                listed(self._painted_on),
            )
        if self._no_text:
            yield Sentence(
                "These layers came back as pixels, as their text is damaged or was painted on: {0}.",
                listed(self._no_text),
            )
        if self._cut:
            yield Sentence("What these layers had beyond the canvas was cut off: {0}.", listed(self._cut))
        if self._of_unknown_making:
            yield Sentence(
                "How these layers were made is not understood: {0}.", listed(self._of_unknown_making)
            )

    def _own_of(self, node: StackNode) -> OwnNode:
        if isinstance(node, StackLayer):
            return self._own.layers.get(node.source, NOT_OWN)
        if isinstance(node, StackGroup) and 0 <= node.number < len(self._own.groups):
            return self._own.groups[node.number]
        return NOT_OWN

    # Pixels

    def _wanted(self, children: Iterable[StackNode | OtherElement]) -> Iterator[Wanted]:
        for child in children:
            if isinstance(child, StackNode):
                plan = self._plan(child, self._own_of(child))
                yield from filter(None, (plan.layer, plan.mask))
            if isinstance(child, StackGroup):
                yield from self._wanted(child.children)

    def _plan(self, node: StackNode, own: OwnNode) -> _Plan:
        mask = None
        if own.mask is not None and own.mask.source:
            mask = Wanted(own.mask.source, own.mask.left, own.mask.top, mask=True)
        if not isinstance(node, StackLayer):
            return _Plan(mask=mask)
        same = own.crc is None or own.crc == self._archive.crc(node.source)
        if own.alpha and not same:
            return _Plan(Wanted(node.source, node.left, node.top), changed=True, painted_on=True)
        return _Plan(Wanted(node.source, node.left, node.top, own.alpha), mask, changed=not same)

    # The tree

    def _forest(self, children: Sequence[StackNode | OtherElement], parent: str) -> Forest:
        elements: list[ForeignElement] = []
        nodes = self._beside(children, elements)
        if elements:
            self.elements[parent] = elements
        return tuple(nodes)

    def _beside(
        self, children: Sequence[StackNode | OtherElement], elements: list[ForeignElement]
    ) -> list[Node]:
        nodes: list[Node] = []
        for child in children:
            if isinstance(child, OtherElement):
                elements.append(ForeignElement(nodes[-1].id if nodes else "", child.xml))
            elif isinstance(child, StackGroup) and child.run:
                nodes += self._run(child, elements)
            elif isinstance(child, StackNode):
                node = self._node(child)
                if child.atop and self._own_of(child).clip is None:
                    nodes = [*_base_of(nodes), replace(node, clip=True)]
                else:
                    nodes.append(node)
        return nodes

    def _run(self, run: StackGroup, elements: list[ForeignElement]) -> list[Node]:
        """A node, and those that are clipped to it."""
        nodes = [self._node(child) for child in run.children if isinstance(child, StackNode)]
        elements += (
            ForeignElement(nodes[0].id if nodes else "", child.xml)
            for child in run.children
            if isinstance(child, OtherElement)
        )
        if not nodes:
            return []
        base, *clipped = nodes
        self.attributes[base.id] = {**self.attributes.get(base.id, {}), **run.foreign}
        base = replace(base, opacity=run.opacity, mode=run.mode, visible=run.visible)
        return [base, *(replace(node, clip=True) for node in clipped)]

    def _node(self, said: StackNode) -> Node:
        own = self._own_of(said)
        plan = self._plan(said, own)
        same_name = own.name is not None and as_xml(own.name) == said.name
        name = (own.name if same_name and own.name else said.name) or NAMELESS
        id_ = self._id(own)
        self.attributes[id_] = said.foreign
        if said.active:
            self.active.append(id_)
        node = (
            self._group(said, own, name, id_)
            if isinstance(said, StackGroup)
            else self._layer(plan, own, name, id_)
        )
        mask = self._mask(plan, own, name)
        return replace(
            node,
            visible=said.visible,
            opacity=said.opacity,
            mode=said.mode,
            clip=bool(own.clip),
            mask=mask,
            mask_used=own.mask is None or own.mask.used,
            locked=said.locked,
            label=own.label,
        )

    def _group(self, said: StackGroup, own: OwnNode, name: str, id_: str) -> Group:
        through = said.auto
        if own.through is None:  # the format isolates such, whatever it says
            through = said.auto and said.opacity == 1 and said.mode is Mode.NORMAL
        children = self._forest(said.children, id_)
        return Group(name, children, through=through, folded=own.folded, id=id_)

    def _layer(self, plan: _Plan, own: OwnNode, name: str, id_: str) -> Layer:
        self._layers += 1
        decoded = None if plan.layer is None else self._decoded.get(plan.layer)
        if decoded is None:
            self.damaged.append(name)
            decoded = Decoded(TileStore())
        if decoded.cut:
            self._cut.append(name)
        if plan.painted_on:
            self._painted_on.append(name)
        made_by = self._made_by(own, name)
        tiles = decoded.tiles
        if own.text and not plan.changed:
            tiles = TextTiles(tiles, own.text)
        elif own.text is not None:
            self._no_text.append(name)
        return Layer(name, tiles, paper=own.paper, provenance=made_by, alpha_locked=own.alpha_locked, id=id_)

    def _mask(self, plan: _Plan, own: OwnNode, name: str) -> TileStore | None:
        if own.mask is None or plan.painted_on:
            return None
        layer = None if plan.layer is None else self._decoded.get(plan.layer)
        decoded = Decoded(TileStore(channels=1)) if plan.mask is None else self._decoded.get(plan.mask)
        if decoded is None or (layer is not None and layer.masked):
            self.damaged_masks.append(name)
            return None
        return decoded.tiles

    def _id(self, own: OwnNode) -> str:
        chosen = own.id if own.id is not None and own.id not in self._ids else uuid4().hex
        self._ids.add(chosen)
        return chosen

    def _made_by(self, own: OwnNode, name: str) -> EngineRun | None:
        try:
            return read_run(own.made_by, self._pictures) if own.made_by is not None else None
        except BadInput:
            self._of_unknown_making.append(name)
            return None


def _base_of(below: list[Node]) -> list[Node]:
    """Nodes such that what is clipped to them is laid atop of all that is below, as in the format."""
    bases = [node for node in below if not node.clip]
    if len(bases) == 1 and bases[0] is below[0]:
        base = bases[0]
        through = isinstance(base, Group) and base.through
        if base.opacity == 1 and base.mode is Mode.NORMAL and not through:
            return below
    return [Group(GROUP, tuple(below))] if below else []

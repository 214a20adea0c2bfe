"""Running programs: what a picture's nodes look like together, tile by tile, so that empty tiles cost nothing."""

from collections.abc import Sequence

import numpy as np

from aipaint_desktop.document.node import Node
from aipaint_desktop.document.program import Kind, Program, Step, compile_nodes, resolve
from aipaint_desktop.document.sheet import (
    Sheet,
    Slices,
    laid,
    laid_tile,
    mixed,
    share_shown,
    source_of_sheet,
    source_of_tile,
)
from aipaint_desktop.document.tile import TILE, Pixels
from aipaint_desktop.values.geometry import Rect

Stack = list[Sheet | None]
"""The sheets that are being laid, None for one that is still empty."""


def composite(nodes: Sequence[Node], rect: Rect, level: int = 0) -> Pixels:
    """Composite the visible nodes, bottom to top: (rect.height, rect.width, 4) uint8 with straight alpha.

    level: 1 for the document at half its size, 2 for a quarter …; `rect` is in pixels of that.
    """
    return run(compile_nodes(nodes), rect, level)


def run(program: Program, rect: Rect, level: int = 0) -> Pixels:
    """Run a program: (rect.height, rect.width, 4) uint8 with straight alpha. rect: in pixels of the level."""
    result = np.zeros((rect.height, rect.width, 4), np.uint8)
    for column, row, part in rect.tiles(TILE):
        steps, _ = resolve(program, (column, row), level)
        if steps:
            inner = part.moved(-column * TILE, -row * TILE).slices
            result[part.moved(-rect.left, -rect.top).slices] = straight(steps, inner)
    return result


def straight(steps: Sequence[Step], inner: Slices) -> Pixels:
    """Run steps, of which there is one at least, on a part of their tile: straight alpha, (H, W, 4) uint8."""
    if len(steps) == 1 and steps[0].plain and steps[0].tile is not None:
        return steps[0].tile.pixels[inner]  # to the bit
    stack: Stack = [None]
    run_steps(steps, stack, inner)
    return pixels_of(stack[0], inner)


def pixels_of(sheet: Sheet | None, inner: Slices) -> Pixels:
    """Give the pixels of a sheet that may be empty, (H, W, 4) uint8 with straight alpha."""
    if sheet is not None:
        return sheet.straight()
    height, width = (len(range(*side.indices(TILE))) for side in inner)
    return np.zeros((height, width, 4), np.uint8)


def run_steps(steps: Sequence[Step], stack: Stack, inner: Slices) -> None:
    """Run steps on a stack of sheets, in place."""
    for step in steps:
        match step.kind:
            case Kind.LAY:
                assert step.tile is not None
                stack[-1] = lay(stack[-1], step, inner)
            case Kind.PUSH:
                stack.append(None)
            case Kind.COPY:
                stack.append(stack[-1])
            case Kind.POP:
                above = stack.pop()
                if above is not None:
                    source = source_of_sheet(above, step.mask, step.opacity, inner)
                    stack[-1] = laid(stack[-1], source, step.mode, atop=step.atop)
            case Kind.MIX:
                above = stack.pop()
                if above is not None:
                    stack[-1] = mixed(stack[-1], above, share_shown(step.mask, step.opacity, inner))


def lay(below: Sheet | None, step: Step, inner: Slices) -> Sheet | None:
    """Lay the tile of a step over a sheet, None for an empty one."""
    assert step.tile is not None
    if step.hides:
        return Sheet(source_of_tile(step.tile, None, 1, inner).premultiplied, None)
    return laid_tile(below, step.tile, step.mask, step.opacity, step.mode, inner, atop=step.atop)

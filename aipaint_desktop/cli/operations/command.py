"""What the command line has to know of an operation."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from aipaint_desktop.cli.carrying_out import carry_out
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.files.export import check_export


@dataclass(frozen=True)
class Command:
    """A command that paints.

    add_arguments: gives its parser what it takes. run: does what the arguments say and returns the exit code.
    model: id of the one without which there is no such command; "" where it needs none.
    """

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    model: str = ""


def one(order: Callable[[Namespace], Request]) -> Callable[[Namespace], int]:
    """Run the one request that the arguments stand for, made only where its output can be written."""

    def run(arguments: Namespace) -> int:
        check_export(arguments.output)  # before the pictures are read
        return carry_out(arguments, order(arguments))

    return run

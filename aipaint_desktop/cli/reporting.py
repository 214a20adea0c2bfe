"""What a command prints when it is done."""

import json
from argparse import Namespace
from collections.abc import Mapping

from aipaint_desktop.values.text import as_text


def report(arguments: Namespace, figures: Mapping[str, object]) -> None:
    """Print the path of the output, or with `--json` all figures."""
    if arguments.json:
        print_json(figures)
    else:
        print(figures["output"])


def print_json(values: Mapping[str, object]) -> None:
    """Print one JSON object on one line."""
    text = json.dumps(values, ensure_ascii=False)
    # a file's name that is no text is escaped, so that the line is text and the name can be had back
    print(text if as_text(text) == text else json.dumps(values))

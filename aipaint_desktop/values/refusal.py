"""What is raised where something that was asked for cannot be done."""

from aipaint_desktop.values.text import as_text


class BadInput(Exception):
    """What was asked for cannot be done; the message is one sentence that names the thing and its fault."""

    def __init__(self, sentence: str) -> None:
        super().__init__(as_text(sentence))

"""Text of whatever the system gives."""


def as_text(name: object) -> str:
    """A name as text that can be shown and stored: those of files need not be any, and what is none is a question
    mark."""
    return str(name).encode(errors="replace").decode()

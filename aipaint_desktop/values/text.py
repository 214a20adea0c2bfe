"""Text of whatever the system gives."""


def as_text(name: object) -> str:
    """Make of a name text that can be shown and stored: those of files need not be any, and what is none is a question
    mark."""
    return str(name).encode(errors="replace").decode()

"""Text of whatever the system gives."""


def as_text(name: object) -> str:
    """A name as text that can be shown and stored: those of files need not be any, and what is none is a question
    mark."""
    return str(name).encode(errors="replace").decode()


def reason_of(error: OSError) -> str:
    """Why the system refused, without a full stop; libraries raise such errors with words of their own, or none."""
    return (error.strerror or str(error)).rstrip(".") or "the system does not say why"

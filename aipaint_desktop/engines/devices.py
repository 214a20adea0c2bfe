"""Where torch computes and in which precision: CUDA, MPS or CPU."""


def load() -> None:
    """Import torch now, so that the first job need not wait for it."""
    import torch  # noqa: F401

"""Tiny model files of every kind, made by the tests."""

from aipaint_desktop.engines.checkpoint.libraries import libraries_present


def need_checkpoints() -> None:
    """Skip the test, or the file of tests, where the extra is not installed; nothing of it is imported."""
    import pytest  # the packaging, which makes tiny files as well, has none

    if not libraries_present():
        pytest.skip("the extra 'checkpoints' is not installed", allow_module_level=True)

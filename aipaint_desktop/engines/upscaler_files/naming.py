"""How names of tensors begin that some programs put around the names that an architecture has. No torch."""

from collections.abc import Collection

_WRAPPED = ("params_ema.", "params.", "module.", "netG.", "model_state_dict.", "state_dict.")


def wrapping(names: Collection[str]) -> str:
    """Give what is put before all of these names, "" where nothing is."""
    found = ""
    while names and (more := next((one for one in _WRAPPED if _all_begin(names, found + one)), "")):
        found += more
    return found


def _all_begin(names: Collection[str], prefix: str) -> bool:
    return all(name.startswith(prefix) for name in names)

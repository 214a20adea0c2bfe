"""torchvision, which other libraries use where it is there: of one that was made for another torch nobody is told."""

import importlib
import importlib.util
import logging
import sys

_log = logging.getLogger(__name__)
_NAME = "torchvision"


def hide_broken_torchvision() -> None:
    """Make torchvision as if it were not installed where it cannot be imported beside the torch that is there. To be
    called before what would import it: one that does not fit takes the importing library down with it."""
    if _NAME in sys.modules or importlib.util.find_spec(_NAME) is None:
        return
    try:
        importlib.import_module(_NAME)
    except Exception as error:  # of a missing operator, a symbol, a file
        _log.info("torchvision does not fit this torch and is left out: %s", error)
        for name in [name for name in sys.modules if name.split(".")[0] == _NAME]:
            del sys.modules[name]
        sys.modules[_NAME] = None  # type: ignore[assignment]  # as Python keeps what is not to be imported

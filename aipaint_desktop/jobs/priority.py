"""The worker steps back behind the window when both want the processor."""

import os
import sys
import threading

NICENESS = 10
SWITCH_SECONDS = 0.0002


def lower_this_thread() -> None:
    """Lower the calling thread's priority, and of all threads it will start (torch's, on Linux).

    On Linux niceness belongs to a thread and is inherited, so this must come before torch starts its own.
    Elsewhere the QThread's own priority does what can be done.

    Python code in this thread hands over the interpreter within a fifth of a millisecond instead of five: the window
    asks for it several times for each thing that it draws.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    if sys.platform == "linux":
        thread = threading.get_native_id()
        niceness = max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread))  # to raise it again is forbidden
        os.setpriority(os.PRIO_PROCESS, thread, niceness)

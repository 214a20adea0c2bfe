import os
import sys
import threading

import pytest

from aipaint_desktop.jobs.priority import NICENESS, lower_this_thread


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives every thread its own niceness")
def test_only_this_thread_and_its_children_step_back() -> None:
    seen: dict[str, int] = {}

    def note(name: str) -> None:
        seen[name] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def work() -> None:
        lower_this_thread()
        note("worker")
        child = threading.Thread(target=note, args=("child",))
        child.start()
        child.join()

    note("before")
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    note("after")
    assert seen["worker"] == seen["child"] == max(NICENESS, seen["before"])
    assert seen["after"] == seen["before"]

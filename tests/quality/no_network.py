"""Runs all tests of the artist's own models where there is no network: in a namespace of Linux that has none.

    python -m tests.quality.no_network [TESTS ...]

Where a system allows no such namespaces, it says so and fails; the tests themselves refuse to ask a network anyway.
"""

import subprocess
import sys

_UNSHARE = ("unshare", "--map-root-user", "--net")
_TESTS = (
    "tests/unit/engines/checkpoint",
    "tests/unit/engines/upscaler_files",
    "tests/unit/modelstore/model_files",
    "tests/cli/test_checkpoint.py",
    "tests/cli/test_control.py",
    "tests/cli/test_upscaler.py",
)
_REACHES = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"


def main() -> None:
    if subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode != 0:
        sys.exit("This system lets nobody have a namespace without a network.")
    reached = subprocess.run(
        [*_UNSHARE, sys.executable, "-c", _REACHES], capture_output=True, text=True, check=False
    )
    if "Network is unreachable" not in reached.stderr:
        sys.exit("There is a network all the same.")
    tests = sys.argv[1:] or _TESTS
    sys.exit(subprocess.run([*_UNSHARE, sys.executable, "-m", "pytest", *tests], check=False).returncode)


if __name__ == "__main__":
    main()

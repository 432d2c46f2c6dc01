"""Runs a command and prints what it took, as JSON: wall and CPU seconds, memory of its largest process, exit status.

    python measured.py COMMAND…

All processes below the command count, also those that outlive their parent: they become children of this one, which
waits for them. It is started anew for each command, since the kernel tells the largest child of a process's whole life.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time

_SET_CHILD_SUBREAPER = 36  # prctl(2)


def main(command: list[str]) -> None:
    """Prints one line."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    status = process.wait()
    wall = time.perf_counter() - began
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024, "status": status}
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1:])

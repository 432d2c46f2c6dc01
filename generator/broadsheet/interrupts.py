"""How a command is stopped from outside: Ctrl-C, and the system's wish that it ends."""

from __future__ import annotations

import signal
from types import FrameType

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""
TERMINATED = 143
"""Exit status after SIGTERM, as shells have it."""


class Terminated(KeyboardInterrupt):
    """The system asks us to end. Met as Ctrl-C is: processes are ended, the terminal is put in order."""


def heed_termination() -> None:
    """From now on SIGTERM raises `Terminated`."""
    signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated

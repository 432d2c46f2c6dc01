"""A process beside the preview that makes whole editions, while the preview itself answers saves.

It lives as long as the preview and is told what to build through its standard input. Until it asks for leave to write
it can be ended at any moment: nothing in the output has changed then. Run as `python -m broadsheet.build.behind`.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from broadsheet.build.options import BuildOptions, BuildResult
from broadsheet.build.work import portable
from broadsheet.diagnostics import BroadsheetError, Location, error

_LEAVE = "leave to write"
"""What the process asks for; every other message is a result or an exception."""
_QUIET = "ignore:resource_tracker:UserWarning"
"""Nobody is to hear of what processes of the press leave when they are ended with it."""
_LOOK_EVERY = 0.5
"""Seconds between two looks whether the preview is still there."""


class BuildBehind:
    """The process, started with its first build and again after it was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._may_end = False
        """Whether a build is under way that has not begun to write."""
        self._is_ended = False
        """Whether the build that is under way was ended."""

    def start(self) -> None:
        """Starts the process where there is none. Raises OSError."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-W", _QUIET, "-m", "broadsheet.build.behind"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is met by the preview, which ends this
            )

    def build(self, site: Path, options: BuildOptions, is_overtaken: Callable[[], bool]) -> BuildResult | None:
        """Builds the edition; `None` when `end_early` ended it, or it was overtaken before it began.

        Raises what the build raises, and `worker-died`.
        """
        with self._lock:
            if self._is_ended:
                self.close()
            self.start()
            self._may_end, self._is_ended = True, False
        if is_overtaken():  # asked now that `end_early` would end it
            self._may_end = False
            return None
        try:
            answer = self._answer(site, options)
        except (EOFError, OSError, pickle.UnpicklingError) as fault:
            if self._is_ended:
                return None  # at once: a save waits to be answered
            message = "the process that builds the preview died"
            raise BroadsheetError(error("worker-died", Location("content"), message)) from fault
        finally:
            self._may_end = False
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, BuildResult)
        return answer

    def end_early(self) -> None:
        """Ends the build under way, unless it writes already; may be called from any thread."""
        if not self._may_end:  # nor does it soon: a build looks whether it is overtaken when it may be ended
            return
        with self._lock:
            if self._may_end and self._process is not None:
                self._may_end, self._is_ended = False, True
                self._process.kill()

    def close(self) -> None:
        """Ends the process, which has nothing to do."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _sure(pipe).close()
        process.wait()

    def _answer(self, site: Path, options: BuildOptions) -> Any:
        assert self._process is not None
        to, back = _sure(self._process.stdin), _sure(self._process.stdout)
        _send((site, options), to)
        while (message := pickle.load(back)) == _LEAVE:
            with self._lock:
                if self._is_ended:
                    raise EOFError
                self._may_end = False
            _send(_LEAVE, to)
        return message


def _sure(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _send(message: object, pipe: IO[bytes]) -> None:
    pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


# --- the process itself ---------------------------------------------------------------------------------------------


def main() -> None:
    """Builds what it is told to until nobody is there any more."""
    # Whatever is printed by accident must not get among the messages.
    line = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _warm_up()
    with contextlib.suppress(EOFError, OSError):
        while True:
            site, options = pickle.load(sys.stdin.buffer)
            _send(_built(site, options, line), line)


def _built(site: Path, options: BuildOptions, line: IO[bytes]) -> BuildResult | Exception:
    from broadsheet.build.pipeline import build_edition

    def ask() -> None:
        _send(_LEAVE, line)
        pickle.load(sys.stdin.buffer)

    try:
        return build_edition(site, options, before_writing=ask)
    except (BroadsheetError, EOFError) as fault:
        return fault
    except Exception as fault:
        return portable(fault)


def _end_with(preview: int) -> None:
    """Ends this process, whatever it is at, when the preview, whose process has that number, is no more."""
    while os.getppid() == preview:
        time.sleep(_LOOK_EVERY)
    os._exit(0)


def _warm_up() -> None:
    """Loads what builds load late, so that the first one does not wait for it."""
    from broadsheet.build import above, making, pipeline, press, site  # noqa: F401


if __name__ == "__main__":
    main()

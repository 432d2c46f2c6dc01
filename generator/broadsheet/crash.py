"""What is left of a fault in Broadsheet itself: a log for whoever mends it, and an apology for whoever met it."""

from __future__ import annotations

import contextlib
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from broadsheet import __version__


def write_crash_log(site: Path, fault: BaseException) -> Path | None:
    """Writes the traceback to `.broadsheet/crash.log` of the site, else to the folder for temporary files.

    `None` when neither can be written.
    """
    text = f"broadsheet {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    text += f"{' '.join(sys.argv)}\n\n{''.join(traceback.format_exception(fault))}"
    folders = [Path(tempfile.gettempdir())]
    if (site / "content").is_dir():
        folders.insert(0, site / ".broadsheet")
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
            log = folder / ("crash.log" if folder.name == ".broadsheet" else "broadsheet-crash.log")
            log.write_text(text, encoding="utf-8", errors="backslashreplace")
            return log
    return None


def apology(fault: BaseException, log: Path | None) -> str:
    """One paragraph: what happened, that nothing is lost, and how to report it."""
    said = str(fault).strip().partition("\n")[0]
    name = type(fault).__name__ + (f": {said}" if said else "")
    where = f" and the file {log}" if log else ""
    return (
        f"Sorry: Broadsheet itself failed ({name}). Your content is not to blame and the last good output stands. "
        f"Please report it where you got Broadsheet, with the command you typed{where}."
    )

"""Files that are replaced at once, so that nobody sees half of one."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Writes under a hidden name of this thread beside `path`, then renames; makes the folder where there is none.

    Raises OSError, and then leaves `path` as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)

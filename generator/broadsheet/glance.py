"""Settings of paper.yaml for those who must go on while it is broken."""

from __future__ import annotations

import re
from pathlib import Path


def glance(site: Path, key: str) -> str | None:
    """The one-word value of a key; `None` when the key is not there or has none."""
    try:
        settings = (site / "content/paper.yaml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    match = re.search(rf"^{key}:[ \t]*[\"']?([\w.-]+)", settings, re.MULTILINE)
    return match[1] if match else None

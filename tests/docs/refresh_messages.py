"""Writes the messages that Broadsheet gives today into the manual: `python tests/docs/refresh_messages.py`."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from docs.example_sites import printed
from docs.faults import FAULTS, sound_site
from docs.manual import MANUAL


def message(code: str, root: Path) -> str:
    """The diagnostic as the manual shows it: the first of that code."""
    site = sound_site(root / "courier")
    own = [diagnostic for diagnostic in FAULTS[code](site) if diagnostic.code == code]
    return "\n".join(printed(own[:1], site.root))


def main() -> None:
    """Replaces the first block of `text` below each code."""
    chapter = MANUAL / "diagnostics.md"
    text = chapter.read_text(encoding="utf-8")
    for code in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            shown = message(code, Path(folder))
        pattern = re.compile(rf"(^### {code}\n.*?^```text\n).*?(\n```$)", re.MULTILINE | re.DOTALL)
        text = pattern.sub(lambda match: match[1] + shown + match[2], text, count=1)  # noqa: B023 - used at once
    chapter.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

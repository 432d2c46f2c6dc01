"""Where the themes that come with Broadsheet lie."""

from __future__ import annotations

from pathlib import Path

import broadsheet
from broadsheet.diagnostics import BroadsheetError, Location, error


def packaged_themes() -> Path:
    """The folder of the themes that come with Broadsheet: in the package, or in the checkout it runs from."""
    package = Path(broadsheet.__file__).parent
    for folder in (package / "themes", package.parent.parent / "themes"):
        if folder.is_dir():
            return folder
    message = "the themes that come with Broadsheet are missing: install it again"
    raise BroadsheetError(error("unknown-theme", Location("themes"), message))

"""The build hook that puts the themes into the wheel.

Only into the standard wheel: an editable install finds them in the checkout, and a copy would go stale there.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ThemesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `themes/` as `broadsheet/themes/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling calls this before each target; `version` is `standard` or `editable`."""
        if version == "standard":
            build_data["force_include"]["themes"] = "broadsheet/themes"

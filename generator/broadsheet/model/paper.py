"""The publication and its settings (`paper.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Section:
    """A standing column or subject grouping (栏目)."""

    name: str
    slug: str
    aliases: tuple[str, ...] = ()
    """Other names under which articles may file it."""


@dataclass(frozen=True, slots=True)
class PageFormat:
    """The sheet and its grid. Lengths in millimetres."""

    name: str
    """`broadsheet`, `berliner`, `tabloid` or `custom`."""
    width: float
    height: float
    margins: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    columns: int
    """Base columns of the type area."""
    rows: int | None
    """Base rows of the type area; `None`: as many as the body's leading gives."""


@dataclass(frozen=True, slots=True)
class PressSettings:
    """What paper.yaml says to the press."""

    jumps: Literal["auto", "never"] = "auto"
    fonts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(role, candidates) in the order given."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper: its name, language, theme and fixed details."""

    name: str
    language: str
    """BCP 47 tag, as given."""
    timezone: str
    """IANA name."""
    base_url: str | None
    """Absolute, ends in `/`; `None`: no feeds, sitemap and canonical links."""
    theme: str
    theme_options: tuple[tuple[str, str], ...]
    """(option, value as text) in the order given; checked against theme.yaml by the theme."""
    format: PageFormat
    page_names: tuple[tuple[str, str], ...]
    """(code, default name)."""
    sections: tuple[Section, ...]
    """In the order given; empty when any section name is allowed."""
    authors: bool
    nameplate: str | None
    """Site-relative path of the picture; `None`: the name is set in type."""
    tagline: str
    press: PressSettings
    imprint: tuple[tuple[str, str], ...]
    """(label, value) in the order given."""
    path: str
    """Of paper.yaml, relative to the site."""
    value_locations: tuple[tuple[str, Location], ...]
    """Where each key's value stands, for messages."""

    def location(self, key: str) -> Location:
        """Where the value of `key` stands, else the file."""
        return dict(self.value_locations).get(key, Location(self.path))

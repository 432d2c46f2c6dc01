"""What the preview itself says, in the paper's language.

The strings are `preview_…` in the theme's locale files. The preview has most to say when paper.yaml or the theme is
broken: so the settings are only glanced at, and the packaged theme stands in for one that cannot be used.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from babel import UnknownLocaleError

from broadsheet.diagnostics import BroadsheetError
from broadsheet.glance import glance
from broadsheet.output.locale import FALLBACK, Locale, load_locale
from broadsheet.output.theme import load_theme
from broadsheet.output.theme_folders import packaged_themes

_DEFAULT_THEME = "broadsheet"


class PreviewWords:
    """The strings of the paper's theme, behind them those of the packaged one."""

    def __init__(self, packaged: Locale, own: Locale | None = None) -> None:
        self._locales = [packaged] if own is None else [own, packaged]

    @property
    def language(self) -> str:
        """The tag of the language that most of the words are in."""
        return self._locales[0].language

    def text(self, key: str, **values: object) -> str:
        """The string with its values; a theme that has no such string, or one that cannot be filled, is passed over."""
        for locale in self._locales[:-1]:
            with contextlib.suppress(LookupError, ValueError):
                return locale.text(key, **values)
        return self._locales[-1].text(key, **values)


def preview_words(site: Path) -> PreviewWords:
    """The words for the paper as it is now; in its language as far as that can be told, else in English."""
    language = glance(site, "language") or FALLBACK
    own = None
    # Whatever is wrong with the theme, the build tells it.
    with contextlib.suppress(BroadsheetError, LookupError, OSError, ValueError, UnknownLocaleError):
        own = _locale(glance(site, "theme") or _DEFAULT_THEME, site, language)
    return PreviewWords(_locale(_DEFAULT_THEME, packaged_themes().parent, language), own)


def _locale(theme_name: str, root: Path, language: str) -> Locale:
    """The strings of a theme; raises LookupError when it cannot be used."""
    theme, _ = load_theme(theme_name, root)
    if theme is None:
        raise LookupError(theme_name)
    return load_locale(theme, language)[0]

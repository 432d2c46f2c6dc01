"""What lets a browser install the paper and keep issues: manifest, icons, service worker."""

from __future__ import annotations

from broadsheet.edition.views import SiteView
from broadsheet.output.locale import Locale
from broadsheet.output.plan import OutputFile
from broadsheet.output.theme import Theme


def web_app_files(site: SiteView, theme: Theme, locale: Locale) -> tuple[OutputFile, ...]:
    """Manifest and service worker; none when the theme does not offer reading offline."""
    return ()

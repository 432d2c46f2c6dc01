"""What lets a browser install the paper: its web app manifest (W3C Web Application Manifest)."""

from __future__ import annotations

import json
from typing import Any

from broadsheet.edition import addresses
from broadsheet.edition.views import SiteView
from broadsheet.output.links import relative
from broadsheet.output.locale import Locale
from broadsheet.output.plan import OTHER_MARK, OutputFile
from broadsheet.output.theme import Theme

_SHORT = 12
"""Latin letters that fit under an icon; a Han character counts two."""
_RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "ug", "ur", "yi")


def web_app_files(site: SiteView, theme: Theme, locale: Locale) -> tuple[OutputFile, ...]:
    """The manifest; none when the theme does not offer reading offline."""
    if not site.offers("offline"):
        return ()
    options = dict(theme.values)
    ground = options.get("ground", "#ffffff")
    # No `id`: it would be resolved against the host alone, and two papers below one host would be one app. Without it,
    # the start address identifies the app (Manifest, 1.6).
    manifest: dict[str, Any] = {
        "generated_by": OTHER_MARK.decode(),
        "name": site.name,
        "short_name": short_name(site.name),
        "description": site.tagline or None,
        "lang": site.language,
        "dir": "rtl" if site.language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": ground,
        "theme_color": ground,
        "categories": ["news"],
        "icons": [
            {
                "src": _link(icon.address),
                "sizes": f"{icon.size}x{icon.size}",
                "type": "image/png",
                "purpose": "maskable" if icon.use == "maskable" else "any",
            }
            for icon in site.icons
            if icon.use in ("app", "maskable")
        ],
        "shortcuts": [
            {"name": name, "url": _link(address)}
            for name, address in (
                (locale.text("latest_issue"), addresses.HOME),
                (locale.text("archive"), addresses.ARCHIVE),
                (locale.text("app_search"), addresses.SEARCH if site.offers("search") else ""),
            )
            if address
        ],
    }
    filled = {key: value for key, value in manifest.items() if value is not None}
    text = json.dumps(filled, ensure_ascii=False, indent=1)
    return (OutputFile.of(addresses.MANIFEST, f"{text}\n".encode()),)


def short_name(name: str) -> str:
    """The name as it stands under an icon: its article and then its last words go until it fits.

    One long word is left to the browser to cut.
    """
    words = name.split()
    if _width(name) > _SHORT and len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        del words[0]
    while len(words) > 1 and _width(" ".join(words)) > _SHORT:
        del words[-1]
    return " ".join(words)


def _width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def _link(address: str) -> str:
    return relative(addresses.MANIFEST, address)

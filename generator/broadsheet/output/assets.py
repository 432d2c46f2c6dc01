"""A theme's assets under names that carry their hash, so that hosts may cache them for ever."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping

from broadsheet.diagnostics import Diagnostic, Location, error
from broadsheet.output.theme_settings import OptionValue

BUNDLE = "style.css"
"""The name under which templates ask for the theme's stylesheets, joined."""

_COMPACTED = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s*/\*.*?\*/\s*|\s*(?P<mark>[{};])\s*|(?P<space>\s+)""",
    re.DOTALL,
)
"""White space around braces and semicolons means nothing; elsewhere one space is as good as many."""
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")


def build_assets(
    files: Mapping[str, bytes], stylesheets: tuple[str, ...], values: tuple[tuple[str, OptionValue], ...], theme: str
) -> tuple[tuple[tuple[str, str, bytes], ...], tuple[Diagnostic, ...]]:
    """(name, address, bytes) of every asset, the stylesheets joined as style.css.

    `files` are named relative to the theme's `assets/`. Options of type colour and number reach the stylesheets as
    custom properties: `accent` as `--option-accent`. Reports `bad-theme` for a reference to a file that is not there.
    """
    diagnostics: list[Diagnostic] = []
    built = {name: (name, _address(name, data), data) for name, data in files.items() if not name.endswith(".css")}
    addresses = {name: address for name, (_, address, _) in built.items()}

    def stylesheet(name: str) -> str:
        def rewrite(match: re.Match[str]) -> str:
            target = match[2].strip()
            if re.match(r"[a-z]+:|#", target):
                return match[0]
            path, mark, rest = target.partition("#")
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            if wanted not in addresses:
                place = Location(f"themes/{theme}/assets/{name}")
                diagnostics.append(error("bad-theme", place, f"the stylesheet names '{target}', which is not there"))
                return match[0]
            home = posixpath.dirname(posixpath.join("assets", "" if name in stylesheets else name))
            return f'url("{posixpath.relpath(addresses[wanted], home)}{mark}{rest}")'

        text = files[name].decode("utf-8-sig").replace("\r\n", "\n")
        return _URL.sub(rewrite, _compact(text))

    for name in files:
        if name.endswith(".css") and name not in stylesheets:
            data = stylesheet(name).encode()
            built[name] = (name, _address(name, data), data)
    sheets: list[str] = [_option_properties(values)]
    for name in stylesheets:
        if name in files:
            sheets.append(stylesheet(name))
        else:
            place = Location(f"themes/{theme}/theme.yaml")
            diagnostics.append(error("bad-theme", place, f"'stylesheets' names '{name}', which is not in assets/"))
    data = "".join(sheets).encode()
    built[BUNDLE] = (BUNDLE, _address(BUNDLE, data), data)
    return tuple(built[name] for name in sorted(built)), tuple(diagnostics)


def _address(name: str, data: bytes) -> str:
    stem, extension = posixpath.splitext(name)
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{extension}"


def _compact(css: str) -> str:
    """Comments and white space are for those who read the theme, not for every reader's line."""
    return _COMPACTED.sub(lambda match: match["string"] or match["mark"] or (" " if match["space"] else ""), css)


def _option_properties(values: tuple[tuple[str, OptionValue], ...]) -> str:
    shown = [
        f"--option-{name.replace('_', '-')}:{value};"
        for name, value in values
        if not isinstance(value, bool) and (not isinstance(value, str) or value.startswith("#"))
    ]
    return f":root{{{''.join(shown)}}}\n" if shown else ""

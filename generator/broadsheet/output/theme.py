"""Themes: templates, assets and interface strings, found file by file along a chain of folders.

A theme `ink` that extends `broadsheet` is looked up in the site's `themes/ink/`, the packaged `themes/ink/`, the site's
`themes/broadsheet/` and the packaged `themes/broadsheet/`; the first that has a file wins. A theme once loaded is a
value: it holds the bytes of its files, so that a worker process needs no disk.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, has_errors
from broadsheet.output.assets import build_assets
from broadsheet.output.theme_folders import packaged_themes
from broadsheet.output.theme_settings import (
    OptionValue,
    ThemeOption,
    ThemeSettings,
    option_values,
    parse_settings,
)
from broadsheet.press.fonts.face import candidates_of

_FOLDERS = ("templates", "assets", "locales")
_THEME_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme."""

    path: str
    """Inside the theme: `templates/front.html`."""
    location: str
    """For messages: `themes/broadsheet/templates/front.html`."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that decides how a view looks."""

    name: str
    layers: tuple[tuple[ThemeFile, ...], ...]
    """The folders of the chain, nearest first; files by path."""
    options: tuple[ThemeOption, ...]
    values: tuple[tuple[str, OptionValue], ...]
    """Every option with its value: what `SiteView.theme_options` holds."""
    asset_names: tuple[tuple[str, str], ...]
    """(name by which templates ask, address)."""
    assets: tuple[tuple[str, bytes], ...]
    """(address, bytes), to be written as they are."""
    faces: tuple[tuple[str, tuple[str, ...]], ...]
    """(role, candidates) of the printed page's fonts; a theme's own before those of the theme it extends."""
    face_locations: tuple[tuple[str, Location], ...]
    """Where a role's candidates stand."""
    folders: tuple[Path, ...]
    """The folders of the chain, nearest first, in which the fonts' files lie."""
    digest: str
    """SHA-256 over all files it uses but fonts, the options' values and the names of the fonts."""

    def find(self, path: str, after: int = -1) -> tuple[int, ThemeFile] | None:
        """The file that wins, with its layer, looking only behind the layer `after`; `None` when there is none."""
        for number, layer in enumerate(self.layers):
            if number > after:
                for file in layer:
                    if file.path == path:
                        return number, file
        return None

    def all(self, path: str) -> tuple[ThemeFile, ...]:
        """The files of that path in all layers, nearest first."""
        return tuple(file for layer in self.layers for file in layer if file.path == path)


@dataclass(frozen=True, slots=True)
class _Layer:
    folder: Path
    theme: str
    settings: ThemeSettings | None
    """`None` where the folder has no theme.yaml: files that override a packaged theme's."""


def load_theme(
    name: str,
    site_root: Path,
    options: tuple[tuple[str, str], ...] = (),
    options_location: Location = Location("content/paper.yaml"),  # noqa: B008 - immutable
    name_location: Location = Location("content/paper.yaml"),  # noqa: B008
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The theme with its options set; `None` when it cannot be used.

    Reports `unknown-theme`, faults in theme.yaml (`bad-theme`, `unknown-key` …), `unknown-theme-option`, `bad-value`.
    """
    homes = tuple(dict.fromkeys((site_root.resolve() / "themes", packaged_themes().resolve())))
    layers, diagnostics = _chain(name, homes, name_location)
    if not layers:
        return None, diagnostics
    contents = tuple(tuple(_files(layer)) for layer in layers)
    settings = [layer.settings for layer in layers if layer.settings is not None]
    declared: dict[str, ThemeOption] = {}
    for setting in reversed(settings):
        declared.update((option.name, option) for option in setting.options)
    values, faults = option_values(tuple(declared.values()), options, options_location)
    stylesheets = next((setting.stylesheets for setting in settings if setting.stylesheets is not None), ())
    assets, asset_faults = build_assets(_assets(contents), stylesheets, values, name)
    diagnostics = (*diagnostics, *faults, *asset_faults)
    named = (((role, candidates) for role, candidates, _ in setting.faces) for setting in settings)
    faces = tuple(candidates_of(*named).items())
    if has_errors(diagnostics):
        return None, diagnostics
    return Theme(
        name=name,
        layers=contents,
        options=tuple(declared.values()),
        values=values,
        asset_names=tuple((asset, address) for asset, address, _ in assets),
        assets=tuple((address, data) for _, address, data in assets),
        faces=faces,
        face_locations=tuple(
            {role: place for setting in reversed(settings) for role, _, place in setting.faces}.items()
        ),
        folders=tuple(layer.folder for layer in layers),
        digest=_digest(contents, values, stylesheets, faces),
    ), diagnostics


def _chain(name: str, homes: tuple[Path, ...], asked: Location) -> tuple[list[_Layer], tuple[Diagnostic, ...]]:
    """The folders in which files are looked up, nearest first; empty with diagnostics when a theme is not there."""
    layers: list[_Layer] = []
    wanted: str | None = name
    seen: list[str] = []
    while wanted is not None:
        if wanted in seen:
            message = f"themes extend each other in a circle: {' → '.join((*seen, wanted))}"
            return [], (error("bad-theme", asked, message),)
        seen.append(wanted)
        folders = [home / wanted for home in homes if _THEME_NAME.fullmatch(wanted) and (home / wanted).is_dir()]
        if not folders:
            known = sorted({path.name for home in homes if home.is_dir() for path in home.iterdir() if path.is_dir()})
            hint = did_you_mean(wanted, known) or f"themes: {', '.join(known)}"
            return [], (error("unknown-theme", asked, f"there is no theme '{wanted}'", hint=hint),)
        found = [_layer(folder, wanted) for folder in folders]
        faults = tuple(fault for _, layer_faults in found for fault in layer_faults)
        if faults:
            return [], faults
        layers += [layer for layer, _ in found]
        settings = next((layer.settings for layer, _ in found if layer.settings is not None), None)
        wanted = settings.extends if settings else None
        asked = settings.extends_location if settings else asked
    return layers, ()


def _layer(folder: Path, theme: str) -> tuple[_Layer, tuple[Diagnostic, ...]]:
    path = folder / "theme.yaml"
    if not path.is_file():
        return _Layer(folder, theme, None), ()
    settings, diagnostics = parse_settings(path.read_bytes(), f"themes/{theme}/theme.yaml")
    return _Layer(folder, theme, settings), diagnostics


def _files(layer: _Layer) -> Iterator[ThemeFile]:
    for top in _FOLDERS:
        for path in sorted((layer.folder / top).rglob("*")):
            inside = path.relative_to(layer.folder).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in inside.split("/")):
                yield ThemeFile(inside, f"themes/{layer.theme}/{inside}", path.read_bytes())


def _assets(layers: tuple[tuple[ThemeFile, ...], ...]) -> dict[str, bytes]:
    nearest: dict[str, bytes] = {}
    for layer in layers:
        for file in layer:
            if file.path.startswith("assets/"):
                nearest.setdefault(file.path.removeprefix("assets/"), file.data)
    return nearest


def _digest(
    layers: tuple[tuple[ThemeFile, ...], ...],
    values: tuple[tuple[str, OptionValue], ...],
    stylesheets: tuple[str, ...],
    faces: tuple[tuple[str, tuple[str, ...]], ...],
) -> str:
    digest = hashlib.sha256(repr((values, stylesheets, faces)).encode())
    for layer in layers:
        digest.update(b"layer\n")
        for file in layer:
            digest.update(f"{file.path} {hashlib.sha256(file.data).hexdigest()}\n".encode())
    return digest.hexdigest()

"""theme.yaml and a theme's locale files as values, and the options that paper.yaml sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from broadsheet.content.fields import Fields, fields_of
from broadsheet.content.located_yaml import parse_yaml
from broadsheet.content.nodes import Mapping, Scalar, Sequence
from broadsheet.content.values import scalar_of
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, has_errors
from broadsheet.press.fonts.face import ROLES

OptionType = Literal["text", "yes_no", "number", "choice", "colour"]
OptionValue = str | int | float | bool
LocaleString = str | tuple[tuple[str, str], ...]
"""A string, or (plural form, string)s."""

_KEYS = ("name", "extends", "stylesheets", "options", "faces")
_OPTION_KEYS = ("type", "default", "choices", "description")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class ThemeOption:
    """An option that a theme declares and paper.yaml may set under `theme_options`."""

    name: str
    type: OptionType
    default: OptionValue
    choices: tuple[str, ...]
    """Empty unless the type is `choice`."""
    description: str

    def value(self, text: str) -> OptionValue:
        """The value that `text` stands for; raises ValueError saying what it must be."""
        match self.type:
            case "yes_no" if text in ("yes", "true", "no", "false"):
                return text in ("yes", "true")
            case "yes_no":
                raise ValueError("must be yes or no")
            case "number" if _NUMBER.fullmatch(text):
                return float(text) if "." in text else int(text)
            case "number":
                raise ValueError("must be a number such as 3 or 1.5")
            case "choice" if text not in self.choices:
                raise ValueError(f"must be one of {', '.join(self.choices)}")
            case "colour" if not _COLOUR.fullmatch(text):
                raise ValueError("must be a colour such as #b3001b")
        return text


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """One theme.yaml."""

    extends: str | None
    """The theme it builds on; `None` for one that stands alone."""
    extends_location: Location
    stylesheets: tuple[str, ...] | None
    """Files of `assets/` that make up style.css, in order; `None`: those of the theme it extends."""
    options: tuple[ThemeOption, ...]
    faces: tuple[tuple[str, tuple[str, ...], Location], ...]
    """(role, candidates, where they stand): the fonts of the printed page."""


def parse_settings(data: bytes, path: str) -> tuple[ThemeSettings | None, tuple[Diagnostic, ...]]:
    """The settings in theme.yaml; `None` when they have errors."""
    problems: list[Diagnostic] = []
    fields = Fields(_mapping(data, path, problems), _KEYS, problems)
    settings = ThemeSettings(
        extends=fields.text("extends") or None,
        extends_location=fields.place("extends"),
        stylesheets=fields.texts("stylesheets") if fields.has("stylesheets") else None,
        options=tuple(option for option in _options(fields) if option is not None),
        faces=tuple(_faces(fields)),
    )
    return (None if has_errors(problems) else settings), tuple(problems)


def parse_strings(data: bytes, path: str) -> tuple[tuple[tuple[str, LocaleString, Location], ...], list[Diagnostic]]:
    """The interface strings of a locale file: (key, text, place), white space kept."""
    problems: list[Diagnostic] = []
    strings: list[tuple[str, LocaleString, Location]] = []
    for key, node in _mapping(data, path, problems).entries:
        if isinstance(node, Mapping):
            forms = ((form.text, scalar_of(text, f"'{form.text}'", problems)) for form, text in node.entries)
            strings.append((key.text, tuple((form, text.text) for form, text in forms if text), key.location))
        elif (scalar := scalar_of(node, f"'{key.text}'", problems)) is not None:
            strings.append((key.text, scalar.text, key.location))
    return tuple(strings), problems


def option_values(
    declared: tuple[ThemeOption, ...], given: tuple[tuple[str, str], ...], location: Location
) -> tuple[tuple[tuple[str, OptionValue], ...], tuple[Diagnostic, ...]]:
    """Every declared option with its value, in the order declared.

    Reports `unknown-theme-option` and `bad-value`; the default stands in then.
    """
    options = {option.name: option for option in declared}
    values = {option.name: option.default for option in declared}
    diagnostics: list[Diagnostic] = []
    for name, text in given:
        option = options.get(name)
        if option is None:
            hint = did_you_mean(name, options) or f"options of the theme: {', '.join(options) or 'none'}"
            message = f"the theme has no option '{name}'"
            diagnostics.append(error("unknown-theme-option", location, message, hint=hint))
            continue
        try:
            values[name] = option.value(text)
        except ValueError as fault:
            diagnostics.append(error("bad-value", location, f"theme option '{name}' {fault} (got '{text}')"))
    return tuple(values.items()), tuple(diagnostics)


def _options(fields: Fields) -> list[ThemeOption | None]:
    options = []
    for key, node in fields.pairs("options"):
        option = fields_of(node, _OPTION_KEYS, f"option '{key.text}'", fields.problems)
        options.append(_option(key.text, option) if option is not None else None)
    return options


def _faces(fields: Fields) -> Iterator[tuple[str, tuple[str, ...], Location]]:
    for role, node in fields.pairs("faces"):
        items = node.items if isinstance(node, Sequence) else (node,)
        candidates = tuple(item.stripped for item in items if isinstance(item, Scalar) and item.stripped)
        if role.text not in ROLES:
            hint = did_you_mean(role.text, ROLES) or f"the roles are {', '.join(ROLES)}"
            message = f"there is no role '{role.shown}' for a font"
            fields.problems.append(error("unknown-key", role.location, message, hint=hint))
        elif len(candidates) < len(items):
            message = f"the fonts of '{role.shown}' must be a list of names"
            fields.problems.append(error("wrong-type", node.location, message))
        else:
            yield role.text, candidates, node.location


def _option(name: str, fields: Fields) -> ThemeOption | None:
    """One declaration; `None` when it has errors."""
    for key in ("type", "default"):
        fields.require(key)
    kind = fields.choice("type", get_args(OptionType))
    default = fields.scalar("default")
    if kind is None or default is None:
        return None
    option = ThemeOption(name, cast("OptionType", kind), "", fields.texts("choices"), fields.text("description"))
    try:
        return replace(option, default=option.value(default.stripped))
    except ValueError as fault:
        fields.problems.append(error("bad-value", default.location, f"'default' {fault} (got '{default.stripped}')"))
        return None


def _mapping(data: bytes, path: str, problems: list[Diagnostic]) -> Mapping:
    """The mapping that the file is; an empty one at a fault."""
    try:
        node = parse_yaml(data.decode("utf-8-sig").replace("\r\n", "\n"), path, problems)
    except UnicodeDecodeError:
        problems.append(error("not-utf-8", Location(path), "the file is not UTF-8"))
        node = None
    if isinstance(node, Mapping):
        return node
    if node is not None:
        message = "the file must be a mapping"
        problems.append(error("wrong-type", node.location, message, hint="write 'key: value' lines"))
    return Mapping.empty(path)

"""`paper.yaml`: the paper's settings."""

from __future__ import annotations

import unicodedata
import zoneinfo
from collections.abc import Iterable
from urllib.parse import urlsplit

from broadsheet.content import meant
from broadsheet.content.fields import Fields
from broadsheet.content.files import contained_path
from broadsheet.content.formats import read_format
from broadsheet.content.located_yaml import parse_yaml
from broadsheet.content.names import fold, page_code, page_keys, slug_fault, slug_like, suffix_of
from broadsheet.content.nodes import Mapping, Scalar, Sequence, shorten
from broadsheet.content.read import inspect_file
from broadsheet.content.source import ContentFile, SiteSource, SourceText
from broadsheet.content.yaml_slips import colon_hint
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.model import Paper, PressSettings, Section

PAPER_KEYS = (
    "name",
    "language",
    "timezone",
    "base_url",
    "theme",
    "theme_options",
    "format",
    "pages",
    "sections",
    "authors",
    "nameplate",
    "tagline",
    "press",
    "imprint",
)
SECTION_KEYS = ("name", "slug", "aliases")
PRESS_KEYS = ("jumps", "fonts")

DEFAULT_LANGUAGE = "zh-Hans"
NAMEPLATE_SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})


def validate_paper(site: SiteSource, *, base_url: str | None = None) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The paper; `None` when paper.yaml is missing or cannot be parsed.

    With faults in single values the paper stands on their defaults, so that everything else can be checked too.
    `base_url` replaces the one of paper.yaml (the command line's). Warns of files of `content/` that nothing reads.
    """
    problems: list[Diagnostic] = []
    paper = None
    if site.paper_yaml is not None:
        fields = _parse(site.paper_yaml, problems)
        if fields is not None:
            paper = _paper(fields, site, base_url)
    nameplate = fold(paper.nameplate) if paper and paper.nameplate else None
    for path in site.files:
        if fold(path) != nameplate:
            hint = "photos lie in the folder of their page; remove it, or let its name begin with a dot"
            problems.append(warning("stray-file", Location(path), "nothing reads this file", hint=hint))
    return paper, tuple(problems)


def parse_base_url(text: str) -> str | None:
    """An absolute http(s) address of a folder, ending in `/`; `None` for anything else."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    if not usable or parts.query or parts.fragment or "@" in parts.netloc or any(c.isspace() for c in text):
        return None
    return text if text.endswith("/") else text + "/"


def _parse(source: SourceText, problems: list[Diagnostic]) -> Fields | None:
    node = parse_yaml(source.text, source.path, problems)
    if isinstance(node, Mapping):
        return Fields(node, PAPER_KEYS, problems, meant=meant.PAPER)
    if node is not None:
        hint = colon_hint(node.text) if isinstance(node, Scalar) else None
        message = "paper.yaml must be a mapping that begins with 'name: …'"
        problems.append(error("wrong-type", node.location, message, hint=hint))
    elif not problems:
        problems.append(error("missing-key", Location(source.path), "'name' is missing", hint="add 'name: …'"))
    return None


def _paper(fields: Fields, site: SiteSource, base_url: str | None) -> Paper:
    fields.require("name")
    language = fields.language("language") or DEFAULT_LANGUAGE
    return Paper(
        name=fields.text("name"),
        language=language,
        timezone=_timezone(fields),
        base_url=_base_url(fields, base_url),
        theme=fields.text("theme", "broadsheet"),
        theme_options=fields.text_pairs("theme_options"),
        format=read_format(fields, language),
        page_names=_page_names(fields),
        sections=_sections(fields),
        authors=fields.flag("authors"),
        nameplate=_nameplate(fields, site),
        tagline=fields.text("tagline"),
        press=_press(fields),
        imprint=fields.text_pairs("imprint"),
        path=fields.location.path,
        value_locations=tuple((key, fields.place(key)) for key in PAPER_KEYS if fields.has(key)),
    )


def _timezone(fields: Fields) -> str:
    scalar = fields.scalar("timezone")
    if scalar is None:
        return "UTC"
    try:
        return zoneinfo.ZoneInfo(scalar.stripped).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        same = next((zone for zone in known if zone.lower() == scalar.stripped.lower()), None)
        hint = f"did you mean '{same}'?" if same else did_you_mean(scalar.stripped, sorted(known))
        message = f"there is no time zone '{scalar.shown}'"
        fields.problems.append(
            error("bad-timezone", scalar.location, message, hint=hint or "write an IANA name such as Asia/Shanghai")
        )
        return "UTC"


def _base_url(fields: Fields, given: str | None) -> str | None:
    scalar = fields.scalar("base_url")
    parsed = parse_base_url(scalar.stripped) if scalar else None
    if scalar is not None and parsed is None:
        message = f"'base_url' must be an absolute address such as https://example.org/paper/ (got '{scalar.shown}')"
        fields.problems.append(error("bad-url", scalar.location, message))
    elif scalar is None and given is None:
        message = "there is no base_url: feeds, sitemap and canonical links are left out"
        hint = "add 'base_url: https://…/'"
        fields.problems.append(warning("no-base-url", Location(fields.location.path), message, hint=hint))
    return given or parsed


def _page_names(fields: Fields) -> tuple[tuple[str, str], ...]:
    names: list[tuple[str, str]] = []
    owners: dict[tuple[str, int], Scalar] = {}
    for key, value in fields.pairs("pages"):
        keys = page_keys(key.text)
        if keys is None:
            fields.problems.append(bad_page_code(key, "a key of 'pages'"))
            continue
        first = next((owners[each] for each in keys if each in owners), None)
        if first is not None:
            message = f"'{key.text}' and '{first.text}' are the same page"
            fields.problems.append(error("repeated-page", key.location, message, related=(first.location,)))
            continue
        owners.update(dict.fromkeys(keys, key))
        if isinstance(value, Scalar):
            names.append((page_code(key.text), value.stripped))
        else:
            fields.problems.append(error("wrong-type", value.location, f"the name of page {key.text} must be a text"))
    return tuple(names)


def bad_page_code(scalar: Scalar, what: str) -> Diagnostic:
    """The message for what should be a page code."""
    message = f"{what} must be a page code such as 01, A2 or 04-05 (got '{scalar.shown}')"
    return error("bad-page-code", scalar.location, message)


# --- sections -------------------------------------------------------------------------------------------------------


def _sections(fields: Fields) -> tuple[Section, ...]:
    sections: list[Section] = []
    names: dict[str, Location] = {}
    slugs: dict[str, Location] = {}
    for item in fields.mappings("sections", SECTION_KEYS):
        item.require("name")
        name = item.scalar("name")
        if name is None:
            continue
        aliases = item.scalars("aliases")
        is_new = [
            _claim(each, each.stripped, names, "bad-value", "the section", fields.problems) for each in (name, *aliases)
        ]
        slug = item.scalar("slug")
        chosen = _section_slug(name, slug, fields.problems)
        if slug is not None or is_new[0]:
            _claim(slug or name, chosen, slugs, "repeated-slug", "the section's slug", fields.problems)
        sections.append(Section(name.stripped, chosen, tuple(alias.stripped for alias in aliases)))
    return tuple(sections)


def _section_slug(name: Scalar, slug: Scalar | None, problems: list[Diagnostic]) -> str:
    """The slug given, else the name as one."""
    if slug is None:
        made = unicodedata.normalize("NFC", slug_like(name.stripped))
        if slug_fault(made) is not None:
            message = f"no slug can be made of the section's name '{name.shown}'"
            problems.append(error("bad-slug", name.location, message, hint="add 'slug: …'"))
        return made
    text = unicodedata.normalize("NFC", slug.stripped)
    fault = slug_fault(text)
    if fault is not None:
        near = slug_like(text)
        hint = f"did you mean '{near}'?" if near else None
        problems.append(error("bad-slug", slug.location, f"the slug '{slug.shown}' {fault}", hint=hint))
    return text


def _claim(
    scalar: Scalar, text: str, owners: dict[str, Location], code: str, what: str, problems: list[Diagnostic]
) -> bool:
    """Whether `text` is new; one that stands already is reported at `scalar`."""
    first = owners.get(fold(text))
    if first is None:
        owners[fold(text)] = scalar.location
        return True
    problems.append(error(code, scalar.location, f"{what} '{shorten(text)}' stands twice", related=(first,)))
    return False


# --- picture and press ----------------------------------------------------------------------------------------------


def _nameplate(fields: Fields, site: SiteSource) -> str | None:
    scalar = fields.scalar("nameplate")
    if scalar is None:
        return None
    path = contained_path("content/paper.yaml", scalar.stripped)
    if path is None:
        message = f"the nameplate must lie in content/ (got '{scalar.shown}')"
        fields.problems.append(error("path-outside", scalar.location, message))
        return None
    found = inspect_file(site.root, path)
    if isinstance(found, Diagnostic):
        hint = did_you_mean(path.removeprefix("content/"), _pictures(site.files))
        message = f"the nameplate '{scalar.shown}' cannot be used: {found.message}"
        fields.problems.append(error(found.code, scalar.location, message, hint=hint))
        return None
    _check_nameplate(found, scalar, fields.problems)
    return found.path


def _pictures(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(path.removeprefix("content/") for path in paths if suffix_of(path) in NAMEPLATE_SUFFIXES)


def _check_nameplate(file: ContentFile, scalar: Scalar, problems: list[Diagnostic]) -> None:
    if file.is_lfs_pointer:
        message = f"a Git LFS pointer stands in place of '{scalar.shown}'"
        problems.append(error("lfs-pointer", scalar.location, message, hint="run git lfs pull"))
    elif suffix_of(file.path) not in NAMEPLATE_SUFFIXES:
        message = f"the nameplate must be a picture (got '{scalar.shown}')"
        problems.append(error("broken-photo", scalar.location, message, hint="save it as SVG or PNG"))


def _press(fields: Fields) -> PressSettings:
    press = fields.mapping("press", PRESS_KEYS)
    if press is None:
        return PressSettings()
    fonts: list[tuple[str, tuple[str, ...]]] = []
    for role, value in press.pairs("fonts"):
        items = value.items if isinstance(value, Sequence) else (value,)
        names = tuple(item.stripped for item in items if isinstance(item, Scalar) and item.stripped)
        if len(names) < len(items):
            message = f"the fonts of '{role.shown}' must be a list of names"
            press.problems.append(error("wrong-type", value.location, message))
        fonts.append((role.text, names))
    jumps = press.choice("jumps", ("auto", "never"))
    return PressSettings("never" if jumps == "never" else "auto", tuple(fonts))

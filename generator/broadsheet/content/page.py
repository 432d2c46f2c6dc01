"""`page.yaml`: a page's settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as KeyMap

from broadsheet.content import meant
from broadsheet.content.conventions import Newsroom, newsroom
from broadsheet.content.fields import Fields
from broadsheet.content.located_yaml import parse_yaml
from broadsheet.content.names import fold, parse_ref
from broadsheet.content.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.content.source import ContentFile, PageSource, SourceText
from broadsheet.content.values import bad_ref, integer_of, tuple_of
from broadsheet.content.yaml_slips import colon_hint
from broadsheet.diagnostics import Diagnostic, Location, did_you_mean, error, warning
from broadsheet.model import Ear, LayoutHints, PageSetup

PAGE_KEYS = ("name", "banner", "ear", "credits", "layout")
EAR_KEYS = ("title", "text", "link")
LAYOUT_KEYS = ("lead", "order", "width", "boxed", "pin")

MAX_COLUMNS = 24
MAX_ROWS = 1000

_WEB = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@[^\s@]", re.IGNORECASE)


def settings_of(source: SourceText | None, folder: str, keys: tuple[str, ...], problems: list[Diagnostic]) -> Fields:
    """The mapping in a settings file; an empty one when there is no file, or nothing in it."""
    path = source.path if source else folder
    node = parse_yaml(source.text, path, problems) if source else None
    if node is not None and not isinstance(node, Mapping) and not (isinstance(node, Scalar) and not node.stripped):
        message = f"{path.rpartition('/')[2]} must be lines 'key: value'"
        hint = colon_hint(node.text) if isinstance(node, Scalar) else None
        problems.append(error("wrong-type", node.location, message, hint=hint))
    mapping = node if isinstance(node, Mapping) else Mapping.empty(path)
    return Fields(mapping, keys, problems, meant=meant.SETTINGS)


def page_setup(
    source: PageSource,
    default_name: str,
    slugs: Callable[[], KeyMap[str, str]],
    language: str,
    problems: list[Diagnostic],
) -> PageSetup:
    """A page with its settings.

    `language` is the paper's and tells how names are parted.
    `slugs`, asked only where there are layout hints, maps the folded slugs of the pieces on the page to their spelling;
    hints for others are reported.
    """
    fields = settings_of(source.page_yaml, source.path, PAGE_KEYS, problems)
    if source.is_empty:
        message = "the page has no article on it"
        problems.append(warning("empty-page", Location(source.path), message, hint="add one, or remove the folder"))
    return PageSetup(
        code=source.code,
        folder=source.path,
        name=fields.text("name") or default_name,
        lost=False,
        banner=" ".join(fields.text("banner").split("\n")),
        ear=_ear(fields),
        credits=_credits(fields, newsroom(language)),
        layout=_layout(fields, slugs),
        printed_pdf=_printed_pdf(source.printed_pdf, problems),
        layout_location=fields.place("layout") if fields.has("layout") else None,
    )


def lost_page(code: str, name: str) -> PageSetup:
    """A page that was printed and is not in the content."""
    return PageSetup(code, "", name, True, "", None, (), LayoutHints(), None)


def _printed_pdf(file: ContentFile | None, problems: list[Diagnostic]) -> str | None:
    if file is None:
        return None
    if file.is_lfs_pointer:
        message = "a Git LFS pointer stands in place of the printed page"
        problems.append(error("lfs-pointer", Location(file.path), message, hint="run git lfs pull"))
    elif not file.head.lstrip().startswith(b"%PDF-"):
        problems.append(error("broken-pdf", Location(file.path), "the printed page is no PDF", hint="export it again"))
    return file.path


def _ear(fields: Fields) -> Ear | None:
    ear = fields.mapping("ear", EAR_KEYS)
    if ear is None:
        return None
    link = ear.scalar("link")
    if link is not None and not _WEB.match(link.stripped) and parse_ref(link.stripped) is None:
        fields.problems.append(bad_ref(link, "'link'", " or an http, https or mailto address"))
        link = None
    if not (ear.has("title") or ear.has("text")):
        ear.require("text")
    place = link.location if link else ear.location
    return Ear(ear.text("title"), ear.text("text"), link.stripped if link else "", place)


def _credits(fields: Fields, room: Newsroom) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Role and names; several names stand in a list, or in a text as in a byline."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for role, value in fields.pairs("credits"):
        names: list[str] = []
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Scalar):
                names.extend(room.names(item.stripped))
            else:
                message = f"'{role.shown}' must be a name or a list of names"
                fields.problems.append(error("wrong-type", item.location, message))
        if names:
            found.append((role.text, tuple(names)))
    return tuple(found)


# --- layout hints ---------------------------------------------------------------------------------------------------


def _layout(fields: Fields, slugs_on_page: Callable[[], KeyMap[str, str]]) -> LayoutHints:
    hints = fields.mapping("layout", LAYOUT_KEYS)
    if hints is None:
        return LayoutHints()
    slugs = slugs_on_page()
    lead = hints.scalar("lead")
    return LayoutHints(
        lead=next(iter(_on_page([lead] if lead else [], slugs, fields.problems)), None),
        order=_on_page(hints.scalars("order"), slugs, fields.problems),
        width=_widths(hints, slugs),
        boxed=_on_page(hints.scalars("boxed"), slugs, fields.problems),
        pin=_pins(hints, slugs),
    )


def _on_page(named: Iterable[Scalar], slugs: KeyMap[str, str], problems: list[Diagnostic]) -> tuple[str, ...]:
    """The slugs as the files spell them; those of nothing on the page are reported and left out."""
    found: list[str] = []
    for scalar in named:
        slug = slugs.get(fold(scalar.stripped))
        if slug is None:
            message = f"no article of the page has the slug '{scalar.shown}'"
            hint = did_you_mean(scalar.stripped, slugs.values())
            problems.append(warning("layout-names-nothing", scalar.location, message, hint=hint))
        elif slug not in found:
            found.append(slug)
    return tuple(found)


def _widths(hints: Fields, slugs: KeyMap[str, str]) -> tuple[tuple[str, int], ...]:
    widths: list[tuple[str, int]] = []
    for key, value in hints.pairs("width"):
        columns = _integer(value, f"the width of '{key.shown}'", MAX_COLUMNS, hints.problems)
        named = _on_page([key], slugs, hints.problems)
        if columns is not None:
            widths.extend((slug, columns) for slug in named)
    return tuple(widths)


def _integer(node: Node, what: str, high: int, problems: list[Diagnostic]) -> int | None:
    if isinstance(node, Scalar):
        return integer_of(node, what, 1, high, problems)
    problems.append(error("wrong-type", node.location, f"{what} must be a number of base columns"))
    return None


def _pins(hints: Fields, slugs: KeyMap[str, str]) -> tuple[tuple[str, tuple[int, int, int, int]], ...]:
    pins: list[tuple[str, tuple[int, int, int, int]]] = []
    names = ("column", "row", "columns", "rows")
    for key, value in hints.pairs("pin"):
        what = f"the pin of '{key.shown}'"
        place = tuple_of(value, names, what, lambda s, w, found: integer_of(s, w, 1, MAX_ROWS, found), hints.problems)
        named = _on_page([key], slugs, hints.problems)
        if place is not None:
            pins.extend((slug, (place[0], place[1], place[2], place[3])) for slug in named)
    return tuple(pins)

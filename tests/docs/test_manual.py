"""The manual is complete, its links lead somewhere, and what it shows is what Broadsheet does."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import click
import pytest

from broadsheet.cli import commands
from broadsheet.content.article import ARTICLE_KEYS, CORRECTION_KEYS, PERSON_KEYS, RETRACTION_KEYS
from broadsheet.content.conventions import newsroom
from broadsheet.content.filed_photos import PHOTO_KEYS
from broadsheet.content.formats import FORMAT_KEYS
from broadsheet.content.issue_settings import ISSUE_KEYS, LISTED_PAGE_KEYS
from broadsheet.content.page import EAR_KEYS, LAYOUT_KEYS, PAGE_KEYS
from broadsheet.content.paper import PAPER_KEYS, PRESS_KEYS, SECTION_KEYS
from broadsheet.content.standing import STANDING_KEYS
from broadsheet.diagnostics import CODES, Location
from broadsheet.edition import views
from broadsheet.output.theme import load_theme
from conftest import NewSite
from docs.example_sites import build, example_site, printed
from docs.faults import FAULTS, sound_site
from docs.manual import Section, below, chapters, prose, sections
from paper_site import ISSUE

CHAPTERS = (
    "press.md",
    "getting-started.md",
    "content.md",
    "writing.md",
    "jumps.md",
    "commands.md",
    "diagnostics.md",
    "output.md",
    "reading.md",
    "machines.md",
    "themes.md",
    "performance.md",
    "workers.md",
    "checkouts.md",
)
CODE_SECTIONS = {s.title: s for s in sections() if s.chapter == "diagnostics.md" and s.level == 3}
WITH_FILES = [section for section in sections() if section.files]


def section_of(name: str) -> Section:
    return next(section for section in sections() if section.name == name)


# --- complete -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("The paper: `paper.yaml`", PAPER_KEYS + SECTION_KEYS + PRESS_KEYS + FORMAT_KEYS),
        ("An issue: `issue.yaml`", ISSUE_KEYS + LISTED_PAGE_KEYS),
        ("A page: `page.yaml`", PAGE_KEYS + EAR_KEYS + LAYOUT_KEYS),
        ("An article", ARTICLE_KEYS + PERSON_KEYS + PHOTO_KEYS + CORRECTION_KEYS + RETRACTION_KEYS),
        ("Standing pages", STANDING_KEYS),
    ],
)
def test_every_key_is_explained(heading: str, keys: tuple[str, ...]) -> None:
    text = below("content.md", heading)
    assert [key for key in keys if f"`{key}`" not in text] == []


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from _commands(inner, f"{name} {word}")
    else:
        yield name, command


@pytest.mark.parametrize(("name", "command"), list(_commands(commands, "broadsheet")))
def test_every_command_and_option_is_explained(name: str, command: click.Command) -> None:
    text = below("commands.md", name)
    options = [option for each in command.params if isinstance(each, click.Option) for option in each.opts]
    assert [option for option in options if not re.search(rf"`{option}[` ]", text)] == []
    arguments = [each.human_readable_name for each in command.params if isinstance(each, click.Argument)]
    assert [argument for argument in arguments if argument not in text] == []


def test_options_of_the_command_itself_are_explained() -> None:
    text = section_of("commands.md#commands").text
    options = [option for each in commands.params if isinstance(each, click.Option) for option in each.opts]
    assert [option for option in (*options, "-h", "--help") if not re.search(rf"`{option}[` ]", text)] == []


def test_every_diagnostic_is_explained() -> None:
    assert sorted(CODE_SECTIONS) == sorted(CODES)


def test_every_field_of_the_views_is_named() -> None:
    text = chapters()["themes.md"]
    kinds = [
        kind
        for kind in (getattr(views, name) for name in views.__all__)
        if dataclasses.is_dataclass(kind) and kind.__module__.startswith(views.__name__)
    ]
    inner = {views.Neighbours, views.IssueViews}  # no template is given these
    fields = {f.name for kind in kinds if kind not in inner for f in dataclasses.fields(kind)}
    assert [name for name in sorted(fields) if f"`{name}`" not in text] == []
    assert [kind.__name__ for kind in get_args(views.View) if kind.__name__ not in text] == []


def test_every_option_of_the_theme_is_explained(tmp_path: Path) -> None:
    theme, _ = load_theme("broadsheet", tmp_path)
    assert theme is not None
    rows = {row[0]: row for row in section_of("themes.md#themes").rows()}
    assert sorted(rows) == sorted(f"`{option.name}`" for option in theme.options)


# --- links ----------------------------------------------------------------------------------------------------------


def _links(text: str) -> list[str]:
    without_code = prose(text)
    return re.findall(r"\]\(([^)\s]+)\)", without_code) + re.findall(r"<(https?://[^>]+)>", without_code)


def test_links_inside_the_manual_lead_somewhere() -> None:
    anchors = {section.name for section in sections()}
    broken = []
    for chapter, text in chapters().items():
        for link in _links(text):
            if urlsplit(link).scheme:
                continue
            target, _, anchor = link.partition("#")
            wanted = f"{target or chapter}#{anchor}" if anchor else target
            if wanted not in anchors and wanted not in chapters():
                broken.append(f"{chapter}: {link}")
    assert broken == []


def test_links_out_of_the_manual_lead_to_examples_alone() -> None:
    hosts = {urlsplit(link).hostname for text in chapters().values() for link in _links(text) if urlsplit(link).netloc}
    assert {host for host in hosts if host and host != "127.0.0.1" and not host.endswith(".example")} == set()


def test_index_names_every_chapter() -> None:
    index = chapters()["README.md"]
    assert sorted(chapters()) == sorted((*CHAPTERS, "README.md"))
    assert [chapter for chapter in CHAPTERS if f"({chapter})" not in index] == []


# --- examples -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", WITH_FILES, ids=lambda section: section.name)
def test_examples_build_and_warn_only_of_what_the_section_names(section: Section, tmp_path: Path) -> None:
    diagnostics = build(example_site(section, tmp_path))
    surprising = [diagnostic for diagnostic in diagnostics if f"`{diagnostic.code}`" not in section.text]
    assert surprising == []


def test_most_examples_are_whole_files() -> None:
    assert len(WITH_FILES) >= 18


@pytest.mark.parametrize(
    ("section", "article", "pieces"),
    [
        ("two-files", "01/bridge-reopens", ["01/bridge-reopens", "02/bridge-reopens"]),
        ("one-file", "A1/harbour-wall", ["A1/harbour-wall", "A2/harbour-wall"]),
        ("more-than-two-pages", "01/old-embankment", [f"{page}/old-embankment" for page in ("01", "02", "05")]),
        ("who-belongs-to-whom", "A1/wall", ["A1/wall", "A2/masons"]),
        ("not-a-jump", "A1/how-to-read", ["A1/how-to-read"]),
        ("a-line-that-may-be-a-jump", "A1/hearing", ["A1/hearing", "A2/bell"]),
        ("a-line-that-may-be-a-jump", "A1/stalls", ["A1/stalls"]),
        ("a-lost-page", "01/ferry", ["01/ferry"]),
    ],
)
def test_jumps_are_joined_as_told(section: str, article: str, pieces: list[str], tmp_path: Path) -> None:
    built = example_site(section_of(f"jumps.md#{section}"), tmp_path).build()
    articles = {each["id"]: each for each in built.json("2026/11/24/issue.json")["articles"]}
    assert [piece["id"] for piece in articles[article]["pieces"]] == pieces


@pytest.mark.parametrize("article", ["02/embankment", "02/stone-names"])
def test_jumps_across_issues_are_linked_as_told(article: str, tmp_path: Path) -> None:
    built = example_site(section_of("jumps.md#across-issues"), tmp_path).build()
    line = built.main(f"2026/11/24/{article}.html").css_first("a.jump-from")
    assert line is not None
    assert line.attributes["href"] == "../../23/01/embankment.html"


def test_jump_lines_of_the_table_are_understood() -> None:
    for language, onward, back in section_of("jumps.md#lines-that-are-understood").rows():
        for direction, cell in (("on", onward), ("from", back)):
            for text in re.findall(r"`([^`]+)`", cell):
                found = newsroom(language.strip("`")).jump_line(text, location=Location("a.md"), page_code="A1")
                assert found is not None, text
                assert found.kind in (direction, "either"), text


def test_credits_of_the_table_are_understood() -> None:
    for filed, caption, line, name in section_of("writing.md#captions-and-credits").rows():
        language = "en" if filed.isascii() else "zh-Hans"
        names = (name,) if name else ()
        assert newsroom(language).caption_credit(filed.strip("`")) == (caption, names, line)


def test_openings_of_the_table_are_understood() -> None:
    for opening, dateline, byline in section_of("writing.md#datelines-and-bylines-in-the-text").rows():
        found = newsroom("zh-Hans").run_in_credit(opening.strip("`") + "江面起了大雾。")
        assert found is not None
        assert found.dateline == dateline
        assert f"{found.people[0].role} {'、'.join(person.name for person in found.people)}" == byline


@pytest.mark.parametrize("code", FAULTS)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_messages_are_those_that_broadsheet_gives(code: str, tmp_path: Path) -> None:
    """Where this fails, `python tests/docs/refresh_messages.py` writes the present ones into the manual."""
    site = sound_site(tmp_path / "courier")
    own = [diagnostic for diagnostic in FAULTS[code](site) if diagnostic.code == code]
    assert own, "the fault is no longer met this way"
    section = CODE_SECTIONS[code]
    assert section.examples[0].text.splitlines() == printed(own[:1], site.root)
    severity = re.match(r"\n\n\*\*(.+?)\.\*\*", section.text)
    assert severity is not None
    assert own[0].severity.value in severity[1].lower()


def test_sound_site_has_no_fault(tmp_path: Path) -> None:
    assert build(sound_site(tmp_path)) == ()


def test_digest_is_made_as_told(site: NewSite) -> None:
    (example,) = [example for example in section_of("output.md#the-digest").examples if example.language == "python"]
    names: dict[str, Any] = {}
    exec(example.text, names)
    paper = site().photo(f"{ISSUE}/01/bridge.jpg").article("01/bridge", "![桥](bridge.jpg)\n\n正文。")
    built = paper.build()
    assert names["is_whole"](built.output, "2026/11/24")
    (built.output / "2026/11/24/01/bridge.html").write_text("cut off")
    assert not names["is_whole"](built.output, "2026/11/24")

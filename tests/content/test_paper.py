"""paper.yaml: every key, and what may be wrong with it."""

from __future__ import annotations

import pytest

from broadsheet.content.paper import parse_base_url
from broadsheet.model import Paper, Section
from conftest import NewSite
from content.checked import at, check
from paper_site import PAPER


def paper_of(site: NewSite, more: str) -> Paper:
    """The paper with more lines in paper.yaml, which must be without fault."""
    checked = check(site().article("01/a").write("content/paper.yaml", PAPER + more))
    assert checked.diagnostics == ()
    assert checked.paper is not None
    return checked.paper


def test_the_defaults(site: NewSite) -> None:
    paper = paper_of(site, "")
    assert (paper.name, paper.language, paper.timezone, paper.theme) == ("江城日报", "zh-Hans", "UTC", "broadsheet")
    assert (paper.format.name, paper.format.columns, paper.authors) == ("broadsheet", 8, False)
    assert (paper.nameplate, paper.sections, paper.imprint, paper.press.jumps) == (None, (), (), "auto")


def test_every_key(site: NewSite) -> None:
    paper = paper_of(
        site,
        """
timezone: Asia/Shanghai
theme: ink
theme_options: {accent: 010, serif: no}
format: {width: 270, height: 390, margins: [10, 11, 12, 13.5], columns: 5, rows: 90}
pages: {1: 要闻, A2: 综合}
sections:
  - {name: 民生, slug: life, aliases: [生活, 百姓]}
  - name: Letters to the Editor
authors: yes
tagline: 江水天天过
press: {jumps: never, fonts: {body: [Noto Serif, Song], headline: Hei}}
imprint:
  定价: 1.50
  邮编: 010000
""",
    )
    assert paper.theme_options == (("accent", "010"), ("serif", "no"))
    assert (paper.format.name, paper.format.margins, paper.format.rows) == ("custom", (10, 11, 12, 13.5), 90)
    assert paper.page_names == (("1", "要闻"), ("A2", "综合"))
    assert paper.sections == (
        Section("民生", "life", ("生活", "百姓")),
        Section("Letters to the Editor", "Letters-to-the-Editor"),
    )
    assert paper.press.fonts == (("body", ("Noto Serif", "Song")), ("headline", ("Hei",)))
    assert paper.imprint == (("定价", "1.50"), ("邮编", "010000"))


@pytest.mark.parametrize(
    ("line", "code", "place", "hint"),
    [
        ("sectoins: []", "unknown-key", "4:1", "did you mean 'sections'?"),
        ("title: 江城", "unknown-key", "4:1", "did you mean 'name'?"),
        ("tagline: [a, b]", "wrong-type", "4:10", None),
        ("timezone: Asia/Shanghia", "bad-timezone", "4:11", "did you mean 'Asia/Shanghai'?"),
        ("timezone: asia/shanghai", "bad-timezone", "4:11", "did you mean 'Asia/Shanghai'?"),
        ("timezone: ../../etc/passwd", "bad-timezone", "4:11", None),
        ("timezone: Asia", "bad-timezone", "4:11", None),
        ("format: broadsheat", "bad-value", "4:9", "did you mean 'broadsheet'?"),
        ("format: [1, 2]", "wrong-type", "4:9", None),
        ("format: {width: wide}", "bad-value", "4:17", None),
        ("format: {margins: [1, 2]}", "wrong-type", "4:19", None),
        ("format: {width: 100, margins: 60}", "bad-value", "4:31", None),
        ("pages: {front: 要闻}", "bad-page-code", "4:9", None),
        ("pages: {1: 要闻, '01': 综合}", "repeated-page", "4:16", None),
        ("pages: [要闻]", "wrong-type", "4:8", "write 'key: value' lines below it"),
        ("sections: 要闻", "wrong-type", "4:11", "begin it with '- '"),
        ("sections: [要闻]", "wrong-type", "4:12", None),
        ("sections: [{slug: a}]", "missing-key", "4:12", "add 'name: …'"),
        ("sections: [{name: a, slug: a b}]", "bad-slug", "4:28", "did you mean 'a-b'?"),
        ("sections: [{name: a}, {name: A}]", "bad-value", "4:30", None),
        ("sections: [{name: a, slug: x}, {name: b, slug: X}]", "repeated-slug", "4:48", None),
        ("sections: [{name: a, aliases: [b]}, {name: b}]", "bad-value", "4:44", None),
        ("authors: maybe", "bad-value", "4:10", None),
        ("nameplate: plate.svg", "missing-file", "4:12", None),
        ("nameplate: ../plate.svg", "path-outside", "4:12", None),
        ("nameplate: paper.yaml", "broken-photo", "4:12", "save it as SVG or PNG"),
        ("press: {jumps: sometimes}", "bad-value", "4:16", None),
        ("press: {fonts: {body: {a: b}}}", "wrong-type", "4:23", None),
        ("imprint: {地址: {街: 长堤路}}", "wrong-type", "4:15", None),
    ],
)
def test_faults_of_values(site: NewSite, line: str, code: str, place: str, hint: str | None) -> None:
    checked = check(site().article("01/a").write("content/paper.yaml", PAPER + line + "\n"))
    faults = [each for each in checked.diagnostics if each.code == code]
    assert [at(fault.location) for fault in faults] == [f"paper.yaml:{place}"]
    assert hint is None or faults[0].hint == hint
    assert checked.codes == [code]
    assert checked.paper is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-key"),
        ("# nothing\n", "missing-key"),
        ("language: en\nbase_url: https://a.example/\n", "missing-key"),
        ("name:\nbase_url: https://a.example/\n", "missing-key"),
        ("- a\n", "wrong-type"),
        ("江城日报\n", "wrong-type"),
        ("name: a: b\n", "broken-yaml"),
        ("name: a\nlanguage: Chinese!\nbase_url: https://a.example/\n", "bad-value"),
    ],
)
def test_papers_that_will_not_do(site: NewSite, text: str, code: str) -> None:
    checked = check(site().article("01/a").write("content/paper.yaml", text))
    assert checked.fault.code == code
    assert checked.fault.severity == "error"


def test_all_faults_come_at_once(site: NewSite) -> None:
    text = "nam: x\nlanguage: '?'\ntimezone: Mars\nauthors: 2\nimprint: no\nformat: A4\n"
    checked = check(site().article("01/a").write("content/paper.yaml", text))
    assert sorted(checked.codes) == [
        "bad-timezone",
        "bad-value",
        "bad-value",
        "bad-value",
        "missing-key",
        "no-base-url",
        "unknown-key",
        "wrong-type",
    ]


def test_the_nameplate_is_found_as_names_are(site: NewSite) -> None:
    paper = site().article("01/a").write("content/Plate.SVG", "<svg/>")
    checked = check(paper.write("content/paper.yaml", PAPER + "nameplate: plate.svg\n"))
    assert checked.diagnostics == ()
    assert checked.paper is not None
    assert checked.paper.nameplate == "content/Plate.SVG"


def test_a_misspelt_nameplate(site: NewSite) -> None:
    paper = site().article("01/a").write("content/nameplate.svg", "<svg/>")
    checked = check(paper.write("content/paper.yaml", PAPER + "nameplate: namplate.svg\n"))
    missing = next(each for each in checked.diagnostics if each.code == "missing-file")
    assert missing.hint == "did you mean 'nameplate.svg'?"


def test_base_urls() -> None:
    assert parse_base_url("https://example.org/paper") == "https://example.org/paper/"
    assert parse_base_url("http://localhost:8000/") == "http://localhost:8000/"
    for wrong in ("example.org", "/paper/", "ftp://a.example/", "https://", "https://a.example/?x"):
        assert parse_base_url(wrong) is None
    for wrong in ("https://a.example/#x", "https://u:p@a.example/", "https://a b.example/", "https://[a/"):
        assert parse_base_url(wrong) is None
    assert parse_base_url("https://a.example:99999/") is None


def test_a_paper_without_base_url_is_warned_once(site: NewSite) -> None:
    fault = check(site().article("01/a").write("content/paper.yaml", "name: a\n")).fault
    assert (fault.code, fault.severity) == ("no-base-url", "warning")

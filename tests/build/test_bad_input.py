"""Papers with one fault each, and what must be said about it.

A case is a folder of `tests/sites/broken`. Its expected diagnostics stand beside the fault, in the file whose fault it
is: `# error: 4:10 unknown-section`, `# warning: 9 lost-page` (a whole line), `# error: bad-slug` (a whole file). Those
of names, folders and binary files stand in the case's `expected.txt`: `path:line:column severity[code]`.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.cli import run
from broadsheet.diagnostics import Diagnostic
from broadsheet.guarded import CLEAN, FAULTY
from paper_site import ISSUE, PAPER, SITES, Built, PaperSite

Expected = tuple[str, str, str, int | None, int | None]
"""Severity, code, path, line, column."""
NewSite = Callable[..., PaperSite]

BROKEN = SITES / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir())
ARTICLE = f"{ISSUE}/01/01-bridge.md"

_BESIDE = re.compile(r"^[ \t]*# (error|warning): (?:(\d+)(?::(\d+))? )?([a-z0-9-]+)\r?$", re.MULTILINE)
_LISTED = re.compile(r"(.+?)(?::(\d+))?(?::(\d+))? (error|warning)\[([a-z0-9-]+)\]")


# --- what a case expects and what it gets ---------------------------------------------------------------------------


def expected_in(site: Path) -> list[Expected]:
    """All diagnostics that a case states, sorted."""
    found: list[Expected] = []
    for file in site.rglob("*"):
        if file.suffix in (".md", ".yaml") and file.is_file() and not file.is_symlink():
            path = file.relative_to(site).as_posix()
            for severity, line, column, code in _BESIDE.findall(file.read_bytes().decode(errors="replace")):
                found.append((severity, code, path, *_place(line, column)))
    listed = site / "expected.txt"
    for text in listed.read_text(encoding="utf-8").splitlines() if listed.exists() else ():
        match = _LISTED.fullmatch(text)
        assert match, f"expected.txt: {text!r} is not 'path:line:column severity[code]'"
        found.append((match[4], match[5], match[1], *_place(match[2], match[3])))
    return sorted(found, key=repr)


def _place(line: str | None, column: str | None) -> tuple[int | None, int | None]:
    """Where a fault is; of a line without a column, its first."""
    return (int(line), int(column or 1)) if line else (None, None)


def told(diagnostics: tuple[Diagnostic, ...]) -> list[Expected]:
    """Diagnostics as cases state them, sorted."""
    places = [(d.severity.value, d.code, d.location) for d in diagnostics]
    return sorted(((severity, code, at.path, at.line, at.column) for severity, code, at in places), key=repr)


def told_by_build(site: PaperSite, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[Expected]]:
    """Exit status and diagnostics of the command `build`."""
    words = ["--site", str(site.root), "build", "--no-press", "--now", "2026-11-24T23:00", "--format", "json"]
    capsys.readouterr()
    status = run(words)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().err)
    keys = ("severity", "code", "path", "line", "column")
    return status, sorted((tuple(each[key] for key in keys) for each in found), key=repr)


# --- faults that git cannot hold ------------------------------------------------------------------------------------


def huge_png(width: int, height: int) -> bytes:
    """A PNG that claims more pixels than any machine has memory for."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def _link(path: str, target: str) -> Callable[[PaperSite], None]:
    """Makes a symbolic link in the issue, to a file `outside/…` of a folder beside the site, or to a name beside it."""

    def make(site: PaperSite) -> None:
        outside = site.root.parent / "outside"
        (outside / "folder").mkdir(parents=True, exist_ok=True)
        (outside / "river.md").write_text("---\ntitle: 江水上涨\n---\n\n江水又涨了三寸。\n", encoding="utf-8")
        (outside / "bridge.png").write_bytes(huge_png(1, 1))
        link = site.root / ISSUE / path
        link.symlink_to(outside / target.removeprefix("outside/") if target.startswith("outside/") else target)

    return make


def _twin_folder(site: PaperSite) -> None:
    if (site.root / ISSUE / "a1").exists():
        pytest.skip("this disk does not tell upper from lower case")
    site.write(f"{ISSUE}/a1/01-market.md", "---\ntitle: 菜价回落\n---\n\n菜价回落。\n")


def _twin(site: PaperSite) -> None:
    text = "---\ntitle: 江水上涨\n---\n\n江水又涨了三寸。\n"
    site.write(f"{ISSUE}/01/02-River.md", text)
    if (site.root / ISSUE / "01/02-river.md").exists():
        pytest.skip("this disk does not tell upper from lower case")
    site.write(f"{ISSUE}/01/02-river.md", text)


MADE: dict[str, Callable[[PaperSite], object]] = {
    "control-character-in-name": lambda site: site.write(f"{ISSUE}/01/02-ri\x07ver.md", "---\ntitle: 江\n---\n\n水\n"),
    "folder-link-leaving-site": _link("02", "outside/folder"),
    "folders-equal-after-folding": _twin_folder,
    "huge-photo": lambda site: site.write(f"{ISSUE}/01/bridge.png", huge_png(60_000, 60_000)),
    "link-in-a-circle": _link("01/02-river.md", "02-river.md"),
    "link-leaving-site": _link("01/02-river.md", "outside/river.md"),
    "link-to-nothing": _link("01/02-river.md", "01-flood.md"),
    "names-equal-after-folding": _twin,
    "photo-link-leaving-site": _link("01/bridge.png", "outside/bridge.png"),
    "text-over-1-mb": lambda site: site.write(f"{ISSUE}/01/02-river.md", "---\ntitle: 江\n---\n\n" + "水" * 400_000),
}


def broken(name: str, site: NewSite) -> PaperSite:
    """A copy of a case with what git cannot hold."""
    made: PaperSite = site(f"broken/{name}")
    if name in MADE:
        MADE[name](made)
    return made


# --- the cases ------------------------------------------------------------------------------------------------------


def test_every_made_fault_has_a_case() -> None:
    assert set(MADE) <= set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_where_it_is(name: str, site: NewSite, capsys: pytest.CaptureFixture[str]) -> None:
    expected = expected_in(BROKEN / name)
    assert expected, "the case states nothing"
    paper = broken(name, site)
    before = sorted(paper.root.rglob("*"))

    assert told(paper.check()) == expected
    status, found = told_by_build(paper, capsys)

    assert found == expected
    if any(severity == "error" for severity, *_ in expected):
        assert status == FAULTY
        assert sorted(path for path in paper.root.rglob("*") if ".broadsheet" not in path.parts) == before
    else:
        assert status == CLEAN
        assert (paper.root / "output/archive/index.html").is_file()


def test_all_faults_are_told_at_once(site: NewSite) -> None:
    diagnostics = site("broken/ten-faults").check()

    assert len(diagnostics) == 10
    assert len({diagnostic.code for diagnostic in diagnostics}) == 10


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("unknown-key-article", "did you mean 'kicker'?"),
        ("unknown-key-of-other-format", "did you mean 'byline'?"),
        ("unknown-key-paper", "did you mean 'language'?"),
        ("unknown-section", "did you mean '民生'?"),
        ("unknown-theme", "did you mean 'broadsheet'?"),
        ("bad-timezone", "did you mean 'Asia/Shanghai'?"),
        ("bad-kind", "did you mean 'brief'?"),
        ("bad-format", "did you mean 'tabloid'?"),
        ("missing-photo", "did you mean 'bridge.png'?"),
        ("unknown-ref-piece", "did you mean 'bridge'?"),
        ("bad-issue-folder", "did you mean '2026-11-05'?"),
        ("issue-beside-years", "move it to 2026/2026-11-23"),
        ("slug-with-space", "did you mean 'old-bridge'?"),
        ("layout-lead-names-nothing", "did you mean 'bridge'?"),
        ("link-to-manuscript", "write 02/river"),
    ],
)
def test_what_to_type_instead(name: str, hint: str, site: NewSite) -> None:
    assert hint in [diagnostic.hint for diagnostic in site(f"broken/{name}").check()]


@pytest.mark.parametrize(
    ("name", "other_end"),
    [
        ("duplicate-key", f"{ARTICLE}:3:1"),
        ("repeated-slug", ARTICLE),
        ("repeated-page", f"{ISSUE}/01"),
        ("unlisted-page", f"{ISSUE}/issue.yaml:2:3"),
        ("jump-ends-disagree", f"{ISSUE}/02/01-river.md:3:17"),
        ("tail-differs", f"{ARTICLE}:3:1"),
        ("alias-twice", f"{ARTICLE}:3:1"),
    ],
)
def test_the_other_end_is_named(name: str, other_end: str, site: NewSite) -> None:
    (diagnostic,) = site(f"broken/{name}").build().result.diagnostics

    assert [str(place) for place in diagnostic.related] == [other_end]


def test_a_folder_without_content_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(tmp_path), "build", "--format", "json"]) == 2
    assert [each["code"] for each in json.loads(capsys.readouterr().err)] == ["unreadable-site"]
    assert list(tmp_path.iterdir()) == []


# --- odd, and accepted ----------------------------------------------------------------------------------------------


def sound(site: PaperSite) -> Built:
    """The edition of a site that must have no diagnostics."""
    assert site.check() == ()
    built = site.build()
    assert built.result.diagnostics == ()
    assert built.result.ok
    return built


PIECE = "2026/11/24/01/bridge.html"


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n"), ("", "\r")])
def test_marks_and_line_ends_of_other_systems(mark: str, end: str, site: NewSite) -> None:
    def encode(text: str) -> str:
        return mark + text.replace("\n", end)

    text = "---\ntitle: 大桥通车\n---\n\n早晨六点。\n\n第一辆车驶上大桥。\n"
    paper = site().write("content/paper.yaml", encode(PAPER)).write(ARTICLE, encode(text))
    paper.write(f"{ISSUE}/issue.yaml", encode("number: 第1期\n")).write(f"{ISSUE}/01/page.yaml", encode("name: 要闻\n"))

    built = sound(paper)

    body = [p.text() for p in built.main(PIECE).css("p") if "点" in p.text() or "车" in p.text()]
    assert body[-2:] == ["早晨六点。", "第一辆车驶上大桥。"]


def test_copy_with_full_width_spaces(site: NewSite) -> None:
    text = "---\ntitle: 大桥通车\u3000市民上桥\n---\n\u3000\u3000早晨六点。\n\u3000\u3000第一辆车驶上大桥。\n"

    built = sound(site().write(ARTICLE, text))

    paragraphs = [p.text() for p in built.main(PIECE).css("p")]
    assert {"早晨六点。", "第一辆车驶上大桥。"} <= set(paragraphs)
    assert "\u3000" not in "".join(paragraphs)
    assert built.json("2026/11/24/issue.json")["articles"][0]["title"] == "大桥通车 市民上桥"


AWKWARD_TITLES = [
    "A < B & C > D",
    """"Quotes" and 'more' &amp; so on""",
    "</title></script><script>alert(1)</script>",
    "<!--<script>",
    "]]> & <![CDATA[",
    "{{ config }} {% raw %}",
    "\u202e반대로\u202c \u2066left\u2069 עברית",
    "line\u2028separator\u2029here",
    "$&\\1\\u003c",
    '" onmouseover="alert(1)',
]


@pytest.mark.parametrize("title", AWKWARD_TITLES)
def test_a_title_stays_text_wherever_it_goes(title: str, site: NewSite) -> None:
    paper = site().article("01/bridge", title=title, kicker=title, deck=title, summary=title, byline=[{"name": title}])
    paper.article("01/river", section="江水", source=title, tags=[title])
    built = sound(paper.write(f"{ISSUE}/01/page.yaml", f"banner: {json.dumps(title)}\n"))
    words = " ".join(title.split())

    document = built.document(PIECE)
    (headline,) = document.css("h1.headline")
    assert "".join(headline.text().split()) == "".join(title.split())
    assert built.json("2026/11/24/issue.json")["articles"][0]["title"] == words

    for address, data in built.files().items():
        if not address.endswith(".html"):
            continue
        page = built.document(address)
        assert "alert(1)" not in "".join(s.text() for s in page.css("script:not([type='application/ld+json'])"))
        assert not [node for node in page.css("*") if any(name.startswith("on") for name in node.attributes)]
        assert data.count(b"<script") == len(page.css("script"))
        for script in page.css("script[type='application/ld+json']"):
            assert isinstance(json.loads(script.text()), dict | list)
    (structured,) = document.css("script[type='application/ld+json']")
    assert words in [" ".join(text.split()) for text in _texts(json.loads(structured.text()))]


def _texts(value: Any) -> list[str]:
    """All strings of a JSON value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


# --- anything at all ------------------------------------------------------------------------------------------------

VALID = {
    "content/paper.yaml": (
        PAPER + "timezone: Asia/Shanghai\nformat: {width: 300, height: 400, margins: [1, 2, 3, 4], columns: 5}\n"
        "pages: {'01': 要闻}\nsections:\n  - {name: 民生, slug: life, aliases: [生活]}\nimprint: {定价: 一元}\n"
        "press: {jumps: never, fonts: {body: [Song, Kai]}}\ntheme_options: {}\ntagline: 天天来\n"
    ),
    f"{ISSUE}/issue.yaml": (
        "number: 第1期\nuntil: 2026-11-25\npublished: 2026-11-24 05:30\n"
        "pages:\n  - {code: '01', name: 要闻}\n  - {code: '02', lost: yes}\nnote: 合刊\n"
    ),
    f"{ISSUE}/01/page.yaml": (
        "name: 要闻\nbanner: 通车\near: {title: 天气, text: 晴, link: 01/bridge}\ncredits: {责编: 毛迪、江锋}\n"
        "layout: {lead: bridge, order: [bridge], width: {bridge: 3}, pin: {bridge: [1, 1, 2, 2]}}\n"
    ),
    ARTICLE: (
        "---\ntitle: 大桥通车 市民上桥\nkicker: [一, 二]\nbyline: [记者 毛迪, {name: 江锋, role: 摄影}]\n"
        "section: 民生\npriority: 1\n"
        "photos:\n  - {src: bridge.png, alt: 引桥, caption: 通车。王五 摄, focus: [0.5, 0.5]}\n"
        "corrections: [{date: 2026-11-25, text: 应为六点}]\naliases: [old/]\n---\n\n"
        "本报讯（记者 毛迪）**早晨**六点[^1]，[车](01/bridge)上桥。\n\n## 小题\n\n:::box 链接\n- 长两公里\n:::\n\n"
        '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n![引桥](bridge.png "通车")\n\n[^1]: 昨天。\n\n（下转第二版）\n'
    ),
}
"""A paper in which most of the format occurs."""

IN_YAML = ("\n---\n", ": ", "- ", "title: ", "<<: *a", "&a [*a, *a]", "!!binary x", "[[[[", "{{{{")
IN_BODIES = (
    "（下转第二版）",
    "\n\n（上接第九版）\n\n",
    ":::box\n",
    "\n:::\n",
    "```\n",
    "> > > > ",
    "![](",
    "[^1]: ",
    "<!--",
)
VALUES = ("no", "010", "12:30", "1e999", ".inf", "-1", "9999-12-31", "0000-00-00", "٣", "²", "../../..", "con", "Asia/")
PARTS = (*"---|[]{}:&*!>'\"#`%@,\\\n\t\r\0\ufeff\u3000\u2028\x07\x85", *IN_YAML, *IN_BODIES, *VALUES)
"""What stands where it should not."""

pieces = st.one_of(
    st.sampled_from(PARTS).map(str.encode),
    st.binary(max_size=8),
    st.text(max_size=8).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
cuts = st.tuples(st.floats(0, 1), st.integers(0, 12), pieces)
"""Where, how many bytes to take out, and what to put there."""


def mutated(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with parts taken out and others put in."""
    for where, length, piece in changes:
        start = round(where * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


@pytest.fixture(scope="module")
def mutable(tmp_path_factory: pytest.TempPathFactory) -> PaperSite:
    site = PaperSite(tmp_path_factory.mktemp("mutable")).photo(f"{ISSUE}/01/bridge.png", (12, 8))
    for path, text in VALID.items():
        site.write(path, text)
    return site


def test_the_paper_to_be_mutated_is_sound(mutable: PaperSite) -> None:
    assert [str(d.location) + d.code for d in mutable.check() if d.code != "lost-page"] == []


@pytest.mark.parametrize("path", VALID)
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_bytes_make_the_check_fail(path: str, data: st.DataObject, mutable: PaperSite) -> None:
    valid = VALID[path].encode()
    changed = st.lists(cuts, min_size=1, max_size=6).map(lambda changes: mutated(valid, changes))
    text = data.draw(st.one_of(st.binary(max_size=200), changed))
    try:
        diagnostics = mutable.write(path, text).check()
    finally:
        mutable.write(path, valid)

    for diagnostic in diagnostics:
        at = diagnostic.location
        assert diagnostic.message
        assert (at.line or 1) >= 1
        assert (at.column or 1) >= 1
        file = mutable.root / at.path
        if at.line is not None and at.path == path:
            assert at.line <= max(1, text.count(b"\n") + text.count(b"\r") + 1), str(at)
            assert file.is_file()

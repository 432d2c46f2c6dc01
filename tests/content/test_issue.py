"""An issue's folder: its settings, its pages, what its articles share."""

from __future__ import annotations

import datetime as dt

import pytest

from broadsheet.model import IssueSetup, PageSetup
from conftest import NewSite
from content.checked import at, check
from paper_site import ISSUE, PAPER


def issue_of(site: NewSite, settings: str, *pages: str) -> IssueSetup:
    """An issue with settings that must be without fault."""
    paper = site().write(
        "content/paper.yaml", PAPER + "timezone: Asia/Shanghai\npages: {01: 要闻, 2: 综合, 04: 交通}\n"
    )
    for page in pages or ("01",):
        paper.article(f"{page}/a")
    checked = check(paper.write(f"{ISSUE}/issue.yaml", settings))
    assert checked.diagnostics == (), checked.diagnostics
    return checked.issue


def test_the_defaults(site: NewSite) -> None:
    issue = issue_of(site, "")
    assert (issue.number, issue.title, issue.until, issue.note) == ("", "", None, "")
    assert issue.published.isoformat() == "2026-11-24T00:00:00+08:00"


def test_every_key(site: NewSite) -> None:
    issue = issue_of(
        site,
        """\
number: 010
title: 国庆特刊
until: 2026-11-25
published: 2026-11-24 5:30
note: 今日八版
pages:
  - {code: 2, name: 副刊}
  - {code: "01"}
  - {code: 03, name: 失踪, lost: yes}
""",
        "01",
        "02",
    )
    assert (issue.number, issue.title, issue.until, issue.note) == (
        "010",
        "国庆特刊",
        dt.date(2026, 11, 25),
        "今日八版",
    )
    assert issue.published.isoformat() == "2026-11-24T05:30:00+08:00"
    assert [(page.code, page.name, page.lost) for page in issue.pages] == [
        ("02", "副刊", False),
        ("01", "要闻", False),
        ("03", "失踪", True),
    ]


@pytest.mark.parametrize(
    ("published", "moment"),
    [
        ("2026-11-23T22:00Z", "2026-11-23T22:00:00+00:00"),
        ("2026-11-24 06:00:30 +09:00", "2026-11-24T06:00:30+09:00"),
        ("2026-11-24 06:00-0500", "2026-11-24T06:00:00-05:00"),
        ("2026-11-25", "2026-11-25T00:00:00+08:00"),
    ],
)
def test_moments(site: NewSite, published: str, moment: str) -> None:
    assert issue_of(site, f"published: {published}\n").published.isoformat() == moment


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("nubmer: 1", "unknown-key", "1:1"),
        ("published: 05:30", "bad-date", "1:12"),
        ("published: 2026-11-24 24:00", "bad-date", "1:12"),
        ("published: 2026-13-01 05:00", "bad-date", "1:12"),
        ("published: 0001-01-01", "bad-date", "1:12"),
        ("published: 2026-11-24 05:00+99:00", "bad-date", "1:12"),
        ("published: soon", "bad-date", "1:12"),
        ("until: 2026-11-23", "bad-value", "1:8"),
        ("until: tomorrow", "bad-date", "1:8"),
        ("- number: 1", "wrong-type", "1:1"),
        ("pages: [{code: 01}, {code: front}]", "bad-page-code", "1:28"),
        ("pages: [{code: 01}, {code: 1}]", "repeated-page", "1:28"),
        ("pages: [{code: 01}, {name: x}]", "missing-key", "1:21"),
        ("pages: [{code: 01}, {code: 02}]", "missing-page", "1:28"),
        ("pages: [{code: 01, lost: yes}]", "bad-value", "1:16"),
        ("pages: [01]", "wrong-type", "1:9"),
    ],
)
def test_faults_of_settings(site: NewSite, line: str, code: str, place: str) -> None:
    checked = check(site().article("01/a").write(f"{ISSUE}/issue.yaml", line + "\n"))
    fault = checked.diagnostics[-1]
    assert (fault.code, at(fault.location), fault.severity) == (code, f"issue.yaml:{place}", "error")
    assert len(checked.diagnostics) == 1


def test_an_unlisted_folder_names_the_list(site: NewSite) -> None:
    paper = site().article("01/a").article("02/a").write(f"{ISSUE}/issue.yaml", 'pages: [{code: "01"}]\n')
    checked = check(paper)
    assert (checked.fault.code, checked.fault.location.path) == ("unlisted-page", f"{ISSUE}/02")
    assert at(checked.fault.related[0]) == "issue.yaml:1:8"
    assert [page.code for page in checked.issue.pages] == ["01", "02"]


def test_one_page_of_a_spread_in_the_list(site: NewSite) -> None:
    paper = site().article("04-05/a").write(f"{ISSUE}/issue.yaml", 'pages: [{code: "04"}]\n')
    missing = next(each for each in check(paper).diagnostics if each.code == "missing-page")
    assert "04-05" in (missing.hint or "")


def page_of(site: NewSite, settings: str) -> PageSetup:
    paper = site().article("04-05/01-江豚").article("04-05/bridge").write(f"{ISSUE}/04-05/page.yaml", settings)
    checked = check(paper.write("content/paper.yaml", PAPER + "pages: {4: 交通}\n"))
    assert checked.diagnostics == (), checked.diagnostics
    return checked.issue.pages[0]


def test_a_page_without_settings(site: NewSite) -> None:
    page = page_of(site, "")
    assert (page.code, page.name, page.banner, page.ear, page.credits) == ("04-05", "交通", "", None, ())


def test_every_key_of_a_page(site: NewSite) -> None:
    page = page_of(
        site,
        """\
name: 连版
banner: 冷空气来了
ear: {title: 过桥, text: 31路恢复, link: 04-05/bridge}
credits:
  责编: 方见山
  版式: [陆青禾, 苏又春]
  校对: 罗小舟、程一诺 何川　王　明
layout:
  lead: bridge
  order: [江豚, bridge]
  width: {江豚: 3}
  boxed: [Bridge]
  pin: {bridge: [1, 2, 3, 4]}
""",
    )
    assert (page.name, page.banner) == ("连版", "冷空气来了")
    assert page.ear is not None
    assert (page.ear.title, page.ear.text, page.ear.link) == ("过桥", "31路恢复", "04-05/bridge")
    assert page.credits == (
        ("责编", ("方见山",)),
        ("版式", ("陆青禾", "苏又春")),
        ("校对", ("罗小舟", "程一诺", "何川", "王明")),
    )
    layout = page.layout
    assert (layout.lead, layout.order, layout.width) == ("bridge", ("江豚", "bridge"), (("江豚", 3),))
    assert (layout.boxed, layout.pin) == (("bridge",), (("bridge", (1, 2, 3, 4)),))


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("bannner: x", "unknown-key", "1:1"),
        ("ear: 过桥", "wrong-type", "1:6"),
        ("ear: {}", "missing-key", "1:6"),
        ("ear: {text: x, link: 'javascript:alert(1)'}", "bad-ref", "1:22"),
        ("credits: 方见山", "wrong-type", "1:10"),
        ("credits: {责编: [[a]]}", "wrong-type", "1:16"),
        ("layout: {lead: brigde}", "layout-names-nothing", "1:16"),
        ("layout: {pin: {bridge: [1, 2]}}", "wrong-type", "1:24"),
        ("layout: {width: {bridge: wide}}", "bad-value", "1:26"),
        ("layout: {widht: {}}", "unknown-key", "1:10"),
    ],
)
def test_faults_of_a_page(site: NewSite, line: str, code: str, place: str) -> None:
    fault = check(site().article("01/bridge").write(f"{ISSUE}/01/page.yaml", line + "\n")).fault
    assert (fault.code, at(fault.location)) == (code, f"page.yaml:{place}")


def test_a_misspelt_slug_in_the_layout(site: NewSite) -> None:
    paper = site().article("01/bridge").write(f"{ISSUE}/01/page.yaml", "layout: {order: [brigde]}\n")
    assert check(paper).fault.hint == "did you mean 'bridge'?"


def test_a_page_made_elsewhere(site: NewSite) -> None:
    paper = site().write(f"{ISSUE}/01/Page.PDF", b"%PDF-1.7\n")
    checked = check(paper)
    assert checked.diagnostics == ()
    assert checked.issue.pages[0].printed_pdf == f"{ISSUE}/01/Page.PDF"
    assert check(paper.write(f"{ISSUE}/01/Page.PDF", b"PK")).fault.code == "broken-pdf"


@pytest.mark.parametrize(
    ("one", "other"), [("01-flood", "02-flood"), ("flood", "01-Flood"), ("caf\u00e9", "02-cafe\u0301")]
)
def test_equal_slugs_on_a_page_name_both_files(site: NewSite, one: str, other: str) -> None:
    checked = check(site().article(f"01/{one}").article(f"01/{other}").article(f"02/{one}"))
    assert checked.fault.code == "repeated-slug"
    assert {checked.fault.location.path.count("/"), len(checked.fault.related)} == {5, 1}
    assert len(checked.issue.manuscripts) == 2


def test_the_slug_of_a_file_may_clash_with_one_that_is_stated(site: NewSite) -> None:
    fault = check(site().article("01/01-flood").article("01/02-other", slug="flood")).fault
    assert at(fault.location) == "02-other.md:3:1"


def test_articles_stand_in_the_order_of_their_numbers(site: NewSite) -> None:
    paper = site()
    for name in ("b", "10-x", "02-y", "a"):
        paper.article(f"01/{name}")
    manuscripts = check(paper).issue.manuscripts
    assert [(each.slug, each.order_on_page) for each in manuscripts] == [("y", 1), ("x", 2), ("a", 3), ("b", 4)]

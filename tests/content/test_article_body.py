"""What the body of an article says beside its text: files, jumps, people."""

from __future__ import annotations

import pytest

from broadsheet.content.used_files import used_files
from conftest import NewSite
from content.checked import check
from paper_site import ISSUE

# --- linked files ---------------------------------------------------------------------------------------------------


def test_a_linked_file_is_not_stray(site: NewSite) -> None:
    paper = site().write(f"{ISSUE}/01/Plan.pdf", b"%PDF-1.7").article("01/a", "见[规划](plan.pdf)。")
    checked = check(paper)
    assert checked.diagnostics == ()
    assert used_files(checked.issue.manuscripts) == (f"{ISSUE}/01/Plan.pdf",)


def test_a_link_to_no_file_is_dropped(site: NewSite) -> None:
    fault = check(site().article("01/a", "见[规划](plan.pdf)。")).fault
    assert (fault.code, fault.severity) == ("bad-link", "warning")


def test_a_linked_lfs_pointer(site: NewSite) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    assert (
        check(site().write(f"{ISSUE}/01/p.pdf", pointer).article("01/a", "见[规划](p.pdf)。")).fault.code
        == "lfs-pointer"
    )


# --- jumps, as far as one file states them --------------------------------------------------------------------------


def ends(site: NewSite, body: str, **front_matter: str) -> list[tuple[str | None, str | None]]:
    """Where each piece comes from and goes on."""
    checked = check(site().article("01/a", body, **front_matter))
    assert checked.diagnostics == (), checked.diagnostics
    return [
        (
            str(piece.continued_from.ref) if piece.continued_from else None,
            str(piece.continues_on.ref) if piece.continues_on else None,
        )
        for piece in checked.manuscript("01/a").pieces
    ]


def test_jump_lines_cut_a_file(site: NewSite) -> None:
    body = "一\n\n（下转第二版）\n\n（上接第一版）\n\n二（下转第三版）"
    assert ends(site, body) == [(None, "02"), ("01", "03")]


def test_front_matter_overrides_jump_lines(site: NewSite) -> None:
    assert ends(site, "一（下转第二版）") == [(None, "02")]
    assert ends(site, "一（下转第二版）", continues_on="03/b") == [(None, "03/b")]
    assert ends(site, "一（下转第二版）", continues_on="none") == [(None, None)]
    assert ends(site, "（上接第二版）一", continued_from="none") == [(None, None)]
    assert ends(site, "一", continued_from="2026-11-23/01/a") == [("2026-11-23/01/a", None)]


# --- who and where from ---------------------------------------------------------------------------------------------


def test_a_run_in_credit_gives_byline_and_dateline(site: NewSite) -> None:
    body = "本报讯（记者 毛迪 孙江锋）大桥通车。"
    article = check(site().article("01/a", body)).manuscript("01/a")
    assert [(person.role, person.name) for person in article.byline] == [("记者", "毛迪"), ("记者", "孙江锋")]
    assert (article.byline_in_text, article.dateline, article.dateline_in_text) == (True, "本报讯", True)


def test_front_matter_overrides_a_run_in_credit(site: NewSite) -> None:
    paper = site().article("01/a", "本报讯（记者 毛迪）大桥通车。", byline=["记者 王五"], dateline="新华社电")
    article = check(paper).manuscript("01/a")
    assert ([person.name for person in article.byline], article.byline_in_text) == (["王五"], False)
    assert (article.dateline, article.dateline_in_text) == ("新华社电", False)


def test_what_front_matter_and_text_say_alike_is_not_set_twice(site: NewSite) -> None:
    paper = site().article("01/a", "本报讯（记者 毛迪）大桥通车。", byline=["记者 毛迪"], dateline="本报讯")
    article = check(paper).manuscript("01/a")
    assert (article.byline_in_text, article.dateline_in_text) == (True, True)


# --- paragraphs an export has broken --------------------------------------------------------------------------------

FIRST = "早晨六点，第一辆车驶上大桥，桥头站满了来看热闹的人"


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}，\n\n有的人天不亮就出了门。",
        f"{FIRST}、\n\n有的人天不亮就出了门。",
        f"{FIRST}\n\n有的人天不亮就出了门。",
        f"{FIRST}\n\n“有的人”天不亮就出了门。",
    ],
)
def test_a_broken_paragraph(site: NewSite, body: str) -> None:
    fault = check(site().article("01/a", body)).fault
    assert (fault.code, fault.severity, fault.location.line) == ("broken-paragraph", "warning", 5)
    assert check(site().article("01/a", body, kind="notice")).codes == []


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}：\n\n有的人天不亮就出了门。",
        f"{FIRST}。\n\n有的人天不亮就出了门。",
        f"{FIRST}",
        f"{FIRST}\n\n## 桥头\n\n有的人天不亮就出了门。",
        f"{FIRST}\n\n- 有的人天不亮就出了门",
        f"{FIRST}\n\n一、有的人天不亮就出了门",
        "大江东去，浪淘尽\n\n千古风流人物",
        f"地址：{FIRST}\n\n有的人天不亮就出了门。",
        "上午九点　江城大剧院　第十二届江城合唱节开幕式暨首场演出\n\n下午三点　闭幕式",
        f"> {FIRST}\n>\n> 有的人天不亮就出了门",
    ],
)
def test_paragraphs_that_end_as_they_should(site: NewSite, body: str) -> None:
    assert check(site().article("01/a", body)).codes == []


def test_a_paragraph_before_a_jump_line_may_end_anywhere(site: NewSite) -> None:
    body = f"{FIRST}，\n\n（下转第二版）\n\n（上接第一版）有的人天不亮就出了门。"
    assert check(site().article("01/a", body)).codes == []

"""How a story that runs over pages is told: whole at its head's address, in pieces on its pages."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborNode

from conftest import NewSite
from paper_site import Built, PaperSite

PAGE = "2026/11/24/{}/index.html"
STORY = "2026/11/24/01/bridge.html"


def two_files(site: PaperSite) -> PaperSite:
    return site.article("01/bridge", "头一段。\n\n（下转第二版）", title="大桥通了").article(
        "02/bridge", "（上接第一版）\n\n第二段。", title="大桥怎样修好"
    )


def jumps(node: LexborNode, kind: str) -> list[tuple[str, str | None]]:
    return [(jump.text().strip(), jump.attributes.get("href")) for jump in node.css(f".jump.jump-{kind}")]


def piece(built: Built, page: str, piece_id: str) -> LexborNode:
    (found,) = built.main(PAGE.format(page)).css(f'[data-piece="{piece_id}"]')
    return found


@pytest.mark.parametrize("form", ["two files", "one file", "run in"])
def test_the_heads_address_tells_the_whole_story(site: NewSite, form: str) -> None:
    paper = site()
    if form == "two files":
        two_files(paper)
    elif form == "one file":
        paper.article(
            "01/bridge", "头一段。\n\n（下转第二版）\n\n（上接第一版）\n\n第二段。", title="大桥通了"
        ).article("02/x")
    else:
        paper.article("01/bridge", "头一段。（下转第二版）\n\n（上接第一版）第二段。", title="大桥通了").article("02/x")
    built = paper.build()
    assert built.codes == []
    main = built.main(STORY)
    assert [node.attributes["data-piece"] for node in main.css("[data-piece]")][:2] == ["01/bridge", "02/bridge"]
    words = built.words(STORY)
    assert words.index("头一段。") < words.index("第二段。")
    assert main.css_first("#p02") is not None
    assert jumps(main, "on") == [("（下转第二版）", "#p02")]
    assert jumps(main, "from") == [("（上接第一版）", "#p01")]


def test_a_page_shows_only_its_own_piece(site: NewSite) -> None:
    built = two_files(site()).build()
    assert "头一段。" in built.words(PAGE.format("01"))
    assert "第二段。" not in built.words(PAGE.format("01"))
    assert "第二段。" in built.words(PAGE.format("02"))
    assert "头一段。" not in built.words(PAGE.format("02"))
    assert jumps(piece(built, "01", "01/bridge"), "on") == [("（下转第二版）", "bridge.html#p02")]
    assert jumps(piece(built, "02", "02/bridge"), "from") == [("（上接第一版）", "../01/bridge.html#p01")]


def test_a_tails_own_address_shows_it_and_leads_back(site: NewSite) -> None:
    built = two_files(site()).build()
    tail = "2026/11/24/02/bridge.html"
    assert "第二段。" in built.words(tail)
    assert "头一段。" not in built.words(tail)
    assert jumps(built.main(tail), "from") == [("（上接第一版）", "../01/bridge.html#p01")]
    assert 'rel="canonical" href="https://example.org/2026/11/24/01/bridge.html"' in built.text(tail)


def test_a_chain_of_three_leads_from_piece_to_piece(site: NewSite) -> None:
    built = (
        site()
        .article("01/bridge", "甲。\n\n（下转第二版）")
        .article("02/bridge", "（上接第一版）\n\n乙。\n\n（下转第五版）")
        .article("05/bridge", "（上接第二版）\n\n丙。")
        .build()
    )
    assert built.codes == []
    assert jumps(built.main(STORY), "on") == [("（下转第二版）", "#p02"), ("（下转第五版）", "#p05")]
    assert jumps(piece(built, "05", "05/bridge"), "from") == [("（上接第二版）", "../01/bridge.html#p02")]
    (article,) = built.json("2026/11/24/issue.json")["articles"]
    assert [(p["id"], p["from"], p["on"]) for p in article["pieces"]] == [
        ("01/bridge", None, "02/bridge"),
        ("02/bridge", "01/bridge", "05/bridge"),
        ("05/bridge", "02/bridge", None),
    ]


def test_a_lost_page_leaves_plain_text_and_the_bare_code(site: NewSite) -> None:
    built = site().article("02/bridge", "（上接第一版）\n\n乙。").build()
    assert built.codes == ["lost-page"]
    main = built.main("2026/11/24/02/bridge.html")
    (line,) = main.css("span.jump.jump-from")
    assert line.text() == "（上接第一版）"
    assert main.css("a.jump") == []
    (article,) = built.json("2026/11/24/issue.json")["articles"]
    assert article["pieces"][0]["from"] == "01"
    assert 'rel="canonical" href="https://example.org/2026/11/24/02/bridge.html"' in built.text(
        "2026/11/24/02/bridge.html"
    )


def test_none_leaves_the_line_in_the_text(site: NewSite) -> None:
    built = site().article("01/bridge", "甲。\n\n（下转第二版）", continues_on="none").article("02/x").build()
    assert built.codes == []
    assert "（下转第二版）" in built.words(STORY)
    assert built.main(STORY).css(".jump") == []


def test_an_explicit_jump_needs_no_line(site: NewSite) -> None:
    built = site().article("01/bridge", "甲。", continues_on="02/rest").article("02/rest", "乙。").build()
    assert built.codes == []
    assert [p["id"] for p in built.json("2026/11/24/issue.json")["articles"][0]["pieces"]] == [
        "01/bridge",
        "02/rest",
    ]


def test_a_tail_may_have_its_own_headline_on_its_page(site: NewSite) -> None:
    built = two_files(site()).build()
    assert "大桥怎样修好" in piece(built, "02", "02/bridge").text()
    (headline,) = built.main(STORY).css("h1.headline")
    assert headline.text().strip() == "大桥通了"
    assert [a["title"] for a in built.json("2026/11/24/issue.json")["articles"]] == ["大桥通了"]


def test_a_draft_head_makes_its_chain_a_draft(site: NewSite) -> None:
    paper = (
        site().article("01/bridge", "甲。\n\n（下转第二版）", draft=True).article("02/bridge", "（上接第一版）\n\n乙。")
    )
    built = paper.article("01/other").build()
    assert built.result.drafts == ("2026-11-24/01/bridge",)
    assert not [address for address in built.files() if address.endswith("bridge.html")]


def test_a_retracted_article_leaves_a_notice_and_nothing_of_its_text(site: NewSite) -> None:
    built = (
        site()
        .article(
            "01/wrong",
            "错误的正文。",
            title="错了",
            summary="错误的提要。",
            retracted={"date": "2026-11-24", "reason": "消息不实。"},
            photos=[{"src": "p.png", "alt": "不实的图"}],
        )
        .photo("content/issues/2026/2026-11-24/01/p.png")
        .article("01/right")
        .build()
    )
    assert "消息不实。" in built.words("2026/11/24/01/wrong.html")
    for address, data in built.files().items():
        assert "错误的正文" not in data.decode("utf-8", "replace"), address
        assert "错误的提要" not in data.decode("utf-8", "replace"), address
        assert not address.endswith(".webp")


def test_corrections_stand_at_the_top_newest_first_and_are_collected(site: NewSite) -> None:
    corrections = [{"date": "2026-11-24", "text": "先前的更正。"}, {"date": "2026-11-25", "text": "后来的更正。"}]
    built = site().article("01/a", "正文。", corrections=corrections).build()
    words = built.words("2026/11/24/01/a.html")
    assert words.index("后来的更正。") < words.index("先前的更正。") < words.index("正文。")
    assert "后来的更正。" in built.words("corrections.html")


def test_previous_and_next_articles_follow_the_reading_order(site: NewSite) -> None:
    built = site().article("01/01-a", title="甲").article("01/02-b", title="乙").article("02/c", title="丙").build()
    document = built.document("2026/11/24/01/b.html")
    links = {link.attributes["rel"]: link.attributes["href"] for link in document.css("link[rel]")}
    assert (links["prev"], links["next"]) == ("a.html", "../02/c.html")


@pytest.mark.parametrize(
    ("name", "head", "on", "back"),
    [
        ("english", "2026/11/24/A1", "Continued on page A2", "Continued from page A1"),
        ("traditional", "2026/11/24-evening/A1", "下轉A2版", "上接A1版"),
    ],
)
def test_papers_of_other_languages_read_clean_and_set_their_own_jump_lines(
    site: NewSite, name: str, head: str, on: str, back: str
) -> None:
    built = site(name).build()
    assert [f"{d.location}: {d.message}" for d in built.result.diagnostics] == []
    first = built.main(f"{head}/index.html").text()
    second = built.main(f"{head.replace('A1', 'A2')}/index.html").text()
    assert on in first
    assert back in second


def test_a_plain_reference_of_an_english_paper_stays_a_reference(site: NewSite) -> None:
    built = site("english").build()
    lines = [
        text for page in ("A1", "A2", "B1") for text, _ in jumps(built.main(f"2026/11/24/{page}/index.html"), "on")
    ]
    assert any("BRIDGE" in line for line in lines)
    assert not any("MARKET" in line for line in lines)

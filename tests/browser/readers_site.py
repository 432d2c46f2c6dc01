"""A small paper for tests of what readers set and do: two issues, a long article, a continued one, one in English."""

from __future__ import annotations

from paper_site import PAPER, Built, PaperSite

OPTIONS = (
    "theme_options: {second_language: en, share_pictures: no, epub: no, offline: no}\npages: {'01': 要闻, '02': 综合}\n"
)
FRONT = "2026/11/24/index.html"
PAGE_ONE = "2026/11/24/01/index.html"
PAGE_TWO = "2026/11/24/02/index.html"
LONG = "2026/11/24/01/long.html"
SHORT = "2026/11/24/01/short.html"
ENGLISH = "2026/11/24/02/english.html"
SEARCH = "search.html"
SENTENCE = "江水从上游下来，过了桥，又往下游去了。"


def build_readers_site(site: PaperSite, language: str = "zh-Hans") -> Built:
    """Builds it with English as the second language."""
    paper = PAPER.replace("zh-Hans", language)
    options = OPTIONS if language != "en" else OPTIONS.replace("en,", "zh-Hans,")
    site.write("content/paper.yaml", paper + options)
    site.article(
        "01/long", "\n\n".join(f"第{n}段。{SENTENCE * 6}" for n in range(1, 31)), title="一条很长的消息", priority=1
    )
    site.article(
        "01/short",
        "“桥通了！”他说。大家都来了……真的。\n\n> 引用一句。\n\n- 一项\n",
        title="短消息",
        byline="周雁",
        deck="副题一行",
    )
    site.article("02/english", "Dr. Lee came. He stayed! Did he?", title="A Foreign Voice", lang="en")
    site.article("02/other", "正文一段。", title="别的消息")
    site.article("01/earlier", "昨天的消息。", issue="content/issues/2026/2026-11-23")
    return site.build()

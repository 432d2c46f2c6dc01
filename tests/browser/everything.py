"""A small paper with a document of every kind, for tests that hold for all of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from paper_site import ISSUE, Built, PaperSite
from press.printed_samples import Box, printed, story

DAY = "2026/11/24"
BEFORE = "content/issues/2026/2026-11-23"
PAPER = """\
name: 江城日报
language: zh-Hans
tagline: 江边的一张报纸
base_url: https://example.org/
format: tabloid
authors: true
imprint: {主办: 江城日报社, 电话: 000-0000}
sections:
  - {name: 江边, slug: river}
  - {name: 文化, slug: culture}
theme_options: {second_language: en}
"""
HEADLINE, KICKER, DECK = "Ferry Fares Stay the Same", "On the river", "The council voted after midnight"
"""Of the article in another language."""
BODY = f"""{story(1, 260)}[^1]

## 插题一行

{story(2, 120)}

> {story(3, 40)}

| 班次 | 开船 | 到岸 |
|---|---:|---:|
| 早班 | 6:10 | 6:35 |
| 晚班 | 18:10 | 18:35 |

::: box 办事须知
- 带身份证
- 见[第二版](02)
:::

![江上的渡船](ferry.jpg "渡船靠岸。 周雁 摄")

（下转第二版）

[^1]: 按去年的统计，见[网页](https://example.org/count)。
"""
OFFLINE = "offline.html"
DOCUMENTS = {
    "home": "index.html",
    "front": f"{DAY}/index.html",
    "earlier front": "2026/11/23/index.html",
    "overview": f"{DAY}/overview.html",
    "page": f"{DAY}/01/index.html",
    "second page": f"{DAY}/02/index.html",
    "article": f"{DAY}/01/bridge.html",
    "tail": f"{DAY}/02/bridge.html",
    "article in another language": f"{DAY}/01/fares.html",
    "photo story": f"{DAY}/02/ginkgo.html",
    "corrected article": f"{DAY}/02/market.html",
    "retracted article": f"{DAY}/01/false.html",
    "advert": f"{DAY}/02/tofu.html",
    "archive": "archive/index.html",
    "archive of a year": "archive/2026/index.html",
    "archive of a month": "archive/2026/11/index.html",
    "sections": "sections/index.html",
    "section": "sections/river/index.html",
    "month of a section": "sections/river/2026-11.html",
    "authors": "authors/index.html",
    "author": "authors/周雁/index.html",
    "month of an author": "authors/周雁/2026-11.html",
    "search": "search.html",
    "corrections": "corrections.html",
    "corrections of a year": "corrections/2026.html",
    "standing page": "about.html",
    "offline": OFFLINE,
    "not found": "404.html",
    "redirect": "old/bridge.html",
}
"""The address of one document of each kind."""


def everything(root: Path, more: str = "") -> PaperSite:
    """The paper; `more` are further lines of paper.yaml."""
    site = PaperSite(root).write("content/paper.yaml", PAPER + more)
    site.write("content/pages/about.md", f"---\ntitle: 关于本报\n---\n\n{story(90, 80)}\n\n## 联系\n\n写信来。\n")
    for name in ("01/bridge.jpg", "01/ferry.jpg", "02/ginkgo.jpg", "02/leaf.jpg"):
        site.photo(f"{ISSUE}/{name}", (1200, 800))
    site.article("01/before", story(10, 200), issue=BEFORE, title="前一天的消息", section="江边")
    site.write(f"{ISSUE}/01/page.yaml", "name: 要闻\ncredits: {责编: 方见山}\near: {title: 天气, text: 多云}\n")
    site.write(f"{ISSUE}/02/page.yaml", "name: 江边\nbanner: 秋到江边\n")
    lead = {"src": "bridge.jpg", "alt": "桥上的人群", "caption": "昨天清晨的大桥。", "credit": "周雁"}
    site.article(
        "01/bridge",
        BODY,
        title="大桥昨日重新开放",
        kicker="修了三年",
        deck="头一个过桥的是卖豆腐的老周",
        byline=[{"name": "周雁", "role": "记者"}],
        section="江边",
        priority=1,
        tags=["大桥", "渡船"],
        photos=[lead],
        aliases=["old/bridge.html"],
    )
    site.article("02/bridge", f"（上接第一版）\n\n{story(4, 200)}", title="过桥以后")
    text = "The fares stay as they are until the spring, the council said. " * 6
    site.article("01/fares", text, title=HEADLINE, kicker=KICKER, deck=DECK, lang="en", section="江边")
    withdrawn = {"date": "2026-11-24", "reason": "消息不实。"}
    site.article("01/false", story(5, 100), title="不实的消息", retracted=withdrawn)
    site.article("01/brief", story(6, 60), title="一条简讯", kind="brief")
    changed = [{"date": "2026-11-24", "text": "摊位应为三百个。"}]
    site.article("02/market", story(7, 200), title="夜市延长一个钟头", section="文化", corrections=changed)
    frames = [{"src": f"{name}.jpg", "alt": f"{name} 树", "caption": "秋天"} for name in ("ginkgo", "leaf")]
    site.article("02/ginkgo", "秋天到了。", title="银杏黄了", kind="photo", photos=frames, section="文化")
    site.article("02/tofu", "豆腐两块钱一斤。", title="老周豆腐", kind="advert")
    # These two pages were made elsewhere, which takes less time than to compose them.
    before = [Box(40, 40, 300, "前一天的消息", 20), Box(40, 80, 400, story(10, 200))]
    site.write(f"{BEFORE}/01/page.pdf", printed(before))
    tail = [Box(40, 40, 300, "过桥以后", 20), Box(40, 80, 400, story(4, 200))]
    market = [Box(40, 300, 300, "夜市延长一个钟头", 20), Box(40, 340, 400, story(7, 200))]
    site.edit(f"{ISSUE}/02/tofu.md", "kind:", "area: [0.1, 0.9, 0.3, 0.05]\nkind:")
    site.edit(f"{ISSUE}/02/ginkgo.md", "kind:", "area: [0.5, 0.9, 0.3, 0.05]\nkind:")
    return site.write(f"{ISSUE}/02/page.pdf", printed([*tail, *market]))


def built(root: Path, more: str = "", *, press: bool = True) -> Built:
    """Its edition."""
    return everything(root, more).build(now=dt.datetime(2026, 11, 25, 8, 0, tzinfo=dt.UTC), jobs=1, press=press)

"""Made-up issues, as many as an old archive has."""

from __future__ import annotations

import datetime as dt

from broadsheet.edition import addresses
from broadsheet.edition.views import ListedArticle, PageHead, PictureView
from broadsheet.model import Kind, Person, Title
from output import record_samples
from output.record_samples import Sample

SECTIONS = ("要闻", "民生", "大江", "副刊", "来信", "体育", "文化", "图片")
AUTHORS = ("周雁", "毛迪", "孙江锋", "顾小满")


def daily_issues(first: dt.date, days: int, articles: int = 1) -> tuple[Sample, ...]:
    """One issue a day, each with so many articles."""
    return tuple(issue(first + dt.timedelta(days=number), str(number + 1), articles) for number in range(days))


def issue(date: dt.date, number: str, articles: int, section: str = "") -> Sample:
    """An issue; its articles are of one section where it is given."""
    own = (listed(date, order, section) for order in range(articles))
    lead = "封闭十四个月　文渡大桥昨晨通了"
    return record_samples.issue(date, *own, lead=lead, number=number, page_count=8)


def listed(date: dt.date, order: int, section: str) -> ListedArticle:
    """The issue's article of that place."""
    folder = addresses.page_folder(date, "", "01")
    return ListedArticle(
        id=f"01/story-{order}",
        address=f"{folder}story-{order}.html",
        title=Title((f"江水第{order}次", "漫过了石阶")),
        kicker=("江上",),
        deck=("三日不退，渡船照开",),
        summary="江水漫过了石阶，渡船照开，桥上的人看了一会儿便走了。",
        byline=(Person(AUTHORS[order % len(AUTHORS)], "记者"),),
        sections=(section or SECTIONS[order % len(SECTIONS)],),
        kind=Kind.ARTICLE,
        page=PageHead("01", "要闻", f"{folder}index.html"),
        language="zh-Hans",
        tags=(),
        picture=PictureView(((480, f"{folder}photo-480.webp"),), 900, 600, "") if order % 3 == 0 else None,
        changed=None,
    )

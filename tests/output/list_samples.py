"""Records of made-up issues, as many as an old archive has."""

from __future__ import annotations

import datetime as dt

from broadsheet.edition import addresses
from broadsheet.edition.face import IssueFace
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.resolve import References
from broadsheet.edition.views import IssueHead, ListedArticle, PageHead, PictureView
from broadsheet.model import Kind, Person, Title

SECTIONS = ("要闻", "民生", "大江", "副刊", "来信", "体育", "文化", "图片")
AUTHORS = ("周雁", "毛迪", "孙江锋", "顾小满")


def daily_records(first: dt.date, days: int, articles: int = 1) -> tuple[IssueRecord, ...]:
    """One issue a day, each with so many articles."""
    return tuple(record(first + dt.timedelta(days=number), str(number + 1), articles) for number in range(days))


def record(date: dt.date, number: str, articles: int, section: str = "") -> IssueRecord:
    """An issue's record; its articles are of one section where it is given."""
    head = IssueHead(
        name=date.isoformat(),
        address=addresses.issue_address(date, ""),
        date=date,
        until=None,
        suffix="",
        number=number,
        title="",
        page_count=8,
        published=dt.datetime.combine(date, dt.time(), dt.UTC),
        is_held=False,
    )
    return IssueRecord(
        source="",
        shared="",
        used=(),
        head=head,
        face=IssueFace(head.name, date, "", True, ("01",), (), ()),
        lead="封闭十四个月　文渡大桥昨晨通了",
        corrections=(),
        drafts=(),
        held=(),
        pages=8,
        articles=articles,
        listed=tuple(listed(date, order, section) for order in range(articles)),
        search="",
        digest="",
        references=References((), ()),
        diagnostics=(),
    )


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

"""A synthetic newspaper of any size: always the same one, for measuring.

    .venv/bin/python -m bench.archive FOLDER ISSUES [--layout broadsheet] [--first 0] [--seed 1]

An issue has 8 pages of 8 articles of 300 to 2,000 characters, two thirds of them bare paragraphs, a fifth with a photo,
one in twenty continued on another page. Issue k follows from the seed and k alone: an archive of 101 issues is one of
100 and one more, which `--first 100` adds to it. The texts are draws from a list of common characters and say nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

PAPER = "样报"
FIRST = dt.date(2016, 1, 1)
"""Date of issue 0."""
PAGES = ("要闻", "国内", "国际", "经济", "社会", "文化", "体育", "副刊")
SECTIONS = (
    *("一线", "专题", "人物", "今日", "关注", "国事", "地方", "声音"),
    *("市场", "来信", "热点", "现场", "短评", "视点", "调查", "资讯"),
)
ARTICLES_A_PAGE = 8
PHOTOS = 6
"""Files that all photos show."""

_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开"
    "它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此"
    "变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老"
    "头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门"
    "即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采更单风切打白教速花"
    "带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段"
    "研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳"
    "便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京"
    "识适属圆包火住调满县局照参红细引听该铁价严"
)
_WEIGHTS = list(accumulate(1 / (rank + 12) for rank in range(len(_COMMON))))  # Zipf-Mandelbrot
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "宁帆岚川雁禾舟晴越澄槐砚柏棠屿渡遥澜"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo above an article."""

    number: int
    """Of the file, below PHOTOS."""
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the synthetic paper."""

    page: int
    """1 to 8."""
    order: int
    """Its place on the page, from 1."""
    section: str
    title: str
    kicker: str
    deck: str
    byline: str
    """Empty for a continuation: its head tells who wrote it."""
    blocks: tuple[str, ...]
    """Markdown, in reading order; never empty."""
    photo: Photo | None
    """`None` without one."""
    continues_on: str | None = None
    """Id of the article that carries the rest; `None` when it is complete."""
    continued_from: str | None = None

    @property
    def id(self) -> str:
        """`04/a3`."""
        return f"{self.page:02}/a{self.order}"


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the synthetic paper."""

    date: dt.date
    number: int
    """From 1."""
    articles: tuple[Article, ...]
    """By page and place."""


def make_issue(seed: int, index: int) -> Issue:
    """The issue of that index, from 0; seed and index decide everything."""
    writer = _Writer(random.Random(seed * 1_000_003 + index))
    articles = {article.id: article for page in range(1, len(PAGES) + 1) for article in writer.page(page)}
    writer.continue_some(articles)
    return Issue(FIRST + dt.timedelta(days=index), index + 1, tuple(articles.values()))


def photo_file(number: int) -> bytes:
    """A photo as a PNG of 48 × 32 pixels."""
    width, height = 48, 32
    rows = b"".join(
        b"\0" + bytes(value for x in range(width) for value in ((x * 5 + number * 40) & 255, y * 8, number * 40))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


class _Writer:
    """Writes an issue's articles, one draw after the other."""

    def __init__(self, draws: random.Random) -> None:
        self._draws = draws

    def page(self, page: int) -> Iterator[Article]:
        """Its articles, in three sections."""
        draws = self._draws
        sections = sorted(draws.sample(SECTIONS, 3))
        ends = sorted(draws.sample(range(1, ARTICLES_A_PAGE), 2))
        for order in range(1, ARTICLES_A_PAGE + 1):
            yield Article(
                page=page,
                order=order,
                section=sections[sum(order > end for end in ends)],
                title=self._characters(8, 20),
                kicker=self._characters(6, 14),
                deck=self._characters(15, 40),
                byline=f"本报记者 {self._name()}",
                blocks=tuple(self._body()),
                photo=self._photo() if draws.random() < 0.2 else None,
            )

    def continue_some(self, articles: dict[str, Article]) -> None:
        """Lets three or four articles be continued on a later page, in the same section; no page begins with one."""
        for _ in range(3 + (self._draws.random() < 0.2)):
            free = [article for article in articles.values() if not (article.continues_on or article.continued_from)]
            pairs = [
                (head, tail)
                for head in free
                for tail in free
                if head.page < tail.page and head.section == tail.section and tail.order > 1
            ]
            head, tail = self._draws.choice(pairs)
            articles[head.id] = replace(head, continues_on=tail.id)
            articles[tail.id] = replace(tail, continued_from=head.id, byline="")

    def _body(self) -> list[str]:
        """300 to 2,000 characters; two thirds are bare paragraphs, the others have some markup."""
        draws = self._draws
        wanted = int(draws.triangular(300, 2000, 700))
        blocks: list[str] = []
        written = 0
        while written < wanted:
            blocks.append(self._paragraph(draws.randint(60, 180)))
            written += len(blocks[-1])
        kind = draws.random()
        if kind < 0.15 and len(blocks) > 3:
            for place in sorted(draws.sample(range(1, len(blocks)), 2), reverse=True):
                blocks.insert(place, f"### {self._characters(5, 10)}")
        elif kind < 0.25:
            blocks[0] = f"**{self._characters(4, 8)}** {blocks[0]}"
        elif kind < 0.28:
            blocks.insert(1, f"> {self._sentence()}")
        elif kind < 0.31:
            blocks.append("\n".join(f"- {self._characters(6, 20)}" for _ in range(3)))
        elif kind < 0.33:
            blocks.append(f"详见[本报网站](https://example.com/{draws.randint(1, 99999)})。")
        return blocks

    def _paragraph(self, length: int) -> str:
        text = ""
        while len(text) < length:
            text += self._sentence()
        return text

    def _sentence(self) -> str:
        draws = self._draws
        clauses = [self._characters(4, 13) for _ in range(draws.randint(1, 4))]
        if draws.random() < 0.06:
            clauses[0] = f"“{clauses[0]}”"
        if draws.random() < 0.08:
            clauses[-1] = f"{draws.randint(2, 999)}{clauses[-1]}"
        return "，".join(clauses) + draws.choice("。。。。。。。！？；")

    def _photo(self) -> Photo:
        number = self._draws.randrange(PHOTOS)
        alt, caption = self._characters(6, 12), f"{self._characters(15, 40)}。"
        return Photo(number, alt, caption, f"{self._name()} 摄")

    def _name(self) -> str:
        return self._draws.choice(_SURNAMES) + "".join(self._draws.sample(_GIVEN, self._draws.randint(1, 2)))

    def _characters(self, least: int, most: int) -> str:
        count = self._draws.randint(least, most)
        return "".join(self._draws.choices(_COMMON, cum_weights=_WEIGHTS, k=count))


def main() -> None:
    """Writes an archive, or adds to one."""
    from bench.layouts import LAYOUTS, write_archive

    parser = argparse.ArgumentParser(prog="bench.archive", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("issues", type=int, help="up to which issue; with --first 0, how many")
    parser.add_argument("--layout", choices=sorted(LAYOUTS), default="broadsheet")
    parser.add_argument("--first", type=int, default=0, metavar="INDEX", help="write only from this issue on")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_archive(asked.folder, asked.layout, asked.first, asked.issues, asked.seed)


if __name__ == "__main__":
    main()

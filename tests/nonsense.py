"""Nonsense that has the statistics of newspapers: Chinese words, figures, names in Latin letters; always the same."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from broadsheet.edition.searchable import SearchableArticle, SearchableIssue

_FIRST, _LAST = 0x4E00, 0x9FA5
_SECTIONS = ("要闻", "本地", "时评", "江风", "体育", "财经")
_LATIN = [
    "river",
    "bridge",
    "harbour",
    "Limburg",
    "Ottavio",
    "résumé",
    "GDP",
    "iPhone",
    "AI",
    "café",
    "open",
    "source",
    "data",
    "market",
    "station",
]


class Nonsense:
    """Writes articles; two with one seed write the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        characters = [chr(code) for code in self._random.sample(range(_FIRST, _LAST), 4000)]
        weights = [1 / (rank + 10) for rank in range(len(characters))]  # Zipf-Mandelbrot
        self._words = [
            "".join(self._random.choices(characters, weights, k=self._random.choice((1, 2, 2, 2, 3, 4))))
            for _ in range(30_000)
        ]
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]
        self._cumulative = [sum(self._weights[:1])]
        for weight in self._weights[1:]:
            self._cumulative.append(self._cumulative[-1] + weight)

    def paragraph(self, length: int) -> str:
        """Sentences of about `length` characters."""
        made: list[str] = []
        size = 0
        while size < length:
            made.extend(self._random.choices(self._words, cum_weights=self._cumulative, k=6))
            kind = self._random.random()
            if kind < 0.12:
                made.append(str(self._random.randrange(1, 3000)) + self._random.choice("年月日路亿%人"))
            elif kind < 0.18:
                made.append(f" {self._random.choice(_LATIN)} ")
            made.append(self._random.choice("，，，。。、；"))
            size = sum(map(len, made))
        return "".join(made)

    def article(self, place: int, characters: int) -> SearchableArticle:
        """An article of about so many characters."""
        page = f"{place % 8 + 1:02}"
        title = self.paragraph(16)
        author = "".join(self._random.choices(self._words[:400], k=1))
        return SearchableArticle(
            address=f"{page}/story-{place}.html",
            title=title,
            language="zh-Hans",
            pages=(page,),
            sections=(self._random.choice(_SECTIONS),),
            authors=(author,),
            head=(title, self.paragraph(12), author),
            body=tuple(self.paragraph(characters // 5) for _ in range(5)),
        )

    def issue(self, date: dt.date, articles: int, characters: int = 800) -> SearchableIssue:
        """An issue of so many articles."""
        made = tuple(self.article(place, characters) for place in range(articles))
        return SearchableIssue(f"{date:%Y/%m/%d}/", date, date, made)

    def issues(self, first: dt.date, count: int, articles: int, characters: int = 800) -> Iterator[SearchableIssue]:
        """One issue a day."""
        for day in range(count):
            yield self.issue(first + dt.timedelta(day), articles, characters)

"""An e-book opened, and an issue with everything that a book has to deal with."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from paper_site import ISSUE, PAPER, PaperSite

EPUB = "2026/11/24/issue.epub"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"

LONG = "江边的市场今天早上六点开门，摊主们把新到的菜一筐一筐摆上台面，问价的人已经排到了门口。"

EVERYTHING = f"""{LONG}[^1]\\
另起一行，*强调*、**加重**、~~删去~~、`code < 1`，再提一次[^1]。

![](../01/江景.jpg "江景。何川 摄")

## 插题 & 数目

> 引一段话。
>
> 又一段。

1. 头一条

   头一条的第二段
2. 第二条

- 紧
- 凑

| 日期 | 水位 |
|---|---:|
| 周一 | 11.4 |
| 周二 | – |

---

```
literal <lines> & "quotes"
```

:::box 新闻背景
见[第二版](02)、[昨天的消息](2026-11-23/01/yesterday)、[另一篇](02/inside)、[号外](2026-11-24-evening/01/late)、[广告](02/sale)、[图纸](plan.pdf)、[网](https://example.com/?a=1&b=2)。
:::

:::box
无题的资料框。
:::

[^1]: 脚注一，[链接](02/inside)。

    第二段。
"""


@dataclass(frozen=True)
class Book:
    """An e-book's files."""

    files: dict[str, bytes]
    """By path, in the container's order."""
    entries: tuple[zipfile.ZipInfo, ...]

    @classmethod
    def of(cls, data: bytes) -> Book:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return cls({name: container.read(name) for name in container.namelist()}, tuple(container.infolist()))

    @property
    def documents(self) -> list[str]:
        return [path for path in self.files if path.endswith(".xhtml")]

    def tree(self, path: str) -> Element:
        root: Element = fromstring(self.files[f"EPUB/{path}"])
        return root

    @property
    def package(self) -> Element:
        return self.tree("package.opf")

    def text(self, path: str) -> str:
        return self.files[f"EPUB/{path}"].decode()

    def meta(self, name: str) -> list[str]:
        """The values of a property of the package."""
        found = self.package.iter(f"{OPF}meta")
        return [each.text or "" for each in found if each.get("property") == name]

    def spine(self) -> list[str]:
        """The documents in reading order."""
        items = {item.get("id"): item.get("href", "") for item in self.package.iter(f"{OPF}item")}
        return [unquote(items[ref.get("idref")]) for ref in self.package.iter(f"{OPF}itemref")]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        """(href, text) of the links of one of the contents' lists."""
        (nav,) = [each for each in self.tree("nav.xhtml").iter(f"{XHTML}nav") if each.get(TYPE) == kind]
        return [(link.get("href", ""), "".join(link.itertext())) for link in nav.iter(f"{XHTML}a")]

    def links(self, path: str) -> Iterator[str]:
        """Where the links, pictures and styles of a document lead: from the book's root; web addresses as they are."""
        for element in self.tree(path).iter():
            target = element.get("href") or element.get("src")
            if target and ":" not in target.split("/")[0]:
                file, mark, fragment = target.partition("#")
                place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
                yield place + mark + unquote(fragment)
            elif target:
                yield target

    def ids(self, path: str) -> list[str]:
        return [element.get("id", "") for element in self.tree(path).iter() if element.get("id")]


def everything(site: PaperSite) -> PaperSite:
    """A paper whose issue of 24 November has all that articles may hold."""
    site.write("content/paper.yaml", PAPER + "imprint: {地址: 江边 <1> 号}\n")
    site.article("01/yesterday", issue="content/issues/2026/2026-11-23", title="昨天的消息")
    site.article("01/late", issue=f"{ISSUE}-evening", title="号外")
    site.photo(f"{ISSUE}/01/江景.jpg", (1600, 900)).photo(f"{ISSUE}/02/a.png", (300, 500)).photo(f"{ISSUE}/02/b.png")
    site.write(f"{ISSUE}/01/plan.pdf", b"%PDF-1.4\n")
    site.write(f"{ISSUE}/issue.yaml", "number: 12\n")
    site.write(f"{ISSUE}/01/page.yaml", "name: 要闻\nbanner: 早晚添衣\ncredits: {责编: 方见山}\n")
    photo = {"src": "江景.jpg", "alt": "江 & 桥", "caption": "江景。", "credit": "何川"}
    body = EVERYTHING + "\n（下转第二版）"
    site.article("01/01-大桥", body, title="大桥通了 & 灯亮了", kicker="眉题", deck="副题", photos=[photo])
    corrections = [{"date": "2026-11-26", "text": "昨天的数字有误。"}]
    site.article("01/02-fixed", LONG, title="更正过的", corrections=corrections, byline="周雁", source="社")
    gone = {"date": "2026-11-25", "reason": "来源有误。"}
    site.article("01/03-gone", "机密正文。", title="撤回的", retracted=gone)
    site.article("02/01-大桥", f"（上接第一版）\n\n{LONG}\n\n## 续文插题\n\n{LONG}（下转第四版）", title="桥的故事")
    gallery = [{"src": f"{name}.png", "alt": name, "layout": "gallery"} for name in "ab"]
    site.article("02/02-inside", LONG, title="里页的消息", photos=gallery)
    site.article("02/03-sale", "大减价。", title="减价广告", kind="advert")
    site.article("02/04-foreign", "A word about *this*.\n\nAnother.", title="A Letter", lang="en", section="Letters")
    site.article("03/01-only-advert", "只有广告。", title="整版广告", kind="advert")
    site.article("04-05/01-大桥", f"（上接第二版）\n\n{LONG}", title="大桥通了 & 灯亮了")
    return site.article("04-05/02-draft", LONG, title="草稿", draft=True)

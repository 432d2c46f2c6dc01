"""Whether two generators made the same site: of every document the visible text, the tags and where links lead.

White space, the spelling of entities and addresses do not count: `/2016-01-01/04/a3.html` is `/2016/01/01/04/a3/`,
be it told relative or absolute. What only one of them makes is passed over: so are headings' ids, names of photo files.
"""

from __future__ import annotations

import re
from collections.abc import Container
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

_SITE = "https://example.com/"
_COUNTED = ("alt", "class", "datetime", "lang")
_VOID = ("meta", "link", "img")


def differences(first: Path, second: Path, *, without_pager: Container[str] = ()) -> list[str]:
    """One line for each document of articles, pages and issues that is not the same in both; empty for the same site.

    In those at the addresses `without_pager`, the links to the articles before and after are not compared.
    """
    one, other = documents(first), documents(second)
    for address in set(one) & set(other):
        if address in without_pager:
            one[address], other[address] = _without_pager(one[address]), _without_pager(other[address])
    found = [f"{address}: only in {first}" for address in one if address not in other]
    found += [f"{address}: only in {second}" for address in other if address not in one]
    for address in one:
        if address in other and (told := _difference(one[address], other[address])):
            found.append(f"{address}: {told}")
    return found


def documents(root: Path) -> dict[str, list[str]]:
    """What the documents of issues say, by address."""
    read = {}
    for path in sorted(root.rglob("*.html")):
        address = _address(_SITE + path.relative_to(root).as_posix())
        if re.fullmatch(r"/\d{4}/\d\d/\d\d(/\d\d(/a\d)?)?", address):
            reader = _Reader(_SITE + path.relative_to(root).as_posix())
            reader.feed(path.read_text(encoding="utf-8"))
            reader.close()
            read[address] = reader.said
    return read


def _without_pager(said: list[str]) -> list[str]:
    begin = said.index("class=pager")
    return said[:begin] + said[said.index("</nav", begin) :]


def _difference(one: list[str], other: list[str]) -> str:
    if one == other:
        return ""
    place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, place - 1) : place + 3]} but {other[max(0, place - 1) : place + 3]}"


def _address(url: str) -> str:
    """The address without host, in one spelling."""
    path = "/" + url.removeprefix(_SITE)
    path = re.sub(r"^/(\d{4})-(\d\d)-(\d\d)\b", r"/\1/\2/\3", path.split("#")[0])
    return re.sub(r"(/index)?\.html$|/$", "", path)


class _Reader(HTMLParser):
    """Gathers what counts, in order."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._base = base
        self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._end_text()
        self.said.append(f"<{tag}")
        for name, value in sorted(attributes):
            if name == "href" and tag == "a":
                url = urljoin(self._base, value or "")
                # The way home: Broadsheet's home is the latest issue, the archive lists all.
                self.said.append(_address(url).replace("/archive", "") if url.startswith(_SITE) else url)
            elif name in _COUNTED:
                self.said.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._end_text()
        if tag not in _VOID:
            self.said.append(f"</{tag}")

    def handle_data(self, data: str) -> None:
        self._text += data

    def close(self) -> None:
        super().close()
        self._end_text()

    def _end_text(self) -> None:
        text = re.sub(r"\s+", " ", self._text).strip()
        self._text = ""
        if text:
            self.said.append(text)

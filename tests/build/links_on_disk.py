"""Whether what lies in an output is an edition that readers can walk about in."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

HOME = "index.html"
_LINKS = "a[href], link[href], img[src], script[src]"


def dead_links(output: Path, published: Iterable[str]) -> set[str]:
    """Links to no file, on documents that readers can come to from home or from addresses that were published."""
    dead: set[str] = set()
    ways = [address for address in (HOME, *published) if address.endswith(".html")]
    seen = set(ways)
    while ways:
        address = ways.pop()
        document = output / address
        if not document.is_file():
            continue
        for target in _targets(address, document.read_text(encoding="utf-8")):
            if not (output / target).is_file():
                dead.add(f"{address} → {target}")
            elif target.endswith(".html") and target not in seen:
                seen.add(target)
                ways.append(target)
    return dead


def torn_files(output: Path, *editions: Mapping[str, bytes]) -> set[str]:
    """Addresses of visible files that are of none of the editions."""
    return {
        address
        for path in output.rglob("*")
        if path.is_file() and not (address := path.relative_to(output).as_posix()).startswith(".")
        if path.read_bytes() not in {edition.get(address) for edition in editions}
    }


def _targets(address: str, text: str) -> Iterator[str]:
    """Addresses inside the edition that the document leads to or shows."""
    for node in LexborHTMLParser(text).css(_LINKS):
        link = node.attributes.get("href") or node.attributes.get("src") or ""
        target = link.partition("#")[0].partition("?")[0]
        if target and ":" not in target and not target.startswith("//"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(target)))

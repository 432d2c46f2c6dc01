"""Links from one document of the edition to another: relative, percent-encoded, naming the file.

So the edition works from disk, from a zip and under any sub-path of a host.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import quote

from broadsheet.content.links import is_web

_SAFE = "/~!$&'()*+,;=:@-._"
_PLAIN = re.compile(r"[A-Za-z0-9/~!$&'()*+,;=:@._-]+").fullmatch
"""Matches what is left as it is."""


def file_of(address: str) -> str:
    """The address with the file named: a folder's is its index.html."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def relative(path: str, address: str) -> str:
    """The href that leads from the document at `path` to `address`, its fragment kept; web addresses as they are."""
    if is_web(address):
        return address
    target, mark, fragment = address.partition("#")
    anchor = f"#{quote(fragment, safe=_SAFE)}" if mark else ""
    if mark and (not target or target == path):
        return anchor
    return _relative_file(path.rpartition("/")[0], file_of(target)) + anchor


def absolute(base_url: str, address: str) -> str:
    """The web address of a document: folders end in `/`."""
    if _PLAIN(address) and not address.endswith(("/", "index.html")):
        return base_url + address
    target, mark, fragment = address.partition("#")
    target = file_of(target)
    if target == "index.html" or target.endswith("/index.html"):
        target = target.removesuffix("index.html")
    return base_url + quote(target, safe=_SAFE) + (f"#{quote(fragment, safe=_SAFE)}" if mark else "")


@functools.lru_cache(maxsize=4096)
def _relative_file(folder: str, target: str) -> str:
    """The href from a document in `folder`, without a slash at its end; the documents of a page have most in common."""
    here = folder.split("/") if folder else []
    there = target.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    href = quote("../" * (len(here) - same) + "/".join(there[same:]), safe=_SAFE)
    # A first segment with a colon would read as a scheme (RFC 3986, 4.2).
    return f"./{href}" if ":" in href.split("/")[0] else href

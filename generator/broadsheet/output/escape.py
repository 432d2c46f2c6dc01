"""Text as markup: what HTML reserves is escaped, and so are the controls that turn the direction of writing.

An embedding, override or isolate that a text leaves open would turn what follows it too; it is closed at the text's end
(Unicode Standard Annex #9, section 6.2).
"""

from __future__ import annotations

import re

from markupsafe import Markup

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS, _POP_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def escaped(text: str) -> Markup:
    """A text as markup, its direction controls as character references and none left open."""
    return Markup(written(text))


def written(text: str) -> str:
    """The same as plain characters, for those who put markup together themselves."""
    # No control is printable, and Python tells that at once.
    if text.isprintable() or not _CONTROLS.search(text):
        return _escaped(text)
    return _CONTROLS.sub(lambda found: f"&#x{ord(found[0]):X};", _escaped(text + _closers(text)))


def escaped_in_json(text: str) -> str:
    """JSON whose direction controls are escape sequences; texts were closed before they went into it or stand alone."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def escaped_in_xml(text: str) -> str:
    """A finished XML document whose direction controls are character references."""
    return _CONTROLS.sub(lambda found: f"&#x{ord(found[0]):X};", text)


def _escaped(text: str) -> str:
    """As markupsafe.escape has it."""
    return (
        text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("'", "&#39;").replace('"', "&#34;")
    )


def _closers(text: str) -> str:
    """The controls that close what the text leaves open, innermost first."""
    open_ones: list[str] = []
    for character in text:
        if character in _EMBEDDINGS:
            open_ones.append(_POP_EMBEDDING)
        elif character in _ISOLATES:
            open_ones.append(_POP_ISOLATE)
        elif character in (_POP_EMBEDDING, _POP_ISOLATE) and character in open_ones:
            while open_ones.pop() != character:
                pass
    return "".join(reversed(open_ones))

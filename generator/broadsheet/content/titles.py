"""Headlines with the breaks that their writer prefers."""

from __future__ import annotations

import re
from itertools import pairwise

from broadsheet.content.han import is_chinese_punctuation, is_han
from broadsheet.model import Title

_MARKED_BREAK = re.compile("[\n\x85\u2028\u2029\u3000]+")


def title_of(text: str) -> Title:
    """A headline, parted at line breaks, full-width spaces, and spaces between Han characters.

    A space beside Chinese punctuation counts when a Han character is on its other side: `通车了！ 市民上桥`.
    """
    parts: list[str] = []
    for stretch in _MARKED_BREAK.split(text):
        words = stretch.split()
        if not words:
            continue
        parts.append(words[0])
        for before, after in pairwise(words):
            if _is_preferred_break(before[-1], after[0]):
                parts.append(after)
            else:
                parts[-1] += f" {after}"
    return Title(tuple(parts) or ("",))


def _is_preferred_break(before: str, after: str) -> bool:
    han_before, han_after = is_han(before), is_han(after)
    if han_before and han_after:
        return True
    return (han_before and is_chinese_punctuation(after)) or (han_after and is_chinese_punctuation(before))

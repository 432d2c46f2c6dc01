"""JSON files of ours: a value a line, the same bytes from the same values."""

from __future__ import annotations

import msgspec

from broadsheet.output.escape import escaped_in_json


def json_file(document: object) -> bytes:
    """The document: UTF-8, indented by one space, one newline at the end.

    For texts, whole numbers, dates, lists and dictionaries; numbers with a fraction come out as msgspec writes them.
    """
    text = msgspec.json.format(msgspec.json.encode(document), indent=1).decode()
    return f"{escaped_in_json(text)}\n".encode()

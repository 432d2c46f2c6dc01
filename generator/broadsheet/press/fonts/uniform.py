"""What makes a subset print alike everywhere: one name, one cut, one set of metrics, one language.

Lines are measured by our own shaper and printed by two others. Each chooses features by script and language,
synthesises bold and italic by name, and takes the baseline from a table of its choice; so these are the same in all.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

ASCENT, DESCENT = 0.88, 0.12
"""Of every face, in em: a Chinese face's em box around its baseline, so that lines of any face share a baseline."""

_DATE = struct.pack(">q", 3_029_529_600)
"""2000-01-01, in seconds from 1904: what is printed does not depend on when."""
_REGULAR_WEIGHT = 400
_USE_TYPO_METRICS, _REGULAR = 1 << 7, 1 << 6
_KEPT_NAMES = (0, 13, 14)
"""Copyright and licence, which the Open Font License asks to keep."""

_SCRIPTS = {"zh": (b"hani",), "yue": (b"hani",), "ja": (b"kana", b"hani"), "ko": (b"hang", b"hani")}
_LANGUAGES = {"ja": b"JAN ", "ko": b"KOR "}
_NO_FEATURES = struct.pack(">HHH", 0, 0xFFFF, 0)
"""A LangSys table without any."""


def uniform(tables: Mapping[str, bytes], family: str, language: str) -> dict[str, bytes]:
    """The tables of a static font under a family name of its own, regular, with our metrics, for one language."""
    changed = dict(tables)
    em = struct.unpack(">H", tables["head"][18:20])[0]
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    changed["name"] = _names(tables["name"], family)
    changed["head"] = _put(tables["head"], (20, _DATE), (28, _DATE), (44, struct.pack(">H", 0)))
    changed["hhea"] = _put(tables["hhea"], (4, struct.pack(">hhh", ascent, -descent, 0)))
    selection = struct.pack(">H", _USE_TYPO_METRICS | _REGULAR)
    metrics = struct.pack(">hhhHH", ascent, -descent, 0, ascent, descent)
    changed["OS/2"] = _put(tables["OS/2"], (4, struct.pack(">H", _REGULAR_WEIGHT)), (62, selection), (68, metrics))
    for tag in ("GSUB", "GPOS"):
        if tag in tables:
            changed[tag] = _for_one_language(tables[tag], language)
    return changed


def _put(table: bytes, *changes: tuple[int, bytes]) -> bytes:
    mended = bytearray(table)
    for offset, value in changes:
        mended[offset : offset + len(value)] = value
    return bytes(mended)


def _names(table: bytes, family: str) -> bytes:
    """A name table for Windows and the web, which read the same records (platform 3, encoding 1, English)."""
    names = {1: family, 2: "Regular", 3: family, 4: family, 6: family.replace(" ", "-")}
    texts = {number: text.encode("utf-16-be") for number, text in names.items()}
    count, start = struct.unpack(">HH", table[2:6])
    for place in range(6, 6 + 12 * count, 12):
        platform, _, language, number, length, offset = struct.unpack(">6H", table[place : place + 12])
        if platform == 3 and language == 0x409 and number in _KEPT_NAMES:
            texts[number] = table[start + offset : start + offset + length]
    records, storage = b"", b""
    for number, text in sorted(texts.items()):
        records += struct.pack(">6H", 3, 1, 0x409, number, len(text), len(storage))
        storage += text
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + storage


def _for_one_language(table: bytes, language: str) -> bytes:
    """GSUB or GPOS whose features hold for every script and language as they did for this one's.

    A dash between Latin words is then as long as between Chinese ones, whatever a shaper takes its script to be.
    """
    scripts = struct.unpack(">H", table[4:6])[0]
    system = _language_system(table, scripts, language)
    if len(table) > 0xFFFF:
        return table
    alone = struct.pack(">H4sH", 1, b"DFLT", 8) + struct.pack(">HH", 4, 0) + system
    return _put(table, (4, struct.pack(">H", len(table)))) + alone


def _language_system(table: bytes, scripts: int, language: str) -> bytes:
    """The LangSys table of the language, else the default of its script.

    A subset drops those of which nothing is left. Then there are no features, not those of another language, which
    would set a comma in the middle of the em as Taiwan does.
    """
    primary = language.partition("-")[0].lower()
    records = _records(table, scripts)
    tags = (*_SCRIPTS.get(primary, (b"latn",)), b"DFLT")
    script = next((scripts + records[tag] for tag in tags if tag in records), None)
    if script is None:
        return _NO_FEATURES
    (default,) = struct.unpack(">H", table[script : script + 2])
    offset = _records(table, script + 2).get(_language_tag(language), default)
    if not offset:
        return _NO_FEATURES
    (features,) = struct.unpack(">H", table[script + offset + 4 : script + offset + 6])
    return table[script + offset : script + offset + 6 + 2 * features]


def _records(table: bytes, place: int) -> dict[bytes, int]:
    """Tag → offset of a counted list of records."""
    (count,) = struct.unpack(">H", table[place : place + 2])
    entries = (struct.unpack(">4sH", table[at : at + 6]) for at in range(place + 2, place + 2 + 6 * count, 6))
    return dict(entries)


def _language_tag(language: str) -> bytes:
    """OpenType's tag of a BCP 47 language; empty where its default forms are meant."""
    primary, *subtags = language.lower().split("-")
    if primary not in ("zh", "yue"):
        return _LANGUAGES.get(primary, b"")
    if "hans" in subtags:
        return b"ZHS "
    if {"hk", "mo"} & set(subtags):
        return b"ZHH "
    return b"ZHT " if {"hant", "tw"} & set(subtags) else b"ZHS "

"""The candidates of every role by language: fonts that come with Broadsheet's own dependencies.

No Chinese kai (楷体) or fang-song is among them: a paper that has one names it for `kai`, `headline-feature`, `byline`.
"""

from __future__ import annotations

from collections.abc import Mapping

_SANS = "package:manimgx_fonts_cjk/NotoSansCJK-VF.otf.ttc index={index} weight={weight}"
_SANS_INDEX = {"ja": 0, "ko": 1, "zh-hans": 2, "zh-hant": 3, "zh-hk": 4}
"""Of the regions in the collection Noto Sans CJK."""

_SERIF = {
    "ja": "package:pylopdf_fonts_jp/NotoSerifJP-Regular.otf",
    "zh-hans": "package:pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
    "zh-hant": "package:pylopdf_fonts_zh_tw/NotoSerifTC-Regular.otf",
    "zh-hk": "package:pylopdf_fonts_zh_tw/NotoSerifTC-Regular.otf",
}
"""Korean has no serif: it is set in Noto Sans CJK KR throughout."""

_WEIGHTS = {
    "headline": 900,
    "body-bold": 700,
    "nameplate": 900,
    "subhead": 700,
    "label": 700,
    "kicker": 500,
    "caption": 400,
    "byline": 350,
    "deck": 350,
    "code": 400,
}
"""Roles of Chinese, Japanese and Korean that are set in sans (黑体), with their weights."""

_STROKES = {"body": 0.0, "body-em": 0.0, "kai": 0.0, "headline-serif": 0.03, "headline-feature": 0.018}
"""Roles that are set in serif (宋体), with the outline that makes a display weight of the one weight there is."""

_LATIN = {
    "body": "Serif/Regular",
    "body-bold": "Serif/Bold",
    "body-em": "Serif/It",
    "headline": "Serif/Bold",
    "headline-serif": "Serif/Semibold",
    "headline-feature": "Serif/It",
    "deck": "Serif/It",
    "kicker": "Sans/Semibold",
    "subhead": "Sans/Bold",
    "byline": "Sans/Regular",
    "caption": "Sans/Regular",
    "label": "Sans/Bold",
    "kai": "Serif/It",
    "nameplate": "Serif/Black",
    "code": "Sans/Regular",
}

HEAVY = ("headline", "body-bold", "nameplate", "subhead", "label", "headline-serif")
"""Roles whose stand-ins are bold."""


def default_candidates(language: str) -> Mapping[str, tuple[str, ...]]:
    """Role → candidates for a language by BCP 47 tag; every role has at least one."""
    region = _region(language)
    if region == "latin":
        return {role: (_source(cut),) for role, cut in _LATIN.items()}
    index = _SANS_INDEX[region]
    roles = {role: (_SANS.format(index=index, weight=weight),) for role, weight in _WEIGHTS.items()}
    for role, stroke in _STROKES.items():
        heavy = 700 if role in HEAVY else 400
        serif = _SERIF.get(region)
        roles[role] = (
            (_SANS.format(index=index, weight=heavy),)
            if serif is None
            else (f"{serif} stroke={stroke}" if stroke else serif,)
        )
    return roles


def stand_ins(language: str, role: str) -> tuple[str, ...]:
    """Candidates that print the characters which the role's own face lacks, best first."""
    region = _region(language)
    heavy = role in HEAVY
    sans = _SANS.format(index=_SANS_INDEX.get(region, 2), weight=700 if heavy else 400)
    serif = _SERIF.get(region, _SERIF["zh-hans"])
    latin = [_source(f"{family}/{'Bold' if heavy else 'Regular'}") for family in ("Serif", "Sans")]
    return (*latin, sans, serif) if region == "latin" else (sans, serif, *latin)


def _region(language: str) -> str:
    """`zh-hans`, `zh-hant`, `zh-hk`, `ja`, `ko` or `latin`."""
    primary, *subtags = language.lower().replace("_", "-").split("-")
    if primary in ("ja", "ko"):
        return primary
    if primary not in ("zh", "yue"):
        return "latin"
    if "hans" in subtags:
        return "zh-hans"
    if {"hk", "mo"} & set(subtags):
        return "zh-hk"
    return "zh-hant" if {"hant", "tw"} & set(subtags) else "zh-hans"


def _source(cut: str) -> str:
    family, _, style = cut.partition("/")
    return f"package:font_source_{family.lower()}_pro/files/Source{family}Pro-{style}.otf"

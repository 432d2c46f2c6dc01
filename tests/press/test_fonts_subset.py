"""Subsets: the files that the page view and the PDF embed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import typst
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.fonts.sfnt import read_tables, woff2, write_font
from broadsheet.press.fonts.subset import family_of, subset, subset_key
from press.font_samples import CHINESE

TEXT = "江城日报——2026年11月24日，AV To"
FACES = [(CHINESE, "body"), (CHINESE, "headline"), ("ja", "body"), ("en", "body"), ("en", "headline")]


def opened(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data), checkChecksums=2)


@pytest.mark.parametrize(("language", "role"), FACES)
def test_a_subset_is_a_sound_static_font_under_a_name_of_its_own(language: str, role: str) -> None:
    face = default_faces(language).faces[role]
    font = opened(subset(face, TEXT))
    assert {"fvar", "CFF2", "HVAR", "vmtx", "STAT"}.isdisjoint(font.keys())
    assert set(font.getBestCmap()) == {
        ord(c) for c in {*TEXT, " "} if default_faces(language).face_for(role, c) == role
    }
    names = {number: font["name"].getDebugName(number) for number in (1, 2, 4, 6, 16)}
    family = family_of(subset_key(face, {*TEXT, " "}))
    assert names == {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "-"), 16: None}
    assert "Open Font License" in font["name"].getDebugName(13)
    for tag in font.keys():  # noqa: SIM118 - every table can be read
        assert font[tag] is not None


@pytest.mark.parametrize(("language", "role"), FACES)
def test_all_faces_have_the_same_height_and_weight(language: str, role: str) -> None:
    font = opened(subset(default_faces(language).faces[role], TEXT))
    em, heights, os2 = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
    assert (heights.ascent / em, heights.descent / em, heights.lineGap) == (0.88, -0.12, 0)
    assert (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap) == (heights.ascent, heights.descent, 0)
    assert (os2.usWinAscent, os2.usWinDescent) == (heights.ascent, -heights.descent)
    assert (os2.usWeightClass, os2.fsSelection & 0b1100001, font["head"].macStyle) == (400, 0b1000000, 0)


def test_the_weight_is_the_one_asked_for() -> None:
    faces = default_faces(CHINESE)

    def width(role: str) -> int:
        font = opened(subset(faces.faces[role], "AV"))
        return int(font["hmtx"]["cid00001" if "cid00001" in font["hmtx"].metrics else font.getBestCmap()[65]][0])

    assert width("headline") > width("subhead") > width("caption")


def test_equal_characters_give_equal_bytes() -> None:
    face = default_faces(CHINESE).faces["headline"]
    assert subset(face, TEXT) == subset(face, reversed(TEXT * 2))
    assert subset(face, TEXT) != subset(face, f"{TEXT}雾")
    assert opened(subset(face, TEXT))["head"].created == 3_029_529_600


def test_a_key_tells_faces_and_characters_apart_and_names_the_family_in_digits() -> None:
    faces = default_faces(CHINESE).faces
    keys = {subset_key(faces[role], text) for role in ("body", "headline") for text in ("江城", "城江江", "日报")}
    assert len(keys) == 4
    assert all(family_of(key).removeprefix("Broadsheet ").isdigit() for key in keys)


def test_only_latin_words_are_kerned_with_each_other_and_not_with_the_space() -> None:
    font = subset(default_faces("en").faces["body"], "AVTWY ")
    assert "GPOS" in read_tables(font)[1]
    assert "kern" in {record.FeatureTag for record in opened(font)["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize(("language", "role"), FACES[1:4])
def test_woff2_holds_the_same_tables(language: str, role: str) -> None:
    data = subset(default_faces(language).faces[role], TEXT)
    packed = woff2(data)
    assert len(packed) < len(data)
    flavour, tables = read_tables(data)
    font = TTFont(io.BytesIO(packed))
    assert font.sfntVersion == flavour.to_bytes(4, "big").decode("latin-1")
    assert {tag: font.reader[tag] for tag in tables} == tables


def test_woff2_holds_truetype_outlines_as_they_are() -> None:
    place = default_faces("en").faces["body"].file.with_suffix(".ttf")
    flavour, tables = read_tables(place.read_bytes())
    font = TTFont(io.BytesIO(woff2(write_font(flavour, tables))))
    original = TTFont(place)
    for name in ("A", "f_i"):
        assert (
            font["glyf"][name].getCoordinates(font["glyf"])[0]
            == original["glyf"][name].getCoordinates(original["glyf"])[0]
        )


def test_typst_sets_text_as_wide_as_the_model_and_in_no_other_font(tmp_path: Path) -> None:
    cases = [
        (CHINESE, "body", "江城——AVATo—fi江"),
        (CHINESE, "headline", "江城——AVATo—fi江"),
        ("ja", "body", "朝刊——っーAV"),
        ("en", "body", "office AVATAR To fjord"),
    ]
    source, widths = '#set page(width: 900pt)\n#set text(size: 10pt, fallback: false, lang: "en")\n', []
    for number, (language, role, text) in enumerate(cases):
        faces = default_faces(language)
        (tmp_path / f"{number}.otf").write_bytes(subset(faces.faces[role], text))
        family = family_of(subset_key(faces.faces[role], {*text, " "}))
        source += (
            f'#context [#metadata(measure(text(font: "{family}", cjk-latin-spacing: none, "{text}")).width.pt())<w>]\n'
        )
        widths.append(faces.advance(role, text) * 10)
    (tmp_path / "page.typ").write_text(source, encoding="utf-8")
    compiler = typst.Compiler(tmp_path / "page.typ", font_paths=[tmp_path], ignore_system_fonts=True)
    measured = [found["value"] for found in json.loads(compiler.query("<w>"))]
    assert measured == pytest.approx(widths, abs=0.001)


@pytest.mark.parametrize("characters", ["，。", "，。ISO 9001", "，。江城日报——“通车”"])
@pytest.mark.parametrize("role", ["body", "headline", "caption", "kicker", "deck"])
def test_a_comma_stands_where_the_language_has_it_whatever_else_is_in_the_subset(role: str, characters: str) -> None:
    font = hb.Font(hb.Face(hb.Blob(subset(default_faces(CHINESE).faces[role], characters))))
    for script in ("Hani", "Latn"):
        buffer = hb.Buffer()
        buffer.add_str("，")
        buffer.direction, buffer.script, buffer.language = "ltr", script, "zh-cn"
        hb.shape(font, buffer, {})
        extents = font.get_glyph_extents(buffer.glyph_infos[0].codepoint)
        assert extents.x_bearing + extents.width < 500, "left of the middle"
        assert extents.y_bearing < 400, "at the foot"

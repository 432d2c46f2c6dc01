"""Widths: what the model measures is what the embedded files give, in whatever script and language they are shaped."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest
import uharfbuzz as hb

from broadsheet.press.fonts.cut import Cut, cut_of, features
from broadsheet.press.fonts.face import ROLES
from broadsheet.press.fonts.faces import MISSING, default_faces
from broadsheet.press.fonts.subset import subset
from press.font_samples import CHINESE, found, write_font

TEXTS = {
    "zh-Hans": "江城大雾锁江——昨晨6时30分，“轮渡”停航……（下转第二版）“《江城日报》”讯AVATAR To fjord",
    "zh-Hant": "新聞——「副刊」『論壇』，骨、戶；AV To，1,250人……",
    "ja": "朝刊——「天気」っーあのト、AV To。ニュースきょう",
    "ko": "조간 신문—오늘, AV To “날씨”",
    "en": "The office’s first fjord; To V. W Y—“AVATAR”… 1,250 waffles (Tues.)",
}


def shaped(font: bytes, text: str, script: str, language: str, *on: str, off: tuple[str, ...] = ()) -> float:
    """Width in em of the text in a font's file, as HarfBuzz in a browser has it."""
    shaper = hb.Font(hb.Face(font))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script, language
    hb.shape(shaper, buffer, {**dict.fromkeys(on, True), **dict.fromkeys(off, False)})
    advance = sum(int(position.x_advance) for position in buffer.glyph_positions)
    return advance / int(shaper.face.upem)


@pytest.mark.parametrize("role", ["body", "headline", "headline-serif", "caption"])
@pytest.mark.parametrize("language", TEXTS)
def test_the_files_measure_as_the_model_does(language: str, role: str) -> None:
    faces, text = default_faces(language), TEXTS[language]
    assert faces.shares(role, text)[0][0] == role
    file = subset(faces.faces[role], text)
    for script, spoken in (("Latn", "en"), ("Hani", "zh-TW"), ("Kana", "ja"), ("Zyyy", "und")):
        assert shaped(file, text, script, spoken) == pytest.approx(faces.advance(role, text), abs=1e-9)


@pytest.mark.parametrize("language", TEXTS)
def test_words_and_spaces_add_up(language: str) -> None:
    faces, text = default_faces(language), TEXTS[language]
    words = [part for word in text.split(" ") for part in (word, " ")][:-1]
    assert sum(faces.advance("body", word) for word in words) == pytest.approx(faces.advance("body", text), abs=1e-9)


def test_a_chinese_dash_is_two_em_wherever_it_stands() -> None:
    faces = default_faces(CHINESE)
    for role in ("body", "headline", "caption"):
        assert faces.advance(role, "——") == 2.0
        assert faces.advance(role, "AV——AV") == pytest.approx(2.0 + 2 * faces.advance(role, "AV"))


def test_tracked_text_has_no_ligatures_and_a_dash_is_one_unit() -> None:
    chinese, english = default_faces(CHINESE), default_faces("en")
    assert chinese.tracked("body", "江城——日报") == (6.0, 5)
    assert chinese.tracked("body", "第fi号") == (chinese.advance("body", "第fi号"), 4)
    width, units = english.tracked("body", "office")
    assert units == 6
    assert width > english.advance("body", "office")
    file = subset(english.faces["body"], "office")
    assert width == pytest.approx(shaped(file, "office", "Latn", "en", off=("liga", "clig")))
    assert english.tracked("body", "") == (0, 0)


def test_punctuation_has_half_its_width_where_the_font_knows() -> None:
    faces = default_faces(CHINESE)
    assert [faces.half("body", mark) for mark in "，。“”（）《》"] == [0.5] * 8
    assert faces.half("body", "A") == faces.advance("body", "A")


def test_a_rare_character_is_measured_in_the_face_that_prints_it(tmp_path: Path) -> None:
    write_font(tmp_path / "kai.otf", "江城日报A")
    faces = found({"kai": ("kai.otf",)}, tmp_path)
    assert [faces.face_for("kai", character) for character in "江雾é"] == ["kai", "kai~2", "kai~2"]
    assert faces.shares("kai", "江雾城") == (("kai", ("城", "江")), ("kai~2", ("雾",)))
    assert faces.chain("kai")[:2] == ("kai", "kai~2")
    text = "江Aé雾A"
    expected = faces.advance("kai~2", "é") + 2 * faces.advance("kai", "A") + 2
    assert faces.advance("kai", text) == pytest.approx(expected)
    width, units = faces.tracked("kai", text)
    assert units == 5
    assert width == pytest.approx(expected)


def test_latin_papers_print_han_and_chinese_ones_print_vietnamese() -> None:
    assert default_faces("en").missing("The Yangtze (长江) ①", "body") == frozenset()
    assert default_faces(CHINESE).missing("Nguyễn Ơ", "headline") == frozenset()


def test_what_no_face_has_is_missing_but_nothing_invisible() -> None:
    faces = default_faces(CHINESE)
    assert faces.missing("雾\u200b\u00ad\U0001f600\u0928", "body") == {"\U0001f600", "\u0928"}
    for language in TEXTS:
        assert default_faces(language).has("body", MISSING)


@pytest.mark.parametrize("language", TEXTS)
def test_every_role_has_a_face_in_every_language(language: str) -> None:
    faces = default_faces(language)
    assert set(ROLES) <= set(faces.faces)
    assert all(face.role == key for key, face in faces.faces.items())
    assert all(faces.has(role, character) for role in ROLES for character in "Aa1江")


def test_languages_have_their_own_forms_and_digests() -> None:
    digests = {default_faces(language).digest for language in (*TEXTS, "zh-HK")}
    assert len(digests) == len(TEXTS) + 1
    assert default_faces("zh-TW").faces["headline"].index == default_faces("zh-Hant").faces["headline"].index
    assert default_faces("zh").faces["body"].file == default_faces("zh-CN").faces["body"].file


def test_a_pickled_set_measures_the_same() -> None:
    faces = default_faces(CHINESE)
    copy = pickle.loads(pickle.dumps(faces))
    assert copy.digest == faces.digest
    assert copy.advance("headline", "江城 AV") == faces.advance("headline", "江城 AV")


def test_a_digest_tells_weights_strokes_and_files_apart() -> None:
    sans = "package:manimgx_fonts_cjk/NotoSansCJK-VF.otf.ttc"
    texts = (f"{sans} index=2", f"{sans} index=3", f"{sans} index=2 weight=500", f"{sans} index=2 stroke=0.01")
    digests = {found({"kai": (text,)}).faces["kai"].digest for text in texts}
    assert len(digests) == 4
    assert found({"kai": (texts[0],)}).faces["kai"].weight == 400


def test_roles_in_one_face_share_what_was_measured() -> None:
    faces = default_faces(CHINESE).faces
    assert cut_of(faces["body"]) is cut_of(faces["kai"])
    assert cut_of(faces["body"]) is not cut_of(faces["caption"])


def test_only_latin_papers_have_ligatures() -> None:
    assert "liga" in features("en-GB")
    assert not {"liga", "clig"} & {*features("zh-Hans"), *features("ja"), *features("ko")}


def test_six_thousand_characters_are_measured_at_once() -> None:
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 6000)]
    times = []
    for _ in range(3):
        cut = Cut(default_faces(CHINESE).faces["body"])
        began = time.perf_counter()
        assert sum(map(cut.advance, characters)) == 6000
        times.append(time.perf_counter() - began)
    assert min(times) < 0.06  # 8 ms alone on the machine

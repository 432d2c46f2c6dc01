"""Candidates: how they are written, where they are looked for, and what is said about them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from broadsheet.diagnostics import Diagnostic, Location, Severity
from broadsheet.press.fonts import system
from broadsheet.press.fonts.candidates import Candidate, locate, parse_candidate
from broadsheet.press.fonts.face import candidates_of
from broadsheet.press.fonts.faces import default_faces, find_faces
from press.font_samples import CHINESE, found, write_font

SERIF = "package:pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf"


def test_a_candidate_is_a_place_and_a_few_numbers() -> None:
    text = "package:manimgx_fonts_cjk/NotoSansCJK-VF.otf.ttc index=2 weight=900 stroke=0.03"
    assert parse_candidate(text) == Candidate(
        text, "package", "manimgx_fonts_cjk/NotoSansCJK-VF.otf.ttc", index=2, weight=900, stroke=0.03
    )
    assert parse_candidate("system:LXGW WenKai weight=700").name == "LXGW WenKai"
    assert parse_candidate("fonts/My Hei.otf stroke=0.02").name == "fonts/My Hei.otf"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Noto Serif", "must end in .otf"),
        ("fonts/hei.woff2", "must end in .otf"),
        ("/usr/share/fonts/hei.otf", "must lie in"),
        ("fonts/../../hei.otf", "must lie in"),
        ("package:NotoSerif.otf", "package:NAME/FILE"),
        ("package:os.path/x.otf", "package:NAME/FILE"),
        ("system:", "must end in"),
        ("fonts/hei.otf weight=bold", "'weight' must be a number (got 'bold')"),
        ("fonts/hei.otf weight=2000", "'weight' must be 1 to 1000"),
        ("fonts/hei.otf stroke=1", "'stroke' must be at most 0.1"),
    ],
)
def test_a_candidate_that_cannot_be_read_says_why(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(").replace(")", r"\)")):
        parse_candidate(text)


def test_a_package_is_looked_into_but_never_imported() -> None:
    sys.modules.pop("pylopdf_fonts_jp", None)
    place = locate(parse_candidate("package:pylopdf_fonts_jp/NotoSerifJP-Regular.otf"), ())
    assert place is not None
    assert place[0].name == "NotoSerifJP-Regular.otf"
    assert "pylopdf_fonts_jp" not in sys.modules


def test_a_file_is_taken_from_the_first_folder_that_has_it(tmp_path: Path) -> None:
    paper, theme = tmp_path / "paper", tmp_path / "theme"
    write_font(theme / "fonts/hei.otf", "一")
    assert locate(parse_candidate("fonts/hei.otf"), (paper, theme)) == (theme / "fonts/hei.otf", 0)
    write_font(paper / "fonts/hei.otf", "一")
    assert locate(parse_candidate("fonts/hei.otf"), (paper, theme)) == (paper / "fonts/hei.otf", 0)


def test_a_symbolic_link_out_of_the_paper_is_not_followed(tmp_path: Path) -> None:
    outside = write_font(tmp_path / "outside.otf", "一")
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper/hei.otf").symlink_to(outside)
    assert locate(parse_candidate("hei.otf"), (tmp_path / "paper",)) is None


def test_a_system_font_is_the_upright_cut_nearest_in_weight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = locate(parse_candidate("package:font_source_serif_pro/files/SourceSerifPro-Regular.otf"), ())
    assert source is not None
    for cut in ("Regular", "It", "Bold"):
        shutil.copy(source[0].with_name(f"SourceSerifPro-{cut}.otf"), tmp_path)
    monkeypatch.setattr(system, "_UNIX", (str(tmp_path),))
    monkeypatch.setattr(system, "_FOLDERS", {})
    system.installed_fonts.cache_clear()
    try:
        assert system.system_font("source  serif PRO") == (tmp_path / "SourceSerifPro-Regular.otf", 0)
        assert system.system_font("Source Serif Pro", 700) == (tmp_path / "SourceSerifPro-Bold.otf", 0)
        assert system.system_font("Source Serif Pro Black") is None
        faces, notes, faults = find_faces({"kai": ("system:Source Serif Pro",)}, (), CHINESE)
    finally:
        system.installed_fonts.cache_clear()
    assert faces is not None
    assert notes == ("kai: Source Serif Pro Regular (this machine)",)
    assert [(fault.code, fault.severity) for fault in faults] == [("system-font", Severity.WARNING)]
    assert faces.face_for("kai", "汉") == "kai~2"


def test_the_first_candidate_that_is_there_is_used_and_named() -> None:
    faces, notes, faults = find_faces({"kai": ("fonts/kai.otf", f"{SERIF} stroke=0.01")}, (), CHINESE)
    assert faces is not None
    assert faces.faces["kai"].stroke == 0.01
    assert notes == ("kai: Noto Serif SC Regular, outline 0.01 em (package pylopdf_fonts_zh_cn)",)
    assert faults == ()


def test_roles_without_a_face_follow_the_nearest_one_that_is_named() -> None:
    faces = found({"kai": (f"{SERIF} stroke=0.01",), "headline": (f"{SERIF} stroke=0.04",)})
    strokes = {role: faces.faces[role].stroke for role in ("byline", "deck", "headline-feature", "label", "body")}
    assert strokes == {"byline": 0.01, "deck": 0.01, "headline-feature": 0.01, "label": 0.04, "body": 0.0}


def test_a_body_face_alone_leaves_headlines_and_captions_as_they_are() -> None:
    faces, plain = found({"body": (f"{SERIF} stroke=0.01",)}), default_faces(CHINESE)
    same = [role for role in ("headline", "caption", "byline", "kai") if faces.faces[role] == plain.faces[role]]
    assert same == ["headline", "caption", "byline"]


def test_the_papers_candidates_come_before_the_themes() -> None:
    merged = candidates_of([("body", ("a.otf",))], [("body", ("b.otf",)), ("kai", ("c.otf",))])
    assert merged == {"body": ("a.otf", "b.otf"), "kai": ("c.otf",)}


def faults_of(candidates: dict[str, tuple[str, ...]], *folders: Path) -> tuple[Diagnostic, ...]:
    where = {role: Location("content/paper.yaml", 7, 5) for role in candidates}
    _, _, faults = find_faces(candidates, folders, CHINESE, where)
    assert {fault.location for fault in faults} == {Location("content/paper.yaml", 7, 5)}
    return faults


def test_fonts_that_are_not_there_are_reported_once_and_the_default_stands_in() -> None:
    (fault,) = faults_of({"kai": ("fonts/kai.otf", "package:no_such_font_package/kai.otf", "system:No Such Kai")})
    assert (fault.code, fault.severity) == ("unknown-face", Severity.WARNING)
    assert fault.message == (
        "no font named for 'kai' can be used: fonts/kai.otf is not there; "
        "no_such_font_package/kai.otf is not installed; No Such Kai is not installed"
    )


def test_a_file_that_is_no_font_is_reported(tmp_path: Path) -> None:
    (tmp_path / "kai.otf").write_bytes(b"wOF2, or so")
    broken, unknown = faults_of({"kai": ("kai.otf",)}, tmp_path)
    assert broken.message == "the font of 'kai': kai.otf is no font that can be read"
    assert (broken.code, unknown.code) == ("broken-font", "unknown-face")


def test_a_role_or_a_candidate_that_is_misspelt_is_an_error() -> None:
    faults = faults_of({"haedline": (SERIF,), "kai": ("Noto Serif",)})
    assert [(fault.code, fault.severity) for fault in faults[:2]] == [
        ("unknown-key", Severity.ERROR),
        ("bad-value", Severity.ERROR),
    ]
    assert faults[0].hint == "did you mean 'headline'?"

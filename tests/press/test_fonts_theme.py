"""A theme names faces by role in theme.yaml, with fonts in its own folder."""

from __future__ import annotations

from pathlib import Path

from broadsheet.diagnostics import Location
from broadsheet.output.theme import Theme, load_theme
from broadsheet.press.fonts.face import candidates_of
from press.font_samples import found, write_font


def theme(root: Path, name: str, **files: str) -> Theme:
    for folder, text in files.items():
        (root / "themes" / folder).mkdir(parents=True, exist_ok=True)
        (root / "themes" / folder / "theme.yaml").write_text(text, encoding="utf-8")
    loaded, diagnostics = load_theme(name, root)
    assert diagnostics == ()
    assert loaded is not None
    return loaded


EVENING = """\
extends: ink
faces:
  kai: [fonts/kai.otf, "system:LXGW WenKai"]
  headline: fonts/hei.otf
"""
INK = "extends: broadsheet\nfaces: {kai: [other.otf], label: [label.otf]}\n"


def test_the_nearest_themes_candidates_come_first(tmp_path: Path) -> None:
    loaded = theme(tmp_path, "evening", evening=EVENING, ink=INK)
    assert dict(loaded.faces) == {
        "kai": ("fonts/kai.otf", "system:LXGW WenKai", "other.otf"),
        "headline": ("fonts/hei.otf",),
        "label": ("label.otf",),
    }
    assert dict(loaded.face_locations)["kai"] == Location("themes/evening/theme.yaml", 3, 8)
    assert dict(loaded.face_locations)["label"] == Location("themes/ink/theme.yaml", 2, 34)


def test_fonts_lie_in_the_themes_folder(tmp_path: Path) -> None:
    loaded = theme(tmp_path, "evening", evening=EVENING)
    for name in ("kai", "hei"):
        write_font(tmp_path / f"themes/evening/fonts/{name}.otf", "江城")
    faces = found(candidates_of(loaded.faces), tmp_path, *loaded.folders)
    assert faces.faces["kai"].file == tmp_path / "themes/evening/fonts/kai.otf"
    assert faces.faces["byline"].file.name == "kai.otf"


def test_other_fonts_are_another_theme(tmp_path: Path) -> None:
    before = theme(tmp_path, "evening", evening="extends: broadsheet\n")
    after = theme(tmp_path, "evening", evening="extends: broadsheet\nfaces: {kai: k.otf}\n")
    assert before.faces == ()
    assert after.digest != before.digest


def test_a_role_that_is_misspelt_or_no_list_of_names_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "themes/evening"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: ink\nfaces:\n  haedline: a.otf\n  kai: {file: a.otf}\n", "utf-8")
    loaded, diagnostics = load_theme("evening", tmp_path)
    assert loaded is None
    assert [(fault.code, fault.location.line, fault.hint) for fault in diagnostics] == [
        ("unknown-key", 3, "did you mean 'headline'?"),
        ("wrong-type", 4, None),
    ]

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from broadsheet.diagnostics import Location
from broadsheet.output.theme import load_theme
from output.theme_samples import theme, write

PLACE = Location("content/paper.yaml", 9, 3)


def codes(name: str, root: Path, *options: tuple[str, str]) -> list[tuple[str, str]]:
    loaded, diagnostics = load_theme(name, root, options, PLACE)
    assert loaded is None
    return [(str(diagnostic.location), diagnostic.code) for diagnostic in diagnostics]


@pytest.mark.parametrize("name", ["broadsheet", "ink"])
def test_packaged_themes_load(name: str, tmp_path: Path) -> None:
    loaded = theme(tmp_path, name)
    assert pickle.loads(pickle.dumps(loaded)) == loaded
    assert dict(loaded.asset_names)["style.css"].startswith("assets/style.")


def test_a_site_overrides_a_packaged_theme_file_by_file(tmp_path: Path) -> None:
    write(tmp_path, {"themes/broadsheet/templates/404.html": "mine", "themes/broadsheet/assets/lists.css": ".own{}"})
    loaded = theme(tmp_path)
    found = loaded.find("templates/404.html")
    assert found is not None
    assert found[1].data == b"mine"
    assert loaded.find("templates/front.html") is not None
    assert ".own{}" in style(tmp_path, "broadsheet")


def test_a_theme_builds_on_the_one_it_extends(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "themes/evening/theme.yaml": "extends: ink\noptions:\n  accent: {type: colour, default: '#123456'}\n",
            "themes/evening/templates/404.html": "evening",
            "themes/ink/templates/redirect.html": "site's ink",
        },
    )
    loaded = theme(tmp_path, "evening")
    layers = [layer[0].location.split("/")[1] for layer in loaded.layers if layer]
    assert layers == ["evening", "ink", "ink", "broadsheet"]
    assert loaded.find("templates/redirect.html", after=1) != loaded.find("templates/redirect.html")
    assert dict(loaded.values)["accent"] == "#123456"
    assert "--option-accent:#123456;" in style(tmp_path, "evening")


def test_the_digest_follows_files_and_options(tmp_path: Path) -> None:
    before = theme(tmp_path).digest
    assert theme(tmp_path, accent="#00f").digest != before
    write(tmp_path, {"themes/broadsheet/templates/404.html": "mine"})
    assert theme(tmp_path).digest != before


def test_options_are_read_by_their_types(tmp_path: Path) -> None:
    values = dict(theme(tmp_path, shortcuts="no", accent="#0a0a0a").values)
    assert values["shortcuts"] is False
    assert values["accent"] == "#0a0a0a"
    assert values["lunar_date"] is True


def test_option_faults_stand_where_paper_yaml_sets_them(tmp_path: Path) -> None:
    found = codes("broadsheet", tmp_path, ("acent", "#fff"), ("accent", "red"), ("shortcuts", "maybe"))
    assert found == [(str(PLACE), "unknown-theme-option"), (str(PLACE), "bad-value"), (str(PLACE), "bad-value")]


def test_an_unknown_theme_is_told_with_its_neighbour(tmp_path: Path) -> None:
    _, diagnostics = load_theme("broadshet", tmp_path, (), PLACE)
    assert [(d.code, d.hint) for d in diagnostics] == [("unknown-theme", "did you mean 'broadsheet'?")]
    assert codes("../broadsheet", tmp_path) == [("content/paper.yaml", "unknown-theme")]


def test_themes_in_a_circle_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"themes/a/theme.yaml": "extends: b\n", "themes/b/theme.yaml": "extends: a\n"})
    assert codes("a", tmp_path) == [("themes/b/theme.yaml:1:10", "bad-theme")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extend: broadsheet\n", ("1:1", "unknown-key")),
        ("extends: broadsheet\noptions:\n  x: {type: colour}\n", ("3:6", "missing-key")),
        ("extends: broadsheet\noptions:\n  x: {type: color, default: '#fff'}\n", ("3:13", "bad-value")),
        ("extends: broadsheet\noptions:\n  x: {type: number, default: much}\n", ("3:30", "bad-value")),
        ("extends: broadsheet\noptions:\n  x: {type: choice, choices: [a, b], default: c}\n", ("3:47", "bad-value")),
        ("a: [\n", ("1:5", "broken-yaml")),
    ],
)
def test_faults_in_theme_yaml_have_a_place(text: str, expected: tuple[str, str], tmp_path: Path) -> None:
    write(tmp_path, {"themes/mine/theme.yaml": text})
    ((place, code), *more) = codes("mine", tmp_path)
    assert (place.removeprefix("themes/mine/theme.yaml:"), code) == expected
    assert more == []


def test_stylesheets_name_other_assets_by_their_hashed_names(tmp_path: Path) -> None:
    css = '/* a "comment" */ .a { background: url(dot.svg#x) } .b::after { content: "/* { */" } .c { color: red }'
    write(
        tmp_path,
        {
            "themes/mine/theme.yaml": "stylesheets: [a.css]\n",
            "themes/mine/assets/a.css": css,
            "themes/mine/assets/dot.svg": "<svg/>",
        },
    )
    address = dict(theme(tmp_path, "mine").asset_names)["dot.svg"]
    text = style(tmp_path, "mine")
    assert f'url("{address.removeprefix("assets/")}#x")' in text
    assert "comment" not in text
    assert 'content: "/* { */"' in text


def test_a_stylesheet_or_asset_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"themes/mine/theme.yaml": "stylesheets: [a.css, b.css]\n", "themes/mine/assets/a.css": "a{b:url(c.png)}"},
    )
    assert codes("mine", tmp_path) == [
        ("themes/mine/assets/a.css", "bad-theme"),
        ("themes/mine/theme.yaml", "bad-theme"),
    ]


def style(root: Path, name: str) -> str:
    loaded = theme(root, name)
    return dict(loaded.assets)[dict(loaded.asset_names)["style.css"]].decode()

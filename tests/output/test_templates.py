"""Compiled templates on disk, and what templates print."""

from __future__ import annotations

from pathlib import Path

import jinja2
import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.diagnostics import BroadsheetError
from broadsheet.edition.views import NotFoundView
from broadsheet.output import templates
from broadsheet.output.escape import written
from broadsheet.output.locale import load_locale
from broadsheet.output.render import Renderer
from output.theme_samples import site, theme

NOWHERE = Path("/nonexistent")


def document(root: Path, cache: Path | None) -> bytes:
    """A document as a process renders it that has nothing but that cache."""
    loaded = theme(root)
    renderer = Renderer(loaded, load_locale(loaded, "zh-Hans")[0], cache=cache)
    return renderer.render(NotFoundView("404.html", site(loaded)))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The templates that are compiled from now on."""
    names: list[str | None] = []
    compile_source = jinja2.Environment.compile

    def noting(self: jinja2.Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name)
        return compile_source(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", noting)
    return names


def test_a_process_compiles_nothing_that_another_has_compiled(tmp_path: Path, compiled: list[str | None]) -> None:
    first = document(NOWHERE, tmp_path)
    assert "404.html" in compiled
    compiled.clear()
    assert document(NOWHERE, tmp_path) == first == document(NOWHERE, None)
    assert len(compiled) == len(list(tmp_path.iterdir()))  # by the one without a cache


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: data[:70] + bytes([data[70] ^ 1]) + data[71:],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[:32] + data[64:],
    ],
)
def test_a_damaged_file_does_not_count(tmp_path: Path, compiled: list[str | None], damage: object) -> None:
    first = document(NOWHERE, tmp_path)
    names = len(compiled)
    for file in tmp_path.iterdir():
        file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert document(NOWHERE, tmp_path) == first
    assert len(compiled) == 2 * names
    assert document(NOWHERE, tmp_path) == first
    assert len(compiled) == 2 * names  # they were mended


def test_code_of_another_source_or_version_does_not_count(
    tmp_path: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, root = tmp_path / "cache", tmp_path / "site"
    document(NOWHERE, cache)
    names = len(compiled)
    override = root / "themes/broadsheet/templates/404.html"
    override.parent.mkdir(parents=True)
    override.write_text("mine", encoding="utf-8")
    assert document(root, cache) == b"mine"
    assert len(compiled) == names + 1
    monkeypatch.setattr(templates, "__version__", "0.0.0")
    assert document(root, cache) == b"mine"
    assert len(compiled) == names + 2


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert document(NOWHERE, tmp_path / "file") == document(NOWHERE, None)


def test_a_fault_has_its_line_when_the_code_comes_from_the_cache(tmp_path: Path) -> None:
    override = tmp_path / "themes/broadsheet/templates/404.html"
    override.parent.mkdir(parents=True)
    override.write_text("one\n{{ view.nothing }}", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BroadsheetError) as caught:
            document(tmp_path, tmp_path / "cache")
        assert str(caught.value.diagnostic.location) == "themes/broadsheet/templates/404.html:2"


def test_escaping_that_a_template_turns_off_is_left_to_plain_texts(tmp_path: Path) -> None:
    override = tmp_path / "themes/broadsheet/templates/404.html"
    override.parent.mkdir(parents=True)
    lines = (
        '{{ "<" ~ site.name }}',
        '{{ ("<" ~ site.name) | safe }}',
        '{% autoescape false %}{{ "<" ~ site.name }}{% endautoescape %}',
        "{{ 1 }} {{ none }} {{ 1.5 }} {{ [1, '<'] }}",
    )
    override.write_text("\n".join(lines), encoding="utf-8")
    name = site(theme(NOWHERE)).name
    expected = [f"&lt;{name}", f"<{name}", f"&lt;{name}1 None 1.5 [1, &#39;&lt;&#39;]"]
    assert document(tmp_path, None).decode().splitlines() == expected


@given(st.text(st.characters(exclude_categories=["Cf"])))
def test_text_is_escaped_as_markupsafe_does(text: str) -> None:
    assert written(text) == str(markupsafe.escape(text))

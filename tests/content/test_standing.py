"""Pages outside all issues."""

from __future__ import annotations

import pytest

from conftest import NewSite
from content.checked import check

TEXT = "---\ntitle: 关于 本报\nsummary: 我们是谁\nlang: en\n---\n\n正文。\n"


def test_a_standing_page(site: NewSite) -> None:
    checked = check(site().article("01/a").write("content/pages/关于.md", TEXT))
    assert checked.diagnostics == ()
    (page,) = checked.standing
    assert (page.slug, page.title.parts, page.summary, page.language) == ("关于", ("关于", "本报"), "我们是谁", "en")
    assert len(page.blocks) == 1


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("archive.md", TEXT, "reserved-name"),
        ("Index.md", TEXT, "reserved-name"),
        ("con.md", TEXT, "bad-slug"),
        ("about us.md", TEXT, "bad-slug"),
        ("about.md", TEXT.replace("lang", "kind"), "unknown-key"),
        ("about.md", "正文。\n", "no-front-matter"),
        ("about.md", "---\nsummary: x\n---\n正文。\n", "missing-title"),
        ("about.md", "---\ntitle: x\n---\n", "empty-body"),
        ("map.jpg", "x", "unused-photo"),
        ("about.txt", "x", "stray-file"),
    ],
)
def test_faults(site: NewSite, name: str, text: str, code: str) -> None:
    fault = check(site().article("01/a").write(f"content/pages/{name}", text)).fault
    assert (fault.code, fault.location.path) == (code, f"content/pages/{name}")

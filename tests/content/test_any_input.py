"""No content, however broken, raises."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.content.article import ARTICLE_KEYS, CORRECTION_KEYS, PERSON_KEYS, RETRACTION_KEYS
from broadsheet.content.filed_photos import PHOTO_KEYS
from broadsheet.content.formats import FORMAT_KEYS
from broadsheet.content.issue_settings import ISSUE_KEYS, LISTED_PAGE_KEYS
from broadsheet.content.page import EAR_KEYS, LAYOUT_KEYS, PAGE_KEYS
from broadsheet.content.paper import PAPER_KEYS, PRESS_KEYS, SECTION_KEYS
from broadsheet.content.standing import STANDING_KEYS
from content.checked import check
from paper_site import ISSUE, PAPER, PaperSite

KEYS = st.sampled_from(
    sorted(
        {*PAPER_KEYS, *SECTION_KEYS, *PRESS_KEYS, *FORMAT_KEYS, *ISSUE_KEYS, *LISTED_PAGE_KEYS, *PAGE_KEYS, *EAR_KEYS}
        | {*LAYOUT_KEYS, *ARTICLE_KEYS, *PERSON_KEYS, *CORRECTION_KEYS, *RETRACTION_KEYS, *PHOTO_KEYS, *STANDING_KEYS}
    )
)
SCALARS = st.one_of(
    st.sampled_from(
        ["", "no", "010", "12:30", "2026-02-30", "2026-11-24", "none", "02", "a.jpg", "../..", "~", "\ud7ff", "[", "*a"]
    ),
    st.text(max_size=12),
    st.integers().map(str),
)
VALUES = st.recursive(
    SCALARS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"') | SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(KEYS, inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs) + "}"
        )
    ),
    max_leaves=8,
)
SETTINGS = st.lists(st.tuples(KEYS, VALUES), max_size=8).map(lambda pairs: "".join(f"{k}: {v}\n" for k, v in pairs))
BODIES = st.text(alphabet="一二。（）下转上接第版#*_`[]()!<>:|-^~ \t\n\u3000aA1.jpg\"'&;", max_size=120)


def check_files(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = PaperSite(Path(folder)).write("content/paper.yaml", PAPER)
        for path, data in files.items():
            site.write(path, data)
        for diagnostic in check(site).diagnostics:
            assert diagnostic.location.path.startswith("content")
            assert diagnostic.message
            assert "\n" not in diagnostic.message + (diagnostic.hint or "")


@settings(max_examples=60)
@given(SETTINGS, SETTINGS, SETTINGS, BODIES)
def test_any_settings(paper: str, issue: str, page: str, body: str) -> None:
    check_files(
        {
            "content/paper.yaml": (PAPER + paper).encode("utf-8", "replace"),
            f"{ISSUE}/issue.yaml": issue.encode("utf-8", "replace"),
            f"{ISSUE}/01/page.yaml": page.encode("utf-8", "replace"),
            f"{ISSUE}/01/a.md": f"---\n{page}title: a\n---\n{body}".encode("utf-8", "replace"),
            "content/pages/about.md": f"---\n{issue}---\n{body}".encode("utf-8", "replace"),
        }
    )


@settings(max_examples=60)
@given(SETTINGS, BODIES)
def test_any_article(front_matter: str, body: str) -> None:
    check_files({f"{ISSUE}/01/a.md": f"---\n{front_matter}---\n{body}".encode("utf-8", "replace")})


@settings(max_examples=40)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes(one: bytes, other: bytes) -> None:
    check_files(
        {
            "content/paper.yaml": one,
            f"{ISSUE}/issue.yaml": other,
            f"{ISSUE}/01/a.md": one,
            f"{ISSUE}/01/b.md": b"---\n" + other + b"\n---\n" + one,
            f"{ISSUE}/01/page.pdf": one,
            f"{ISSUE}/01/b.jpg": other,
        }
    )

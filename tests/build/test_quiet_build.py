"""A build of nothing new: what it does not load, and that it sees everything that is new after all."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import pytest

import broadsheet
from broadsheet import model
from broadsheet.build.libraries import library_version
from broadsheet.build.options import BuildOptions
from broadsheet.build.shared import prepare_shared
from broadsheet.edition import views
from conftest import NewSite
from paper_site import NIGHT, PaperSite

HEAVY = {"babel", "defusedxml", "fontTools", "jinja2", "lunar_python", "markdown_it", "markupsafe", "numpy", "PIL"}
HEAVY |= {"multiprocessing", "rich", "segno", "tornado", "typst", "uharfbuzz", "yaml"}

OWN = (
    "build.issue",
    "build.making",
    "build.shared_facts",
    "build.site",
    "content.article",
    "content.paper",
    "edition.link",
    "edition.present",
    "edition.views.documents",
    "model.body",
    "output.render",
    "output.theme",
)

PAPER_YAML = "content/paper.yaml"

QUIET = """
import json, sys
from broadsheet import cli
status = cli.run(sys.argv[1:])
print(json.dumps([status, sorted(sys.modules)]))
"""


def settled(site: PaperSite) -> PaperSite:
    """The site when its files were written long enough ago for stamps to be sure."""
    time.sleep(0.08)
    return site


def quiet_build(site: PaperSite, *words: str) -> set[str]:
    """The modules that a build loads which has nothing to do."""
    command = [sys.executable, "-c", QUIET, "--site", str(site.root), "build", "--quiet", "--no-press", *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    status, modules = json.loads(done.stdout)
    assert status == 0
    return set(modules)


@pytest.mark.parametrize("name", ["english", "traditional"])
def test_a_build_of_nothing_new_loads_no_library_that_makes_something(site: NewSite, name: str) -> None:
    paper = settled(site(name))
    for _ in range(2):
        quiet_build(paper)
    modules = quiet_build(paper)
    assert {module.partition(".")[0] for module in modules} & HEAVY == set()
    assert [module for module in OWN if f"broadsheet.{module}" in modules] == []


def digest_of_shared(site: PaperSite, **options: object) -> tuple[str, bool, list[str]]:
    """The digest of what all issues share, whether it was known without reading, and the warnings."""
    wanted = BuildOptions(output=site.root / "output", now=NIGHT, **{"press": False, **options})  # type: ignore[arg-type]
    shared, diagnostics = prepare_shared(site.root, wanted)
    assert shared is not None
    was_known = "facts" not in vars(shared)
    digest = shared.digest
    assert shared.facts.digest == digest
    assert shared.digest == digest
    return digest, was_known, [diagnostic.code for diagnostic in diagnostics]


@pytest.fixture
def paper(site: NewSite) -> PaperSite:
    """A site whose shared facts have been read once."""
    made = site("english").write("content/pages/about.md", "---\ntitle: About\n---\n\nWe.\n")
    made.write("themes/broadsheet/templates/standing.html", "{{ view.title.text }}")
    settled(made)
    assert digest_of_shared(made)[1] is False
    assert digest_of_shared(made)[1] is True
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.write(PAPER_YAML, (site.root / PAPER_YAML).read_bytes().replace(b"name: ", b"name: New ", 1)),
        lambda site: site.edit("content/pages/about.md", "title: About", "title: On us"),
        lambda site: site.write("content/pages/more.md", "---\ntitle: More\n---\n\nMore.\n"),
        lambda site: site.remove("content/pages/about.md"),
        lambda site: site.write("themes/broadsheet/templates/standing.html", "{{ view.title.text }}!"),
        lambda site: site.write("themes/broadsheet/assets/more.css", "p { color: red }"),
        lambda site: site.remove("themes"),
    ],
)
def test_every_change_of_what_issues_share_is_seen(paper: PaperSite, change: Callable[[PaperSite], PaperSite]) -> None:
    before, _, _ = digest_of_shared(paper)
    settled(change(paper))
    after, was_known, _ = digest_of_shared(paper)
    assert not was_known
    assert after != before
    assert digest_of_shared(paper)[:2] == (after, True)


def test_what_no_document_shows_may_change_without_another_digest(paper: PaperSite) -> None:
    before, _, _ = digest_of_shared(paper)
    settled(paper.edit("content/pages/about.md", "We.", "We all."))
    assert digest_of_shared(paper)[:2] == (before, False)


def test_options_are_told_apart(paper: PaperSite) -> None:
    plain, _, _ = digest_of_shared(paper)
    other, was_known, _ = digest_of_shared(paper, base_url="https://example.net/")
    assert (other != plain, was_known) == (True, False)
    assert digest_of_shared(paper)[:2] == (plain, True)
    assert digest_of_shared(paper, base_url="https://example.net/")[:2] == (other, True)


def test_warnings_are_told_again(paper: PaperSite) -> None:
    settled(paper.edit("content/paper.yaml", "language: ", "language: xx-"))
    first = digest_of_shared(paper)[2]
    assert "unknown-language" in first
    assert digest_of_shared(paper)[1:] == (True, first)


def test_a_damaged_memory_counts_for_nothing(paper: PaperSite) -> None:
    digest, _, _ = digest_of_shared(paper)
    (kept,) = (paper.root / ".broadsheet/shared").iterdir()
    for damaged in (b"", b"{}", kept.read_bytes().replace(digest[:6].encode(), b"000000")):
        kept.write_bytes(damaged)
        assert digest_of_shared(paper)[:2] == (digest, False)
        assert digest_of_shared(paper)[:2] == (digest, True)


def test_another_version_of_broadsheet_reads_anew(paper: PaperSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadsheet, "__version__", "0.0.0")
    assert digest_of_shared(paper)[1] is False


def test_a_font_of_the_system_is_looked_up_every_time(paper: PaperSite) -> None:
    fonts = b"\npress:\n  fonts:\n    headline: ['system:No Such Family', 'package:no_such/font.otf']\n"
    settled(paper.write("content/paper.yaml", (paper.root / "content/paper.yaml").read_bytes() + fonts))
    digest_of_shared(paper)
    assert digest_of_shared(paper)[1] is False


def test_a_standing_page_that_changed_is_made_by_a_build_that_makes_no_issue(site: NewSite) -> None:
    made = settled(site("english").write("content/pages/about.md", "---\ntitle: About\n---\n\nWe.\n"))
    made.build()
    settled(made)
    assert made.build().result.written == 0
    settled(made.edit("content/pages/about.md", "We.", "We all."))
    built = made.build()
    assert built.result.issues_built == 0
    assert "We all." in built.words("about.html")


def test_files_of_no_issue_that_somebody_touched_are_mended(site: NewSite) -> None:
    made = settled(site("english"))
    before = made.build().files()
    for _ in range(2):
        made.build()
    for address in ("archive/index.html", "404.html"):
        (made.root / "output" / address).write_bytes(b"mine")
    (made.root / "output/sitemap.xml").unlink()
    assert made.build().files() == before


@pytest.mark.parametrize("name", ["jinja2", "markdown-it-py", "mdit_py_plugins", "Pillow", "lunar-python"])
def test_versions_of_libraries_are_those_of_their_metadata(name: str) -> None:
    assert library_version(name) == version(name)


@pytest.mark.parametrize("package", [model, views])
def test_packages_have_what_they_promise(package: object) -> None:
    assert [name for name in package.__all__ if getattr(package, name, None) is None] == []  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="nothing"):
        package.nothing  # type: ignore[attr-defined] # noqa: B018

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from broadsheet.build import BuildOptions, build_edition, check_site
from broadsheet.diagnostics import BroadsheetError
from broadsheet.scaffold import STARTERS, begin_article, begin_issue, begin_paper

LANGUAGES = list(STARTERS)
ISSUE = "content/issues/2026/2026-11-24"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    begin_paper(tmp_path, "zh-Hans", date="2026-11-24")
    return tmp_path


def settings(paper: Path) -> dict[str, object]:
    loaded = yaml.safe_load((paper / "content/paper.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


# --- init ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_paper_builds_without_a_diagnostic(language: str, tmp_path: Path) -> None:
    begin_paper(tmp_path, language, date="2026-11-24")
    now = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    result = build_edition(tmp_path, BuildOptions(output=tmp_path / "output", now=now))
    assert result.diagnostics == ()
    assert (result.latest, result.pages, result.articles) == ("2026-11-24", 2, 3)
    assert (tmp_path / "output/index.html").is_file()


def test_new_papers_issue_is_out_today(tmp_path: Path) -> None:
    begin_paper(tmp_path, "zh-Hans")
    result = build_edition(tmp_path, BuildOptions(output=tmp_path / "output", now=dt.datetime.now(dt.UTC)))
    assert result.latest is not None
    assert result.held == ()


@pytest.mark.parametrize("name", ['The "Quoted" Paper: a test', "日报 #1", "- paper", "{{name}}", "纸\\n报"])
def test_any_name_survives_the_settings_file(name: str, tmp_path: Path) -> None:
    begin_paper(tmp_path, "en", name=name, date="2026-11-24")
    assert settings(tmp_path)["name"] == name
    assert check_site(tmp_path) == ()


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "\x00"])
def test_a_name_that_is_no_line_of_text_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError, match="--name"):
        begin_paper(tmp_path, "en", name=name)
    assert list(tmp_path.iterdir()) == []


def test_paper_has_ignore_file_workflow_and_readme(paper: Path) -> None:
    assert "/output/" in (paper / ".gitignore").read_text()
    workflow = yaml.safe_load((paper / ".github/workflows/publish.yml").read_text())
    assert workflow[True]["schedule"] == [{"cron": "0 16 * * *"}]  # YAML 1.1 reads `on` as yes; midnight in Shanghai
    assert set(workflow["jobs"]) == {"check", "publish"}
    assert "broadsheet serve" in (paper / "README.md").read_text(encoding="utf-8")


def test_nothing_is_left_to_fill_in(paper: Path) -> None:
    for path in paper.rglob("*"):
        assert not path.is_file() or "<<" not in path.read_text(encoding="utf-8"), path


def test_time_zone_is_checked(tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError, match="Asia/Shanghai"):
        begin_paper(tmp_path, "en", timezone="../../etc/passwd")
    begin_paper(tmp_path, "en", timezone="America/Halifax")
    assert settings(tmp_path)["timezone"] == "America/Halifax"


@pytest.mark.parametrize("date", ["2026-02-30", "tomorrow", "2026-11-24-evening"])
def test_date_of_the_first_issue_is_checked(date: str, tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError, match=f"got '{date}'"):
        begin_paper(tmp_path, "en", date=date)


def test_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    with pytest.raises(BroadsheetError, match=r"not empty: it holds '\.hidden'"):
        begin_paper(tmp_path, "zh-Hans")
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(BroadsheetError, match=r"not empty: it holds 'letter\.txt'"):
        begin_paper(tmp_path, "zh-Hans")
    assert {path.name for path in tmp_path.iterdir()} == {".hidden", "letter.txt"}


def test_fresh_git_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert tmp_path / "content/paper.yaml" in begin_paper(tmp_path, "zh-Hans")


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("")
    with pytest.raises(BroadsheetError, match="is a file"):
        begin_paper(tmp_path / "paper", "zh-Hans")


# --- new issue ---


def pages_of(paper: Path, issue: str) -> list[str]:
    return sorted(path.name for path in (paper / "content/issues" / issue[:4] / issue).iterdir() if path.is_dir())


def test_new_issue_has_the_pages_of_the_newest(paper: Path) -> None:
    begin_issue(paper, "2026-11-25", None)
    assert pages_of(paper, "2026-11-25") == ["01", "02"]


@pytest.mark.parametrize(("wanted", "codes"), [(1, ["A1"]), (4, ["A1", "A2", "A3", "A4"])])
def test_more_or_fewer_pages_keep_the_papers_way_of_counting(wanted: int, codes: list[str], tmp_path: Path) -> None:
    begin_paper(tmp_path, "en", date="2026-11-24")
    begin_issue(tmp_path, "2027-01-01", wanted)
    assert pages_of(tmp_path, "2027-01-01") == codes


def test_spread_of_the_newest_issue_becomes_two_pages(paper: Path) -> None:
    (paper / ISSUE / "02").rename(paper / ISSUE / "02-03")
    begin_issue(paper, "2026-11-25", None)
    assert pages_of(paper, "2026-11-25") == ["01", "02", "03"]


def test_first_issue_has_four_pages(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    begin_issue(tmp_path, "2026-11-25", None)
    assert pages_of(tmp_path, "2026-11-25") == ["01", "02", "03", "04"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_issue_has_no_fault_but_its_empty_pages(language: str, tmp_path: Path) -> None:
    begin_paper(tmp_path, language, date="2026-11-24")
    begin_issue(tmp_path, "2026-11-25-evening", 3)
    assert [fault.code for fault in check_site(tmp_path)] == ["empty-page"] * 3


def test_issue_that_exists_is_refused(paper: Path) -> None:
    with pytest.raises(BroadsheetError, match="2026-11-24 already") as refusal:
        begin_issue(paper, "2026-11-24", None)
    assert "2026-11-24-evening" in (refusal.value.diagnostic.hint or "")


@pytest.mark.parametrize("name", ["2026-11-31", "24.11.2026", "../2026-11-24"])
def test_name_that_is_no_date_is_refused(name: str, paper: Path) -> None:
    with pytest.raises(BroadsheetError, match="got '"):
        begin_issue(paper, name, None)


# --- new article ---


def test_new_article_comes_after_the_others(paper: Path) -> None:
    assert begin_article(paper, "01", "flood") == paper / ISSUE / "01/03-flood.md"


def test_page_is_found_without_its_zero_and_by_either_code_of_a_spread(paper: Path) -> None:
    (paper / ISSUE / "02").rename(paper / ISSUE / "02-03")
    assert begin_article(paper, "1", "flood").parent.name == "01"
    assert begin_article(paper, "3", "flood").parent.name == "02-03"


def test_article_goes_into_the_newest_issue_unless_told(paper: Path) -> None:
    begin_issue(paper, "2026-11-25", None)
    assert "2026-11-25/01" in begin_article(paper, "01", "flood").as_posix()
    assert "2026-11-24/01" in begin_article(paper, "01", "flood", "2026-11-24").as_posix()


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_article_is_a_draft_without_a_fault(language: str, tmp_path: Path) -> None:
    begin_paper(tmp_path, language, date="2026-11-24")
    page = "A1" if language == "en" else "01"
    path = begin_article(tmp_path, page, "江豚")
    assert check_site(tmp_path) == ()
    now = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    result = build_edition(tmp_path, BuildOptions(output=tmp_path / "output", now=now))
    assert result.drafts == (f"2026-11-24/{page}/江豚",)
    assert path.name == "03-江豚.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_skeletons_keys_are_all_valid(language: str, tmp_path: Path) -> None:
    begin_paper(tmp_path, language, date="2026-11-24")
    page = "A1" if language == "en" else "01"
    path = begin_article(tmp_path, page, "flood")
    text = path.read_text(encoding="utf-8").replace("\n# ", "\n").replace("\n#   ", "\n  ")
    path.write_text(text, encoding="utf-8")
    assert {fault.code for fault in check_site(tmp_path)} == {"missing-photo", "unknown-section"}


def test_language_of_the_skeleton_is_the_papers(tmp_path: Path) -> None:
    begin_paper(tmp_path, "en", date="2026-11-24")
    settings = tmp_path / "content/paper.yaml"
    for tag, title in [("en-CA", "Headline"), ("zh-TW", "標題"), ("ja", "見出し"), ("zh", "标题"), ("fr", "Headline")]:
        settings.write_text(f"name: x\nlanguage: {tag}\n")
        assert f"title: {title}" in begin_article(tmp_path, "A1", tag.lower()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("slug", "said"),
    [("a flood", "try 'a-flood'"), ("index", None), ("", None), ("../x", "try 'x'"), ("x" * 181, None)],
)
def test_slug_that_cannot_be_used_is_refused(slug: str, said: str | None, paper: Path) -> None:
    with pytest.raises(BroadsheetError, match="slug") as refusal:
        begin_article(paper, "01", slug)
    assert refusal.value.diagnostic.code == "bad-slug"
    assert refusal.value.diagnostic.hint == said


def test_slug_that_is_taken_is_refused(paper: Path) -> None:
    with pytest.raises(BroadsheetError, match="already") as refusal:
        begin_article(paper, "01", "First-Issue")
    assert refusal.value.diagnostic.location.path == f"{ISSUE}/01/01-first-issue.md"


def test_page_and_issue_that_are_not_there_are_refused(paper: Path) -> None:
    with pytest.raises(BroadsheetError, match="no page '9'"):
        begin_article(paper, "9", "flood")
    with pytest.raises(BroadsheetError, match="no issue '2026-11-42'") as refusal:
        begin_article(paper, "01", "flood", "2026-11-42")
    assert refusal.value.diagnostic.hint == "did you mean '2026-11-24'?"


def test_hundredth_article_has_no_number(paper: Path) -> None:
    (paper / ISSUE / "01/99-last.md").write_text("---\ntitle: x\n---\nx\n")
    assert begin_article(paper, "01", "flood").name == "flood.md"

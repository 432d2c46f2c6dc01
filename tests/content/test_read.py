"""What lies on disk: names, links, encodings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from broadsheet.content.files_on_disk import MAX_TEXT_BYTES
from broadsheet.content.read import find_file, inspect_file, read_bytes, read_issue, read_site
from broadsheet.diagnostics import BroadsheetError, Diagnostic
from conftest import NewSite
from content.checked import at, check
from paper_site import ISSUE, PaperSite

ARTICLE = "---\ntitle: 大桥通车\n---\n\n正文。\n"


def test_a_clean_paper_has_no_diagnostics(site: NewSite) -> None:
    checked = check(site().article("01/01-bridge").article("02/bridge"))
    assert checked.diagnostics == ()
    assert [page.code for page in checked.issue.pages] == ["01", "02"]


def test_a_folder_without_content_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError) as raised:
        read_site(tmp_path)
    assert raised.value.diagnostic.code == "unreadable-site"


def test_a_paper_without_paper_yaml(site: NewSite) -> None:
    checked = check(site().remove("content/paper.yaml").write("content/paper.yml", "name: X\n"))
    missing = next(each for each in checked.diagnostics if each.code == "missing-file")
    assert missing.hint == "rename paper.yml to paper.yaml"


def test_byte_order_mark_and_other_line_ends_are_accepted(site: NewSite) -> None:
    plain = check(site().write(f"{ISSUE}/01/bridge.md", ARTICLE))
    for text in ("\ufeff" + ARTICLE, ARTICLE.replace("\n", "\r\n"), ARTICLE.replace("\n", "\r")):
        checked = check(site().write(f"{ISSUE}/01/bridge.md", text))
        assert checked.diagnostics == ()
        assert checked.manuscript("01/bridge") == plain.manuscript("01/bridge")


def test_places_are_the_same_with_byte_order_mark_and_crlf(site: NewSite) -> None:
    text = "\ufeff" + "---\ntitle: 甲\nkind: 新闻\n---\n\n正文。\n".replace("\n", "\r\n")
    assert at(check(site().write(f"{ISSUE}/01/a.md", text)).fault.location) == "a.md:3:7"


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("---\ntitle: 大\n".encode() + b"\xff\n---\n", "not-utf-8", "a.md:3:1"),
        ("标题".encode("utf-16"), "not-utf-8", "a.md"),
        ("标题".encode("gb18030"), "not-utf-8", "a.md:1:1"),
        ("---\ntitle: 大\0桥\n---\n".encode(), "null-byte", "a.md:2:9"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "lfs-pointer", "a.md"),
        (b"---\ntitle: x\n---\n" + b"x" * MAX_TEXT_BYTES, "file-too-large", "a.md"),
    ],
)
def test_texts_that_cannot_be_read(site: NewSite, data: bytes, code: str, place: str) -> None:
    fault = check(site().write(f"{ISSUE}/01/a.md", data)).fault
    assert (fault.code, at(fault.location)) == (code, place)


def test_dotfiles_are_ignored(site: NewSite) -> None:
    paper = (
        site()
        .article("01/a")
        .write("content/.DS_Store", b"\0")
        .write(f"{ISSUE}/.git/x", "")
        .write(f"{ISSUE}/01/._a.md", b"\xff")
    )
    assert check(paper).diagnostics == ()


@pytest.mark.parametrize(
    ("path", "severity", "code"),
    [
        ("content/issues/drafts/a.md", "error", "bad-folder-name"),
        ("content/issues/2026-11-25/01/a.md", "error", "bad-folder-name"),
        ("content/issues/2026/2026-02-30/01/a.md", "error", "bad-folder-name"),
        ("content/issues/2026/2026-1-5/01/a.md", "error", "bad-folder-name"),
        ("content/issues/2025/2026-11-25/01/a.md", "error", "wrong-year-folder"),
        (f"{ISSUE}/front/a.md", "error", "bad-folder-name"),
        (f"{ISSUE}/04-06/a.md", "error", "bad-folder-name"),
        (f"{ISSUE}/photos/a.jpg", "error", "bad-folder-name"),
        ("content/notes.txt", "warning", "stray-file"),
        ("content/photos/a.jpg", "warning", "stray-file"),
        ("content/issues/readme.md", "warning", "stray-file"),
        ("content/issues/2026/readme.md", "warning", "stray-file"),
        (f"{ISSUE}/readme.md", "warning", "stray-file"),
        (f"{ISSUE}/01/notes.txt", "warning", "stray-file"),
        (f"{ISSUE}/01/old/a.md", "warning", "stray-file"),
        (f"{ISSUE}/01/a.jpg", "warning", "unused-photo"),
        ("content/pages/old/a.md", "warning", "stray-file"),
    ],
)
def test_nothing_is_dropped_in_silence(site: NewSite, path: str, severity: str, code: str) -> None:
    fault = check(site().article("01/a").write(path, "x")).fault
    assert (fault.severity, fault.code) == (severity, code)
    assert fault.hint
    assert path.startswith(fault.location.path)


def test_a_date_written_otherwise_is_suggested(site: NewSite) -> None:
    assert (
        check(site().article("01/a").write("content/issues/2026/2026-1-5/01/a.md", "")).fault.hint
        == "did you mean '2026-01-05'?"
    )
    hint = check(site().article("01/a").write("content/issues/2026-11-25/01/a.md", "")).fault.hint
    assert hint == "move it to 2026/2026-11-25"


def test_an_issue_without_pages_and_a_page_without_articles(site: NewSite) -> None:
    paper = site().article("01/a").write("content/issues/2026/2026-11-25/issue.yaml", "number: 2\n")
    paper.write(f"{ISSUE}/02/page.yaml", "name: 空\n")
    checked = check(paper)
    assert [(each.code, each.severity) for each in checked.diagnostics] == [
        ("empty-page", "warning"),
        ("empty-issue", "warning"),
    ]
    assert [issue.name for issue in checked.issues] == ["2026-11-24"]


def test_names_are_equal_after_folding(site: NewSite) -> None:
    folder = "content/Issues/2026/2026-11-24-Evening"
    paper = site().article("a2/b", issue=folder).write(f"{folder}/Issue.YAML", "number: 7\n")
    checked = check(paper)
    assert checked.diagnostics == ()
    assert (checked.issue.name, checked.issue.number) == ("2026-11-24-evening", "7")
    assert checked.issue.pages[0].code == "A2"


def test_two_names_that_other_computers_take_for_one(site: NewSite) -> None:
    paper = site().article("01/a").write(f"{ISSUE}/01/Notes.txt", "").write(f"{ISSUE}/01/notes.txt", "")
    assert sorted(check(paper).codes) == ["repeated-file", "stray-file"]
    paper = site().article("01/caf\u00e9").article("01/cafe\u0301")
    fault = check(paper).fault
    assert fault.code == "repeated-file"
    assert fault.related


@pytest.mark.parametrize(("one", "other"), [("1", "01"), ("A2", "A02"), ("04-05", "5"), ("4", "04-05")])
def test_two_folders_for_one_page(site: NewSite, one: str, other: str) -> None:
    fault = check(site().article(f"{one}/a").article(f"{other}/a")).fault
    assert fault.code == "repeated-page"
    assert {fault.location.path, fault.related[0].path} == {f"{ISSUE}/{one}", f"{ISSUE}/{other}"}


def test_pages_stand_in_natural_order_and_a_spread_is_found_by_both_codes(site: NewSite) -> None:
    paper = site()
    for code in ("10", "2", "04-05", "A1", "B1", "A10", "A2"):
        paper.article(f"{code}/a")
    pages = check(paper).issue.pages
    assert [page.code for page in pages] == ["2", "04-05", "10", "A1", "A2", "A10", "B1"]
    assert pages[1].codes == ("04", "05")


def test_issues_are_ordered_by_date_the_one_without_suffix_first(site: NewSite) -> None:
    paper = site()
    for name in ("2026-11-24-noon", "2026-11-24", "2026-11-24-evening", "2026-01-02"):
        paper.article("01/a", issue=f"content/issues/2026/{name}")
    names = [issue.name for issue in check(paper).source.issues]
    assert names == ["2026-01-02", "2026-11-24", "2026-11-24-evening", "2026-11-24-noon"]


def test_links_within_the_site_are_followed_and_others_refused(site: NewSite, tmp_path: Path) -> None:
    paper = site().article("01/a").write("common/notes.md", ARTICLE)
    (tmp_path / "secret.md").write_text(ARTICLE, encoding="utf-8")
    (paper.root / ISSUE / "01" / "inside.md").symlink_to("../../../../../common/notes.md")
    assert check(paper).diagnostics == ()
    (paper.root / ISSUE / "01" / "outside.md").symlink_to(tmp_path / "secret.md")
    (paper.root / ISSUE / "02").symlink_to(tmp_path)
    (paper.root / ISSUE / "01" / "circle.md").symlink_to("circle.md")
    (paper.root / ISSUE / "01" / "nowhere.md").symlink_to("gone.md")
    assert sorted(check(paper).codes) == ["symlink-outside", "symlink-outside", "unreadable-file", "unreadable-file"]


def test_a_pipe_is_not_waited_for(site: NewSite) -> None:
    paper = site().article("01/a")
    os.mkfifo(paper.root / ISSUE / "01" / "b.md")
    assert check(paper).fault.code == "unreadable-file"


def test_a_name_that_is_not_utf_8(site: NewSite) -> None:
    paper = site().article("01/a")
    (paper.root / ISSUE / "01" / os.fsdecode(b"\xb4\xf3.md")).write_text(ARTICLE, encoding="utf-8")
    fault = check(paper).fault
    assert fault.code == "bad-file-name"
    assert fault.location.path.encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_the_system_refuses(site: NewSite) -> None:
    paper = site().article("01/a").article("01/b")
    (paper.root / ISSUE / "01" / "b.md").chmod(0)
    assert check(paper).fault.code == "unreadable-file"


def test_a_decomposed_name_on_disk_is_found_by_its_composed_form(site: NewSite) -> None:
    paper = site().write(f"{ISSUE}/01/cafe\u0301.bin", b"abc")
    assert read_bytes(paper.root, f"{ISSUE}/01/CAF\u00c9.BIN") == b"abc"
    found = inspect_file(paper.root, f"{ISSUE}/01/caf\u00e9.bin")
    assert not isinstance(found, Diagnostic)
    assert found.path == f"{ISSUE}/01/caf\u00e9.bin"


def test_a_file_that_is_not_there(site: NewSite) -> None:
    paper = site()
    for path in ("content/none.jpg", "content/paper.yaml/x.jpg", "content/" + "x" * 300 + ".jpg", "content"):
        assert isinstance(find_file(paper.root, path), Diagnostic)
    with pytest.raises(BroadsheetError):
        read_bytes(paper.root, "content/none.jpg")


def digest(paper: PaperSite) -> str:
    source, _ = read_site(paper.root)
    return read_issue(paper.root, source.issues[0])[0].digest


def test_the_digest_changes_with_every_file_and_with_nothing_else(site: NewSite) -> None:
    paper = site().article("01/a").photo(f"{ISSUE}/01/a.png").write(f"{ISSUE}/issue.yaml", "number: 1\n")
    digests = [digest(paper)]
    assert digest(paper.write("content/pages/about.md", ARTICLE)) == digests[0]
    digests.append(digest(paper.photo(f"{ISSUE}/01/a.png", colour="red")))
    digests.append(digest(paper.write(f"{ISSUE}/01/page.pdf", b"%PDF-1.7")))
    digests.append(digest(paper.write(f"{ISSUE}/01/plan.txt", "")))
    digests.append(digest(paper.write(f"{ISSUE}/01/stray/x", "")))
    digests.append(digest(paper.remove(f"{ISSUE}/issue.yaml")))
    assert len(set(digests)) == len(digests)

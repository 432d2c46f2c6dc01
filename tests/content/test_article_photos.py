"""What articles say about their photos, and which files they may take."""

from __future__ import annotations

import pytest

from broadsheet.content.used_files import used_files
from conftest import NewSite
from content.checked import at, check
from paper_site import ISSUE


def test_photos_of_other_pages_and_folders_may_be_used(site: NewSite) -> None:
    paper = site().photo(f"{ISSUE}/02/Bridge.JPG").photo(f"{ISSUE}/map.png").photo(f"{ISSUE}/01/old/x.png")
    photos = [{"src": src, "alt": "图"} for src in ("../02/bridge.jpg", "../map.png", "old/x.png")]
    checked = check(paper.article("01/a", photos=photos).article("02/b"))
    assert checked.diagnostics == ()
    paths = used_files(checked.issue.manuscripts)
    assert paths == (f"{ISSUE}/01/old/x.png", f"{ISSUE}/02/Bridge.JPG", f"{ISSUE}/map.png")


@pytest.mark.parametrize(
    ("src", "code", "hint"),
    [
        ("brigde.jpg", "missing-photo", "did you mean 'bridge.jpg'?"),
        ("../../../../../secret.jpg", "path-outside", None),
        ("/etc/passwd", "path-outside", None),
        ("..\\01\\bridge.jpg", "path-outside", "write ../01/bridge.jpg"),
        ("https://example.org/x.jpg", "missing-photo", "save it beside the article"),
        ("notes.txt", "broken-photo", "save it as JPEG, PNG or WebP"),
        ("pointer.jpg", "lfs-pointer", "run git lfs pull"),
        (".", "missing-photo", None),
        ("x" * 5000 + ".jpg", "unreadable-file", None),
    ],
)
def test_photos_that_cannot_be_used(site: NewSite, src: str, code: str, hint: str | None) -> None:
    paper = site().photo(f"{ISSUE}/01/bridge.jpg").write(f"{ISSUE}/01/notes.txt", "x")
    paper.write(f"{ISSUE}/01/pointer.jpg", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    checked = check(paper.article("01/a", photos=[{"src": src, "alt": "图"}]))
    (fault,) = [each for each in checked.diagnostics if each.severity == "error"]
    assert (fault.code, at(fault.location)) == (code, "a.md:3:18")
    assert hint is None or fault.hint == hint
    assert set(checked.codes) <= {code, "unused-photo", "stray-file"}


def test_a_misspelt_photo_is_one_fault(site: NewSite) -> None:
    paper = site().photo(f"{ISSUE}/01/bridge.jpg")
    paper.article("01/a", "", kind="photo", photos=[{"src": "brigde.jpg", "alt": "桥"}])
    assert check(paper).codes == ["missing-photo"]
    paper.article("01/a", '![桥](brigde.jpg "大桥")', kind="photo")
    assert check(paper).codes == ["missing-photo"]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"alt": ""}, "missing-alt"),
        ({"alt": "江豚跃出水面", "caption": "江豚跃出水面。"}, "alt-repeats-caption"),
        ({"alt": "图", "layout": "centre"}, "bad-value"),
        ({"alt": "图", "focus": [0.5]}, "wrong-type"),
        ({"alt": "图", "focus": [50, 20]}, "bad-value"),
        ({"alt": "图", "crop": "no"}, "bad-value"),
        ({"alt": "图", "captoin": "x"}, "unknown-key"),
    ],
)
def test_faults_of_photos(site: NewSite, item: dict[str, object], code: str) -> None:
    paper = site().photo(f"{ISSUE}/01/a.png").article("01/a", photos=[{"src": "a.png", **item}])
    checked = check(paper)
    assert set(checked.codes) == {code}


def test_what_is_said_about_a_photo(site: NewSite) -> None:
    photo = {"src": "a.png", "alt": "一头江豚", "caption": "江豚跃出水面。", "credit": "本报制图", "layout": "right",
             "focus": [0.25, 1], "crop": "never"}  # fmt: skip
    checked = check(site().photo(f"{ISSUE}/01/a.png").article("01/a", photos=[photo]))
    assert checked.diagnostics == ()
    (filed,) = checked.manuscript("01/a").photos
    assert (filed.path, filed.alt, filed.caption) == (f"{ISSUE}/01/a.png", "一头江豚", "江豚跃出水面。")
    assert (filed.credit_line, filed.layout, filed.focus, filed.crop) == ("本报制图", "right", (0.25, 1), False)
    assert at(filed.location) == "a.md:3:18"


def test_a_credit_is_told_from_its_caption(site: NewSite) -> None:
    photos = [
        {"src": "a.png", "alt": "图", "caption": "江豚跃出水面。王五 摄"},
        {"src": "b.png", "alt": "图", "caption": "江豚跃出水面。王五 摄", "credit": "记者 李四"},
        {"src": "c.png", "alt": "图", "credit": "李四 摄"},
    ]
    paper = site()
    for name in "abc":
        paper.photo(f"{ISSUE}/01/{name}.png")
    checked = check(paper.article("01/x", photos=photos))
    assert checked.diagnostics == ()
    said = {
        photo.path[-5]: (photo.caption, photo.credit, photo.credit_line) for photo in checked.manuscript("01/x").photos
    }
    assert said == {
        "a": ("江豚跃出水面。", ("王五",), "王五 摄"),
        "b": ("江豚跃出水面。", ("李四",), "记者 李四"),
        "c": ("", ("李四",), "李四 摄"),
    }

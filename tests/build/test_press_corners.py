"""The press at the edges: damaged pictures and caches, disks that refuse, sites that move, uncommon pages."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest

from broadsheet.build import press_room, press_work
from broadsheet.build.press_cache import PressCache
from broadsheet.build.press_room import PressRoom
from broadsheet.diagnostics import BroadsheetError, Severity
from broadsheet.press.emit.pdf import Printed, UnprintableError, issue_pdf
from paper_site import ISSUE, PAPER, Built, PaperSite
from press.pdf_reading import text_of
from press.printed_samples import Box, printed, story

DAY = "2026/11/24"
TABLOID = f"{PAPER}format: tabloid\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">{}</svg>'


def press(site: PaperSite, **options: Any) -> Built:
    return site.build(**{"press": True, "jobs": 1, **options})


def paper(folder: Path, more: str = "") -> PaperSite:
    """One page with one article."""
    return PaperSite(folder / "paper").write("content/paper.yaml", TABLOID + more).article("01/a", story(1, 400))


def with_nameplate(folder: Path) -> PaperSite:
    return paper(folder, "nameplate: np.png\n").photo("content/np.png", (800, 160))


# --- what is told ---------------------------------------------------------------------------------------------------


def test_what_typst_complains_of_is_a_warning_now_and_when_it_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = paper(tmp_path)
    compile_page = issue_pdf
    monkeypatch.setattr(press_work, "issue_pdf", lambda *all_: Printed(compile_page(*all_).data, ("no font for ☃",)))
    built = press(site)
    (told,) = built.result.diagnostics
    assert (told.code, told.severity, told.location.path) == ("print-fault", Severity.WARNING, f"{ISSUE}/01")
    assert told.message == "page.pdf of page 01: no font for ☃"
    shutil.rmtree(site.root / "output")
    (site.root / ".broadsheet/output.state").unlink()
    monkeypatch.setattr(press_work, "issue_pdf", lambda *_: pytest.fail("printed again"))
    assert press(site).result.diagnostics == built.result.diagnostics


def test_a_complaint_about_the_whole_issue_alone_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_page = issue_pdf

    def complaining(pages: Any, *others: Any) -> Printed:
        made = compile_page(pages, *others)
        return Printed(made.data, ("no page", *(["too long"] if others[0].title.endswith("日") else ())))

    monkeypatch.setattr(press_work, "issue_pdf", complaining)
    told = press(paper(tmp_path)).result.diagnostics
    assert [(d.code, d.location.path, d.message) for d in told] == [
        ("print-fault", ISSUE, "issue.pdf: too long"),
        ("print-fault", f"{ISSUE}/01", "page.pdf of page 01: no page"),
    ]


def test_a_page_that_cannot_be_printed_is_an_error_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: Any) -> Printed:
        raise UnprintableError("out of ink")

    monkeypatch.setattr(press_work, "issue_pdf", refusing)
    built = press(paper(tmp_path))
    assert built.errors == ["print-fault"]
    assert "out of ink" in built.result.diagnostics[0].message
    assert built.files() == {}


def test_a_format_too_long_for_pictures_is_an_error(tmp_path: Path) -> None:
    site = paper(tmp_path).write("content/paper.yaml", f"{PAPER}format: {{width: 100, height: 1500}}\n")
    assert press(site).errors == ["print-fault"]


def test_a_nameplate_that_cannot_be_decoded_is_told(tmp_path: Path) -> None:
    site = with_nameplate(tmp_path)
    file = site.root / "content/np.png"
    file.write_bytes(file.read_bytes()[:-40])
    (told,) = press(site).result.diagnostics
    assert told.code == "print-fault"
    assert "content/np.png" in told.message


@pytest.mark.parametrize("inside", ['<image width="9" height="9" href="file:///etc/hostname"/>', "<path"])
def test_a_drawing_that_cannot_be_printed_is_an_error_at_its_place(inside: str, tmp_path: Path) -> None:
    site = paper(tmp_path, "nameplate: np.svg\n").write("content/np.svg", DRAWING.format(inside))
    if inside == "<path":  # no size can be read of it, so that it is not printed at all
        assert press(site).errors == []
        return
    (told,) = press(site).result.diagnostics
    assert (told.code, told.severity) == ("broken-photo", Severity.ERROR)
    assert (told.location.path, told.location.line) == ("content/paper.yaml", 5)


def test_letters_in_a_drawing_are_told_in_every_build(tmp_path: Path) -> None:
    site = paper(tmp_path, "nameplate: np.svg\n").write("content/np.svg", DRAWING.format("<text y='9'>江城</text>"))
    assert press(site).codes == ["print-fault"]
    assert press(site).codes == ["print-fault"]


def test_marks_of_direction_do_not_garble_the_message(tmp_path: Path) -> None:
    site = paper(tmp_path).article("01/b", f"{story(2, 200)}甲\u202e乙", title="乙")
    (told,) = press(site).result.diagnostics
    assert told.code == "missing-glyph"
    assert "\u202e" not in told.message
    assert "U+202E" in told.message


def test_the_form_of_a_character_is_no_character_of_its_own(tmp_path: Path) -> None:
    site = paper(tmp_path).article("01/b", f"市长葛\U000e0100飾来了。{story(2, 300)}", title="乙")
    built = press(site)
    assert "missing-glyph" not in built.codes
    assert "〓" not in text_of((built.output / DAY / "01/page.pdf").read_bytes())


# --- the cache ------------------------------------------------------------------------------------------------------


def test_clean_forgets_all_that_the_press_has_made(tmp_path: Path) -> None:
    site = with_nameplate(tmp_path)
    press(site)
    cache = site.root / ".broadsheet/press"
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*") if path.is_file()}
    built = press(site, clean=True)
    assert built.errors == []
    assert before.keys() == {path for path in cache.rglob("*") if path.is_file()}
    assert [path for path, made in before.items() if path.stat().st_mtime_ns == made] == []


def test_a_site_that_was_moved_is_not_made_again(tmp_path: Path) -> None:
    site = with_nameplate(tmp_path)
    press(site)
    moved = PaperSite(Path(shutil.move(site.root, tmp_path / "moved")))
    built = press(moved)
    assert (built.result.issues_built, built.result.written) == (0, 0)


def test_a_moved_site_is_shown_without_pages_until_the_press_has_caught_up(tmp_path: Path) -> None:
    site = paper(tmp_path)
    press(site)
    moved = PaperSite(Path(shutil.move(site.root, tmp_path / "moved")))
    built = press(moved.edit(f"{ISSUE}/01/a.md", story(1, 400)[:9], "改了字。"), wait_for_press=False)
    assert built.errors == []
    assert built.result.is_press_behind
    assert f"{DAY}/01/page.pdf" not in built.files()


def test_the_last_pages_keep_their_fonts_and_the_issue_its_pdf(tmp_path: Path) -> None:
    site = paper(tmp_path)
    before = press(site).files()
    site.edit(f"{ISSUE}/01/a.md", story(1, 400)[:9], "改了字。")
    behind = press(site, wait_for_press=False)
    assert behind.result.is_press_behind
    assert behind.files().keys() == before.keys()


@pytest.mark.parametrize("value", [eval, Path.unlink, PressCache.keep_file, Severity.ERROR.name.upper])
def test_a_cache_holds_values_and_nothing_that_runs(value: Any, tmp_path: Path) -> None:
    cache = PressCache(tmp_path)
    cache.keep_value("ab12", "last", value)
    assert cache.value("ab12", "last") is None


def test_a_value_of_another_version_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PressCache(tmp_path)
    data = pickle.dumps(Printed(b"", ())).replace(b"Printed", b"Primted")
    monkeypatch.setattr(pickle, "dumps", lambda *_, **__: data)
    cache.keep_value("ab12", "last", None)
    assert cache.value("ab12", "last") is None


@pytest.mark.parametrize("nameplate", ["", "nameplate: np.svg\n"])
def test_a_disk_that_refuses_is_told_as_such(nameplate: str, tmp_path: Path) -> None:
    site = paper(tmp_path, nameplate).write("content/np.svg", DRAWING.format("")).write(".broadsheet/press", "a file")
    with pytest.raises(BroadsheetError) as raised:
        press(site)
    assert raised.value.diagnostic.code == "cannot-write"
    assert raised.value.diagnostic.location.path == ".broadsheet/press"


def test_where_no_process_can_be_started_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: Any, **__: Any) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr(press_room, "ProcessPoolExecutor", refusing)
    with PressRoom(2) as room:
        assert room.map(str, range(5)) == ["0", "1", "2", "3", "4"]


# --- pages out of the ordinary --------------------------------------------------------------------------------------


def test_a_spread_a_page_without_articles_and_one_all_retracted_are_printed(tmp_path: Path) -> None:
    site = paper(tmp_path).write(f"{ISSUE}/02/page.yaml", "name: 公益\n").article("04-05/b", story(2, 900), title="乙")
    site.article("03/c", story(3, 200), title="丙", retracted={"date": "2026-11-24", "reason": "消息不实。"})
    built = press(site)
    assert built.codes == ["empty-page"]
    sizes = {code: built.json(f"{DAY}/{code}/page.json")["width_mm"] for code in ("01", "02", "03", "04-05")}
    assert sizes == {"01": 270, "02": 270, "03": 270, "04-05": 540}


def test_a_page_of_a_pdf_alone_is_published(tmp_path: Path) -> None:
    site = paper(tmp_path).write(f"{ISSUE}/02/page.pdf", printed([Box(50, 50, 300, "广告整版", 24)]))
    built = press(site)
    assert built.codes == []
    assert built.json(f"{DAY}/02/page.json")["boxes"] == []
    assert f"{DAY}/issue.pdf" not in built.files()


def test_an_accent_that_is_no_colour_does_not_stop_the_press(tmp_path: Path) -> None:
    theme = "name: T\nextends: broadsheet\noptions:\n  accent: {type: text, default: crimson}\n"
    assert press(paper(tmp_path, "theme: t\n").write("themes/t/theme.yaml", theme)).codes == []

"""What changed since the last edition, built without the archive: equal to the same files of a whole build."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from broadsheet.build import build_edition
from broadsheet.cli import run
from broadsheet.diagnostics import BroadsheetError
from build.nightly import Nights, errors, folder_of, git, options, tree
from conftest import NewSite

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

DAYS = [f"2026-11-{day}" for day in range(21, 25)]


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    nights = Nights(tmp_path_factory.mktemp("nights"))
    for day in DAYS:
        nights.issue(day, "flood", "rain", section="要闻", byline=["记者 林小溪"])
    nights.site.write("content/pages/about.md", "---\ntitle: 关于\n---\n\n正文一段。\n")
    nights.publish(everything=True)
    return nights


@pytest.fixture
def nights(first_night: Nights, tmp_path: Path) -> Nights:
    """A paper of four issues, published once."""
    return first_night.copied_to(tmp_path / "nights")


def test_the_first_edition_is_whole(nights: Nights) -> None:
    assert "2026/11/24/01/flood.html" in nights.published
    assert sorted(path.name for path in nights.changes.iterdir() if path.name[0] != ".") == [
        "deleted.txt", "edition", "state",
    ]  # fmt: skip


def test_nothing_changed(nights: Nights) -> None:
    result = nights.publish()
    assert tree(nights.changes / "edition") == {}
    assert (result.issues_built, result.written, result.removed) == (0, 0, 0)


def test_an_issue_added_from_a_checkout_with_nothing_else(nights: Nights) -> None:
    nights.issue("2026-11-25", "market")
    result = nights.publish("2026-11-25")
    assert result.latest == "2026-11-25"
    changed = tree(nights.changes / "edition")
    assert "2026/11/24/index.html" in changed
    assert not [address for address in changed if address.startswith(("2026/11/23", "2026/11/24/01/"))]


def test_issues_added_night_by_night_across_a_month(nights: Nights) -> None:
    for day in ("2026-11-30", "2026-12-01", "2026-12-02", "2027-01-01"):
        nights.issue(day, "flood", section="要闻")
        nights.publish(day)


def test_an_article_corrected(nights: Nights) -> None:
    nights.site.edit(f"{folder_of('2026-11-23')}/01/flood.md", "洪水", "大水")
    result = nights.publish("2026-11-23")
    assert result.issues_built == 1


def test_an_issue_removed(nights: Nights) -> None:
    nights.site.remove(folder_of("2026-11-23"))
    assert nights.publish_asking() == []
    assert "2026/11/23/index.html" in (nights.changes / "deleted.txt").read_text()


def test_the_latest_issue_removed(nights: Nights) -> None:
    nights.site.remove(folder_of("2026-11-24"))
    assert nights.publish_asking() == []


def test_an_issue_in_the_middle_asks_for_its_neighbours(nights: Nights) -> None:
    nights.issue("2026-10-01")
    nights.publish_asking("2026-10-01")
    nights.issue("2026-10-15")
    assert nights.publish_asking("2026-10-15") == ["2026-10-15", "2026-10-01", "2026-11-21"]


def test_an_article_that_moves_to_another_issue(nights: Nights) -> None:
    nights.site.remove(f"{folder_of('2026-11-23')}/01/rain.md")
    nights.issue("2026-11-24", "rain", aliases=["2026/11/23/01/rain.html"])
    nights.publish_asking("2026-11-23", "2026-11-24")
    assert (
        b"2026/11/24" in nights.published["2026/11/23/01/rain.html"]
        or b"refresh" in nights.published["2026/11/23/01/rain.html"]
    )


def test_a_reference_to_an_issue_that_is_not_there(nights: Nights) -> None:
    nights.issue("2026-11-25", "market", body="见[此文](2026-11-21/01/flood)。")
    nights.publish("2026-11-25")
    assert b"../../21/01/flood.html" in nights.published["2026/11/25/01/market.html"]


def test_what_is_referred_to_changes(nights: Nights) -> None:
    nights.issue("2026-11-25", "market", body="见[此文](2026-11-21/01/flood)。")
    nights.publish("2026-11-25")
    nights.site.edit(f"{folder_of('2026-11-21')}/01/flood.md", '"flood"', '"another headline"')
    assert nights.publish_asking("2026-11-21") == ["2026-11-21", "2026-11-25"]


def test_the_folder_of_the_last_night_may_be_used_again(nights: Nights) -> None:
    nights.issue("2026-11-25")
    nights.state = nights.changes / "state"
    nights.publish("2026-11-25")


def test_a_state_of_ordinary_builds_will_do(nights: Nights) -> None:
    root = nights.check_out(everything=True)
    assert build_edition(root, options(output=root / "output")).ok
    nights.state = root / ".broadsheet/output.state"
    state = nights.folder / "ordinary.state"
    shutil.copy(nights.state, state)
    nights.state = state
    nights.publish(everything=True)
    nights.issue("2026-11-25")
    nights.publish("2026-11-25")


# --- what is missing ------------------------------------------------------------------------------------------------


def refused(nights: Nights, *issues: str) -> str:
    """What is missing, told in one message; the folder of changes is as it was."""
    before = tree(nights.changes)
    nights.commit()
    nights.check_out(*issues)
    result = nights.build()
    assert errors(result) == ["missing-issues"], result.diagnostics
    assert not result.ok
    assert tree(nights.changes) == before
    return result.diagnostics[0].message


def test_a_changed_issue_that_is_not_checked_out(nights: Nights) -> None:
    nights.site.edit(f"{folder_of('2026-11-23')}/01/flood.md", "洪水", "大水")
    assert folder_of("2026-11-23") in refused(nights)


def test_a_new_issue_that_is_not_checked_out(nights: Nights) -> None:
    nights.issue("2026-11-25")
    assert folder_of("2026-11-25") in refused(nights)


def test_other_settings(nights: Nights) -> None:
    nights.site.edit("content/paper.yaml", "base_url: https://example.org/", "base_url: https://courier.example/")
    assert "4 are not in the checkout" in refused(nights)
    nights.publish(everything=True)


def test_standing_pages_that_are_not_checked_out(nights: Nights) -> None:
    nights.commit()
    nights.check_out()
    git(nights.checkout, "sparse-checkout", "set", "--no-cone", "/*", "!/content/issues/*/*/", "!/content/pages/")
    result = nights.build()
    assert errors(result) == ["missing-issues"]
    assert "content/pages" in result.diagnostics[0].message


def test_an_issue_half_checked_out(nights: Nights) -> None:
    nights.issue("2026-11-25", "flood", "market")
    nights.commit()
    nights.check_out()
    git(nights.checkout, "sparse-checkout", "add", f"/{folder_of('2026-11-25')}/01/flood.md")
    result = nights.build()
    assert errors(result) == ["missing-issues"]
    assert folder_of("2026-11-25") in result.diagnostics[0].message


def test_a_month_whose_index_is_not_in_the_state(nights: Nights) -> None:
    for day in ("2026-12-01", "2027-01-01"):
        nights.issue(day)
        nights.publish(day)
    nights.site.edit(f"{folder_of('2026-11-23')}/01/flood.md", "洪水", "大水")
    assert nights.publish_asking("2026-11-23") == ["2026-11-23", "2026-11-21", "2026-11-22", "2026-11-24"]


def test_a_photo_of_another_issue(nights: Nights) -> None:
    nights.site.photo(f"{folder_of('2026-11-21')}/01/map.jpg")
    photo = {"src": f"/{folder_of('2026-11-21')}/01/map.jpg", "alt": "地图", "caption": "地图"}
    nights.issue("2026-11-25", "market", photos=[{**photo, "src": "../../2026-11-21/01/map.jpg"}])
    nights.publish("2026-11-21", "2026-11-25")
    nights.issue("2026-11-26")
    nights.publish("2026-11-26")
    nights.site.photo(f"{folder_of('2026-11-21')}/01/map.jpg", colour="#000000")
    assert nights.publish_asking("2026-11-21") == ["2026-11-21", "2026-11-25"]


def test_an_article_held_back_is_asked_for_the_next_night(nights: Nights) -> None:
    nights.issue("2026-11-25", "flood", "market")
    nights.commit()
    nights.check_out("2026-11-25")
    result = nights.build(hold=("01/market",))
    assert result.ok
    assert "2026/11/25/01/market.html" not in tree(nights.changes / "edition")
    nights.upload_unseen()
    assert nights.publish_asking() == ["2026-11-25"]
    assert "2026/11/25/01/market.html" in nights.published


# --- without git ----------------------------------------------------------------------------------------------------


def test_without_git_what_is_not_there_stays(nights: Nights) -> None:
    nights.issue("2026-11-25", "market")
    nights.commit()
    nights.check_out("2026-11-25")
    shutil.rmtree(nights.checkout / ".git")
    assert nights.build().ok
    nights.upload(nights.from_scratch())


def test_without_git_an_issue_changed(nights: Nights) -> None:
    nights.site.edit(f"{folder_of('2026-11-24')}/01/flood.md", "洪水", "大水")
    nights.commit()
    nights.check_out("2026-11-24")
    shutil.rmtree(nights.checkout / ".git")
    result = nights.build()
    assert (result.ok, result.issues_built) == (True, 1)
    nights.upload(nights.from_scratch())


def test_files_that_git_converts(nights: Nights) -> None:
    """As with Git LFS: what is on disk is not what is in the repository."""
    nights.site.write(".gitattributes", "*.md text eol=crlf\n")
    nights.publish(everything=True)
    nights.issue("2026-11-25")
    nights.publish("2026-11-25")


# --- the folder -----------------------------------------------------------------------------------------------------


def test_a_folder_of_others_is_not_touched(nights: Nights, tmp_path: Path) -> None:
    nights.changes = tmp_path / "mine"
    nights.changes.mkdir()
    (nights.changes / "edition").mkdir()
    (nights.changes / "edition/letter.txt").write_text("mine")
    with pytest.raises(BroadsheetError, match="not empty"):
        nights.build()
    assert tree(nights.changes) == {"edition/letter.txt": b"mine"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--from-state", "state"], "say with --changed-only"),
        (["--changed-only", "changes", "--output", "elsewhere"], "give one of them"),
        (["--changed-only", "changes", "2026-11-24"], "name no issues"),
        (["--changed-only", "changes", "--from-state", "state", "--clean"], "give one of them"),
        (["--changed-only", "content/changes"], "where the paper's sources are"),
    ],
)
def test_words_that_contradict_each_other(
    site: NewSite, words: list[str], why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site().root)
    assert run(["build", *words]) == 2
    assert why in " ".join(capsys.readouterr().err.split())


def test_the_command_tells_what_to_do_with_the_folder(
    site: NewSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site().article("01/flood").root)
    assert run(["build", "--no-press", "--now", "2027-01-01T00:00", "--changed-only", "changes"]) == 0
    assert "upload changes/edition, remove what changes/deleted.txt names, and keep changes/state" in (
        capsys.readouterr().out
    )
    assert not Path("output").exists()
    assert run(["build", "--no-press", "--changed-only", "changes", "--from-state", "missing"]) == 2
    assert "error[unusable-state]" in capsys.readouterr().err


def test_an_error_leaves_the_last_changes(nights: Nights) -> None:
    before = tree(nights.changes)
    nights.issue("2026-11-25", "market", section=["nonsense", {}])
    nights.commit()
    nights.check_out("2026-11-25")
    result = nights.build()
    assert not result.ok
    assert tree(nights.changes) == before


def test_a_state_of_another_paper(nights: Nights, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Nights(tmp_path / "other")
    other.site.edit("content/paper.yaml", "江城日报", "山城晚报")
    other.issue("2026-11-24")
    other.publish(everything=True)
    nights.state = other.state
    with pytest.raises(BroadsheetError, match="山城晚报") as fault:
        nights.build()
    assert fault.value.diagnostic.code == "unusable-state"


# --- new checkouts of the whole archive -----------------------------------------------------------------------------


def test_a_new_checkout_is_known_by_git_without_opening_a_file(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    """Night one makes all and night two reads all; from then on the trees tell."""
    monkeypatch.setattr("broadsheet.build.survey._MANY", 3)
    kept, output = nights.folder / "cache", nights.folder / "output"

    def night() -> int:
        root = nights.check_out(everything=True)
        if kept.exists():
            shutil.copytree(kept, root / ".broadsheet", dirs_exist_ok=True)
        result = build_edition(root, options(output=output))
        assert result.ok
        states = list((root / ".broadsheet").glob("output-*.state"))
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(root / ".broadsheet", kept)
        assert states
        return result.issues_built

    assert (night(), night()) == (4, 0)
    opened: list[object] = []

    def read(*arguments: object) -> object:
        opened.append(arguments)
        raise AssertionError(f"{arguments} is read")

    monkeypatch.setattr("broadsheet.build.shelf.read_issue", read)
    assert night() == 0
    assert opened == []


# --- night after night ----------------------------------------------------------------------------------------------


def _add(nights: Nights, chance: Random) -> list[str]:
    last = nights.issues()[-1]
    day = time.strftime("%Y-%m-%d", time.gmtime(time.mktime(time.strptime(last, "%Y-%m-%d")) + 86_400 * 3.5))
    body = f"见[此文]({chance.choice(nights.issues())}/01/flood)。" if chance.random() < 0.5 else ""
    nights.issue(day, "flood", *chance.sample(["market", "rain", "bridge"], 2), body=body, section="要闻")
    return [day]


def _correct(nights: Nights, chance: Random) -> list[str]:
    day = chance.choice(nights.issues()[-6:])
    nights.issue(day, "flood", corrections=[{"date": "2027-01-31", "text": f"第 {chance.randrange(1000)} 次更正。"}])
    return [day]


def _rename(nights: Nights, chance: Random) -> list[str]:
    day = chance.choice(nights.issues()[-6:])
    nights.issue(day, f"story-{chance.randrange(9)}", title=f"标题{chance.randrange(9)}", section="评论")
    return [day]


def _withdraw(nights: Nights, chance: Random) -> list[str]:
    if len(nights.issues()) > 3:
        nights.site.remove(folder_of(chance.choice(nights.issues()[-3:])))
    return []


def _stand(nights: Nights, chance: Random) -> list[str]:
    nights.site.write("content/pages/about.md", f"---\ntitle: 关于\n---\n\n第 {chance.randrange(99)} 版。\n")
    return []


STEPS: tuple[Callable[[Nights, Random], list[str]], ...] = (_add, _add, _add, _correct, _rename, _withdraw, _stand)


def _weeks(nights: Nights, seed: int, count: int) -> None:
    chance = Random(seed)
    for _ in range(count):
        wanted = chance.choice(STEPS)(nights, chance)
        nights.publish_asking(*(day for day in wanted if chance.random() < 0.9))


def test_a_week_of_nights(nights: Nights) -> None:
    _weeks(nights, 1, 4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 5))
def test_months_of_nights(nights: Nights, seed: int) -> None:
    _weeks(nights, seed, 25)

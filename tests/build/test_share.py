"""Share pictures and icons in an edition: who has one, what it is kept by, when it goes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import NewSite
from paper_site import ISSUE, Built, PaperSite

ARTICLE = "2026/11/24/01/bridge.html"
RETRACTED = {"date": "2026-11-24", "reason": "事实有误。"}
OFF = "theme_options:\n  share_pictures: no\n  offline: no\n"


def shares(built: Built) -> list[str]:
    """Addresses of the share pictures, the hash left out."""
    return sorted(path.rpartition("-share.")[0] for path in built.files() if "-share." in path)


def share(built: Built, address: str = ARTICLE) -> str:
    """The address of an article's share picture, as the article names it."""
    tag = built.document(address).css_first('meta[property="og:image"]')
    assert tag is not None
    found = (tag.attributes["content"] or "").removeprefix("https://example.org/")
    assert (built.output / found).is_file()
    return found


@pytest.fixture
def paper(site: NewSite) -> PaperSite:
    return site().article("01/bridge", title="老桥今早通行").photo(f"{ISSUE}/01/bridge.jpg")


def test_every_article_has_one_but_adverts_and_retracted_ones(paper: PaperSite) -> None:
    paper.article("01/advert", kind="advert").article("01/gone", retracted=RETRACTED).article("01/fog")
    built = paper.build()
    assert shares(built) == ["2026/11/24/01/bridge", "2026/11/24/01/fog"]
    assert "-share." in share(built)


def test_a_tail_shows_the_picture_of_its_story(site: NewSite) -> None:
    paper = site().article("01/bridge", "正文。\n\n（下转第二版）").article("02/bridge", "（上接第一版）\n\n续文。")
    built = paper.build()
    assert shares(built) == ["2026/11/24/01/bridge"]
    assert share(built, "2026/11/24/02/bridge.html") == share(built)


def test_retraction_and_change_leave_no_earlier_picture(paper: PaperSite) -> None:
    first = share(paper.build())
    changed = paper.article("01/bridge", title="老桥今晨通行").build()
    second = share(changed)
    assert second != first
    assert not (changed.output / first).exists()
    gone = paper.article("01/bridge", retracted=RETRACTED).build()
    assert shares(gone) == []


def test_a_change_of_text_alone_keeps_the_picture(paper: PaperSite) -> None:
    assert share(paper.build()) == share(paper.article("01/bridge", "另一段。", title="老桥今早通行").build())


def test_pictures_are_kept_and_mended(paper: PaperSite, monkeypatch: pytest.MonkeyPatch) -> None:
    built = paper.build()
    before = (built.output / share(built)).read_bytes()
    kept = sorted((paper.root / ".broadsheet/share").rglob("*.jpg"))
    assert len(kept) == 1
    shutil.rmtree(built.output)
    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.build.share.share_picture", lambda *_: pytest.fail("drawn twice"))
        paper.build()
    kept[0].write_bytes(b"damaged")
    shutil.rmtree(built.output)
    again = paper.build()
    assert (again.output / share(again)).read_bytes() == before
    assert [file.read_bytes() for file in kept if file.exists()] == [before]


def test_a_clean_build_forgets_them_and_makes_the_same_bytes(paper: PaperSite) -> None:
    first = paper.build().files()
    stamps = {file: file.stat().st_mtime_ns for file in (paper.root / ".broadsheet/share").rglob("*.jpg")}
    assert paper.build(clean=True).files() == first
    assert all(file.stat().st_mtime_ns != stamp for file, stamp in stamps.items())


def test_a_theme_without_them_has_none(paper: PaperSite) -> None:
    paper.write("content/paper.yaml", (paper.root / "content/paper.yaml").read_text(encoding="utf-8") + OFF)
    built = paper.build()
    assert shares(built) == []
    assert not (built.output / "manifest.webmanifest").exists()
    icons = [path for path in built.files() if path.startswith("assets/") and path.endswith(".png")]
    assert [path.partition(".")[0] for path in icons] == ["assets/favicon"]


def test_icons_follow_the_nameplate(paper: PaperSite) -> None:
    def icons(built: Built) -> set[str]:
        return {path for path in built.files() if path.startswith("assets/") and path.endswith(".png")}

    plain = icons(paper.build())
    assert {path.rpartition("/")[2].split(".")[0] for path in plain} == {
        "favicon",
        "apple",
        "app-192",
        "app-512",
        "maskable-512",
    }
    paper.photo("content/plate.png", (300, 300), "#00aa00")
    paper.edit("content/paper.yaml", "language:", "nameplate: plate.png\nlanguage:")
    pictured = icons(paper.build()) - {path for path in paper.build().files() if "plate" in path}
    assert pictured.isdisjoint(plain)
    assert len(pictured) == len(plain)


def test_manifest(paper: PaperSite) -> None:
    built = paper.build()
    manifest = built.json("manifest.webmanifest")
    assert manifest["name"] == "江城日报"
    assert (manifest["start_url"], manifest["scope"], manifest["lang"]) == ("./", "./", "zh-Hans")
    for icon in manifest["icons"]:
        assert (built.output / icon["src"]).is_file()
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for shortcut in manifest["shortcuts"]:
        assert (built.output / shortcut["url"]).is_file()
    assert "id" not in manifest  # two papers below one host would be one app


def test_code_and_address_of_the_article(paper: PaperSite) -> None:
    figure = paper.build().document(ARTICLE).css_first("figure.qr svg")
    assert figure is not None
    assert figure.attributes["role"] == "img"


def test_without_a_base_url_there_is_no_code(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", "name: 江城日报\nlanguage: zh-Hans\n").article("01/bridge")
    built = paper.build()
    assert built.document(ARTICLE).css_first("figure.qr") is None
    assert shares(built) == ["2026/11/24/01/bridge"]


def test_another_folder_gives_the_same_bytes(paper: PaperSite, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(paper.root, other)
    assert PaperSite(other).build().files() == paper.build().files()

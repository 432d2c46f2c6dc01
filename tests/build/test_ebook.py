"""`issue.epub`: EPUB 3.3, with the newspaper's pages in its contents."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image

from book_checkers import barriers, complaints
from build.ebook_samples import DC, EPUB, LONG, OPF, Book, everything
from paper_site import ISSUE, PAPER, Built, PaperSite

NewSite = Callable[..., PaperSite]


def book(built: Built, address: str = EPUB) -> Book:
    assert built.errors == []
    return Book.of((built.output / address).read_bytes())


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book(everything(PaperSite(tmp_path_factory.mktemp("site"))).build(drafts=True))


# --- the container --------------------------------------------------------------------------------------------------


def test_the_media_type_comes_first_and_as_it_is(full: Book, site: NewSite) -> None:
    first = full.entries[0]
    assert (first.filename, full.files["mimetype"]) == ("mimetype", b"application/epub+zip")
    assert (first.compress_type, first.extra) == (0, b"")
    data = (everything(site()).build().output / EPUB).read_bytes()
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_issue_gives_the_same_bytes(site: NewSite) -> None:
    paper = everything(site())
    first, again = paper.build(), paper.build(clean=True, output="again", jobs=1)
    assert (first.output / EPUB).read_bytes() == (again.output / EPUB).read_bytes()


def test_nothing_tells_when_it_was_packed(full: Book) -> None:
    assert {entry.date_time for entry in full.entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_package_lists_every_file_and_the_spine_every_document(full: Book) -> None:
    listed = [f"EPUB/{item.get('href')}" for item in full.package.iter(f"{OPF}item")]
    beside = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert sorted(listed) == sorted(full.files.keys() - beside)
    assert sorted(f"EPUB/{path}" for path in full.spine()) == sorted(full.documents)


def broken_links(made: Book) -> list[str]:
    """Links that lead to nothing in the book, those to the web left out."""
    return [
        f"{path}: {target}"
        for path in made.spine()
        for target in made.links(path)
        for file, mark, fragment in [target.partition("#")]
        if not target.startswith("https://")
        and (f"EPUB/{file}" not in made.files or (mark and fragment not in made.ids(file)))
    ]


def test_every_link_leads_to_something_in_the_book_or_to_the_web(full: Book) -> None:
    assert broken_links(full) == []
    assert all(len(full.ids(path)) == len(set(full.ids(path))) for path in full.spine())


def test_names_are_plain(full: Book) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9/._-]+", path) for path in full.files)


# --- order ----------------------------------------------------------------------------------------------------------


def test_a_page_comes_before_the_stories_that_begin_on_it(full: Book) -> None:
    spine = full.spine()
    pages = [path.split("/")[0] for path in spine if path.endswith("/index.xhtml")]
    assert pages == ["01", "02", "03", "04-05"]
    assert spine[:2] == ["cover.xhtml", "nav.xhtml"]
    assert [path for path in spine if path.startswith("02/")] == [
        "02/index.xhtml",
        "02/inside.xhtml",
        "02/foreign.xhtml",
    ]


def test_the_contents_and_the_list_of_pages_are_in_the_order_of_the_spine(full: Book) -> None:
    spine = full.spine()
    for kind in ("toc", "page-list"):
        order = [spine.index(href.split("#")[0]) for href, _ in full.nav(kind)]
        assert order == sorted(order)
    labels = [text for _, text in full.nav("page-list")]
    assert labels == ["01", "02 大桥通了 & 灯亮了", "04-05 大桥通了 & 灯亮了", "02", "03", "04-05"]


def test_every_page_break_is_in_the_list_of_pages(full: Book) -> None:
    breaks = [
        f"{path}#{element.get('id')}"
        for path in full.spine()
        for element in full.tree(path).iter()
        if element.get("role") == "doc-pagebreak"
    ]
    assert [href for href, _ in full.nav("page-list")] == breaks


# --- stories --------------------------------------------------------------------------------------------------------


def story(full: Book) -> str:
    (path,) = [href for href, text in full.nav("toc") if text == "大桥通了 & 灯亮了"]
    return path


def test_a_story_is_whole_with_a_marker_where_the_page_changed(full: Book) -> None:
    text = full.text(story(full))
    assert text.count(LONG[:20]) == 4
    assert re.findall(r'<span id="(\S+)" role="doc-pagebreak" epub:type="pagebreak" aria-label="(.+?)"', text) == [
        ("p02", "第02版"),
        ("p04-05", "第04–05版"),
    ]
    assert '<a href="#p02"' in text
    assert "（下转第二版）" in text


def test_its_page_lists_a_tail_that_leads_into_the_story(full: Book) -> None:
    assert f"{story(full)}#p02" in set(full.links("02/index.xhtml"))


def test_a_footnote_is_one_to_e_readers(full: Book) -> None:
    text = full.text(story(full))
    assert text.count('role="doc-noteref" epub:type="noteref"') == 2
    assert text.count('epub:type="footnote" role="doc-footnote"') == 1
    assert "脚注一" in text


def test_links_go_on_inside_the_book_and_else_to_the_web(full: Book) -> None:
    links = set(full.links(story(full)))
    assert {"02/index.xhtml", "02/inside.xhtml", "https://example.com/?a=1&b=2"} <= links
    assert "https://example.org/2026/11/23/01/yesterday.html" in links
    assert "https://example.org/2026/11/24-evening/01/late.html" in links
    assert any(link.startswith("https://example.org/2026/11/24/01/plan.") for link in links)


def test_without_a_base_url_what_is_outside_the_book_is_plain_text(site: NewSite) -> None:
    paper = everything(site()).edit("content/paper.yaml", "base_url: https://example.org/\n", "")
    made = book(paper.build())
    links = set(made.links(story(made)))
    assert {link for link in links if ":" in link} == {"https://example.com/?a=1&b=2"}
    assert broken_links(made) == []
    assert "昨天的消息" in made.text(story(made))
    (identifier,) = made.package.iter(f"{DC}identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier.text or "")


def test_adverts_are_left_out(full: Book) -> None:
    everywhere = "".join(full.text(path) for path in full.spine())
    assert "减价" not in everywhere
    assert "整版广告" not in everywhere
    assert [href for href, _ in full.nav("toc") if href.startswith("03/")] == ["03/index.xhtml"]


def test_of_a_retracted_article_only_the_notice_is_there(full: Book) -> None:
    assert not any("机密".encode() in content for content in full.files.values())
    assert "来源有误。" in full.text("01/gone.xhtml")
    assert "本文已撤回" in full.text("01/index.xhtml")


def test_a_draft_is_marked_where_drafts_are_shown(full: Book, site: NewSite) -> None:
    assert "草稿</p>" in full.text("04-05/draft.xhtml")
    assert "EPUB/04-05/draft.xhtml" not in book(everything(site()).build()).files


def test_a_text_in_another_language_says_so(full: Book) -> None:
    assert 'lang="en" xml:lang="en"' in full.text("02/foreign.xhtml")[:300]
    assert '<a href="02/foreign.xhtml" lang="en" xml:lang="en">A Letter</a>' in full.text("nav.xhtml")


def test_whatever_a_text_holds_the_book_is_xml(site: NewSite) -> None:
    odd = "甲\ufffe乙\u200b<br>&nbsp;]]><!-- 丙\x0b\u202e丁\U0001f4f0"
    made = book(site().article("01/odd", odd, title="<\"&'>", kicker="a & b").build())
    for path in made.spine():
        assert made.tree(path) is not None
    assert "&lt;br&gt;\u00a0]]&gt;" in made.text("01/odd.xhtml")


def test_a_book_of_a_bilingual_paper_has_one_language(site: NewSite) -> None:
    paper = everything(site()).edit("content/paper.yaml", "imprint:", "theme_options: {second_language: en}\nimprint:")
    built = paper.build()
    made = book(built)
    assert "data-second" in built.text("2026/11/24/index.html")
    everywhere = "".join(made.text(path) for path in (*made.spine(), "package.opf"))
    assert not re.search("[\ufdd0-\ufdef]|>Contents|Page 02", everywhere)
    assert "data-second" not in everywhere


# --- metadata -------------------------------------------------------------------------------------------------------


def test_the_package_names_paper_issue_and_day(full: Book) -> None:
    of = {kind: next(full.package.iter(f"{DC}{kind}")).text for kind in ("title", "identifier", "language", "date")}
    assert of == {
        "title": "江城日报 2026-11-24",
        "identifier": "https://example.org/2026/11/24/",
        "language": "zh-Hans",
        "date": "2026-11-24",
    }
    assert full.meta("belongs-to-collection") == ["江城日报"]
    assert full.meta("group-position") == ["12"]


def test_it_was_modified_on_the_day_of_the_last_correction(full: Book, site: NewSite) -> None:
    assert full.meta("dcterms:modified") == ["2026-11-26T00:00:00Z"]
    plain = book(site().article("01/a").build())
    assert plain.meta("dcterms:modified") == ["2026-11-24T00:00:00Z"]


def test_the_metadata_tells_whether_all_photos_are_described(full: Book, site: NewSite) -> None:
    assert full.meta("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in full.meta("schema:accessibilityFeature")
    bare = site().photo(f"{ISSUE}/01/a.jpg").article("01/a", photos=[{"src": "a.jpg", "caption": "江。"}])
    made = book(bare.build())
    assert made.meta("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in made.meta("schema:accessibilityFeature")


# --- photos ---------------------------------------------------------------------------------------------------------


def test_photos_are_jpegs_that_are_not_too_wide(full: Book) -> None:
    sizes = []
    for path, content in full.files.items():
        if path.endswith(".jpg"):
            with Image.open(io.BytesIO(content)) as image:
                assert image.format == "JPEG"
                assert not image.getexif()
                sizes.append(image.size)
    assert sorted(sizes) == [(300, 500), (900, 600), (1200, 675)]


def test_what_is_transparent_is_white(site: NewSite) -> None:
    paper = site()
    file = paper.root / f"{ISSUE}/01/a.png"
    file.parent.mkdir(parents=True)
    Image.new("RGBA", (400, 300), (0, 0, 0, 0)).save(file)
    made = book(paper.article("01/a", photos=[{"src": "a.png", "alt": "空"}]).build())
    (content,) = [content for path, content in made.files.items() if path.endswith(".jpg")]
    with Image.open(io.BytesIO(content)) as image:
        assert image.getpixel((200, 150)) == (255, 255, 255)


# --- when it is made ------------------------------------------------------------------------------------------------


def test_the_front_names_it(site: NewSite) -> None:
    built = site().article("01/a").build()
    assert 'href="issue.epub"' in built.text("2026/11/24/index.html")


def test_an_issue_without_an_article_and_a_theme_without_books_have_none(site: NewSite) -> None:
    empty = site().article("01/ad", kind="advert").build()
    assert EPUB not in empty.files()
    off = site().write("content/paper.yaml", PAPER + "theme_options: {epub: no}\n").article("01/a").build()
    assert EPUB not in off.files()
    assert "issue.epub" not in off.text("2026/11/24/index.html")


def test_few_old_books_stay_in_the_cache(site: NewSite) -> None:
    paper = site().article("01/a", "零")
    for number in range(1, 6):
        paper.article("01/a", f"第{number}稿。").build()
    kept = paper.root / ".broadsheet/ebooks/2026-11-24"
    assert len(list(kept.iterdir())) == 4


def test_while_the_press_is_behind_the_last_book_stands(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", PAPER + "format: tabloid\n").article("01/a", LONG * 12)
    never = paper.build(press=True, wait_for_press=False)
    assert EPUB not in never.files()
    before = paper.build(press=True)
    made = book(before)
    assert made.spine()[0] == "cover.xhtml"
    with Image.open(io.BytesIO(made.files["EPUB/cover.jpg"])) as cover:
        assert cover.width == 1200
    assert 'properties="cover-image"' in made.text("package.opf")
    paper.edit(f"{ISSUE}/01/a.md", f"---\n\n{LONG}", f"---\n\n昨夜一场雨，{LONG}")
    quick = paper.build(press=True, wait_for_press=False)
    assert "昨夜一场雨" not in book(quick).text("01/a.xhtml")
    assert "昨夜一场雨" in book(paper.build(press=True)).text("01/a.xhtml")


# --- by the standard ------------------------------------------------------------------------------------------------


def test_epubcheck_finds_nothing(site: NewSite) -> None:
    assert complaints(everything(site()).build(drafts=True).output / EPUB) == []


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_books_of_other_papers(site: NewSite) -> None:
    paper = everything(site())
    late = paper.build().output / "2026/11/24-evening/issue.epub"
    offline = paper.edit("content/paper.yaml", "base_url: https://example.org/\n", "").build(output="offline").output
    english, traditional = site("english").build(press=True).output, site("traditional").build().output
    others = [each for output in (english, traditional) for each in sorted(output.glob("*/*/*/issue.epub"))]
    assert len(others) == 2
    assert complaints(late, offline / EPUB, *others) == []


@pytest.mark.slow
def test_ace_finds_nothing(site: NewSite) -> None:
    books = (everything(site()).build(drafts=True).output, site("english").build().output)
    assert barriers(*(output / EPUB for output in books)) == []

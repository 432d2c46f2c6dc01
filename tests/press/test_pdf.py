"""The PDF against the model: every line in its place, and what readers, search engines and screen readers need."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.press.emit.pdf import Links, Printed, issue_pdf, page_pdf
from broadsheet.press.emit.print_photos import PrintPhoto, print_photo
from broadsheet.press.emit.typst_page import Imprint, PrintedPage, pictures_of
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import PageLayout, Picture, TextBlock
from press.hand_set import hand_set
from press.pdf_reading import language_of, links_of, opened, outline_of, tags_of, text_of
from press.read_back import read_back

DATE = datetime.date(2026, 11, 24)
RELATIVE = Links(folder="2026/11/24/01")


def imprint(language: str = "zh-CN") -> Imprint:
    return Imprint("江城日报 2026年11月24日 第一版", "江城日报", language, DATE)


def printed(layout: PageLayout, links: Links = RELATIVE, photos: dict[Picture, PrintPhoto] | None = None) -> Printed:
    page = PrintedPage(layout, "第一版 要闻", {"01/bridge": "老桥重开，“第一步”走了三个月"})
    return page_pdf(page, imprint(layout.language), default_faces(layout.language), photos or {}, links)


def photo_file() -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.mark.parametrize("language", ["zh-CN", "zh-Hant", "ja", "en", "de"])
def test_every_line_is_where_the_model_has_it(language: str) -> None:
    layout = hand_set(language)

    document = printed(layout)
    body = read_back(document.data, [layout])
    everything = read_back(document.data, [layout], None)

    assert document.complaints == ()
    assert everything.differences == ()
    assert everything.equal == everything.total > body.total > 100


def test_reading_back_sees_a_moved_line_and_a_changed_word() -> None:
    layout = hand_set()
    document = printed(layout).data

    def spoilt(change: str) -> PageLayout:
        module = layout.modules[0]
        place = next(n for n, e in enumerate(module.elements) if isinstance(e, TextBlock) and e.role == "body")
        block = module.elements[place]
        assert isinstance(block, TextBlock)
        if change == "down":
            block = replace(block, y=block.y + 0.2)
        elif change == "right":
            block = replace(block, x=block.x + 0.2)
        else:
            first = block.lines[0].segments[0]
            line = replace(block.lines[0], segments=(replace(first, text="甲" + first.text[1:]),))
            block = replace(block, lines=(line, *block.lines[1:]))
        elements = (*module.elements[:place], block, *module.elements[place + 1 :])
        return replace(layout, modules=(replace(module, elements=elements), *layout.modules[1:]))

    for change in ("down", "right", "word"):
        assert read_back(document, [spoilt(change)]).differences, change


def test_the_same_page_gives_the_same_bytes() -> None:
    assert printed(hand_set()).data == printed(hand_set()).data


def test_the_document_says_what_it_is() -> None:
    data = printed(hand_set()).data

    with opened(data) as document:
        facts = document.get_metadata_dict()
        size = document[0].get_size()
    assert (facts["Title"], facts["Author"]) == (imprint().title, "江城日报")
    assert facts["CreationDate"].startswith("D:20261124")
    assert language_of(data) == "zh-CN"
    assert [round(side / 72 * 25.4) for side in size] == [270, 390]


@pytest.mark.parametrize(
    ("tag", "printed_tag"), [("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("en-GB", "en-GB"), ("ja", "ja")]
)
def test_the_language_is_named_as_the_web_names_it(tag: str, printed_tag: str) -> None:
    assert language_of(printed(hand_set(tag, repeat=1)).data) == printed_tag


def test_text_copies_in_reading_order() -> None:
    text = text_of(printed(hand_set()).data)

    order = (
        "江城日报",
        "江水退去",
        "老桥重开，“第一步”走了\n三个月",
        "上图：老桥",
        "本报讯（记者林晓）“江水\n退了，桥就通了。”——昨天",
        "（下转第二版）",
        "广\n场\n夜",
    )
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_tags_tell_headings_paragraphs_and_pictures_in_reading_order() -> None:
    tags = tags_of(printed(hand_set(), photos=photos_of(hand_set())).data)
    kinds = [kind for kind, _ in tags]

    assert kinds[:2] == ["Document", "H1"]
    assert [kind for kind in kinds if kind == "H1" or kind == "H2"] == ["H1", "H2", "H2"]
    assert kinds.index("H1") < kinds.index("H2") < kinds.index("Figure") < kinds.index("H3")
    assert ("Figure", "一座桥") in tags
    paragraphs = 1 + 2 + 1 + 1  # banner, kicker and byline, caption, jump line
    assert kinds.count("P") >= paragraphs + 3 * 2


def photos_of(layout: PageLayout) -> dict[Picture, PrintPhoto]:
    return {picture: PrintPhoto("photo.jpg", photo_file()) for picture in pictures_of(layout)}


def test_a_decoration_is_no_figure() -> None:
    layout = hand_set()
    module = layout.modules[0]
    silent = tuple(replace(each, alt="") if isinstance(each, Picture) else each for each in module.elements)
    layout = replace(layout, modules=(replace(module, elements=silent),))

    document = printed(layout, photos=photos_of(layout))

    assert document.complaints == ()
    assert "Figure" not in [kind for kind, _ in tags_of(document.data)]


def test_headings_never_skip_a_level() -> None:
    """A box with a title and no headline above it, on a page without nameplate and folio (PDF/UA-1 §7.4.2)."""
    layout = hand_set(code="02")
    module = layout.modules[0]
    headless = tuple(e for e in module.elements if not (isinstance(e, TextBlock) and e.role == "headline"))
    layout = replace(layout, furniture=(), modules=(replace(module, elements=headless),))

    document = printed(layout)

    assert document.complaints == ()
    assert "H2" in [kind for kind, _ in tags_of(document.data)]


def test_a_page_without_anything_is_a_page() -> None:
    layout = replace(hand_set(), furniture=(), modules=(), rules=())

    document = printed(layout)

    assert document.complaints == ()
    assert outline_of(document.data) == [(0, "第一版 要闻", 0)]


def test_the_outline_names_pages_and_articles() -> None:
    pages = [PrintedPage(hand_set(code=f"0{n}", repeat=2), f"第{n}版", {f"0{n}/bridge": f"桥之{n}"}) for n in (1, 2)]

    data = issue_pdf(pages, imprint(), default_faces("zh-CN"), {}, Links()).data

    assert outline_of(data) == [
        (0, "第1版", 0),
        (1, "桥之1", 0),
        (1, "广场夜里亮起来", 0),
        (0, "第2版", 1),
        (1, "桥之2", 1),
        (1, "广场夜里亮起来", 1),
    ]


def test_links_are_relative_to_the_document_without_an_address() -> None:
    assert links_of(printed(hand_set()).data)[:2] == ["bridge.html", "../03/records.html#p02"]


@pytest.mark.parametrize("base", ["https://example.org/paper/", "https://example.org/paper"])
def test_links_are_absolute_with_an_address(base: str) -> None:
    found = links_of(printed(hand_set(), Links(base, "2026/11/24/01")).data)

    assert found[:2] == [
        f"{base.rstrip('/')}/2026/11/24/01/bridge.html",
        "https://example.org/paper/2026/11/24/03/records.html#p02",
    ]


@pytest.mark.parametrize("address", ["https://example.com/a?b=c", "mailto:desk@example.com"])
def test_links_to_the_web_stay(address: str) -> None:
    layout = hand_set()
    module = layout.modules[1]
    linked = tuple(replace(e, link=address) if isinstance(e, TextBlock) else e for e in module.elements)
    layout = replace(layout, modules=(replace(module, elements=linked),))

    assert links_of(printed(layout).data)[0] == address


def test_a_jump_leads_to_the_page_that_the_tail_is_printed_on() -> None:
    pages = [PrintedPage(hand_set(code=f"0{n}", repeat=8), f"第{n}版") for n in (1, 2)]
    links = Links("https://example.org/", printed={"2026/11/24/02/bridge.html": "02/bridge", "x.html": "07/none"})

    data = issue_pdf(pages, imprint(), default_faces("zh-CN"), {}, links).data

    assert links_of(data)[-3:] == [
        1,
        "https://example.org/2026/11/24/sq.html",
        "https://example.org/2026/11/24/03/records.html#p02",
    ]


def test_one_link_over_two_lines_is_one_link() -> None:
    layout = hand_set(repeat=1)

    records = [link for link in links_of(printed(layout).data) if link == "../03/records.html#p02"]

    assert len(records) == 2  # one in each module, though each runs over a line's end


def test_a_character_that_no_face_has_does_not_stop_the_page() -> None:
    layout = hand_set()
    module = layout.modules[1]
    block = module.elements[1]
    assert isinstance(block, TextBlock)
    segment = replace(block.lines[0].segments[0], text="\U00013000")
    block = replace(block, lines=(replace(block.lines[0], segments=(segment,)), *block.lines[1:]))
    layout = replace(layout, modules=(replace(module, elements=(block,)),))

    document = printed(layout)

    assert document.complaints
    with opened(document.data) as opened_document:
        assert len(opened_document) == 1


def test_a_page_with_photos_stays_small(tmp_path: Path) -> None:
    layout = hand_set(repeat=8)
    noise = Image.effect_noise((1800, 1200), 30).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, "WEBP", quality=80)
    (picture,) = pictures_of(layout)
    photo = print_photo(picture, buffer.getvalue(), tmp_path)
    assert photo is not None

    document = printed(layout, photos={picture: photo})

    assert len(photo.data) < len(document.data) < 500_000

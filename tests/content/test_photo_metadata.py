"""Caption and credit as the photo's file says them."""

from __future__ import annotations

import io
import struct
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from broadsheet.content.photo_metadata import NOTHING, PhotoMetadata, photo_metadata

CAPTION, BY_LINE, CREDIT = 120, 80, 110
UTF_8 = (1, 90, b"\x1b%G")


def jpeg(*records: tuple[int, int, bytes], xmp: str = "") -> bytes:
    """A JPEG with IPTC records (record, data set, value) in its Photoshop segment, and an XMP packet."""
    iptc = b"".join(struct.pack(">BBBH", 0x1C, *record[:2], len(record[2])) + record[2] for record in records)
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc + b"\x00" * (len(iptc) % 2)
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "JPEG", xmp=xmp.encode() if xmp else b"")
    plain = file.getvalue()
    segment = b"Photoshop 3.0\x00" + resource
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:] if records else plain


def test_a_picture_of_many_pixels_is_no_noise(recwarn: pytest.WarningsRecorder) -> None:
    file = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(file, "PNG")
    assert photo_metadata(file.getvalue()) == NOTHING
    assert len(recwarn) == 0


def packet(description: str = "", creators: tuple[str, ...] = (), credit: str = "") -> str:
    people = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in creators)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(description)}</rdf:li></rdf:Alt>'
        "</dc:description>"
        f"<dc:creator><rdf:Seq>{people}</rdf:Seq></dc:creator><photoshop:Credit>{escape(credit)}</photoshop:Credit>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


# --- character sets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caption", "by_line"),
    [
        ("江面起雾。", "唐果"),
        ("江面起雾。", "王　明"),
        ("江面起雾。", "王 明"),
        ("江城OPPO杯游泳赛，A组", "朱镕"),
        ("", "刘喆"),
        ("《江边的人》——“旧照”", ""),
    ],
)
@pytest.mark.parametrize(("charset", "declared"), [("utf-8", True), ("utf-8", False), ("gb18030", False)])
def test_chinese(caption: str, by_line: str, charset: str, declared: bool) -> None:
    records = [UTF_8] if declared else []
    data = jpeg(*records, (2, CAPTION, caption.encode(charset)), (2, BY_LINE, by_line.encode(charset)))
    assert photo_metadata(data) == PhotoMetadata(caption, " ".join(by_line.split()))


@pytest.mark.parametrize(
    "name",
    [
        "Jürgen Müller",
        "Müller",
        "José García",
        "Zoë Peña",
        "François Lefèvre",
        "Åsa Öberg",
        "Søren Bjørk",
        "Créée",
        "Nuñéz",
        "Jane Doe",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_accented_letters_become_no_han_characters(name: str, charset: str) -> None:
    data = jpeg((2, CAPTION, b"Fog"), (2, BY_LINE, name.encode(charset)))
    assert photo_metadata(data) == PhotoMetadata("Fog", name)


def test_declared_latin_and_the_quotes_of_windows() -> None:
    assert photo_metadata(jpeg((1, 90, b"\x1b.A"), (2, BY_LINE, "ÄÖ".encode("latin-1")))).credit == "ÄÖ"
    assert photo_metadata(jpeg((2, CAPTION, "Müller’s café".encode("cp1252")))).caption == "Müller’s café"


def test_a_character_cut_at_the_end_of_its_field_is_left_out() -> None:
    assert photo_metadata(jpeg(UTF_8, (2, CAPTION, "江面起雾".encode()[:-1]))).caption == "江面起"


def test_one_file_has_one_character_set() -> None:
    """What the by-line alone would not tell, the caption does."""
    data = jpeg((2, CAPTION, "江面起雾，拍于A座".encode("gb18030")), (2, BY_LINE, "王A".encode("gb18030")))
    assert photo_metadata(data) == PhotoMetadata("江面起雾，拍于A座", "王A")


# --- fields ---------------------------------------------------------------------------------------------------------


def test_the_by_line_goes_before_the_credit() -> None:
    agency = (2, CREDIT, "新华社".encode())
    assert photo_metadata(jpeg(UTF_8, agency, (2, BY_LINE, "唐果".encode()))).credit == "唐果"
    assert photo_metadata(jpeg(UTF_8, agency)).credit == "新华社"


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("唐果", "王五"), "唐果、王五"), (("Jane Doe", "John Roe"), "Jane Doe, John Roe"), (("Jane Doe",), "Jane Doe")],
)
def test_several_people(names: tuple[str, ...], expected: str) -> None:
    assert photo_metadata(jpeg(UTF_8, *((2, BY_LINE, name.encode()) for name in names))).credit == expected
    assert photo_metadata(jpeg(xmp=packet(creators=names))).credit == expected


def test_xmp() -> None:
    data = jpeg(xmp=packet("江面起雾 & 风大", ("唐果",), "新华社"))
    assert photo_metadata(data) == PhotoMetadata("江面起雾 & 风大", "唐果")
    assert photo_metadata(jpeg(xmp=packet(credit="新华社"))) == PhotoMetadata("", "新华社")


def test_xmp_fills_what_iptc_leaves_out() -> None:
    data = jpeg(UTF_8, (2, CAPTION, "江面起雾。".encode()), (2, BY_LINE, b" "), xmp=packet("另一句", ("唐果",)))
    assert photo_metadata(data) == PhotoMetadata("江面起雾。", "唐果")


def test_one_line_without_control_characters() -> None:
    data = jpeg(UTF_8, (2, CAPTION, "江面\r\n起雾\0\x08。\t".encode()))
    assert photo_metadata(data).caption == "江面 起雾 。"


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "TIFF"])
def test_a_photo_that_says_nothing(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    assert photo_metadata(file.getvalue()) == NOTHING


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", jpeg()[:40], jpeg(xmp="<broken"), jpeg((2, CAPTION, b"")), b"\xff\xd8\xff\xed\x00\x04ab"],
)
def test_what_cannot_be_read_says_nothing(data: bytes) -> None:
    assert photo_metadata(data) == NOTHING


def test_external_entities_are_not_read() -> None:
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    assert photo_metadata(jpeg(xmp=entity + packet("&e;").replace("&amp;e;", "&e;"))) == NOTHING


@given(st.text(min_size=1, max_size=60))
def test_any_declared_text_comes_through(text: str) -> None:
    found = photo_metadata(jpeg(UTF_8, (2, CAPTION, text.encode("utf-8", "ignore"))))
    printable = [char for char in text if char.isprintable() and not char.isspace()]
    assert all(char in found.caption for char in printable)


@given(st.binary(max_size=60))
def test_any_bytes_are_read(data: bytes) -> None:
    found = photo_metadata(jpeg((2, CAPTION, data), (2, BY_LINE, data)))
    assert "\0" not in found.caption + found.credit

"""Files for machines are written by hand or by a fast library: byte for byte what the standard library would write."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.output.json_file import json_file
from broadsheet.output.xml_file import Element, child, xml_file

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'\t\n\r\0\ufffe\u202e江"), max_size=8)
printable = st.text(st.sampled_from("ab<>&\"'江\u3000\t\n\r"), max_size=8)
names = st.sampled_from(["loc", "image:loc", "link"])
attributes = st.dictionaries(st.sampled_from(["href", "xml__lang", "rel"]), printable, max_size=2)
leaves = st.tuples(names, attributes, printable)
trees = st.recursive(leaves, lambda deeper: st.tuples(names, attributes, st.lists(deeper, max_size=3)), max_leaves=12)


def _ours(parent: Element, tree: tuple[str, dict[str, str], object]) -> None:
    tag, own, inside = tree
    element = child(parent, tag, inside if isinstance(inside, str) else "", **own)
    for each in inside if isinstance(inside, list) else ():
        _ours(element, each)


def _theirs(parent: ElementTree.Element, tree: tuple[str, dict[str, str], object]) -> None:
    tag, own, inside = tree
    named = {name.replace("__", ":"): value for name, value in own.items()}
    element = ElementTree.SubElement(parent, tag, named)
    element.text = inside if isinstance(inside, str) else None
    for each in inside if isinstance(inside, list) else ():
        _theirs(element, each)


@given(st.lists(trees, max_size=4))
def test_elements_are_written_as_the_standard_library_does(
    children: list[tuple[str, dict[str, str], object]],
) -> None:
    ours, theirs = Element("root", {"xmlns": "urn:x"}), ElementTree.Element("root", {"xmlns": "urn:x"})
    for tree in children:
        _ours(ours, tree)
        _theirs(theirs, tree)
    ElementTree.indent(theirs, " ")
    text = ElementTree.tostring(theirs, encoding="unicode")
    assert xml_file(ours).decode().partition("-->\n")[2] == f"{text}\n"


@given(texts)
def test_any_text_can_be_read_again(text: str) -> None:
    root = Element("root")
    child(root, "a", text, b=text)
    read = ElementTree.fromstring(xml_file(root))[0]
    known = "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)
    known = known.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert read.get("b") == known
    assert (read.text or "") == known.replace("\r\n", "\n").replace("\r", "\n")


values = st.recursive(
    texts | st.integers(-(2**53), 2**53) | st.none() | st.booleans(),
    lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(texts, deeper, max_size=3),
)


@given(values)
def test_json_is_written_as_the_standard_library_does(value: object) -> None:
    data = json_file(value)
    assert json.loads(data) == value
    expected = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    for control in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        expected = expected.replace(control, f"\\u{ord(control):04x}")
    assert data.decode() == expected

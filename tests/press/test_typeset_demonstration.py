"""The demonstration paper's articles at the measures of its pages: how evenly their lines are set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from broadsheet.content.body_blocks import PhotoMark, parse_body
from broadsheet.model.body import Block
from broadsheet.press.fonts.faces import default_faces
from broadsheet.press.layout import Line
from broadsheet.press.typeset.typesetter import Typesetter
from conftest import REPOSITORY
from press.typeset_samples import HAN_GRID, blocks_of


def articles() -> Iterator[tuple[Block, ...]]:
    for path in sorted((REPOSITORY / "content/issues").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if "\nlang: " in text:
            continue  # another language has another typesetter
        body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
        parsed, _ = parse_body(body, path=path.name, first_line=1, language="zh-Hans")
        yield tuple(block for _, block in parsed.blocks if not isinstance(block, PhotoMark))


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    return Typesetter(default_faces("zh-Hans"), HAN_GRID, "zh-Hans")


@pytest.mark.parametrize("em", [13, 20, 22, 27])
def test_hardly_a_line_is_stretched(setter: Typesetter, em: int) -> None:
    lines: list[Line] = []
    for blocks in articles():
        for block in blocks_of(setter.galley(blocks, em * 9.0, piece="p")):
            if block.role == "body":
                assert all(line.width <= block.width + 0.01 for line in block.lines)
                lines.extend(block.lines)
    assert len(lines) > 1000
    assert sum(line.stretch > 1.0801 for line in lines) <= 0.01 * len(lines)
    assert not any(line.stretch > 1.1501 for line in lines)

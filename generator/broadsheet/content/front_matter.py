"""The front matter of a Markdown file, told from its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.content.located_yaml import parse_yaml
from broadsheet.content.nodes import Mapping, Scalar
from broadsheet.content.source import SourceText
from broadsheet.content.yaml_slips import colon_hint
from broadsheet.diagnostics import Diagnostic, Location, error

_FENCE = re.compile(r"^---[^\S\n]*$", re.MULTILINE)
"""A line that front matter begins and ends with."""


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """A Markdown file in its two parts."""

    path: str
    front: Mapping
    """Empty when there is none that can be read; the fault is then reported."""
    readable: bool
    """Whether `front` is what the file says; otherwise nothing should be reported missing from it."""
    body: str
    first_line: int
    """Line of the file on which the body begins."""


def split_front_matter(source: SourceText, problems: list[Diagnostic]) -> MarkdownFile:
    """The parts of a file.

    Reports `no-front-matter` (all is body), `unclosed-front-matter` (there is no body) and the faults of the YAML.
    """
    path, text = source.path, source.text
    nothing = Mapping.empty(path, 1, 1)
    begin = _FENCE.match(text)
    if begin is None:
        hint = "begin the file with a line ---, 'title: …', and a line ---"
        message = "the file does not begin with front matter"
        problems.append(error("no-front-matter", Location(path, 1, 1), message, hint=hint))
        return MarkdownFile(path, nothing, False, text, 1)
    end = _FENCE.search(text, begin.end())
    if end is None:
        message = "the front matter that begins here has no end"
        hint = "put a line --- between front matter and text"
        problems.append(error("unclosed-front-matter", Location(path, 1, 1), message, hint=hint))
        return MarkdownFile(path, nothing, False, "", text.count("\n") + 1)
    # The first fence is YAML's own start of a document, so that offsets into the file hold for the YAML.
    before = len(problems)
    front, body = text[: end.start()], text[end.end() + 1 :]
    first_line = front.count("\n") + 2
    node = parse_yaml(front, path, problems)
    if isinstance(node, Mapping):
        return MarkdownFile(path, node, True, body, first_line)
    if node is not None and not (isinstance(node, Scalar) and not node.stripped):
        message = "the front matter must be lines 'key: value'"
        slip = colon_hint(node.text) if isinstance(node, Scalar) else None
        problems.append(error("wrong-type", node.location, message, hint=slip))
    return MarkdownFile(path, nothing, len(problems) == before, body, first_line)

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.preview import MOST_SHOWN, Preview, is_loopback, overlay, with_overlay

SCRIPT = b'<script src="/livereload.js"></script>\n'


def fault(number: int = 1) -> Diagnostic:
    return error("bad-value", Location("content/a.md", number), f"fault {number}")


def preview(*faults: Diagnostic) -> Preview:
    return Preview(Path("site"), Path("site/.broadsheet/preview"), faults=faults)


@pytest.mark.parametrize(
    ("document", "served"),
    [
        (b"<p>x</p></body></html>", b"<p>x</p>" + SCRIPT + b"</body></html>"),
        (b"<p>x</p></BODY >", b"<p>x</p>" + SCRIPT + b"</BODY >"),
        (b"<!-- </body> --><p>x</p></body>", b"<!-- </body> --><p>x</p>" + SCRIPT + b"</body>"),
        (b"<p>no end of a body", b"<p>no end of a body" + SCRIPT),
        (b"", SCRIPT),
    ],
)
def test_script_stands_at_the_end_of_the_body(document: bytes, served: bytes) -> None:
    assert with_overlay(document, preview()) == served


def test_overlay_is_a_labelled_dialog_that_closes_without_a_script() -> None:
    text = overlay([fault()])
    assert '<dialog open role="alertdialog" aria-labelledby="title" aria-describedby="faults">' in text
    assert '<form method="dialog">' in text
    assert "The build failed: 1 error" in text


def test_overlay_lists_errors_only_with_both_ends() -> None:
    both = error("jump-fork", Location("content/a.md", 1, 2), "fork", related=[Location("content/b.md", 3)])
    text = overlay([both, warning("empty-page", Location("content/c"), "a remark")])
    assert "<code>content/a.md:1:2</code>" in text
    assert "see <code>content/b.md:3</code>" in text
    assert "a remark" not in text


def test_content_cannot_break_out_of_the_overlay() -> None:
    nasty = error(
        "bad-value", Location("</template><script>.md"), "</dialog><script>alert(1)</script>", hint="<i>{{body}}"
    )
    text = overlay([nasty])
    assert text.count("<script>") == 1
    assert text.count("</template>") == 1
    assert "&lt;i&gt;{{body}}" in text


def test_long_list_is_cut_and_says_so() -> None:
    text = overlay([fault(number) for number in range(1, MOST_SHOWN + 8)])
    assert text.count("<li data-code=") == MOST_SHOWN
    assert "… and 7 more, listed in the terminal" in text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "evil.example", "192.168.1.2", ""])
def test_other_machines(host: str) -> None:
    assert not is_loopback(host)

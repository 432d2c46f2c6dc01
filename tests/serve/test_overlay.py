from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.diagnostics import Diagnostic, Location, error, warning
from broadsheet.output.locale import load_locale
from broadsheet.output.theme import load_theme
from broadsheet.preview import Preview, is_loopback, with_additions
from broadsheet.preview_notices import MOST_SHOWN, overlay, strip
from broadsheet.preview_words import PreviewWords, preview_words

SCRIPT = b'<script src="/livereload.js"></script>\n'


def fault(number: int = 1) -> Diagnostic:
    return error("bad-value", Location("content/a.md", number), f"fault {number}")


def words(language: str = "en") -> PreviewWords:
    theme, _ = load_theme("broadsheet", Path("nowhere"))
    assert theme is not None
    return PreviewWords(load_locale(theme, language)[0])


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
    assert with_additions(document, preview()) == served


def test_overlay_is_a_labelled_dialog_that_closes_without_a_script() -> None:
    text = overlay([fault()], words())
    assert '<dialog open role="alertdialog" aria-labelledby="title" aria-describedby="faults">' in text
    assert '<form method="dialog">' in text
    assert "The build failed: 1 error" in text


def test_overlay_names_both_ends_of_a_fault() -> None:
    both = error("jump-fork", Location("content/a.md", 1, 2), "fork", related=[Location("content/b.md", 3)])
    text = overlay([both], words())
    assert "<code>content/a.md:1:2</code>" in text
    assert "<span>see content/b.md:3</span>" in text


def test_content_cannot_break_out_of_the_overlay() -> None:
    nasty = error(
        "bad-value", Location("</template><script>.md"), "</dialog><script>alert(1)</script>", hint="<i>{{body}}"
    )
    for text in (overlay([nasty], words()), strip([nasty], words())):
        assert text.count("<script>") == 1
        assert text.count("</template>") == 1
        assert "&lt;i&gt;{{body}}" in text


def test_long_list_is_cut_and_says_so() -> None:
    text = overlay([fault(number) for number in range(1, MOST_SHOWN + 8)], words())
    assert text.count("<li data-code=") == MOST_SHOWN
    assert "… and 7 more, listed in the terminal" in text


def test_strip_is_a_status_with_a_button_and_covers_no_error() -> None:
    remark = warning("empty-page", Location("content/c"), "no article")
    shown = preview()
    shown.show(warnings=(remark,))
    document = with_additions(b"<h1>x</h1></body>", shown).decode()
    assert '<section role="status" aria-labelledby="title">' in document
    assert '<summary id="title">1 warning</summary>' in document
    assert '<button type="button">Close</button>' in document
    assert '<li data-code="empty-page"><code>content/c</code><strong lang="en">no article</strong></li>' in document
    shown.show(faults=(fault(),))
    assert b'role="status"' not in with_additions(b"", shown)


def test_new_outcome_is_told_from_the_same_again() -> None:
    remark = warning("empty-page", Location("content/c"), "no article")
    shown = preview()
    assert [shown.show(), shown.show()] == [True, False]
    assert [shown.show(warnings=(remark,)), shown.show(warnings=(remark,)), shown.show()] == [True, False, True]


# --- in the paper's language ---


@pytest.mark.parametrize(
    ("language", "title", "close", "count"),
    [
        ("zh-Hans", "生成失败：1 个错误", "关闭", "2 条警告"),
        ("zh-Hant", "產生失敗：1 個錯誤", "關閉", "2 則警告"),
        ("ja", "生成に失敗しました：エラー 1 件", "閉じる", "警告 2 件"),
        ("en", "The build failed: 1 error", "Close", "2 warnings"),
    ],
)
def test_preview_speaks_the_papers_language(language: str, title: str, close: str, count: str, tmp_path: Path) -> None:
    settings(tmp_path, f"name: x\nlanguage: {language}  # ours\n")
    said = preview_words(tmp_path)
    text = overlay([fault()], said)
    assert f'lang="{language}"' in text
    assert f">{title}<" in text
    assert f">{close}<" in text
    assert f">{count}<" in strip([fault(1), fault(2)], said)


@pytest.mark.parametrize(
    "broken",
    [
        'language: zh-Hans\nname: "no end\n',
        "language: zh-Hans\ntheme: missing\n",
        "theme: bad\nlanguage: 'zh-Hans'\n",
        "theme: alone\nlanguage: zh-Hans\n",
    ],
)
def test_broken_settings_and_themes_do_not_silence_the_preview(broken: str, tmp_path: Path) -> None:
    settings(tmp_path, broken)
    for theme, settings_text in {"bad": "extends: [", "alone": "stylesheets: []\n"}.items():
        (tmp_path / "themes" / theme / "locales").mkdir(parents=True)
        (tmp_path / "themes" / theme / "theme.yaml").write_text(settings_text)
    for language in ("zh-Hans", "en"):
        # A theme that extends none, with a string that cannot be filled.
        (tmp_path / f"themes/alone/locales/{language}.yaml").write_text("preview_failed: '{sum}'\n")
    assert preview_words(tmp_path).text("preview_failed", count=3) == "生成失败：3 个错误"


def test_sites_own_strings_are_taken(tmp_path: Path) -> None:
    settings(tmp_path, "language: en\n")
    (tmp_path / "themes/broadsheet/locales").mkdir(parents=True)
    (tmp_path / "themes/broadsheet/locales/en.yaml").write_text("preview_close: Shut it\n")
    assert preview_words(tmp_path).text("preview_close") == "Shut it"


def test_paper_without_settings_is_spoken_to_in_english(tmp_path: Path) -> None:
    assert preview_words(tmp_path).text("preview_close") == "Close"


def settings(site: Path, text: str) -> None:
    (site / "content").mkdir()
    (site / "content/paper.yaml").write_text(text, encoding="utf-8")


# --- hosts ---


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "evil.example", "192.168.1.2", ""])
def test_other_machines(host: str) -> None:
    assert not is_loopback(host)

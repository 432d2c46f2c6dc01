"""An article read aloud, by a voice that writes down what it is given: headless browsers have none of their own."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Reader
from browser.readers_site import ENGLISH, FRONT, LONG, SHORT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("controls")]

VOICES = """
window.said = []; window.cancelled = 0;
const voice = (lang, localService) => ({ lang, localService, name: lang });
let speaking = null;
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => VOICES.map(([lang, local]) => voice(lang, local)),
  addEventListener() {},
  speak(what) { said.push(what.text); window.last = [what.lang, what.rate]; speaking = what; },
  cancel() { cancelled += 1; const was = speaking; speaking = null; was?.onerror?.({ error: 'interrupted' }); },
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
window.finish = () => { const was = speaking; speaking = null; was.onend(); };
"""
LOCAL = "const VOICES = [['en-US', true], ['zh_TW', true], ['cmn-Hans-CN', true]];"


def with_voices(small_reader: Reader, address: str, voices: str = LOCAL, more: str = "") -> Page:
    page = small_reader.open(FRONT)
    page.add_init_script(voices + VOICES + more)
    page.goto((small_reader.edition / address).as_uri())
    return page


def said(page: Page) -> list[str]:
    found: list[str] = page.evaluate("said")
    return found


def marked(page: Page) -> Any:
    return page.evaluate("[...(CSS.highlights.get('spoken') ?? [])].map(String).join()")


def test_headline_deck_byline_and_text_are_read_sentence_by_sentence(small_reader: Reader) -> None:
    page = with_voices(small_reader, SHORT)
    page.get_by_role("button", name="朗读").click()
    for _ in range(20):
        if not page.locator(".speaker").count():
            break
        page.evaluate("finish()")
    assert said(page) == [
        "短消息",
        "副题一行",
        "周雁",
        "“桥通了！”",
        "他说。",
        "大家都来了……",
        "真的。",
        "引用一句。",
        "一项",
    ]
    assert page.evaluate("last") == ["cmn-Hans-CN", 1]
    expect(page.locator(".speaker")).to_have_count(0)


def test_an_english_article_is_read_by_an_english_voice(small_reader: Reader) -> None:
    page = with_voices(small_reader, ENGLISH)
    page.get_by_role("button", name="朗读").click()
    for _ in range(3):
        page.evaluate("finish()")
    assert said(page)[0] == "A Foreign Voice"
    assert said(page)[-1] == "Did he?"
    assert page.evaluate("last[0]") == "en-US"


@pytest.mark.parametrize(
    "voices", ["const VOICES = [];", "const VOICES = [['de-DE', true]];", "const VOICES = [['zh-CN', false]];"]
)
def test_without_a_voice_of_this_device_in_that_language_there_is_no_button(small_reader: Reader, voices: str) -> None:
    page = with_voices(small_reader, SHORT, voices)
    expect(page.locator(".reading-controls")).to_be_visible()
    expect(page.locator(".listen")).to_have_count(0)


def test_the_sentence_being_read_is_marked_and_the_text_untouched(small_reader: Reader) -> None:
    page = with_voices(small_reader, SHORT)
    before = page.locator(".story").inner_html()
    page.get_by_role("button", name="朗读").click()
    for _ in range(3):
        page.evaluate("finish()")
    assert marked(page) == "“桥通了！”"
    assert page.locator(".story").inner_html() == before
    page.get_by_role("button", name="停止朗读").click()
    assert marked(page) == ""
    expect(page.locator(".listen")).to_be_focused()


def test_where_stretches_cannot_be_marked_the_paragraph_is(small_reader: Reader) -> None:
    page = with_voices(small_reader, SHORT, more="delete CSS.highlights; delete window.Highlight;")
    page.evaluate("Object.defineProperty(CSS, 'highlights', { value: undefined })")
    page.get_by_role("button", name="朗读").click()
    expect(page.locator("h1[data-spoken]")).to_have_count(1)


def test_pause_resume_and_steps(small_reader: Reader) -> None:
    page = with_voices(small_reader, SHORT)
    page.get_by_role("button", name="朗读").click()
    page.get_by_role("button", name="下一句").click()
    page.get_by_role("button", name="暂停").click()
    assert said(page)[-1] == "副题一行"
    page.get_by_role("button", name="下一句").click()
    assert len(said(page)) == 2
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="上一句").click()
    assert said(page)[2:] == ["周雁", "副题一行"]


def test_the_rate_is_remembered(small_reader: Reader) -> None:
    page = with_voices(small_reader, SHORT)
    page.get_by_role("button", name="朗读").click()
    page.get_by_label("语速").select_option("1.5")
    assert said(page) == ["短消息", "短消息"]
    page.goto((small_reader.edition / LONG).as_uri())
    page.get_by_role("button", name="朗读").click()
    assert page.evaluate("last[1]") == 1.5


def test_the_text_follows_until_the_reader_goes_elsewhere(small_reader: Reader) -> None:
    page = with_voices(small_reader, LONG)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="朗读").click()
    for _ in range(60):
        page.evaluate("finish()")
    there = page.evaluate("scrollY")
    assert there > 500
    page.mouse.wheel(0, -5000)
    page.wait_for_function("scrollY < 100")
    page.evaluate("finish()")
    assert page.evaluate("scrollY") < 100
    page.get_by_role("button", name="下一句").click()
    assert page.evaluate("scrollY") > 500


def test_it_falls_silent_when_the_article_is_left(small_reader: Reader) -> None:
    page = with_voices(small_reader, SHORT)
    page.get_by_role("button", name="朗读").click()
    before = page.evaluate("cancelled")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("cancelled") > before
    expect(page.locator(".speaker")).to_have_count(0)

"""One way to meet each diagnostic: the messages that the manual shows come from these."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from broadsheet.build import BuildOptions, Expectation, build_changes
from broadsheet.build.cluster import Cluster
from broadsheet.build.executors import Workers, run
from broadsheet.build.lock import lock_issue
from broadsheet.build.work import Job, worker_died
from broadsheet.diagnostics import BroadsheetError, Diagnostic
from broadsheet.output.theme_folders import packaged_themes
from broadsheet.press.fonts import candidates
from broadsheet.press.fonts.candidates import package_file
from broadsheet.scaffold import begin_issue
from build.odd_jobs import square
from docs.example_sites import LATER, build
from paper_site import ISSUE, PaperSite
from press.printed_samples import Box, printed

Fault = Callable[[PaperSite], Sequence[Diagnostic]]

PAPER = "content/paper.yaml"
PAPER_TEXT = "name: Courier\nlanguage: en\nbase_url: https://courier.example/\n"
FLOOD = f"{ISSUE}/01/01-flood.md"
HEAD = "---\ntitle: Flood\n"


def sound_site(root: Path) -> PaperSite:
    """A paper without a fault, and with one article."""
    return PaperSite(root).write(PAPER, PAPER_TEXT).write(FLOOD, f"{HEAD}---\n\nThe river rose.\n")


def front(*lines: str, body: str = "The river rose.") -> Fault:
    """The article with these further lines in its front matter, and this text."""
    text = HEAD + "".join(f"{line}\n" for line in lines) + f"---\n\n{body}\n"
    return lambda site: build(site.write(FLOOD, text))


def paper(*lines: str) -> Fault:
    """paper.yaml with these further lines."""
    return lambda site: build(site.write(PAPER, PAPER_TEXT + "".join(f"{line}\n" for line in lines)))


def file(path: str, text: str | bytes) -> Fault:
    """Another file; `path` is in the issue's folder unless it begins with `content/`."""
    return lambda site: build(site.write(path if path.startswith(("content/", "themes/")) else f"{ISSUE}/{path}", text))


def pieces(*texts: tuple[str, str, str]) -> Fault:
    """Articles as (piece, title, text)."""

    def fault(site: PaperSite) -> Sequence[Diagnostic]:
        for piece, title, text in texts:
            site.article(piece, text, title=title)
        return build(site.remove(FLOOD))

    return fault


def photo(entry: str, data: bytes | None = None) -> Fault:
    """The article with a photo, whose file holds `data` or is a plain picture."""

    def fault(site: PaperSite) -> Sequence[Diagnostic]:
        site.photo(f"{ISSUE}/01/flood.jpg", (300, 200))
        if data is not None:
            site.write(f"{ISSUE}/01/flood.jpg", data)
        return front(f"photos: [{entry}]")(site)

    return fault


def twice(path: str, other: str) -> Fault:
    """Two files that are one on other computers."""
    return lambda site: build(site.write(f"{ISSUE}/{path}", f"{HEAD}---\n\nText.\n").write(f"{ISSUE}/{other}", "x"))


def symlink(site: PaperSite) -> Sequence[Diagnostic]:
    (site.root / ISSUE / "01/flood.jpg").symlink_to("/srv/photos/flood.jpg")
    return build(site)


def unreadable(site: PaperSite) -> Sequence[Diagnostic]:
    os.mkfifo(site.root / ISSUE / "01/02-ferry.md")
    return build(site)


def repeated_folder(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site.article("A1/pier").article("a1/pier"))


def huge(site: PaperSite) -> Sequence[Diagnostic]:
    path = site.root / ISSUE / "01/flood.png"
    Image.new("1", (12_000, 10_000)).save(path)
    return front("photos: [{src: flood.png, alt: The river}]")(site)


def aliases(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site.article("01/ferry", aliases=["2026/11/24/01/flood.html"]))


def vanished(site: PaperSite) -> Sequence[Diagnostic]:
    build(site.article("01/ferry"))
    return build(site.remove(FLOOD))


def in_the_way(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site.write("output/archive/index.html", "mine"))


def no_state(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site.write("output/notes.txt", "mine"))


def damaged_state(site: PaperSite) -> Sequence[Diagnostic]:
    build(site)
    return build(site.write(".broadsheet/output.state", "{}"))


def cannot_write(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site.write("disk", "full"), output="disk/edition")


def no_paper(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site.remove("content"))


def dead_worker(_: PaperSite) -> Sequence[Diagnostic]:
    job = Job(str, None, ["2026-11-24"])
    return (worker_died(job, [0], "it was killed (SIGKILL)").diagnostic,)


def without_dask(_: PaperSite) -> Sequence[Diagnostic]:
    with mock.patch.dict("sys.modules", distributed=None):
        try:
            with run(square, 0, [1], workers=Workers(cluster=Cluster("tcp://scheduler:8786", ()))) as made:
                list(made)
        except BroadsheetError as fault:
            return (fault.diagnostic,)
    return ()


def changes(site: PaperSite, **more: Any) -> Sequence[Diagnostic]:
    """What a build says that writes what changed."""
    options = replace(BuildOptions(output=site.root / "output", now=LATER, press=False), **more)
    options = replace(options, changed_only=site.root / "changes")
    try:
        return build_changes(site.root, options).diagnostics
    except BroadsheetError as fault:
        return (fault.diagnostic,)


def missing_issue(site: PaperSite) -> Sequence[Diagnostic]:
    """Nothing is left of an older issue that refers to one that changed."""
    older = ISSUE.replace("24", "23")
    site.write(f"{older}/01/01-bridge.md", f"{HEAD}---\n\n[Flood](2026-11-24/01/flood)\n")
    changes(site)
    site.remove(older).write(FLOOD, "---\ntitle: Rain\n---\n\nIt rained.\n")
    return changes(site, from_state=str(site.root / "changes/state"))


def bad_usage(site: PaperSite) -> Sequence[Diagnostic]:
    try:
        begin_issue(site.root, "24 November", None)
    except BroadsheetError as fault:
        return (fault.diagnostic,)
    return ()


def not_out(site: PaperSite) -> Sequence[Diagnostic]:
    site.article("01/ferry", "See [tomorrow](2026-11-25/01/vote).")
    site.article("01/vote", issue="content/issues/2026/2026-11-25")
    return build(site, now=dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))


def expected(site: PaperSite) -> Sequence[Diagnostic]:
    return build(site, expect=Expectation("2026-11-24", 8))


def language_without_a_string(site: PaperSite) -> Sequence[Diagnostic]:
    english = (packaged_themes() / "broadsheet/locales/en.yaml").read_text(encoding="utf-8")
    site.write("themes/broadsheet/locales/de.yaml", english.replace("\nskip: Skip to text", ""))
    return build(site.edit(PAPER, "language: en", "language: de"))


def pressed(site: PaperSite) -> Sequence[Diagnostic]:
    """What a build with the printed page says."""
    return build(site, press=True)


def fonts(role: str, candidate: str, data: bytes | None = None) -> Fault:
    """A paper that names a font, whose file holds `data` or is not there."""

    def fault(site: PaperSite) -> Sequence[Diagnostic]:
        if data is not None:
            site.write(candidate, data)
        return pressed(site.write(PAPER, f"{PAPER_TEXT}press:\n  fonts:\n    {role}: {candidate}\n"))

    return fault


def system_font(site: PaperSite) -> Sequence[Diagnostic]:
    installed = package_file("font_source_serif_pro", "files/SourceSerifPro-It.otf")
    assert installed is not None
    with mock.patch.object(candidates, "system_font", return_value=(installed, 0)):
        return fonts("kai", "system:Tidewater Italic")(site)


TABLOID = f"{PAPER_TEXT}format: tabloid\n"


def composed(*articles: tuple[str, str], layout: str = "") -> Fault:
    """A tabloid page of these articles, as (slug, text), with what its page.yaml asks for."""

    def fault(site: PaperSite) -> Sequence[Diagnostic]:
        site.remove(FLOOD).write(PAPER, TABLOID)
        for slug, text in articles:
            site.article(f"01/{slug}", text, title=slug.capitalize())
        return pressed(site.write(f"{ISSUE}/01/page.yaml", f"layout: {layout}\n") if layout else site)

    return fault


SAILS, ROSE = ("ferry", "The ferry sails. " * 150), ("flood", "The river rose. " * 150)


def narrow_lead(site: PaperSite) -> Sequence[Diagnostic]:
    told = composed(SAILS, ROSE, layout="{lead: ferry, width: {ferry: 2}}")(site)
    return [diagnostic for diagnostic in told if "wide" in diagnostic.message]


def longer_than_locked(site: PaperSite) -> Sequence[Diagnostic]:
    composed(SAILS, ROSE)(site)
    lock_issue(site.root, "2026-11-24", BuildOptions(output=site.root / "output", now=LATER))
    return pressed(site.article("01/flood", "The river rose. " * 400, title="Flood"))


def small_photo(site: PaperSite) -> Sequence[Diagnostic]:
    site.photo(f"{ISSUE}/01/flood.jpg", (300, 200)).write(PAPER, TABLOID)
    text = "The river rose. " * 60
    return pressed(site.write(FLOOD, f"{HEAD}photos: [{{src: flood.jpg, alt: The river}}]\n---\n\n{text}\n"))


def picture_elsewhere(site: PaperSite) -> Sequence[Diagnostic]:
    site.write(PAPER, "name: 江城日报\nlanguage: zh-Hans\nbase_url: https://courier.example/\nformat: tabloid\n")
    site.photo(f"{ISSUE}/01/flood.jpg", (2400, 1600)).remove(FLOOD)
    text = f"{'江水昨夜涨了两米，堤上的人一夜没睡。' * 20}\n\n闸门已经关上（见下图）。"
    return pressed(site.article("01/flood", text, title="江水退了", photos=[{"src": "flood.jpg", "alt": "江水"}]))


def letters_in_a_drawing(site: PaperSite) -> Sequence[Diagnostic]:
    site.write(
        "content/nameplate.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 2"><text>C</text></svg>'
    )
    return pressed(site.write(PAPER, f"{PAPER_TEXT}nameplate: nameplate.svg\n"))


def not_on_the_pdf(site: PaperSite) -> Sequence[Diagnostic]:
    return pressed(site.write(f"{ISSUE}/01/page.pdf", printed([Box(50, 50, 300, "The ferry sails.")], language="en")))


def unknown_section(site: PaperSite) -> Sequence[Diagnostic]:
    site.write(PAPER, f"{PAPER_TEXT}sections:\n  - name: Town\n  - name: Weather\n")
    return front("section: Twon")(site)


FAULTS: dict[str, Fault] = {
    # files and folders
    "not-utf-8": file("01/01-flood.md", f"{HEAD}---\n\nDie Flut kam ".encode() + b"f\xfcr alle.\n"),
    "null-byte": file("01/01-flood.md", f"{HEAD}---\n\nThe river\0 rose.\n"),
    "control-character": front(body="The river\x0b rose."),
    "file-too-large": file("01/02-minutes.md", b"a" * 1_048_576),
    "symlink-outside": symlink,
    "path-outside": front("photos: [{src: ../../../../../flood.jpg, alt: A river}]"),
    "unreadable-file": unreadable,
    "bad-folder-name": file("content/issues/2026/2026-11-5/01/01-pier.md", f"{HEAD}---\n\nText.\n"),
    "wrong-year-folder": file("content/issues/2025/2026-11-25/01/01-pier.md", f"{HEAD}---\n\nText.\n"),
    "repeated-folder": repeated_folder,
    "repeated-file": twice("01/02-Pier.md", "01/02-pier.md"),
    "bad-file-name": file("01/02-pi\x07er.md", "x"),
    "repeated-page": file("1/01-pier.md", f"{HEAD}---\n\nText.\n"),
    "stray-file": file("01/notes.txt", "x"),
    "unused-photo": lambda site: build(site.photo(f"{ISSUE}/01/flood.jpg")),
    "empty-page": file("02/page.yaml", "name: Inside\n"),
    "empty-issue": file("content/issues/2026/2026-11-25/issue.yaml", 'number: "2"\n'),
    "missing-file": lambda site: build(site.remove(PAPER)),
    "no-issues": lambda site: build(site.remove("content/issues")),
    # YAML and settings
    "broken-yaml": front("deck: Streets: closed"),
    "unclosed-front-matter": file("01/01-flood.md", f"{HEAD}\nThe river rose.\n"),
    "no-front-matter": file("01/01-flood.md", "# Flood\n\nThe river rose.\n"),
    "too-many-nodes": front("tags: " + "[" * 21 + "]" * 21),
    "duplicate-key": front("deck: Streets are closed", "deck: Schools are closed"),
    "unknown-key": front("subtitle: Streets are closed"),
    "missing-key": paper("sections:", "  - {slug: town}"),
    "wrong-type": front("photos: flood.jpg"),
    "bad-value": front("kind: column"),
    "bad-date": front("corrections:", "  - {date: 2026-11-31, text: The bridge is 96 years old.}"),
    "bad-timezone": paper("timezone: Asia/Peking"),
    "bad-url": lambda site: build(site.write(PAPER, "name: Courier\nlanguage: en\nbase_url: courier.example\n")),
    "bad-slug": file("01/02-old pier.md", f"{HEAD}---\n\nText.\n"),
    "bad-page-code": paper("pages:", "  front: Front Page"),
    "unknown-language": lambda site: build(site.edit(PAPER, "language: en", "language: de")),
    "unknown-theme": paper("theme: broadshet"),
    "no-base-url": lambda site: build(site.write(PAPER, "name: Courier\nlanguage: en\n")),
    "reserved-name": file("content/pages/archive.md", f"{HEAD}---\n\nText.\n"),
    "unlisted-page": file("issue.yaml", 'pages:\n  - {code: "02", lost: yes}\n'),
    "missing-page": file("issue.yaml", 'pages:\n  - code: "01"\n  - code: "02"\n'),
    # articles
    "missing-title": file("01/02-pier.md", "---\nsection: Town\n---\n\nText.\n"),
    "repeated-slug": file("01/02-flood.md", f"{HEAD}---\n\nText.\n"),
    "unknown-section": unknown_section,
    "ear-inside": lambda site: file("02/page.yaml", "ear: {title: Inside, text: See page 2}\n")(
        site.article("02/pier", "Text.")
    ),
    "layout-names-nothing": file("01/page.yaml", "layout:\n  lead: floods\n"),
    # Markdown
    "heading-in-body": front(body="# The river\n\nIt rose."),
    "raw-html": front(body="The river <b>rose</b>."),
    "unclosed-box": front(body="The river rose.\n\n:::box Sandbags\nAt the town hall."),
    "bad-box": front(body="The river rose.\n\n::: Sandbags"),
    "bad-link": front(body="See [the map](javascript:alert)."),
    "photo-in-text": lambda site: front(body="The river ![A river](flood.jpg) rose.")(
        site.photo(f"{ISSUE}/01/flood.jpg", (300, 200))
    ),
    "empty-body": front(body=""),
    "broken-paragraph": front("lang: zh-Hans", body="江水昨夜涨了两米，堤上的人一夜没睡，今天一早，\n\n水又退了回去。"),
    "unknown-footnote": front(body="The river rose.[^1]"),
    "unused-footnote": front(body="The river rose.\n\n[^1]: By two metres."),
    "repeated-footnote": front(body="The river rose.[^1]\n\n[^1]: By two metres.\n\n[^1]: Overnight."),
    "long-table-row": front(body="| Day | Metres |\n|---|---|\n| Monday | 2 | rising |"),
    # photos
    "missing-photo": lambda site: front("photos: [{src: floods.jpg, alt: A river}]")(
        site.photo(f"{ISSUE}/01/flood.jpg", (300, 200))
    ),
    "broken-photo": photo("{src: flood.jpg, alt: A river}", b"\xff\xd8\xff no picture"),
    "broken-pdf": file("01/page.pdf", "no PDF"),
    "huge-photo": huge,
    "lfs-pointer": photo(
        "{src: flood.jpg, alt: A river}", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"
    ),
    "missing-alt": photo("{src: flood.jpg}"),
    "alt-repeats-caption": photo("{src: flood.jpg, caption: The river on Monday., alt: The river on Monday}"),
    # fonts
    "unknown-face": fonts("kai", "fonts/Kai.otf"),
    "broken-font": fonts("kai", "fonts/Kai.otf", b"wOF2"),
    "system-font": system_font,
    "missing-glyph": lambda site: pressed(
        site.write(FLOOD, f"{HEAD}---\n\nThe river rose \N{SMILING FACE WITH SUNGLASSES}.\n")
    ),
    # composed pages
    "broken-layout": narrow_lead,
    "overset-text": composed(("flood", "The river rose. " * 1500)),
    "layout-conflict": composed(SAILS, ROSE, layout="{pin: {flood: [1, 1, 2, 40], ferry: [2, 5, 2, 40]}}"),
    "locked-page": longer_than_locked,
    "coarse-photo": small_photo,
    "picture-direction": picture_elsewhere,
    "print-fault": letters_in_a_drawing,
    "unfound-article": not_on_the_pdf,
    # jumps and references
    "bad-ref": front("continues_on: page 2"),
    "unknown-ref": front(body="See [the ferry](02/ferry)."),
    "ref-not-out": not_out,
    "unmatched-jump": pieces(
        ("01/flood", "Flood", "The river rose.\n\n(Continued on page 02)"),
        ("02/sandbags", "Sandbags", "(Continued from page 01)\n\nThey ran out."),
        ("02/schools", "Schools", "(Continued from page 01)\n\nThey are shut."),
    ),
    "missing-jump-end": pieces(
        ("01/flood", "Flood", "The river rose.\n\n(Continued on page 02)"), ("02/ferry", "Ferry", "It sails.")
    ),
    "lost-page": front(body="The river rose.\n\n(Continued on page 02)"),
    "jump-order": pieces(
        ("01/flood", "Flood", "(Continued from page 02)\n\nThe river rose."),
        ("02/flood", "Flood", "It fell again.\n\n(Continued on page 01)"),
    ),
    "jump-fork": lambda site: build(
        site.article("01/ferry", title="Ferry", continues_on="02/sandbags")
        .article("01/pier", title="Pier", continues_on="02/sandbags")
        .article("02/sandbags", title="Sandbags")
    ),
    "jump-page-absent": front(body="The river rose.\n\n(Continued on page 02)\n\nIt fell again."),
    "ambiguous-jump-line": front(body="The river rose.\n\n(Continued from page 02)\n\nIt fell again."),
    "unread-jump-line": front(body="The river rose.\n\n(Continued on the next page)"),
    "tail-differs": lambda site: build(
        site.article("01/flood", "The river rose.\n\n(Continued on page 02)", title="Flood", byline=["Nora Fennimore"])
        .article("02/flood", "(Continued from page 01)\n\nIt fell.", title="Flood", byline=["Lew Garrity"])
        .remove(FLOOD)
    ),
    "draft-tail": lambda site: build(
        site.article("01/flood", "The river rose.\n\n(Continued on page 02)", title="Flood")
        .article("02/flood", "(Continued from page 01)\n\nIt fell.", title="Flood", draft="yes")
        .remove(FLOOD)
    ),
    # aliases and addresses
    "bad-alias": front("aliases: [https://courier.example/flood]"),
    "alias-in-use": aliases,
    "vanished-address": vanished,
    "address-clash": front("aliases: [2026/11/24/01/flood.html/old.html]"),
    # output
    "file-in-the-way": in_the_way,
    "no-state": no_state,
    "damaged-state": damaged_state,
    "cannot-write": cannot_write,
    "template-error": file("themes/broadsheet/templates/archive.html", "{{ view.issue }}\n"),
    "bad-theme": file("themes/broadsheet/assets/base.css", "body { background: url(paper.png) }\n"),
    "unknown-theme-option": paper("theme_options:", "  acent: '#0b4f6c'"),
    "missing-string": language_without_a_string,
    # command line
    "unreadable-site": no_paper,
    "bad-usage": bad_usage,
    "unknown-issue": lambda site: build(site, issues=("2026-11-25",)),
    "held-article": lambda site: build(site, hold=("01/flood",)),
    "expectation-failed": expected,
    # without the archive
    "missing-issues": missing_issue,
    "unusable-state": lambda site: changes(site, from_state="kept/state"),
    # workers
    "worker-died": dead_worker,
    "no-cluster": without_dask,
}

"""What happens to a paper's files in the life of a newsroom: random edits, each drawn from a `Random` of its own.

Many of them do nothing when there is nothing to do them to. Some leave the content with errors: builds then write
nothing, which is a case of its own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

from build.stories import (
    COLOURS,
    DAYS,
    PAGES,
    PHOTOS,
    SECTIONS,
    SENTENCES,
    SLUGS,
    any_article,
    articles,
    front_matter,
    issues,
    pages,
    photos,
    ref,
    text,
)
from paper_site import PAPER, PaperSite

Edit = Callable[[PaperSite, Random], None]

PLAIN = "theme_options: {share_pictures: no, epub: no}\n"
"""Without what takes most of the time to make; the paper has it now and then."""


def first_paper(root: Path) -> PaperSite:
    """The paper that every sequence of edits begins with: three issues, with a jump, a photo and references."""
    site = PaperSite(root).write("content/paper.yaml", PAPER + _sections(SECTIONS) + PLAIN)
    for day in ("2026-11-22", "2026-11-23", "2026-11-24"):
        site.article("01/01-bridge", "上篇。（下转第二版）", issue=folder_of(day), title="大桥通了", section="要闻")
        site.article("02/bridge", "（上接第一版）\n\n下篇。", issue=folder_of(day), title="桥是怎样修好的")
        site.article("01/market", SENTENCES[2], issue=folder_of(day), title="早市", byline=["记者 周雁"])
    site.article("02/ferry", "见[那篇](2026-11-23/01/bridge)。", issue=folder_of("2026-11-24"), title="渡船")
    return site


def folder_of(issue: str) -> str:
    return f"content/issues/{issue[:4]}/{issue}"


# --- articles -------------------------------------------------------------------------------------------------------


def write_article(site: PaperSite, chance: Random) -> None:
    """A new article, or another one in place of one that is there."""
    issue = chance.choice([*issues(site), *issues(site), chance.choice(DAYS)])
    piece = f"{chance.choice(PAGES[:3])}/{chance.choice(('', '01-', '02-'))}{chance.choice(SLUGS)}"
    site.article(piece, text(site, chance), issue=folder_of(issue), **front_matter(site, chance))


def rewrite_article(site: PaperSite, chance: Random) -> None:
    if article := any_article(site, chance):
        head = article.read_text(encoding="utf-8").rpartition("---\n\n")[0]
        article.write_text(f"{head}---\n\n{text(site, chance)}\n", encoding="utf-8")


def remove_article(site: PaperSite, chance: Random) -> None:
    article = any_article(site, chance)
    if article and len(articles(site)) > 1:
        _remove(article)


def rename_article(site: PaperSite, chance: Random) -> None:
    """To another slug, another place on the page, or another page."""
    if article := any_article(site, chance):
        page = article.parent.parent / chance.choice((article.parent.name, *PAGES[:2]))
        target = page / f"{chance.choice(('', '01-', '03-'))}{chance.choice(SLUGS)}.md"
        page.mkdir(exist_ok=True)
        article.replace(target)
        _tidy(article.parent)


def swap_articles(site: PaperSite, chance: Random) -> None:
    """Two files trade names; sizes, times and inodes are all known already."""
    one, other = any_article(site, chance), any_article(site, chance)
    if one and other and one != other:
        kept = one.rename(one.with_suffix(".kept"))
        other.rename(one)
        kept.rename(other)


def set_key(site: PaperSite, chance: Random) -> None:
    """One key of an article's front matter set, replaced or taken away."""
    article = any_article(site, chance)
    if article is None:
        return
    fresh = front_matter(site, chance)
    key = chance.choice([key for key in fresh if key != "title"] or ["title"])
    _, head, body = article.read_text(encoding="utf-8").split("---\n", 2)
    lines = [line for line in head.splitlines() if not line.startswith(f"{key}:")]
    if key == "title" or chance.random() < 0.8:
        lines.append(f"{key}: {json.dumps(fresh[key], ensure_ascii=False)}")
    article.write_text("---\n" + "".join(f"{line}\n" for line in lines) + f"---\n{body}", encoding="utf-8")


# --- photos, pages, issues ------------------------------------------------------------------------------------------


def file_photo(site: PaperSite, chance: Random) -> None:
    """A picture beside the articles or in a folder below, new or in place of another."""
    page = chance.choice(pages(site))
    path = page / chance.choice(PHOTOS)
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (chance.choice((40, 48)), 30), chance.choice(COLOURS)).save(path)


def remove_photo(site: PaperSite, chance: Random) -> None:
    if found := photos(site):
        chance.choice(found).unlink()


def set_up_page(site: PaperSite, chance: Random) -> None:
    page = chance.choice(pages(site))
    ear = {"title": "路况", "link": ref(site, chance)}
    values: list[dict[str, object]] = [{"name": "要闻版"}, {"banner": "冷空气南下"}, {"ear": ear}, {}]
    chosen = chance.choice(values)
    (page / "page.yaml").write_text(json.dumps(chosen, ensure_ascii=False) if chosen else "", encoding="utf-8")


def rename_page(site: PaperSite, chance: Random) -> None:
    page = chance.choice(pages(site))
    target = page.with_name(chance.choice(PAGES))
    if not target.exists():
        page.rename(target)


def remove_page(site: PaperSite, chance: Random) -> None:
    page = chance.choice(pages(site))
    if len(pages(site)) > 1:
        shutil.rmtree(page)
        _tidy(page)


def add_issue(site: PaperSite, chance: Random) -> None:
    """Before, between or after the others, in the evening, or to come."""
    day = chance.choice(DAYS)
    if day not in issues(site):
        for piece in chance.sample(("01/bridge", "01/market", "02/ferry"), chance.randint(1, 3)):
            site.article(piece, text(site, chance), issue=folder_of(day), title=chance.choice(SENTENCES)[:-1])


def set_up_issue(site: PaperSite, chance: Random) -> None:
    issue = chance.choice(issues(site))
    hour = chance.randint(0, 23)
    values: list[dict[str, object]] = [
        {"number": str(chance.randint(1, 3))},
        {"title": "特刊"},
        {"note": "明天休刊。"},
        {"until": "2026-11-27"},
        {"published": f"{issue[:10]} {hour:02}:30"},
        {"pages": [{"code": page.name} for page in pages(site) if page.parent.name == issue]},
    ]
    site.write(f"{folder_of(issue)}/issue.yaml", json.dumps(chance.choice(values), ensure_ascii=False))


def move_issue(site: PaperSite, chance: Random) -> None:
    """An issue under another date."""
    target = site.root / folder_of(chance.choice(DAYS))
    if not target.exists():
        (site.root / folder_of(chance.choice(issues(site)))).rename(target)


def remove_issue(site: PaperSite, chance: Random) -> None:
    if len(issues(site)) > 1:
        shutil.rmtree(site.root / folder_of(chance.choice(issues(site))))


# --- what all issues share ------------------------------------------------------------------------------------------


def set_up_paper(site: PaperSite, chance: Random) -> None:
    sections = chance.choice((SECTIONS, SECTIONS, SECTIONS[::-1], SECTIONS[:2]))
    more = chance.choice(
        (
            f"tagline: 江水天天过\n{PLAIN}",
            f"authors: yes\n{PLAIN}",
            f"timezone: Asia/Shanghai\n{PLAIN}",
            f'pages: {{"01": 要闻, "02": 民生}}\n{PLAIN}',
            "theme_options: {search: no, offline: no}\n",
            'theme_options: {accent: "#0b4f6c", epub: no}\n',
            f"theme: ink\n{PLAIN}",
            "",
        )
    )
    site.write("content/paper.yaml", PAPER + _sections(sections) + more)


def write_standing_page(site: PaperSite, chance: Random) -> None:
    title = chance.choice(("关于", "关于本报", "联系"))
    site.write(f"content/pages/{chance.choice(('about', 'contact'))}.md", f"---\ntitle: {title}\n---\n\n{title}。\n")


def remove_standing_page(site: PaperSite, chance: Random) -> None:
    if found := sorted((site.root / "content").glob("pages/*.md")):
        chance.choice(found).unlink()


def change_theme(site: PaperSite, chance: Random) -> None:
    """A file of the paper's own in place of one of the theme, or such a file taken away."""
    mark = chance.choice(("a", "b"))
    files = {
        "assets/extra.css": f"p {{ color: #{mark}{mark}{mark} }}",
        "templates/archive.html": f'{{% extends "super/archive.html" %}}{{# {mark} #}}',
        "templates/base.html": f'{{% extends "super/base.html" %}}{{% block footer %}}{mark}{{% endblock %}}',
        "locales/zh-Hans.yaml": f"archive: 往期 {mark}\n",
    }
    path = chance.choice(sorted(files))
    file = site.root / "themes/broadsheet" / path
    if file.exists() and chance.random() < 0.3:
        file.unlink()
    else:
        site.write(f"themes/broadsheet/{path}", files[path])


EDITS: tuple[Edit, ...] = (
    *(write_article, rewrite_article, set_key) * 3,
    *(remove_article, rename_article, swap_articles),
    *(file_photo, file_photo, remove_photo, set_up_page, rename_page, remove_page),
    *(add_issue, add_issue, set_up_issue, set_up_issue, move_issue, remove_issue),
    *(set_up_paper, write_standing_page, remove_standing_page, change_theme),
)
"""What editors do, the usual more often than the rare."""


def _sections(names: tuple[str, ...]) -> str:
    return "".join(("sections:\n", *(f"  - {{name: {name}}}\n" for name in names)))


def _remove(article: Path) -> None:
    article.unlink()
    _tidy(article.parent)


def _tidy(page: Path) -> None:
    """No page without an article, no issue without a page."""
    if not list(page.glob("*.md")):
        shutil.rmtree(page, ignore_errors=True)
    if not [child for child in page.parent.iterdir() if child.is_dir()]:
        shutil.rmtree(page.parent)

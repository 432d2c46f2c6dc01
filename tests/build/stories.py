"""What random articles hold: front matter and text, most of which leads to what is there."""

from __future__ import annotations

from pathlib import Path
from random import Random

from paper_site import PaperSite

DAYS = ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-23-evening", "2026-11-24", "2026-11-25", "2026-11-26")
PAGES = ("01", "02", "03", "04-05")
SLUGS = ("bridge", "ferry", "market", "江豚")
PHOTOS = ("p.png", "q.jpg", "近照/p.png")
SECTIONS = ("要闻", "民生", "副刊")
COLOURS = ("#7a8899", "#99887a", "#aabbcc")
SENTENCES = ("大桥通了。", "渡船照开。", "早市六点开门。", "江豚又来了，一共三头。")


def articles(site: PaperSite) -> list[Path]:
    return sorted(site.root.glob("content/issues/*/*/*/*.md"))


def any_article(site: PaperSite, chance: Random) -> Path | None:
    found = articles(site)
    return chance.choice(found) if found else None


def issues(site: PaperSite) -> list[str]:
    return sorted({article.parents[1].name for article in articles(site)})


def pages(site: PaperSite) -> list[Path]:
    return sorted({article.parent for article in articles(site)})


def photos(site: PaperSite) -> list[Path]:
    return [path for path in sorted(site.root.glob("content/issues/**/*")) if path.suffix in {".png", ".jpg"}]


def flat_photos(site: PaperSite) -> list[Path]:
    """Those that lie beside articles."""
    return [path for path in photos(site) if path.parent.name in PAGES]


def front_matter(site: PaperSite, chance: Random) -> dict[str, object]:
    values: dict[str, object] = {"title": chance.choice(SENTENCES)[:-1]}
    issue = chance.choice(issues(site))
    former = f"{issue[:10].replace('-', '/')}{issue[10:]}/01/{chance.choice((*SLUGS, 'old'))}.html"
    rare: dict[str, object] = {
        "draft": True,
        "section": chance.choice(SECTIONS),
        "byline": [chance.choice(("记者 周雁", "何川"))],
        "kicker": "江边",
        "summary": "一句话说完。",
        "priority": chance.randint(1, 5),
        "kind": chance.choice(("brief", "notice", "opinion")),
        "tags": ["过江"],
        "slug": chance.choice(SLUGS),
        "aliases": [former],
        "corrections": [{"date": chance.choice(DAYS)[:10], "text": "初版写错了数。"}],
        "retracted": {"date": "2026-11-24", "reason": "所据不实。"},
        "photos": [{"src": chance.choice(sources(site, chance)), "alt": "江边"}],
    }
    for key in chance.sample(sorted(rare), chance.choice((0, 1, 1, 2, 3))):
        values[key] = rare[key]
    return values


def text(site: PaperSite, chance: Random) -> str:
    plain = chance.choice(SENTENCES)
    rare = (
        f"见[那篇]({ref(site, chance)})。",
        f"见[那篇]({ref(site, chance)})，也见[那一版](01)。",
        "上篇。（下转第二版）",
        "（上接第一版）\n\n下篇。",
        "上篇。\n\n（下转第二版）\n\n下篇。",
        f"{plain}\n\n![江边]({chance.choice(sources(site, chance))})\n\n{plain}",
        f"见[附图]({chance.choice(sources(site, chance))})。",
        ":::box 时间\n首班5:50。\n:::",
    )
    return chance.choice((plain, plain + plain, *rare))


def ref(site: PaperSite, chance: Random) -> str:
    """Mostly to something that is there."""
    article = any_article(site, chance)
    if article is None or chance.random() < 0.03:
        return f"{chance.choice(DAYS)}/01/bridge"
    slug = article.stem.removeprefix("01-").removeprefix("02-").removeprefix("03-")
    return f"{article.parents[1].name}/{article.parent.name}/{slug}"


def sources(site: PaperSite, chance: Random) -> list[str]:
    """How an article may name a picture; pictures of its own page are the usual."""
    return [*PHOTOS, *(f"../../{photo.relative_to(photo.parents[2]).as_posix()}" for photo in flat_photos(site)[:2])]

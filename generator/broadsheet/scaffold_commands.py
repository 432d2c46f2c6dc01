"""`broadsheet init` and `broadsheet new`: words into calls of `scaffold`."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.guarded import GuardedCommand, GuardedCommands

STARTER_LANGUAGES = ("zh-Hans", "zh-Hant", "en", "ja")
"""Languages that `init` can begin a paper in."""


@click.command(cls=GuardedCommand, short_help="Begin a paper.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The paper's name.  [default: one in its language]")
@click.option(
    "--language",
    type=click.Choice(STARTER_LANGUAGES),
    default="zh-Hans",
    show_default=True,
    help="The paper's language.",
)
@click.option("--date", metavar="DATE", help="Date of the first issue.  [default: today]")
@click.option("--timezone", metavar="ZONE", help="The paper's time zone.  [default: one where its language is spoken]")
def init(folder: Path, name: str | None, language: str, date: str | None, timezone: str | None) -> None:
    """Begins a new paper in DIR: content with one issue, an ignore file, a CI workflow, a README."""
    from broadsheet.console import say
    from broadsheet.scaffold import begin_paper

    written = begin_paper(folder, language, name=name, date=date, timezone=timezone)
    for path in written:
        say(str(path))
    say(f"a new paper is in {folder}: see it with broadsheet --site {folder} serve")


@click.group(cls=GuardedCommands, short_help="Begin an issue or an article.")
def new() -> None:
    """Begins an issue or an article, with the right names and front matter."""


@new.command("issue")
@click.argument("name", metavar="DATE")
@click.option(
    "--pages", metavar="N", type=click.IntRange(1, 199), help="How many pages.  [default: as the newest issue]"
)
@click.pass_obj
def new_issue(site: Path, name: str, pages: int | None) -> None:
    """Begins the issue of DATE; a second one the same day is called 2026-11-24-evening."""
    from broadsheet.console import say
    from broadsheet.scaffold import begin_issue

    for path in begin_issue(site, name, pages):
        say(str(path))


@new.command("article")
@click.argument("page", metavar="PAGE")
@click.argument("slug", metavar="SLUG")
@click.option("--issue", metavar="ISSUE", help="The issue's name.  [default: the newest]")
@click.pass_obj
def new_article(site: Path, page: str, slug: str, issue: str | None) -> None:
    """Begins an article on a PAGE; SLUG is its name in addresses."""
    from broadsheet.console import remark, say
    from broadsheet.scaffold import begin_article

    path = begin_article(site, page, slug, issue)
    say(str(path))
    if issue is None:
        # On stderr, so that an editor can be handed the output.
        remark(f"in issue {path.parents[1].name}, the newest; --issue names another")

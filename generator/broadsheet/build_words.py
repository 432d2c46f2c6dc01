"""The words of `broadsheet build` as the build takes them, once they are known to make sense together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from broadsheet.build.options import BuildOptions, Expectation
from broadsheet.content.names import issue_name


def build_options(site: Path, given: dict[str, Any], *, default: Path) -> BuildOptions:
    """The options that the words mean; `default` is where to write when they do not say.

    Raises click.UsageError for words that contradict each other or mean nothing.
    """
    expect, pages = given.pop("expect"), given.pop("pages")
    if pages and not expect:
        raise click.UsageError("--pages says how many pages the issue of --expect must have: give both")
    if expect and issue_name(expect) is None:
        raise click.BadParameter(f"must be an issue's date such as 2026-11-24 (got '{expect}')", param_hint="--expect")
    # A shell completes names to paths: content/issues/2026/2026-11-24/
    issues = tuple(Path(issue).name for issue in given.pop("issues"))
    _check_changed_only(given, issues)
    output = given.pop("output") or default
    for option, folder in (("--output", output), ("--changed-only", given["changed_only"])):
        if folder and any(folder.resolve().is_relative_to((site / each).resolve()) for each in ("content", "themes")):
            raise click.BadParameter(f"'{folder}' is where the paper's sources are", param_hint=option)
    now = _moment(site, given.pop("now"))
    expectation = Expectation(expect, pages) if expect else None
    return BuildOptions(output=output, issues=issues, now=now, expect=expectation, **given)


def _check_changed_only(given: dict[str, Any], issues: Sequence[str]) -> None:
    """Refuses words that contradict each other."""
    if given["from_state"] and not given["changed_only"]:
        raise click.UsageError(
            "--from-state tells what is published: say with --changed-only where the difference goes"
        )
    if given["changed_only"] and given["output"]:
        raise click.UsageError("--changed-only writes into its own folder and --output into another: give one of them")
    if given["changed_only"] and issues:
        raise click.UsageError("--changed-only builds whatever changed: name no issues")
    if given["from_state"] and given["clean"]:
        raise click.UsageError("--clean makes everything again and --from-state what changed: give one of them")


def _moment(site: Path, text: str | None) -> dt.datetime:
    """The time given, in the paper's zone unless it names its own offset, else the time it is."""
    if text is None:
        return dt.datetime.now(dt.UTC)
    from zoneinfo import ZoneInfo

    from broadsheet.content.paper import validate_paper
    from broadsheet.content.read import read_site
    from broadsheet.content.values import parse_moment

    source, _ = read_site(site)
    paper, _ = validate_paper(source)
    moment = parse_moment(text, ZoneInfo(paper.timezone) if paper else dt.UTC)
    if moment is None:
        raise click.BadParameter(f"must be a date and time such as 2026-11-24T05:30 (got '{text}')", param_hint="--now")
    return moment

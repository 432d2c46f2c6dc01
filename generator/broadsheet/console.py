"""What the command line prints: diagnostics, progress and what was built.

Results go to stdout, diagnostics and progress to stderr. A command whose result *is* its diagnostics (`check --format
json`) prints them to stdout.
"""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Literal, TextIO

import click

from broadsheet.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from broadsheet.build import BuildOptions, BuildResult

Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "github")

BAR_AFTER = 0.4
"""Seconds after which a progress bar is worth its start on a terminal."""
BAR_EVERY = 0.1
"""Seconds between two pictures of the bar."""
LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""


# --- diagnostics ----------------------------------------------------------------------------------------------------


def as_text(diagnostic: Diagnostic, *, colour: bool = False) -> str:
    """`path:line:column: error[code]: message`, then a line each for the hint and for the fault's other ends."""
    severity = diagnostic.severity.value
    label = f"{severity}[{diagnostic.code}]"
    if colour:
        label = click.style(label, fg="red" if diagnostic.severity is Severity.ERROR else "yellow", bold=True)
    lines = [f"{visible(str(diagnostic.location))}: {label}: {visible(diagnostic.message)}"]
    if diagnostic.hint:
        lines.append(f"  hint: {visible(diagnostic.hint)}")
    lines += [f"  see {visible(str(place))}" for place in diagnostic.related]
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """All diagnostics as one JSON list, each on a line of its own."""
    import json  # late: faults are told as text as a rule

    items = [json.dumps(_json_object(diagnostic), ensure_ascii=False) for diagnostic in diagnostics]
    return "[\n  " + ",\n  ".join(items) + "\n]" if items else "[]"


def as_github(diagnostic: Diagnostic) -> str:
    """A workflow command that makes GitHub show the fault beside the line it is about."""
    place = diagnostic.location
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": diagnostic.code}
    listed = ",".join(f"{key}={_github_property(str(value))}" for key, value in properties.items() if value is not None)
    message = "\n".join(
        [diagnostic.message]
        + ([f"hint: {diagnostic.hint}"] if diagnostic.hint else [])
        + [f"see {place}" for place in diagnostic.related]
    )
    return f"::{diagnostic.severity.value} {listed}::{_github_text(message)}"


def print_diagnostics(diagnostics: Sequence[Diagnostic], how: Format, stream: TextIO | None = None) -> None:
    """All of them, to stderr unless told otherwise; as JSON even when there is none."""
    stream = stream or sys.stderr
    match how:
        case "json":
            lines = [as_json(diagnostics)]
        case "github":
            lines = [as_github(diagnostic) for diagnostic in diagnostics]
        case "text":
            colour = stream.isatty() and not os.environ.get("NO_COLOR")
            lines = [as_text(diagnostic, colour=colour) for diagnostic in diagnostics]
    if lines:
        click.echo("\n".join(lines), file=stream)


def say(line: str) -> None:
    """A result, to stdout."""
    click.echo(visible(line))


def remark(line: str) -> None:
    """Something that is no result, to stderr."""
    click.echo(visible(line), err=True)


def counted(number: int, noun: str) -> str:
    """`1 error`, `3 errors`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; `no errors, no warnings` when there is none."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    parts = [(severities.count(severity), severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    return ", ".join(counted(number, noun) if number else f"no {noun}s" for number, noun in parts)


def visible(text: str) -> str:
    r"""The text with control characters and half surrogates written out as `\x1b`.

    So no file name can play tricks on a terminal or break a line.
    """
    if text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in ("Cc", "Cs") else character
        for character in text
    )


def _json_object(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.location
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "related": [{"path": other.path, "line": other.line} for other in diagnostic.related],
    }


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")


# --- what was built -------------------------------------------------------------------------------------------------


def build_summary(result: BuildResult, options: BuildOptions, seconds: float) -> list[str]:
    """The lines that end a build: the latest issue, what was left out, where to look, and last what was done."""
    lines = [f"latest issue: {result.latest}" if result.latest else "latest issue: none is out yet"]
    lines += [f"held: {name} until {moment:%Y-%m-%d %H:%M %z}" for name, moment in result.held]
    drafts = "draft included" if options.drafts else "draft left out"
    lines += [f"{drafts}: {piece}" for piece in result.drafts]
    lines += [f"HELD BACK by --hold: {article}" for article in result.held_articles]
    if options.changed_only:
        folder = options.changed_only
        lines.append(
            f"to publish it: upload {folder / 'edition'}, remove what {folder / 'deleted.txt'} names, and keep "
            f"{folder / 'state'} for the next build"
        )
    elif result.latest:
        lines.append(f"to see it: open {options.output / 'index.html'}, or run broadsheet serve")
    lines += [f"face of {face}" for face in result.faces]
    what = ", ".join(counted(number, noun) for number, noun in ((result.pages, "page"), (result.articles, "article")))
    files = f"{counted(result.written, 'file')} written, {result.removed} removed, {result.unchanged} unchanged"
    issues = f"{result.issues_built} of {counted(result.issues_total, 'issue')}"
    lines.append(f"built {issues} ({what}): {files}, in {seconds:.2f} s")
    return lines


# --- progress -------------------------------------------------------------------------------------------------------


class Progress:
    """Says how far a build is, how fast and for how long: a bar on a terminal, a line now and then elsewhere.

    Both on stderr. Quick builds print nothing. A context manager; call it as `build_edition` does, with (done, total,
    what). It draws only when it is called: a thread would stand in the way of forking.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._spoke = self._began
        self._total = self._done = self._done_first = 0
        self._first = self._began
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, what: str) -> None:
        """Takes note that `done` of `total` are ready; `what` is the last of them or the next."""
        now = time.monotonic()
        if total != self._total or done < self._done:
            self._total, self._done_first, self._first = total, done, now
        self._done = done
        if sys.stderr.isatty():
            self._draw(done, total, what, now)
        elif now - self._spoke >= LINE_EVERY and done < total:
            self._spoke = now
            remark(f"building {done}/{total} {what}{self._pace(now)}")

    def _pace(self, now: float) -> str:
        """`, 45/s, 1 min 18 s left`; empty while nothing can be told."""
        made, seconds = self._done - self._done_first, now - self._first
        if made < 1 or seconds <= 0:
            return ""
        left = (self._total - self._done) * seconds / made
        return f", {_rate(made / seconds)}, {_duration(left)} left"

    def _draw(self, done: int, total: int, what: str, now: float) -> None:
        if self._bar is None and now - self._began >= BAR_AFTER and done < total:
            self._start_bar()
        if self._bar is not None and self._task is not None and (now - self._spoke >= BAR_EVERY or done == total):
            self._spoke = now
            description = visible(what) + self._pace(now)
            self._bar.update(self._task, completed=done, total=total, description=description, refresh=True)

    def _start_bar(self) -> None:
        # rich takes longer to import than most builds take to run.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as RichProgress

        columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
        self._bar = RichProgress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._bar.add_task("", total=None)
        self._bar.start()


def _rate(each_second: float) -> str:
    """`45/s`, `0.4/s`, `2.5/min`."""
    if each_second < 0.1:
        return f"{each_second * 60:.1f}/min"
    return f"{each_second:.0f}/s" if each_second >= 10 else f"{each_second:.1f}/s"


def _duration(seconds: float) -> str:
    """`18 s`, `1 min 18 s`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"

"""The command line: words into calls, results into exit status.

Diagnostics go to stderr and results to stdout; the diagnostics of `check --format json` are its result. Everything but
click is imported where it is used, so that `broadsheet --help` answers at once.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from broadsheet import __version__
from broadsheet.guarded import CLEAN, FAULTY, UNUSABLE, GuardedCommands
from broadsheet.interrupts import INTERRUPTED, TERMINATED, Terminated, heed_termination
from broadsheet.scaffold_commands import init, new

if TYPE_CHECKING:
    from broadsheet.console import Format

OUTPUT_FOLDER = "output"
"""In the site; where `build` writes unless told otherwise."""

COLLECT_EVERY = 100_000
"""New objects between two looks for cycles: what builds make has few, and Python's own 700 costs them a tenth."""

Command = TypeVar("Command", bound=Callable[..., Any])


def main() -> None:
    """Runs the command that was typed and exits with its status."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever a file is called, saying so must not fail.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(COLLECT_EVERY)
    heed_termination()
    status = run(sys.argv[1:])
    if status in (INTERRUPTED, TERMINATED):
        # At once, whatever threads are still at: nobody waits for it.
        os._exit(status)
    sys.exit(status)


def run(words: Sequence[str]) -> int:
    """Runs one command and gives its exit status."""
    try:
        status = commands.main(list(words), prog_name="broadsheet", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as fault:
        fault.show()
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt) as fault:
        is_terminated = isinstance(fault.__cause__ or fault, Terminated)
        what = "terminated" if is_terminated else "interrupted"
        click.echo(f"{what}: nothing is half done, the last good output stands", err=True)
        return TERMINATED if is_terminated else INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left, as `head` does; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY
    return status if isinstance(status, int) else CLEAN


# --- the command itself ---------------------------------------------------------------------------------------------


@click.group(name="broadsheet", cls=GuardedCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadsheet")
@click.option(
    "--site",
    metavar="DIR",
    default=".",
    type=click.Path(path_type=Path),
    help="The paper's folder, which holds content/.  [default: the current folder]",
)
@click.pass_context
def commands(context: click.Context, site: Path) -> None:
    """Makes an e-paper edition, page by page, from a folder of Markdown articles."""
    context.obj = site


commands.add_command(init)
commands.add_command(new)


def _format_option(command: Command) -> Command:
    return click.option(
        "--format",
        "how",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        help="How faults are told: for people, as a JSON list, or as annotations of a GitHub workflow.",
    )(command)


def _quiet_option(command: Command) -> Command:
    return click.option("--quiet", "-q", is_flag=True, help="Say nothing but faults.")(command)


def _strict_option(command: Command) -> Command:
    return click.option("--strict", is_flag=True, help="Count warnings as errors.")(command)


# --- check ----------------------------------------------------------------------------------------------------------


@commands.command(short_help="Tell every fault, write nothing.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@_strict_option
@_format_option
@_quiet_option
@click.pass_obj
def check(site: Path, paths: tuple[Path, ...], strict: bool, how: Format, quiet: bool) -> int:
    """Tells every fault of the whole site, or of the PATHs, and writes nothing.

    Faults go to stderr as text and as annotations, to stdout as JSON.
    """
    from broadsheet.build import check_site
    from broadsheet.console import print_diagnostics, say, tally
    from broadsheet.diagnostics import has_errors

    # Diagnostics name files from the site's root: such a path is understood from anywhere.
    paths = tuple(path if path.exists() else site / path for path in paths)
    for path in paths:
        if not path.exists():
            raise click.BadParameter(f"there is no file or folder '{path}'", param_hint="PATH")
        if not path.resolve().is_relative_to((site / "content").resolve()):
            raise click.BadParameter(f"'{path}' is not in {site / 'content'}", param_hint="PATH")
    diagnostics = check_site(site, tuple(path.resolve() for path in paths))
    print_diagnostics(diagnostics, how, sys.stdout if how == "json" else sys.stderr)
    if not quiet and how != "json":
        say(f"checked: {tally(diagnostics)}")
    return FAULTY if has_errors(diagnostics) or (strict and diagnostics) else CLEAN


# --- build ----------------------------------------------------------------------------------------------------------


@commands.command(short_help="Build the edition.")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Where to write.  [default: output/]")
@click.option("--base-url", metavar="URL", help="Where the edition will be published; goes before paper.yaml's.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many issues, photos and pages to make at once; one a core unless given.",
)
@click.option("--cluster", metavar="ADDRESS", help="Have the workers of a Dask cluster make the issues.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@click.option("--future", is_flag=True, help="Include issues that are not out yet.")
@click.option("--now", metavar="TIME", help="What time to take it for: 2026-11-24T05:30, in the paper's time zone.")
@click.option(
    "--changed-only",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Put into DIR what differs from the last edition, and change no output.",
)
@click.option("--from-state", metavar="FILE-OR-URL", help="With --changed-only: the state that the last edition left.")
@_strict_option
@click.option("--clean", is_flag=True, help="Make everything again, without caches and the state of the last build.")
@click.option(
    "--no-press", "press", flag_value=False, default=True, help="Leave out page views, PDFs and page pictures."
)
@click.option("--recompose", is_flag=True, help="Compose locked pages anew, as if they had no layout.lock.")
@click.option("--hold", metavar="PAGE/SLUG", multiple=True, help="Leave this article out; may be given several times.")
@click.option("--expect", metavar="DATE", help="Fail unless the issue of this date is out.")
@click.option(
    "--pages", metavar="N", type=click.IntRange(min=1), help="With --expect: and unless it has so many pages."
)
@_format_option
@_quiet_option
@click.pass_obj
def build(site: Path, /, how: Format, quiet: bool, **given: Any) -> int:
    """Builds the edition, or the ISSUEs named and what depends on them.

    With an error nothing is written, and the last good output stays as it is.
    """
    from broadsheet.build_words import build_options
    from broadsheet.console import Progress, build_summary, print_diagnostics, remark, say, tally

    options = build_options(site, given, default=site / OUTPUT_FOLDER)
    began = time.perf_counter()
    if options.changed_only:
        from broadsheet.build import build_changes as make
    else:
        from broadsheet.build import build_edition as make
    if quiet or how == "json":
        result = make(site, options)
    else:
        with Progress() as progress:
            folder = options.changed_only or options.output
            wait = partial(remark, f"another build is writing into {folder}: this one waits for it")
            result = make(site, options, progress, wait)
    print_diagnostics(result.diagnostics, how)
    if result.ok:
        if not quiet:
            for line in build_summary(result, options, time.perf_counter() - began):
                say(line)
        return CLEAN
    if how != "json":
        remark(f"{tally(result.diagnostics)}: nothing was written, the last good output stands")
    return FAULTY


# --- lock -----------------------------------------------------------------------------------------------------------


@commands.command(short_help="Fix the layout of an issue's pages.")
@click.argument("issue", metavar="ISSUE")
@click.option("--recompose", is_flag=True, help="Make new layouts, also for pages that are locked.")
@click.option("--drafts", is_flag=True, help="Include drafts.")
@_format_option
@_quiet_option
@click.pass_obj
def lock(site: Path, issue: str, recompose: bool, drafts: bool, how: Format, quiet: bool) -> int:
    """Writes layout.lock into each page folder of the ISSUE, to be committed with it.

    From then on a correction moves nothing but the article it is made in.
    """
    from broadsheet.build import BuildOptions
    from broadsheet.build.lock import lock_issue
    from broadsheet.console import counted, print_diagnostics, remark, say, tally

    now = dt.datetime.now(dt.UTC)
    options = BuildOptions(output=site / OUTPUT_FOLDER, now=now, recompose=recompose, drafts=drafts)
    # A shell completes names to paths: content/issues/2026/2026-11-24/
    result = lock_issue(site, Path(issue).name, options)
    print_diagnostics(result.diagnostics, how)
    if not result.ok:
        if how != "json":
            remark(f"{tally(result.diagnostics)}: nothing was locked")
        return FAULTY
    if not quiet:
        for path in result.written:
            say(path)
        say(f"locked {counted(len(result.written), 'page')}, {result.unchanged} unchanged")
    return CLEAN


# --- serve ----------------------------------------------------------------------------------------------------------


@commands.command(short_help="Preview with live reload.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on.  [default: 8000, or the next free one]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all of them.")
@click.option("--no-press", "press", flag_value=False, default=True, help="Leave out page views and PDFs.")
@click.pass_obj
def serve(site: Path, port: int | None, host: str, press: bool) -> None:
    """Shows the paper in a browser and builds it again whenever a file is saved.

    Drafts and issues that are not out yet are included and marked. Nothing is written to output/.
    """
    from broadsheet.serve import serve_site

    serve_site(site, host, port, press=press)

"""What every command has in common: its exit status, and that nothing it meets ends in a traceback."""

from __future__ import annotations

import sys

import click

CLEAN = 0
"""Exit status: no error, and with `--strict` no warning."""
FAULTY = 1
"""Exit status: the content has errors."""
UNUSABLE = 2
"""Exit status: wrong usage, or a site that cannot be read."""


class GuardedCommand(click.Command):
    """A command that tells what cannot go on as a diagnostic, and what nobody foresaw as an apology."""

    def invoke(self, context: click.Context) -> int:
        """Runs the command and gives its exit status."""
        from broadsheet.diagnostics import BroadsheetError

        try:
            status = super().invoke(context)
        except BroadsheetError as fault:
            from broadsheet.console import print_diagnostics

            how = context.params.get("how", "text")
            # The diagnostics of `check --format json` are its result.
            is_result = how == "json" and context.info_name == "check"
            print_diagnostics([fault.diagnostic], how, sys.stdout if is_result else sys.stderr)
            return UNUSABLE
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as fault:
            from broadsheet.console import remark
            from broadsheet.crash import apology, write_crash_log

            remark(apology(fault, write_crash_log(context.obj, fault)))
            return UNUSABLE
        return status if isinstance(status, int) else CLEAN


class GuardedCommands(click.Group):
    """A group whose commands are guarded, and whose groups are like it."""

    command_class = GuardedCommand
    group_class = type

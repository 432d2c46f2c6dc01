"""Where a template failed, and what to say of it."""

from __future__ import annotations

import traceback
from collections.abc import Set
from types import TracebackType

import jinja2

from broadsheet.diagnostics import Diagnostic, Location, error


def template_fault(fault: Exception, path: str, places: Set[str]) -> Diagnostic:
    """`template-error` for the document at `path`, at the innermost template line on the way to the fault.

    `places` are the templates' paths, as diagnostics and tracebacks give them.
    """
    if isinstance(fault, jinja2.TemplateSyntaxError) and fault.filename:
        place = Location(fault.filename, fault.lineno)
    else:
        place = _innermost(fault.__traceback__, places) or Location(path)
    kind = "" if isinstance(fault, jinja2.TemplateError | LookupError) else f"{type(fault).__name__}: "
    if isinstance(fault, jinja2.TemplateNotFound):
        message = f"the theme has no template '{fault.name}'"
    else:
        message = f"{kind}{fault.args[0] if fault.args else fault}"
    return error("template-error", place, message, hint=f"while rendering {path}")


def _innermost(trace: TracebackType | None, places: Set[str]) -> Location | None:
    frames = [frame for frame in traceback.extract_tb(trace) if frame.filename in places]
    return Location(frames[-1].filename, frames[-1].lineno) if frames else None

"""What an article's front matter says about its jumps: `continues_on` and `continued_from`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from broadsheet.content.fields import Fields
from broadsheet.content.names import parse_ref
from broadsheet.content.values import bad_ref
from broadsheet.model import JumpStatement, Ref

Statement = JumpStatement | None


@dataclass(frozen=True, slots=True)
class StatedJumps:
    """What the front matter says about jumps; it overrides the jump lines of the body."""

    continues_on: Statement
    continued_from: Statement
    ends_here: bool
    """`continues_on: none`: no line of the body is taken for a jump onward."""
    begins_here: bool
    """`continued_from: none`: no line of the body is taken for a jump from elsewhere."""


def stated_jumps(fields: Fields, own: str) -> StatedJumps:
    """`continues_on` and `continued_from`."""
    statements: dict[str, JumpStatement] = {}
    off: set[str] = set()
    for name in ("continues_on", "continued_from"):
        scalar = fields.scalar(name)
        if scalar is None:
            continue
        ref = parse_ref(scalar.stripped)
        if scalar.stripped.lower() == "none":
            off.add(name)
        elif ref is None:
            fields.problems.append(bad_ref(scalar, f"'{name}'", ", or none"))
        else:
            statements[name] = JumpStatement(_in_the_manner_of(own, ref), scalar.location)
    return StatedJumps(
        continues_on=statements.get("continues_on"),
        continued_from=statements.get("continued_from"),
        ends_here="continues_on" in off,
        begins_here="continued_from" in off,
    )


def _in_the_manner_of(own: str, ref: Ref) -> Ref:
    """A ref within the issue with as many figures as the page it stands on has: 1 is 01 on page 02."""
    if ref.issue is None and ref.page.isdecimal() and own.isdecimal():
        return replace(ref, page=f"{int(ref.page):0{len(own)}}")
    return ref

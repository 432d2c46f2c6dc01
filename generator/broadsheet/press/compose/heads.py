"""Headline bands: for a story of some rank and width, the few best ways to set its headline.

A band is label, kicker, headline, deck and byline with their white, a whole number of rows high. Chinese headlines
stand centred, or flush left where a narrow one takes several lines; Latin ones flush left. The rules "headlines",
"white" and "ladder" hold wherever they can; what it costs to come close is in `Head.cost`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from broadsheet.press.compose.band import Part, White, arranged, least_rows, natural_height, tops
from broadsheet.press.compose.head_parts import Align, Lettering, byline_lines, label_line, small_lines
from broadsheet.press.compose.head_whites import whites_of
from broadsheet.press.compose.headline_plans import HeadlinePlan, headline_plans
from broadsheet.press.compose.ladder import BRIEF, Ladder
from broadsheet.press.compose.lettering import Measure, measure_of
from broadsheet.press.compose.material import Story
from broadsheet.press.layout import Element

if TYPE_CHECKING:
    from broadsheet.press.typeset.typesetter import Typesetter

_MOST = 4
"""Heads given for a story."""
_WORSE = 2.5
"""What a head may cost more than the best one to be given."""
_FEATURES = ("opinion", "photo")
_KICKER = (0.4, 0.44)
"""Least and greatest size, in sizes of the headline; at most half of it where 9 points are needed to read it."""
_DECK = (0.35, 0.4)
_LEGIBLE = 9.0
_NO_WHITE = White(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Head:
    """A headline band, set."""

    rows: int
    """Of the whole band, white included."""
    size: float
    """Of the headline, in points."""
    lines: int
    """Of the headline."""
    face: str
    """Role of the headline's face."""
    elements: tuple[Element, ...]
    """Relative to the module's top left corner, in reading order."""
    headline_rows: int
    """From the band's top to the end of the headline itself, rounded up."""
    cost: float
    """0 for a good one, about 1 for a flaw that is seen, 8 and more for what is done only in need."""
    vertical: bool = False
    """Whether it is a vertical headline (竖题): a column at the module's left, `side` points wide."""
    side: float = 0.0
    """Width that a vertical headline takes from the text, its white included; 0 for a horizontal one."""
    off_ladder: bool = False
    """Whether its size lies below its rank's, as nothing else fitted."""
    spare: int = 0
    """Rows by which `stretched` may heighten it: 0 or 1."""
    slack: float = 0.0
    """White in the band beyond what looks best, in points; negative where it is tight."""
    parts: tuple[Part, ...] = ()
    """What `elements` are made of."""
    after: White = _NO_WHITE
    """Between the last part and the band's end."""
    leading: float = 12.0
    """Height of a row."""


_KNOWN: WeakKeyDictionary[Typesetter, dict[tuple[object, ...], tuple[Head, ...]]] = WeakKeyDictionary()
"""Heads by setter and all they depend on: a page tries several ladders, which share most ranges."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A band whose lines are known but not set."""

    headline: HeadlinePlan
    planned: tuple[Lettering, ...]
    align: Align
    whites: tuple[White, ...]
    after: White
    rows: int
    cost: float


def face_of(story: Story, rank: int) -> str:
    """The face of a story's headline: news in sans and serif by turns down the ladder, features in their own.

    Neighbours in rank so differ in more than size. Briefs and adverts are in sans.
    """
    if story.kind in _FEATURES and rank < BRIEF:
        return "headline-feature"
    if rank >= BRIEF or story.kind == "advert" or rank % 2:
        return "headline"
    return "headline-serif"


def heads(
    story: Story,
    rank: int,
    columns: int,
    ladder: Ladder,
    setter: Typesetter,
    *,
    measure_width: float,
    face: str = "",
    byline: bool = True,
) -> tuple[Head, ...]:
    """The best ways to set a story's headline band over so many base columns, best first; never empty, at most four.

    They differ in rows, so that the page can choose. `measure_width`: of the band, in points. `face`: instead of
    `face_of`. `byline`: whether the byline ends the band; without it, `byline_band` sets it over the text. What
    continues from another page never stands in the first two ranks.
    """
    if story.kind == "tail" or story.jump_from is not None:
        rank = max(3, rank)
    face = face or face_of(story, rank)
    words = (story.id, story.kind, story.title, story.kicker, story.deck, story.byline, story.label, story.link)
    key = (*words, story.jump_from, story.language, rank, columns, ladder.script, ladder.range(rank))
    known = _KNOWN.setdefault(setter, {})
    found = known.get((*key, measure_width, face, byline))
    if found is None:
        found = _found(story, rank, columns, ladder, setter, measure_width, face, byline=byline)
        known[(*key, measure_width, face, byline)] = found
    return found


def _found(
    story: Story, rank: int, columns: int, ladder: Ladder, setter: Typesetter, width: float, face: str, *, byline: bool
) -> tuple[Head, ...]:
    small = {role: measure_of(setter, role) for role in ("kicker", "deck", "byline", "label")}
    found: dict[int, _Plan] = {}
    for headline in headline_plans(story, rank, columns, ladder, width, face, measure_of(setter, face)):
        plan = _planned(story, rank, columns, headline, setter, width, small, byline=byline)
        if plan.rows not in found or plan.cost < found[plan.rows].cost - 1e-9:
            found[plan.rows] = plan
    best = sorted(found.values(), key=lambda plan: (plan.cost, plan.rows))
    worst = best[0].cost + _WORSE
    return tuple(_head(plan, story, setter, width) for plan in best[:_MOST] if plan.cost <= worst)


def _planned(
    story: Story,
    rank: int,
    columns: int,
    headline: HeadlinePlan,
    setter: Typesetter,
    width: float,
    small: dict[str, Measure],
    *,
    byline: bool,
) -> _Plan:
    size, language, grid = headline.lettering.size, story.language, setter.grid
    kicker = small_lines(
        "kicker", "kicker", story.kicker, _sizes(size, _KICKER), setter, width, small["kicker"], language
    )
    deck = small_lines("deck", "deck", story.deck, _sizes(size, _DECK), setter, width, small["deck"], language)
    signed = byline_lines(story, setter, width, small["byline"]) if byline else None
    label = label_line(story, setter, width, small["label"])
    planned = tuple(part for part in (label, kicker, headline.lettering, deck, signed) if part is not None)
    whites, after = whites_of(planned, grid.leading)
    bare = tuple(Part(p.role, (), p.height, white) for p, white in zip(planned, whites, strict=True))
    rows = least_rows(bare, after, grid.leading)
    cost = headline.cost + sum(part.cost for part in planned if part is not headline.lettering)
    slack = rows * grid.leading - natural_height(bare, after)
    cost += 0.02 * abs(slack)
    return _Plan(headline, planned, _alignment(headline, rank, columns, setter), whites, after, rows, cost)


def _sizes(size: float, share: tuple[float, float]) -> tuple[float, float]:
    """(least, greatest) size of a kicker or deck below a headline of a size, in half points."""
    least, most = (round(each * size * 2) / 2 for each in share)
    return max(_LEGIBLE, least), max(_LEGIBLE, most)


def _alignment(headline: HeadlinePlan, rank: int, columns: int, setter: Typesetter) -> Align:
    """Latin flush left; Chinese centred, but for briefs and for several lines over one or two columns."""
    if setter.grid.script == "latin" or rank >= BRIEF:
        return "left"
    several = len(headline.lettering.texts) > 1
    return "left" if several and columns <= 2 and rank > 1 else "center"


def _head(plan: _Plan, story: Story, setter: Typesetter, width: float) -> Head:
    parts = tuple(
        part.part(setter, width, plan.align, white, piece=story.id, link=story.link if part.role == "headline" else "")
        for part, white in zip(plan.planned, plan.whites, strict=True)
    )
    leading = setter.grid.leading
    spare = plan.rows * leading - natural_height(parts, plan.after)
    lettering = plan.headline.lettering
    head = Head(
        rows=plan.rows,
        size=lettering.size,
        lines=len(lettering.texts),
        face=lettering.face,
        elements=(),
        headline_rows=0,
        cost=plan.cost,
        off_ladder=plan.headline.off_ladder,
        spare=1 if spare <= 2 else 0,
        slack=spare,
        parts=parts,
        after=plan.after,
        leading=leading,
    )
    return arranged_head(head)


def arranged_head(head: Head) -> Head:
    """The head with its parts placed in its rows."""
    height = head.rows * head.leading
    places = tops(head.parts, head.after, height)
    end = next(y + part.height for y, part in zip(places, head.parts, strict=True) if part.role == "headline")
    return replace(
        head,
        elements=arranged(head.parts, head.after, height),
        headline_rows=min(head.rows, math.ceil(end / head.leading - 1e-6)),
    )


def stretched(head: Head, extra_rows: int) -> Head:
    """The head with up to `spare` rows more of white, shared out within the rule "white"."""
    extra = min(extra_rows, head.spare)
    if extra <= 0:
        return head
    more = replace(head, rows=head.rows + extra, spare=head.spare - extra, slack=head.slack + extra * head.leading)
    return arranged_head(more)


@dataclass(frozen=True, slots=True)
class BylineBand:
    """A byline that stands over the text, not under the headline."""

    rows: int
    """0 without a byline."""
    elements: tuple[Element, ...]
    """Relative to the band's top left corner."""


def byline_band(story: Story, setter: Typesetter, width: float, *, align: Align = "left") -> BylineBand:
    """The byline in rows of its own, over text of a width, where a photo stands between it and the headline."""
    plan = byline_lines(story, setter, width, measure_of(setter, "byline"))
    if plan is None:
        return BylineBand(0, ())
    leading = setter.grid.leading
    after = White(1.0, 2.5, 0.36 * leading)
    part = plan.part(setter, width, align, White(0.5, 2.0, leading), piece=story.id)
    rows = least_rows((part,), after, leading)
    return BylineBand(rows, arranged((part,), after, rows * leading))

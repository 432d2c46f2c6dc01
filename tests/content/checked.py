"""A site put through reading and validation alone."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.content.issue import validate_issue
from broadsheet.content.paper import validate_paper
from broadsheet.content.read import read_issue, read_site
from broadsheet.content.source import SiteSource
from broadsheet.content.standing import validate_standing
from broadsheet.diagnostics import Diagnostic, Location, by_place
from broadsheet.model import IssueSetup, Manuscript, Paper, StandingPage
from paper_site import PaperSite


@dataclass(frozen=True)
class Checked:
    """What the two stages gave."""

    source: SiteSource
    paper: Paper | None
    issues: tuple[IssueSetup, ...]
    standing: tuple[StandingPage, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]

    @property
    def fault(self) -> Diagnostic:
        """The only diagnostic."""
        assert len(self.diagnostics) == 1, "\n".join(map(str, self.diagnostics))
        return self.diagnostics[0]

    @property
    def issue(self) -> IssueSetup:
        """The only issue."""
        (issue,) = self.issues
        return issue

    def manuscript(self, piece: str) -> Manuscript:
        """A manuscript of the only issue by `page/slug`."""
        return next(each for each in self.issue.manuscripts if f"{each.page}/{each.slug}" == piece)


def check(site: PaperSite) -> Checked:
    """Reads and validates everything."""
    source, diagnostics = read_site(site.root)
    paper, found = validate_paper(source)
    diagnostics += found
    issues: list[IssueSetup] = []
    standing: tuple[StandingPage, ...] = ()
    if paper is not None:
        standing, found = validate_standing(source, paper, {"index", "archive"})
        diagnostics += found
        for folder in source.issues:
            issue_source, found = read_issue(site.root, folder)
            setup, also_found = validate_issue(issue_source, paper, site.root)
            diagnostics += found + also_found
            if setup is not None:
                issues.append(setup)
    return Checked(source, paper, tuple(issues), standing, by_place(diagnostics))


def at(place: Location) -> str:
    """A place without the folders: `bridge.md:4:10`."""
    return str(place).rpartition("/")[2]

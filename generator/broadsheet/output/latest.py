"""`latest.json`: which issue is the latest, and that it is complete."""

from __future__ import annotations

from broadsheet.edition import addresses
from broadsheet.edition.shown import ShownIssue
from broadsheet.edition.views import SiteView
from broadsheet.output.json_file import json_file

SCHEMA = 1


def latest_json(issue: ShownIssue, site: SiteView) -> bytes:
    """The latest issue in short; written after all its files, so that whoever reads it finds the others."""
    head = issue.head
    document = {
        "schema": SCHEMA,
        "paper": site.name,
        "date": head.date.isoformat(),
        "suffix": head.suffix or None,
        "number": head.number or None,
        "url": head.address,
        "digest": issue.digest,
        "complete": True,
        "pages": len(issue.pages),
        "articles": issue.articles,
        "issue": addresses.issue_folder(head.date, head.suffix) + addresses.ISSUE_JSON,
    }
    return json_file(document)

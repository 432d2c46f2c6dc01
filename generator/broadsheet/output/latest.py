"""`latest.json`: which issue is the latest, and that it is complete."""

from __future__ import annotations

import json

from broadsheet.edition import addresses
from broadsheet.edition.record import IssueRecord
from broadsheet.edition.views import SiteView
from broadsheet.output.escape import escaped_in_json

SCHEMA = 1


def latest_json(record: IssueRecord, site: SiteView) -> bytes:
    """The latest issue in short; written after all its files, so that whoever reads it finds the others."""
    head = record.head
    document = {
        "schema": SCHEMA,
        "paper": site.name,
        "date": head.date.isoformat(),
        "suffix": head.suffix or None,
        "number": head.number or None,
        "url": head.address,
        "digest": record.digest,
        "complete": True,
        "pages": record.pages,
        "articles": record.articles,
        "issue": addresses.issue_folder(head.date, head.suffix) + addresses.ISSUE_JSON,
    }
    return (escaped_in_json(json.dumps(document, ensure_ascii=False, indent=1)) + "\n").encode()

"""What machines read: maps of the site, the latest issue in short, the web app with its service worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.build.documents import Documents, note, noted
from broadsheet.build.months import Month
from broadsheet.build.shared import Shared
from broadsheet.build.shown import Archive
from broadsheet.edition import addresses
from broadsheet.edition.published import published_issues
from broadsheet.edition.views import OfflineView
from broadsheet.output.escape import escaped
from broadsheet.output.latest import latest_json
from broadsheet.output.links import relative
from broadsheet.output.plan import OutputFile
from broadsheet.output.service_worker import service_worker
from broadsheet.output.sitemaps import index_map, issues_in_the_news, news_map, standing_map
from broadsheet.output.web_app import web_app_files


def for_machines(
    shared: Shared, archive: Archive, months: Iterable[Month], documents: Documents
) -> Iterator[OutputFile]:
    """The files of which machines ask for no month: those that do not stay, and those that cost nothing."""
    if shared.site.base_url is not None:
        yield from _maps(shared, archive, tuple(months), documents)
    yield from web_app_files(shared.site, shared.theme, shared.locale)
    yield from _without_network(shared, archive, documents)
    if out := published_issues(archive.shown):
        yield OutputFile.of(addresses.LATEST, latest_json(out[-1], shared.site))


def _maps(shared: Shared, archive: Archive, months: tuple[Month, ...], documents: Documents) -> Iterator[OutputFile]:
    changed = [(month.first, month.facts.changed) for month in months if month.facts.changed]
    if not documents.stays(addresses.SITEMAP, changed):
        yield OutputFile.of(addresses.SITEMAP, index_map(changed, shared.site))
    sections = sorted({own.address for month in months for own in month.facts.sections if own.is_told})
    authors = sorted({own.address for month in months for own in month.facts.authors if own.is_told})
    if not documents.stays(addresses.SITEMAP_STANDING, (sections, authors)):
        yield OutputFile.of(addresses.SITEMAP_STANDING, standing_map(sections, authors, shared.site))
    issues = issues_in_the_news(archive.shown)
    if not documents.stays(addresses.NEWS_SITEMAP, [(each.head, each.listing, each.drafts) for each in issues]):
        news = news_map(issues, archive.listing, shared.site)
        if news is not None:
            yield OutputFile.of(addresses.NEWS_SITEMAP, news)


def _without_network(shared: Shared, archive: Archive, documents: Documents) -> Iterator[OutputFile]:
    """The service worker, with the document that it shows for what is not kept."""
    if not shared.site.offers("offline"):
        yield service_worker(shared.site, ())
        return
    linked = noted(archive, "shell", tuple[str, ...])
    file = archive.untouched(addresses.OFFLINE)
    if documents.stays(addresses.OFFLINE, ()) and linked is not None and file is not None:
        digest, size = file.digest, file.size
    else:
        documents.kept.discard(addresses.OFFLINE)
        document = shared.renderer.render(OfflineView(addresses.OFFLINE, shared.site))
        made = OutputFile.of(addresses.OFFLINE, document)
        digest, size = made.digest, made.size()
        linked = tuple(file.address for file in shared.files if _href(file.address).encode() in document)
        yield made
    note(archive, "shell", linked)
    assets = [(file.address, file.digest, file.size()) for file in shared.files if file.address in linked]
    yield service_worker(shared.site, ((addresses.OFFLINE, digest, size), *assets))


def _href(address: str) -> str:
    """As the document for what is not kept writes it."""
    return escaped(relative(addresses.OFFLINE, address))

"""The pictures by which articles are known where they are shared."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from broadsheet.build.digest import digest_of
from broadsheet.build.kept import hashed_name, kept
from broadsheet.build.pictures import Pictures
from broadsheet.build.shared import Shared
from broadsheet.edition.figures import photos_shown
from broadsheet.edition.views import ArticleView, IssueViews, PageHead, PictureView
from broadsheet.memo import FORGETFUL, Memo
from broadsheet.model import Kind
from broadsheet.output.locale import Locale
from broadsheet.output.plan import OutputFile
from broadsheet.output.share_picture import HEIGHT, RECIPE, WIDTH, ShareCard, SharePhoto, share_picture
from broadsheet.press.fonts.faces import default_faces
from broadsheet.raster import library_versions

_ENOUGH = 520
"""Pixels on the shorter side of the variant to take: enlarged by a fifth, in half the time of the next."""


def with_share_pictures(
    views: IssueViews,
    shared: Shared,
    pictures: Pictures,
    executor: Executor,
    memo: Memo = FORGETFUL,
    *,
    only_missing: bool = False,
) -> tuple[IssueViews, tuple[OutputFile, ...]]:
    """The views with a share picture in every article's, and the pictures' files.

    Retracted articles and adverts have none; a tail's own address shows that of its story. With `only_missing`, the
    memo's pictures stay as they are.
    """
    if not shared.site.offers("share_pictures"):
        return views, ()
    files = {file.address: file for file in pictures.files}
    shared_ones = [view for view in views.articles if view.retraction is None and view.kind is not Kind.ADVERT]

    def picture(view: ArticleView) -> OutputFile:
        if only_missing:
            return memo.of("share", view.path, (), lambda _: _picture(view, shared, files, pictures))
        return _picture(view, shared, files, pictures)

    made = tuple(map(picture, shared_ones) if only_missing else executor.map(picture, shared_ones))
    shown = {
        view.path: PictureView(((WIDTH, file.address),), WIDTH, HEIGHT, view.title.text)
        for view, file in zip(shared_ones, made, strict=True)
    }
    return (
        replace(
            views,
            articles=tuple(replace(view, share=shown.get(view.path)) for view in views.articles),
            tails=tuple(replace(view, share=shown.get(view.canonical)) for view in views.tails),
        ),
        made,
    )


def _picture(view: ArticleView, shared: Shared, files: dict[str, OutputFile], pictures: Pictures) -> OutputFile:
    photo, photo_digest = _photo(view, files, pictures)
    faces = shared.faces if view.language == shared.site.language else default_faces(view.language)
    card = ShareCard(
        name=shared.site.name,
        nameplate=shared.brand.picture(),
        title=view.title.parts,
        kicker=view.kicker[0] if view.kicker else "",
        deck=view.deck[0] if view.deck else "",
        folio=_folio(view, shared.locale),
        language=view.language,
        accent=shared.brand.accent,
        ground=shared.brand.ground,
        photo=photo,
    )
    told = replace(card, nameplate=None, photo=None)
    shown = (photo.focus, photo.may_crop) if photo is not None else None
    key = digest_of(
        (RECIPE, library_versions(), told, shared.brand.digest, photo_digest, shown, faces.digest, shared.faces.digest)
    )
    file, digest = kept(shared.share_cache, key, ".jpg", lambda: share_picture(card, faces, shared.faces))
    stem = view.path.removesuffix(".html")
    return OutputFile(hashed_name(f"{stem}-share", digest, ".jpg"), file, digest)


def _photo(view: ArticleView, files: dict[str, OutputFile], pictures: Pictures) -> tuple[SharePhoto | None, str]:
    """The article's first photo in its smallest variant that is large enough, and the digest of that file."""
    photo = next((photo for photo, _ in photos_shown(view)), None)
    if photo is None:
        return None, ""
    shown = pictures.views[photo.path]
    ratio = shown.height / shown.width
    enough = (variant for variant in shown.variants if min(1.0, ratio) * variant[0] >= _ENOUGH)
    width, address = next(enough, shown.variants[-1])
    file = files[address]
    assert isinstance(file.content, Path)
    return SharePhoto(file.content, width, max(1, round(width * ratio)), photo.focus, photo.crop), file.digest


def _folio(view: ArticleView, locale: Locale) -> str:
    """`2026年11月24日　第01版 要闻`."""
    page: PageHead = view.parts[0].page
    return "　".join((locale.issue_date(view.issue, "short"), f"{locale.page(page.code)} {page.name}".strip()))

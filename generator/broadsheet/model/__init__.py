"""The newspaper as immutable values: what every stage takes and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.late import late

if TYPE_CHECKING:
    from broadsheet.model.body import Block as Block
    from broadsheet.model.body import Code as Code
    from broadsheet.model.body import CodeBlock as CodeBlock
    from broadsheet.model.body import FactBox as FactBox
    from broadsheet.model.body import Figure as Figure
    from broadsheet.model.body import FootnoteMark as FootnoteMark
    from broadsheet.model.body import Footnotes as Footnotes
    from broadsheet.model.body import Inline as Inline
    from broadsheet.model.body import LineBreak as LineBreak
    from broadsheet.model.body import Link as Link
    from broadsheet.model.body import ListBlock as ListBlock
    from broadsheet.model.body import Paragraph as Paragraph
    from broadsheet.model.body import Quote as Quote
    from broadsheet.model.body import Rule as Rule
    from broadsheet.model.body import Styled as Styled
    from broadsheet.model.body import Subhead as Subhead
    from broadsheet.model.body import Table as Table
    from broadsheet.model.body import Text as Text
    from broadsheet.model.issue import Article as Article
    from broadsheet.model.issue import Ear as Ear
    from broadsheet.model.issue import Issue as Issue
    from broadsheet.model.issue import IssueOutline as IssueOutline
    from broadsheet.model.issue import IssueSetup as IssueSetup
    from broadsheet.model.issue import JumpEnd as JumpEnd
    from broadsheet.model.issue import LayoutHints as LayoutHints
    from broadsheet.model.issue import Page as Page
    from broadsheet.model.issue import PageSetup as PageSetup
    from broadsheet.model.issue import Piece as Piece
    from broadsheet.model.issue import codes_of as codes_of
    from broadsheet.model.layout_lock import LayoutLock as LayoutLock
    from broadsheet.model.layout_lock import LockedModule as LockedModule
    from broadsheet.model.manuscript import Correction as Correction
    from broadsheet.model.manuscript import JumpStatement as JumpStatement
    from broadsheet.model.manuscript import Kind as Kind
    from broadsheet.model.manuscript import Manuscript as Manuscript
    from broadsheet.model.manuscript import ManuscriptPiece as ManuscriptPiece
    from broadsheet.model.manuscript import Person as Person
    from broadsheet.model.manuscript import Retraction as Retraction
    from broadsheet.model.manuscript import StandingPage as StandingPage
    from broadsheet.model.manuscript import Title as Title
    from broadsheet.model.paper import PageFormat as PageFormat
    from broadsheet.model.paper import Paper as Paper
    from broadsheet.model.paper import PressSettings as PressSettings
    from broadsheet.model.paper import Section as Section
    from broadsheet.model.photo import Photo as Photo
    from broadsheet.model.photo import PhotoLayout as PhotoLayout
    from broadsheet.model.ref import Ref as Ref

_NAMES = {
    "body": (
        "Block Code CodeBlock FactBox Figure FootnoteMark Footnotes Inline LineBreak Link ListBlock"
        " Paragraph Quote Rule Styled Subhead Table Text"
    ),
    "issue": ("Article Ear Issue IssueOutline IssueSetup JumpEnd LayoutHints Page PageSetup Piece codes_of"),
    "layout_lock": ("LayoutLock LockedModule"),
    "manuscript": ("Correction JumpStatement Kind Manuscript ManuscriptPiece Person Retraction StandingPage Title"),
    "paper": ("PageFormat Paper PressSettings Section"),
    "photo": ("Photo PhotoLayout"),
    "ref": ("Ref"),
}
__all__ = sorted(" ".join(_NAMES.values()).split())
__getattr__ = late(__name__, _NAMES)

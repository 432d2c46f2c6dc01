"""Locking: a composed page as the text of its `layout.lock`, made for diffs."""

from __future__ import annotations

from broadsheet.press.layout import Module, PageLayout, Picture

HEADER = "# The layout of this page, fixed by `broadsheet lock`. `--recompose` makes a new one.\n"


def lock_text(layout: PageLayout, continues_on: dict[str, str]) -> str:
    """The lock of a page: one line a module, in reading order.

    `continues_on` gives the page code to which the composer's jump of a piece leads.
    """
    lines = [HEADER, f"grid: [{layout.columns}, {layout.rows}]\n", f"ladder: {layout.ladder}\n", "modules:\n"]
    lines += [_module_line(module, continues_on.get(module.id, "")) for module in layout.modules]
    return "".join(lines)


def _module_line(module: Module, continues_on: str) -> str:
    values = [
        f"at: [{module.column + 1}, {module.row + 1}]",
        f"size: [{module.columns}, {module.rows}]",
    ]
    if module.headline_size:
        values += [f"headline: {module.headline_size:g}", f"lines: {module.headline_lines}"]
    if photo := photo_columns(module):
        values.append(f"photo: {photo}")
    if module.measure:
        values += [f"measure: {module.measure:g}", f"rows: {text_rows(module)}"]
    if continues_on:
        values.append(f'jump: "{continues_on}"')
    return f'  "{module.id}": {{{", ".join(values)}}}\n'


def text_rows(module: Module) -> int:
    """Rows of its text, all columns together."""
    return sum(filled for _, _, filled in module.legs)


def photo_columns(module: Module) -> int:
    """Base columns that its widest photo takes; 0 without one. The module's own width tells the base column's."""
    widest = max((element.width for element in module.elements if isinstance(element, Picture)), default=0.0)
    if not widest:
        return 0
    span = max((element.x + element.width for element in module.elements if isinstance(element, Picture)), default=0.0)
    return max(1, round(widest / (span / module.columns))) if span else 0

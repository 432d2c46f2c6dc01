"""The stylesheet of one composed page: every place, size and spacing as a class, each written once.

No element of the sheet needs a style attribute, so that a content security policy need not allow them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.output import links
from broadsheet.press.grid import POINTS_PER_MM
from broadsheet.press.layout import Colour, PageLayout, TextStyle

_COLOURS: Mapping[Colour | str, str] = {
    "ink": "var(--sheet-ink)",
    "accent": "var(--sheet-accent)",
    "grey": "var(--sheet-grey)",
    "hair": "var(--sheet-hair)",
    "paper": "var(--sheet-paper)",
    "tint": "var(--sheet-tint)",
}


@dataclass(frozen=True, slots=True)
class WebFace:
    """A face of the page as browsers load it."""

    address: str
    """Of the font file (woff2) in the edition."""
    stroke: float = 0.0
    """Width in em of an outline that emboldens it."""


@dataclass(slots=True)
class PageStyles:
    """Gives out classes and remembers their rules."""

    layout: PageLayout
    path: str
    """Of the page's document; the stylesheet lies beside it."""
    faces: Mapping[str, WebFace]
    """By role; `body` stands in for any that is not there. `body~2`, `body~3` … print what a role's own face lacks."""
    _rules: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each kind of class: declarations and the class made for them."""
    _families: dict[str, str] = field(default_factory=dict)
    """Family by address of the font file."""

    def place(self, x: float, y: float, width: float, height: float | None = None) -> str:
        """The class of a rectangle, in points; `None` leaves the height to what stands in it."""
        sheet = self.layout
        declarations = (
            f"left:{number(100 * x / sheet.width, 3)}%;top:{number(100 * y / sheet.height, 3)}%"
            f";width:{number(100 * width / sheet.width, 3)}%"
        )
        if height is not None:
            declarations += f";height:{number(100 * height / sheet.height, 3)}%"
        return self.named("p", declarations)

    def type(self, style: TextStyle, leading: float) -> str:
        """The class of a block's most frequent style."""
        size = number(style.size / self.layout.body_size)
        declarations = [f"font:{size}em/{number(leading / style.size)} {self._family(style)}"]
        if style.colour != "ink":
            declarations.append(f"color:{_COLOURS[style.colour]}")
        if stroke := self._stroke(style):
            declarations.append(f"-webkit-text-stroke:{number(stroke)}em")
        return self.named("s", ";".join(declarations))

    def change(self, style: TextStyle, base: TextStyle) -> str:
        """The class of characters in another style than their block's; empty when there is no difference."""
        declarations = []
        if self._family(style) != self._family(base):
            declarations.append(f"font-family:{self._family(style)}")
        if style.size != base.size:
            declarations.append(f"font-size:{number(style.size / base.size)}em")
        if self._stroke(style) != self._stroke(base):
            declarations.append(f"-webkit-text-stroke:{number(self._stroke(style))}em")
        if style.colour != base.colour:
            declarations.append(f"color:{_COLOURS[style.colour]}")
        if style.rise != base.rise:
            declarations.append(f"vertical-align:{number((style.rise - base.rise) / style.size)}em")
        if style.decoration != base.decoration:
            lines = {"": "none", "underline": "underline", "strike": "line-through"}
            declarations.append(f"text-decoration-line:{lines[style.decoration]}")
        return self.named("f", ";".join(declarations)) if declarations else ""

    def tracking(self, ems: float) -> str:
        """The class of a letter spacing."""
        return self.named("t", f"letter-spacing:{number(ems)}em")

    def spacing(self, ems: float) -> str:
        """The class of a word spacing."""
        return self.named("w", f"word-spacing:{number(ems)}em")

    def before(self, ems: float) -> str:
        """The class of a gap before characters."""
        return self.named("l", f"margin-left:{number(ems)}em")

    def after(self, ems: float) -> str:
        """The class of a gap after characters."""
        return self.named("r", f"margin-right:{number(ems)}em")

    def named(self, kind: str, declarations: str) -> str:
        """The class of these declarations: a letter and its number in order of first use."""
        rules = self._rules.setdefault(kind, {})
        if declarations not in rules:
            rules[declarations] = f"_{kind}{len(rules)}"
        return rules[declarations]

    def colour(self, name: Colour | str) -> str:
        """The value of a colour."""
        return _COLOURS[name]

    def css(self) -> str:
        """The stylesheet. On paper the sheet has its own size (CSS Paged Media 3, 3.4)."""
        sheet = self.layout
        ems = number(sheet.width / sheet.body_size)
        width, height = (number(side / POINTS_PER_MM, 2) for side in (sheet.width, sheet.height))
        parts = [
            *(
                f'@font-face{{font-family:{family};src:url("{links.relative(self.path, address)}");font-display:block}}'
                for address, family in self._families.items()
            ),
            f":root{{--sheet-ratio:{number(sheet.width / sheet.height)}}}",
            f".sheet{{font-size:calc(var(--fine)*100cqi/{ems})}}",
            f"@page composed{{size:{width}mm {height}mm;margin:0;"
            "@bottom-left{content:none}@bottom-right{content:none}}",
            f"@media print{{.sheet{{width:{width}mm;height:{height}mm;font-size:{number(sheet.body_size)}pt}}}}",
        ]
        # Single declarations last, so that they win over the shorthand of a block's type.
        for kind in sorted(self._rules, key=lambda kind: (kind not in "ps", kind)):
            parts += [f".{name}{{{declarations}}}" for declarations, name in self._rules[kind].items()]
        return "\n".join(parts) + "\n"

    def _stroke(self, style: TextStyle) -> float:
        faces = self._chain(style)
        return faces[0].stroke if faces else 0.0

    def _chain(self, style: TextStyle) -> tuple[WebFace, ...]:
        """The face of a style and its stand-ins, in the order in which they are asked for a character."""
        for role in (style.face, "body"):
            behind = [name for name in self.faces if name.startswith(f"{role}~")]
            names = [role, *sorted(behind, key=lambda name: int(name.partition("~")[2]))]
            if found := tuple(self.faces[name] for name in names if name in self.faces):
                return found
        return ()

    def _family(self, style: TextStyle) -> str:
        """The families of the style's faces, at last a generic one, for while the files are missing.

        Not named after the typefaces: a file holds the characters of this page or issue alone.
        """
        addresses = dict.fromkeys(face.address for face in self._chain(style))
        families = [self._families.setdefault(address, f"page-{len(self._families)}") for address in addresses]
        return ",".join([*families, "serif"])


def number(value: float, places: int = 4) -> str:
    """The shortest form that CSS takes: `.25`, `12`, `-.5`."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    if text in ("", "-0", "-"):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text

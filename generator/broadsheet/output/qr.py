"""QR codes (ISO/IEC 18004) of addresses, drawn as one path of a few hundred bytes."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

_QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 9.1)."""


def qr_svg(address: str, label: str) -> Markup:
    """The code of a web address as inline SVG without a size: black on white in every scheme, or it could not be read.

    `label` says what it is to those who do not see it.
    """
    return Markup('<svg role="img" aria-label="{}" {}').format(label, Markup(_drawn(address)))


@lru_cache(maxsize=1024)
def _drawn(address: str) -> str:
    """What follows `<svg `. Correction of 15 % suits a screen and a sheet of paper.

    The mask is fixed: to try all eight takes three quarters of the time, and readers take any.
    """
    import segno  # late: not every theme shows codes

    code = segno.make_qr(address, error="m", boost_error=False, mask=0)
    drawn = code.svg_inline(border=_QUIET, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return drawn.removeprefix("<svg ")

"""Draw the demonstration paper's pictures: `python tools/pictures/draw.py [NAME…]`, all of them without a name.

A name is a part of a picture's path (`bridge-dawn`, `2026-11-23/04`). The nameplate is drawn only when asked for, as
`draw.py --nameplate FONT` with the file of a heavy 宋体 face: the Black (900) of the npm package
@fontsource/noto-serif-sc.
"""

from __future__ import annotations

import sys
from pathlib import Path

from catalogue import PICTURES, ROOT, Picture
from nameplate import nameplate
from old_print import aged
from PIL import Image
from sheet import save


def draw(picture: Picture) -> int:
    """Draw one picture and write it; return its size in bytes."""
    finished = picture.drawn().printed(picture.grain, vignette=2 * picture.grain)
    if picture.old:
        finished = aged(finished, picture.seed)
    if picture.scale != 1.0:
        size = (round(picture.size[0] * picture.scale), round(picture.size[1] * picture.scale))
        finished = finished.resize(size, Image.Resampling.LANCZOS)
    return save(finished, ROOT / picture.target)


def main(names: list[str]) -> int:
    """Draw the pictures that `names` choose; the exit code is 1 when a name chooses none."""
    if names[:1] == ["--nameplate"] and len(names) == 2:
        (ROOT / "content/nameplate.svg").write_text(nameplate(Path(names[1])), encoding="utf-8", newline="\n")
        return 0
    for name in names:
        if not any(name in picture.target.as_posix() for picture in PICTURES):
            print(f"no picture is called {name!r}", file=sys.stderr)
            return 1
    for picture in PICTURES:
        if not names or any(name in picture.target.as_posix() for name in names):
            print(f"{draw(picture) // 1000:4d} kB  {picture.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

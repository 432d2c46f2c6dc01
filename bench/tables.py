"""The tables that `bench.run` prints, in Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run of a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of all processes."""
    peak: float
    """MiB of the largest process."""


@dataclass(frozen=True, slots=True)
class Saved:
    """How long one saved article took to the browser."""

    told: float | None
    """Seconds until the reload message; `None` from a server that sends none."""
    served: float
    """Seconds until the new document is served."""


def build_table(runs: Mapping[str, Sequence[Taken]], base: str | None) -> str:
    """Medians, by generator's title, and how they stand to those of `base`, round by round; `None` for no ratios."""
    lines = [_row("", "wall s", "min–max", "CPU s", "MiB", f"wall / {base or '–'}", f"CPU / {base or '–'}"), _rule(7)]
    for title, taken in runs.items():
        walls, cpus = [run.wall for run in taken], [run.cpu for run in taken]
        ratios = ("–", "–")
        if base is not None:
            pairs = list(zip(taken, runs[base], strict=False))
            ratios = (
                f"{statistics.median(run.wall / other.wall for run, other in pairs):.3f}",
                f"{statistics.median(run.cpu / other.cpu for run, other in pairs):.3f}",
            )
        peak = statistics.median(run.peak for run in taken)
        spread = f"{min(walls):.3f}–{max(walls):.3f}"
        middle = statistics.median(walls), statistics.median(cpus)
        lines.append(_row(title, f"{middle[0]:.3f}", spread, f"{middle[1]:.3f}", f"{peak:.0f}", *ratios))
    return "\n".join(lines)


def save_table(saves: Mapping[str, Sequence[Saved]]) -> str:
    """Medians and spreads in milliseconds, by generator's title."""
    lines = [_row("", "saves", "reload message ms", "min–max", "new page served ms", "min–max"), _rule(6)]
    for title, taken in saves.items():
        told = [save.told for save in taken if save.told is not None]
        served = [save.served for save in taken]
        lines.append(_row(title, str(len(taken)), *_milliseconds(told), *_milliseconds(served)))
    return "\n".join(lines)


def growth_table(medians: Mapping[str, Mapping[int, float]], sizes: Sequence[int]) -> str:
    """Wall seconds by number of issues, and behind each how many times those of the size before it are."""
    lines = [_row("", *(f"{size:,} issues" for size in sizes)), _rule(len(sizes) + 1)]
    for title, by_size in medians.items():
        cells, before = [], None
        for size in sizes:
            seconds = by_size.get(size)
            if seconds is None:
                cells.append("–")
            else:
                cells.append(f"{seconds:.3f}" + (f" (× {seconds / before:.1f})" if before else ""))
            before = seconds
        lines.append(_row(title, *cells))
    return "\n".join(lines)


def _milliseconds(seconds: Sequence[float]) -> tuple[str, str]:
    if not seconds:
        return "–", "–"
    return f"{statistics.median(seconds) * 1000:.0f}", f"{min(seconds) * 1000:.0f}–{max(seconds) * 1000:.0f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return _row("---", *("---:" for _ in range(columns - 1)))

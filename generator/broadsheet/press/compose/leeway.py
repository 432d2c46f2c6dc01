"""What the desk may do beyond the usual, where that led to no page that keeps every rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leeway:
    """Freedoms, each of which gives the packer more to choose from."""

    loose: bool = False
    """Whether photos may be small, and any article may leave the base measure; more of them may have a box or a
    vertical headline."""
    demoted: bool = False
    """Whether the shortest articles of the second and third ranks are set a rank lower: their headlines take less."""
    need: bool = False
    """Whether any width will do, and texts may be cut short."""

    @property
    def name(self) -> str:
        """For `layout.lock`, beside the ladder's: what the page was composed with; empty for the usual."""
        return "".join(f" {word}" for word in ("loose", "demoted") if getattr(self, word))


USUAL = Leeway()


def leeway_of(name: str) -> tuple[str, Leeway]:
    """(name of the ladder, leeway) that `layout.lock` tells in one."""
    ladder, *words = name.split() or [""]
    return ladder, Leeway(loose="loose" in words, demoted="demoted" in words)

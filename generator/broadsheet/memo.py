"""What pure functions gave, kept from one build to the next where the same process makes both.

An equal argument under the same name gives the last result again. So a preview renders the documents of one article
after a save, and not those of the other sixty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class Memo:
    """Keeps nothing: every function is called."""

    def of(self, kind: str, name: str, argument: Argument, make: Callable[[Argument], Result]) -> Result:
        """What `make` gives for the argument; `kind` and `name` say what it is, such as a document and its address.

        Beyond its argument, `make` may depend only on what stays the same while the memo is kept.
        """
        return make(argument)


FORGETFUL = Memo()
"""For builds that come alone."""


class KeptMemo(Memo):
    """Keeps the last argument and result under each name. Neither may be changed by anybody."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, tuple[Any, Any]]] = {}
        self._asked: set[tuple[str, str]] = set()

    def of(self, kind: str, name: str, argument: Argument, make: Callable[[Argument], Result]) -> Result:
        """As above; not called where the argument equals the last one."""
        kept = self._kept.setdefault(kind, {})
        self._asked.add((kind, name))
        known = kept.get(name)
        if known is not None and known[0] == argument:
            result: Result = known[1]
        else:
            result = make(argument)
        # The equal argument of now takes the place of the last one: its parts are compared by identity next time.
        kept[name] = argument, result
        return result

    def forget(self, *kinds: str) -> None:
        """Forgets all of these kinds."""
        for kind in kinds:
            self._kept.pop(kind, None)

    def leave_asked(self) -> None:
        """Forgets what nobody has asked for since the last time."""
        for kind, kept in self._kept.items():
            for name in [name for name in kept if (kind, name) not in self._asked]:
                del kept[name]
        self._asked.clear()

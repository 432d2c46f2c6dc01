"""A theme's templates as Jinja finds, compiles and keeps them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.utils import internalcode
from markupsafe import Markup

from broadsheet import __version__
from broadsheet.atomic import replace_file
from broadsheet.output import escape, html
from broadsheet.output.theme import Theme

_PLAIN_CALLS = frozenset({FunctionType, MethodType, BuiltinMethodType, partial})
_SHORT = 64
"""Characters of a text that is likely to be printed again."""
_SHA256 = 32
"""Bytes of a SHA-256."""


class _Printing(CodeGenerator):
    """Prints a value by one call that gives its characters; Jinja's own code makes markup of it, and that twice."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_plain(frame):
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_plain(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


class _Context(Context):
    """Calls plain functions and methods at once; Jinja asks of each first whether it wants more than its arguments."""

    @internalcode
    def call(self, function: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        if type(function) not in _PLAIN_CALLS:
            return super().call(function, *values, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return function(*values, **named)


def _is_plain(frame: Frame) -> bool:
    """Whether the output is sure to be escaped: not where a template has turned that off."""
    return frame.eval_ctx.autoescape is True and not frame.eval_ctx.volatile


class Templates(jinja2.Environment):
    """Finds templates in the theme's layers. `{% extends "super/page.html" %}` means the file it overrides."""

    code_generator_class = _Printing
    context_class = _Context

    def __init__(self, theme: Theme, cache: Path | None = None) -> None:
        """Compiled templates are kept in the folder `cache`, for other processes; nowhere when it is `None`."""
        super().__init__(
            loader=jinja2.FunctionLoader(self._load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            finalize=_shown,
            bytecode_cache=CompiledTemplates(cache) if cache is not None else None,
        )
        self.written = _written
        """What compiled templates call with what they print."""
        self._made: dict[str, jinja2.Template] = {}
        self._theme = theme
        self.places: set[str] = set()
        """The templates read so far, by the path that diagnostics give."""

    @internalcode
    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> jinja2.Template:
        """A template by its name, its globals joined once and not again for every document."""
        if isinstance(name, jinja2.Template) or globals is not None:
            return super().get_template(name, parent, globals)
        full = name if parent is None else self.join_path(name, parent)
        template = self._made.get(full)
        if template is None:
            template = super().get_template(full)
            template.globals = dict(template.globals)
            self._made[full] = template
        return template

    def join_path(self, template: str, parent: str) -> str:
        """`super/` looks behind the layer of the template that asks."""
        inside = template.removeprefix("super/")
        if inside == template:
            return template
        layer, found = self._find(parent)
        return f"{layer}@{inside}" if found else template

    def _find(self, name: str) -> tuple[int, Any]:
        """`page.html` in the nearest layer, `2@page.html` in one behind layer 2."""
        after, mark, inside = name.rpartition("@")
        found = self._theme.find(f"templates/{inside}", int(after) if mark else -1)
        return found or (-1, None)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        _, file = self._find(name)
        if file is None:
            return None
        self.places.add(file.location)
        return file.data.decode("utf-8-sig").replace("\r\n", "\n"), file.location, None


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates on disk, one file for each name, which the next process need not compile again.

    A file holds the SHA-256 of what the code was made from, that of the code, and the code. One that was damaged, cut
    off or made from anything else (another source, another version of Python, Jinja or Broadsheet) does not count.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        files = (__file__, escape.__file__, html.__file__, markupsafe.__file__)
        folds = (hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files)
        self._maker = "\n".join((__version__, jinja2.__version__, sys.version, *folds))
        """What compiles: also our functions that are asked at once for what is constant in a template."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives the bucket its code where the file has it."""
        with suppress(OSError):
            kept = self._file(bucket).read_bytes()
            code = kept[2 * _SHA256 :]
            if kept[: 2 * _SHA256] == self._origin(bucket) + hashlib.sha256(code).digest():
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the bucket's code; where nothing can be written, the next process compiles as well."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            replace_file(self._file(bucket), self._origin(bucket) + hashlib.sha256(code).digest() + code)

    def _file(self, bucket: Bucket) -> Path:
        """Named by the template's name and path (Jinja's key of a bucket), so that the folder does not grow."""
        return self._folder / f"{bucket.key}.bin"

    def _origin(self, bucket: Bucket) -> bytes:
        """Of the source, which Jinja has made a checksum of, and of all that compiles it."""
        return hashlib.sha256(f"{bucket.key}\n{bucket.checksum}\n{self._maker}".encode()).digest()


_written_before = lru_cache(maxsize=8192)(escape.written)
"""Most of what documents print is the same in all documents of a page: words of the interface, addresses, names."""


def _written(value: object) -> str:
    """The characters that stand for a value in a document."""
    if type(value) is str:
        return _written_before(value) if len(value) < _SHORT else escape.written(value)
    return value if type(value) is Markup else markupsafe.escape(value)


def _shown(value: object) -> object:
    """What is printed where a template has turned escaping off: a plain text is escaped all the same."""
    return escape.escaped(value) if type(value) is str else value

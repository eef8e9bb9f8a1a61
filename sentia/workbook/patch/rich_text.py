"""Text with several fonts in one cell, which an edit makes plain."""

import re

from sentia.workbook.patch import markup

_RUNS = re.compile(rb"<(?:[\w.\-]+:)?r[\s>]")
_ITEMS = re.compile(rb"<((?:[\w.\-]+:)?)si(?:\s*/>|(?:\s[^>]*)?>(.*?)</\1si\s*>)", re.S)
_INDEX = re.compile(rb">\s*([0-9]+)\s*<")


def has_runs(content: bytes) -> bool:
    """Whether a cell's or a shared string's content has fonts of its own.

    Examples
    --------
    >>> has_runs(b"<is><r><t>bold</t></r></is>"), has_runs(b"<is><t>plain</t></is>")
    (True, False)
    """
    return _RUNS.search(content) is not None


def rich_strings(part: bytes) -> frozenset[int]:
    """The numbers, from 0, of the shared strings with fonts of their own."""
    text = markup.as_utf8(part)[0]
    items = enumerate(_ITEMS.finditer(text)) if has_runs(text) else ()
    return frozenset(number for number, item in items if has_runs(item[2] or b""))


def shared_string(content: bytes) -> int | None:
    """The number of the shared string that a cell's content points at."""
    match = _INDEX.search(content)
    return int(match[1]) if match else None

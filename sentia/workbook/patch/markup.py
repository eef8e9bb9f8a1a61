"""XML edited as bytes: encodings, tags and attributes, without ever rewriting what is not touched."""

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import quoteattr, unescape

from sentia.errors import CannotWrite

ATTRIBUTES = (
    rb"((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)"  # all of a tag after its name; ends in / if it closes itself
)
PREFIX = rb"((?:[\w.\-]+:)?)"

Splice = tuple[int, int, bytes]

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.\-]+)["']""")
_PLAIN = {"utf-8", "ascii"}
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
_CHARACTER = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")


def as_utf8(part: bytes) -> tuple[bytes, str | None, bytes]:
    """A part as UTF-8, with the codec and the byte order mark it came in (None for UTF-8 itself)."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if part.startswith(mark):
            return part[len(mark) :].decode(codec).encode(), codec, mark
    for start, codec in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if part.startswith(start):
            return part.decode(codec).encode(), codec, b""
    declared = _DECLARED.match(part)
    codec = _codec(declared[1].decode()) if declared else "utf-8"
    return (part, None, b"") if codec in _PLAIN else (part.decode(codec).encode(), codec, b"")


def from_utf8(part: bytes, codec: str | None, mark: bytes) -> bytes:
    """The part as `as_utf8` found it; characters the codec lacks become references."""
    return part if codec is None else mark + part.decode().encode(codec, errors="xmlcharrefreplace")


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise CannotWrite(
            f"A part of the workbook is in the unknown encoding {name}; open it in Excel and save it again."
        ) from None


@lru_cache(maxsize=256)
def tag(prefix: bytes, name: bytes) -> re.Pattern[bytes]:
    """The pattern of an opening or self-closing tag; group 1 is its attributes."""
    return re.compile(rb"<" + re.escape(prefix) + name + rb"(?=[\s/>])" + ATTRIBUTES + rb">")


@lru_cache(maxsize=256)
def closing(prefix: bytes, name: bytes) -> re.Pattern[bytes]:
    """The pattern of a closing tag."""
    return re.compile(rb"</" + re.escape(prefix) + name + rb"\s*>")


def root(name: bytes) -> re.Pattern[bytes]:
    """The pattern of the root's opening tag; group 1 is the prefix, group 2 its attributes."""
    return re.compile(rb"<" + PREFIX + name + rb"(?=[\s/>])" + ATTRIBUTES + rb">")


def content(name: bytes) -> re.Pattern[bytes]:
    """The pattern of an element of that name, whatever its prefix, that holds text alone; group 1 is the text."""
    return re.compile(rb"<(?:[\w.\-]+:)?" + name + rb"(?:\s[^>]*)?>([^<]*)</")


@lru_cache(maxsize=64)
def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + re.escape(name).encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def attribute(attributes: bytes, name: str) -> str | None:
    """The value of one attribute, None where it is not there."""
    match = _attribute(name).search(attributes)
    return text_of(match[1] if match[1] is not None else match[2]) if match else None


def number(attributes: bytes, name: str) -> int | None:
    """The whole number of one attribute, None where it is not there or is none."""
    value = attribute(attributes, name) or ""
    return int(value) if value.isascii() and value.isdigit() else None


def with_attribute(attributes: bytes, name: str, value: str | None) -> bytes:
    """The attributes with one set anew, in front, or taken out (None).

    Examples
    --------
    >>> with_attribute(b' r="A1" s="3"/', "s", "4")
    b' s="4" r="A1"/'
    """
    rest = _attribute(name).sub(b"", attributes, count=1)
    return rest if value is None else f" {name}={quoteattr(value)}".encode() + rest


def text_of(escaped: bytes) -> str:
    """Text without its XML escapes."""
    text = escaped.decode()
    if "&" not in text:
        return text
    return unescape(_CHARACTER.sub(lambda m: chr(int(m[1], 16) if m[1] else int(m[2])), text), _ENTITIES)


def is_on(value: str | None) -> bool:
    """Whether an attribute says yes."""
    return value in ("1", "true", "on")


def spliced(text: bytes, splices: Iterable[Splice]) -> bytes:
    """The text with each (start, end) replaced; of several at one place the insertions come first, in order.

    Examples
    --------
    >>> spliced(b"abc", [(1, 2, b"B"), (1, 1, b"x"), (1, 1, b"y")])
    b'axyBc'
    """
    pieces, position, view = [], 0, memoryview(text)
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        pieces += (view[position:start], new)
        position = end
    return b"".join([*pieces, view[position:]])

"""Bytes into text, whatever program wrote them; standard library only."""

import codecs
import re
from dataclasses import dataclass

from sentia.errors import UnreadableFile

_BYTE_ORDER_MARKS = [
    (b"\xef\xbb\xbf", "utf-8-sig", ""),
    (b"\xff\xfe\0\0", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
]
_BEHIND_MARK = {  # the codec that writes no mark of its own
    **{b"\xef\xbb\xbf": "utf-8", b"\xff\xfe\0\0": "utf-32-le"},
    **{b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"},
}
_GUESS_FROM = 2_000  # bytes that decide about UTF-16 without a mark, and that may name a web page's encoding
_LOOKED_AT = 20_000  # characters that decide whether a file is text
_MOST = 0.8  # of the characters of plain text have a zero byte in UTF-16
_GOOD_PER_BAD = 10  # bytes of good UTF-8 for each bad one that make it UTF-8 all the same
_BINARY = 0.02  # share of control characters from which a file is no text
_MOST_ZEROS = 0.2  # share of zero bytes from which a file is no text
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"""<meta\b[^>]*\bcharset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Decoded:
    """A file's text without zero bytes, what to call its encoding ("" where usual), and sentences about it."""

    text: str
    encoding: str
    notes: list[str]


def decode(file: str, data: bytes) -> Decoded:
    """The text that the bytes are.

    Raises
    ------
    UnreadableFile
        The bytes are no text.
    """
    encoding, named = _encoding(data)
    text = data.decode(encoding, errors="replace")
    zeros = text.count("\0")
    sample = text[:_LOOKED_AT]
    if len(_CONTROL.findall(sample)) > _BINARY * len(sample) or sample.count("\0") > _MOST_ZEROS * len(sample):
        raise UnreadableFile(
            f"{file} is neither a spreadsheet nor text that could be a table;"
            " open the spreadsheet itself or export it as xlsx or csv."
        )
    notes = []
    if zeros:
        notes.append(f"{_count(zeros, 'zero byte')} left out.")
    if "\ufffd" in text:
        notes.append(f"{_count(text.count(chr(0xFFFD)), 'character')} could not be read and shown as \ufffd.")
    return Decoded(text.replace("\0", ""), named, notes)


def codec_of(data: bytes) -> tuple[bytes, str]:
    """The mark at the beginning of text, as it stands there, and the codec of what follows it.

    Examples
    --------
    >>> codec_of("Zürich".encode("cp1252")), codec_of(b"\\xef\\xbb\\xbfDeal")
    ((b'', 'cp1252'), (b'\\xef\\xbb\\xbf', 'utf-8'))
    """
    codec, _ = _encoding(data)
    mark = next((mark for mark, named, _ in _BYTE_ORDER_MARKS if named == codec and data.startswith(mark)), b"")
    return mark, _BEHIND_MARK.get(mark, codec)


def _encoding(data: bytes) -> tuple[str, str]:
    """The codec to decode with and what to call it to a person, "" where it needs no mention."""
    for mark, codec, named in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return codec, named
    head = data[:_GUESS_FROM]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > _MOST * len(zeros):
            return codec, "UTF-16"
    if _is_utf8(data):
        return "utf-8", ""
    declared = _declared(head)
    return (declared, f"text in {declared}") if declared else ("cp1252", "Western European text (cp1252)")


def _declared(head: bytes) -> str:
    """The encoding that a web page says it has, "" where it says none that is known; UTF-8 it is not."""
    found = _DECLARED.search(head)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else "utf-8"
        "".encode(name)
    except (LookupError, UnicodeError):
        return ""
    return "" if name.startswith(("utf", "ascii", "latin", "iso8859-1", "cp1252")) else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        bad = text.count("\ufffd")
        good = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
        return good > _GOOD_PER_BAD * bad
    return True


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

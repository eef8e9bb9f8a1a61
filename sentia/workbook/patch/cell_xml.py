"""One cell's value as XML: numbers, days and text, each so that Excel shows it and never runs it."""

import math
import re
from datetime import date, datetime, timedelta
from numbers import Integral, Real
from xml.sax.saxutils import escape

from sentia.book.places import cell_name
from sentia.workbook.patch.changes import CellChange
from sentia.workbook.patch.markup import with_attribute

MAX_TEXT = 32_767  # characters of one cell, counted as Excel does: in UTF-16
MAX_EXACT = 2**53  # above it a spreadsheet's number loses digits

_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60  # the 1900 system counts a 29 February 1900 that never was
_DAY = timedelta(days=1)
_CONTROL = "\x00-\x08\x0b-\x1f\ufffe\uffff"
_CONTROLS = re.compile(f"[{_CONTROL}]")
_LITERAL = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|[{_CONTROL}]))")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Text as a workbook stores it: control characters written out, and literals that look so protected.

    Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).

    Examples
    --------
    >>> safe_text("_x0041_"), safe_text("one" + chr(11) + "two")
    ('_x005F_x0041_', 'one_x000B_two')
    """
    return _CONTROLS.sub(lambda m: f"_x{ord(m[0]):04X}_", _LITERAL.sub("_x005F_", text))


def serial(day: date, is_1904: bool) -> float | int:
    """The number by which a workbook knows a day or a moment; negative before its first day.

    Examples
    --------
    >>> serial(date(2026, 11, 23), False), serial(datetime(1904, 1, 2, 12), True), serial(date(1900, 1, 1), False)
    (46349, 1.5, 1)
    """
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    since = (moment - (_EPOCH_1904 if is_1904 else _EPOCH_1900)) / _DAY
    if not is_1904 and since <= _FALSE_LEAP_DAY:
        since = since - 1 if since > 1 else -1.0
    return int(since) if since == int(since) else since


def value_refusal(change: CellChange, is_1904: bool) -> str | None:
    """Why a cell cannot hold this value as it is, as a sentence naming the cell; None where it can."""
    fault = _fault(change.value, is_1904)
    return f"{change.place} cannot hold this value: {fault}." if fault else None


def _fault(value: object, is_1904: bool) -> str | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _text_fault(value)
    if isinstance(value, date):
        return _date_fault(value, is_1904)
    if not isinstance(value, Real):
        return f"{type(value).__name__} is no text, number or date"
    if not math.isfinite(value):
        return "it is no number; leave the cell empty instead"
    too_long = isinstance(value, Integral) and abs(value) > MAX_EXACT
    return "Excel keeps only 15 digits of a number; write it as text" if too_long else None


def _text_fault(text: str) -> str | None:
    if _NO_CHARACTER.search(text):
        return "it holds half a character, which no file keeps; type it again"
    length = len(text.encode("utf-16-le")) // 2
    return (
        f"a cell holds {MAX_TEXT:,} characters and this has {length:,}; shorten it" if length > MAX_TEXT else None
    )


def _date_fault(day: date, is_1904: bool) -> str | None:
    if isinstance(day, datetime) and day.tzinfo is not None:
        return "Excel has no time zones; give the local time"
    first = 1904 if is_1904 else 1900
    return f"this workbook's calendar begins in {first}" if serial(day, is_1904) < 0 else None


def cell_xml(prefix: bytes, change: CellChange, attributes: bytes, style: int | None, is_1904: bool) -> bytes:
    """The cell's element with its new value; `attributes` are those it had, of which only the style stays."""
    kept = attributes.removesuffix(b"/").rstrip()
    for name in ("r", "s", "t", "cm", "vm"):
        kept = with_attribute(kept, name, None)
    kind, content = _content(prefix, change.value, is_1904)
    styled = f' s="{style}"' if style is not None else ""
    typed = f' t="{kind}"' if kind else ""
    start = b"<%bc" % prefix + f' r="{cell_name(change.row, change.column)}"{styled}{typed}'.encode() + kept
    return start + b">" + content + b"</%bc>" % prefix if content else start + b"/>"


def formula_xml(prefix: bytes, change: CellChange, formula: str, shown: object, style: int | None) -> bytes:
    """The element of a cell with a formula of ours and the result that it shows until it is worked out."""
    kind = "b" if isinstance(shown, bool) else "str" if isinstance(shown, str) else ""
    styled = f' s="{style}"' if style is not None else ""
    typed = f' t="{kind}"' if kind else ""
    named = f' r="{cell_name(change.row, change.column)}"{styled}{typed}>'.encode()
    result = _element(prefix, b"v", _result(shown)) if shown is not None else b""
    inner = _element(prefix, b"f", formula.removeprefix("=")) + result
    return b"<%bc" % prefix + named + inner + b"</%bc>" % prefix


def _result(shown: object) -> str:
    return str(int(shown)) if isinstance(shown, bool) else shown if isinstance(shown, str) else repr(shown)


def _content(prefix: bytes, value: object, is_1904: bool) -> tuple[str, bytes]:
    if value is None or value == "":
        return "", b""
    if isinstance(value, bool):
        return "b", _element(prefix, b"v", str(int(value)))
    if isinstance(value, str):
        spaced = b' xml:space="preserve"' if value != value.strip() or "\n" in value or "  " in value else b""
        return "inlineStr", b"<%bis>" % prefix + _element(prefix, b"t", value, spaced) + b"</%bis>" % prefix
    number = serial(value, is_1904) if isinstance(value, date) else value
    return "", _element(prefix, b"v", repr(int(number) if isinstance(number, Integral) else float(number)))


def _element(prefix: bytes, name: bytes, text: str, attributes: bytes = b"") -> bytes:
    named = prefix + name
    return b"<%b%b>%b</%b>" % (named, attributes, escape(safe_text(text)).encode(), named)

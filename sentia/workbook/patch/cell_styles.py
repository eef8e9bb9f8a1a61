"""Which of a workbook's styles show a day, and one more that does where a day is written into a plain cell."""

import re

from sentia.workbook.patch import markup
from sentia.workbook.patch.markup import attribute, closing, number, tag, with_attribute

_DAY, _MOMENT = 14, 22  # Excel's own short date, and the same with a time; both follow the reader's country
_DAY_FORMATS = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)}  # built-in formats that show a day
_ROOT = re.compile(rb"<" + markup.PREFIX + rb"styleSheet(?=[\s/>])")
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shows_day(code: str) -> bool:
    """Whether a number format shows a day.

    Examples
    --------
    >>> [shows_day(c) for c in ("dd/mm/yyyy", "[Red]0.00", '0 "days"', "[h]:mm", "mmm-yy")]
    [True, False, False, False, True]
    """
    letters = _NOT_CODE.sub("", code.split(";")[0]).lower()
    return "d" in letters or "y" in letters


class CellStyles:
    """The cell formats of a styles part; formats are only ever added at the end, so that numbers stay valid."""

    def __init__(self, part: bytes | None) -> None:
        self._text, self._codec, self._mark = markup.as_utf8(part or b"")
        root = _ROOT.search(self._text)
        self._prefix = root[1] if root else b""
        self._found = self._collection()
        self._formats = self._listed()
        self._n_stated = len(self._formats)
        self._codes = self._own_codes()

    def __len__(self) -> int:
        return len(self._formats)

    @property
    def is_changed(self) -> bool:
        """Whether a format was added."""
        return len(self._formats) > self._n_stated

    def is_day(self, style: int) -> bool:
        """Whether a cell of this style shows its number as a day."""
        if not 0 <= style < len(self._formats):
            return False
        code = number(self._formats[style], "numFmtId") or 0
        return shows_day(self._codes[code]) if code in self._codes else code in _DAY_FORMATS

    def dated(self, style: int, *, with_time: bool) -> int | None:
        """The style that looks as this one and shows a day; None where the workbook has no styles at all."""
        if not self._formats:
            return None
        plain = self._formats[style if 0 <= style < len(self._formats) else 0]
        name, attributes, rest = self._split(plain)
        attributes = with_attribute(attributes, "applyNumberFormat", "1")
        attributes = with_attribute(attributes, "numFmtId", str(_MOMENT if with_time else _DAY))
        wanted = name + attributes + rest
        if wanted not in self._formats:
            self._formats.append(wanted)
        return self._formats.index(wanted)

    def part(self) -> bytes:
        """The styles part with the added formats at the end of its list."""
        opening, end = self._found
        counted = with_attribute(opening[1], "count", str(len(self._formats)))
        added = b"".join(self._formats[self._n_stated :])
        splices = [(opening.start(1), opening.end(1), counted), (end, end, added)]
        return markup.from_utf8(markup.spliced(self._text, splices), self._codec, self._mark)

    def _collection(self) -> tuple[re.Match[bytes], int] | None:
        opening = tag(self._prefix, b"cellXfs").search(self._text)
        shut = closing(self._prefix, b"cellXfs").search(self._text, opening.end()) if opening else None
        return (opening, shut.start()) if shut and not opening[1].endswith(b"/") else None

    def _listed(self) -> list[bytes]:
        if self._found is None:
            return []
        opening, end = self._found
        opened, closed = tag(self._prefix, b"xf"), closing(self._prefix, b"xf")
        formats, position = [], opening.end()
        while match := opened.search(self._text, position, end):
            shut = None if match[1].endswith(b"/") else closed.search(self._text, match.end(), end)
            position = shut.end() if shut else match.end()
            formats.append(self._text[match.start() : position])
        return formats

    def _own_codes(self) -> dict[int, str]:
        found = (match[1] for match in tag(self._prefix, b"numFmt").finditer(self._text))
        return {number(a, "numFmtId") or 0: attribute(a, "formatCode") or "" for a in found}

    def _split(self, element: bytes) -> tuple[bytes, bytes, bytes]:
        match = tag(self._prefix, b"xf").match(element)
        attributes = match[1]
        shut = b"/" if attributes.endswith(b"/") else b""
        return element[: match.start(1)], attributes.removesuffix(b"/"), shut + element[match.end(1) :]

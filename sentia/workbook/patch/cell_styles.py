"""Which of a workbook's styles show a day, and the styles that Sentia's own cells need beside the rep's."""

import re
from typing import NamedTuple

from sentia.workbook.patch.markup import attribute, number, tag, with_attribute
from sentia.workbook.patch.style_lists import StyleLists

_DAY, _MOMENT = 14, 22  # Excel's own short date, and the same with a time; both follow the reader's country
_DAY_FORMATS = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)}  # built-in formats that show a day
_BUILT_IN = {
    **{"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "mm-dd-yy": _DAY},
    **{"h:mm": 20, "m/d/yy h:mm": _MOMENT, "@": 49},
}
_FIRST_OWN = 164  # number of the first format that a workbook states itself
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_INK, _PAPER, _LINK = "FFFFFFFF", "FF0F6B5C", "FF0F6B5C"
_NOTHING = b'<styleSheet xmlns="%b"/>'


class Look(NamedTuple):
    """How a cell of Sentia's own looks; `is_text` keeps a text that begins like a formula one after editing it."""

    code: str = "General"
    is_heading: bool = False
    is_title: bool = False
    is_link: bool = False
    wraps: bool = False
    is_on_top: bool = False
    is_text: bool = False


def shows_day(code: str) -> bool:
    """Whether a number format shows a day.

    Examples
    --------
    >>> [shows_day(c) for c in ("dd/mm/yyyy", "[Red]0.00", '0 "days"', "[h]:mm", "mmm-yy")]
    [True, False, False, False, True]
    """
    return bool(_letters(code) & set("dy"))


def shows_time(code: str) -> bool:
    """Whether a number format shows a day or a time of day.

    Examples
    --------
    >>> [shows_time(c) for c in ("h:mm", "dd/mm", "#,##0", '0 "hours"')]
    [True, True, False, False]
    """
    return bool(_letters(code) & set("dyhms"))


def _letters(code: str) -> set[str]:
    return set(_NOT_CODE.sub("", code.split(";")[0].replace("General", "")).lower())


def no_styles(namespace: str) -> bytes:
    """The styles part of a workbook that has none; the first style of Sentia's own fills it."""
    return _NOTHING % namespace.encode()


class CellStyles:
    """The cell formats of a styles part; formats are only ever added at the end, so that numbers stay valid."""

    def __init__(self, part: bytes | None) -> None:
        self._lists = StyleLists(part or b"")
        self._formats = self._lists[b"cellXfs"]
        self._own = {number(a, "numFmtId") or 0: attribute(a, "formatCode") or "" for a in self._own_formats()}
        self._looks: dict[Look, int] = {}

    def __len__(self) -> int:
        return len(self._formats.elements)

    @property
    def is_changed(self) -> bool:
        """Whether a format was added."""
        return self._lists.is_changed

    def part(self) -> bytes:
        """The styles part with the added formats at the end of its lists."""
        return self._lists.part()

    def is_day(self, style: int) -> bool:
        """Whether a cell of this style shows its number as a day."""
        if not 0 <= style < len(self):
            return False
        code = number(self._formats.elements[style], "numFmtId") or 0
        return shows_day(self._own[code]) if code in self._own else code in _DAY_FORMATS

    def dated(self, style: int, *, with_time: bool) -> int | None:
        """The style that looks as this one and shows a day; None where the workbook has no styles at all."""
        if not len(self):
            return None
        plain = self._formats.elements[style if 0 <= style < len(self) else 0]
        name, attributes, rest = self._split(plain)
        attributes = with_attribute(attributes, "applyNumberFormat", "1")
        attributes = with_attribute(attributes, "numFmtId", str(_MOMENT if with_time else _DAY))
        return self._formats.place_of(name + attributes + rest)

    def look(self, look: Look, n_used: int = 0) -> int:
        """The style that looks so, on the workbook's own font.

        `n_used` is how many styles the cells of a workbook that states none point at: they stay plain.
        """
        if look not in self._looks:
            self._lay_ground(n_used)
            self._looks[look] = self._formats.place_of(self._format(look))
        return self._looks[look]

    def _own_formats(self) -> list[bytes]:
        opened = tag(self._lists.prefix, b"numFmt")
        return [opened.match(element)[1] for element in self._lists[b"numFmts"].elements]

    def _lay_ground(self, n_used: int) -> None:
        prefix = self._lists.prefix
        ground = {
            b"fonts": [b'<p:font><p:sz val="11"/><p:name val="Calibri"/><p:family val="2"/></p:font>'],
            b"fills": [
                b'<p:fill><p:patternFill patternType="none"/></p:fill>',
                b'<p:fill><p:patternFill patternType="gray125"/></p:fill>',
            ],
            b"borders": [b"<p:border><p:left/><p:right/><p:top/><p:bottom/><p:diagonal/></p:border>"],
            b"cellStyleXfs": [b'<p:xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
            b"cellXfs": [b'<p:xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'] * max(n_used, 1),
        }
        for name, elements in ground.items():
            if not self._lists[name].elements:
                self._lists[name].elements += [element.replace(b"p:", prefix) for element in elements]

    def _format(self, look: Look) -> bytes:
        name, attributes, _ = self._split(self._formats.elements[0])
        ids = {"numFmtId": self._code(look.code)}
        if look.is_heading or look.is_title or look.is_link:
            ids["fontId"] = self._font(look)
        if look.is_heading:
            ids["fillId"] = self._fill()
        applied = {"numFmtId": "applyNumberFormat", "fontId": "applyFont", "fillId": "applyFill"}
        flags = {applied[key]: 1 for key, value in ids.items() if value}
        flags |= {"quotePrefix": 1} if look.is_text else {}
        flags |= {"applyAlignment": 1} if look.wraps or look.is_on_top else {}
        for key, value in (ids | flags).items():
            attributes = with_attribute(attributes, key, str(value))
        attributes = b" " + attributes.strip()
        if not look.wraps and not look.is_on_top:
            return name + attributes + b"/>"
        prefix = self._lists.prefix
        aligned = b'<%balignment vertical="top"%b/>' % (prefix, b' wrapText="1"' if look.wraps else b"")
        return name + attributes + b">" + aligned + b"</%bxf>" % prefix

    def _code(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        own = next((key for key, stated in self._own.items() if stated == code), None)
        if own is None:
            own = max([_FIRST_OWN, *(key + 1 for key in self._own)])
            self._own[own] = code
            attributes = with_attribute(with_attribute(b"", "formatCode", code), "numFmtId", str(own))
            self._lists[b"numFmts"].elements.append(b"<%bnumFmt%b/>" % (self._lists.prefix, attributes))
        return own

    def _font(self, look: Look) -> int:
        """The workbook's first font, bold or in a colour of ours."""
        prefix, fonts = self._lists.prefix, self._lists[b"fonts"]
        chosen = number(self._formats.elements[0], "fontId") or 0
        plain = fonts.elements[chosen if chosen < len(fonts.elements) else 0]
        opened = tag(prefix, b"font").match(plain)
        inner = b"" if opened[1].endswith(b"/") else plain[opened.end() : plain.rindex(b"<")]
        for name in (b"b", b"u", b"color"):
            inner = re.sub(tag(prefix, name).pattern + rb"(?:</" + prefix + name + rb"\s*>)?", b"", inner)
        bold = b"<%bb/>" % prefix if look.is_heading or look.is_title else b""
        underlined = b"<%bu/>" % prefix if look.is_link else b""
        coloured = b'<%bcolor rgb="%b"/>' % (prefix, (_INK if look.is_heading else _LINK).encode())
        named = re.search(rb"<" + prefix + rb"(?:name|family|charset|scheme)(?=[\s/>])", inner)
        place = named.start() if named else len(inner)
        made = bold + underlined + inner[:place] + coloured + inner[place:]
        return fonts.place_of(b"<%bfont>%b</%bfont>" % (prefix, made, prefix))

    def _fill(self) -> int:
        filled = b'<p:fill><p:patternFill patternType="solid"><p:fgColor rgb="%b"/><p:bgColor indexed="64"/>'
        made = filled % _PAPER.encode() + b"</p:patternFill></p:fill>"
        return self._lists[b"fills"].place_of(made.replace(b"p:", self._lists.prefix))

    def _split(self, element: bytes) -> tuple[bytes, bytes, bytes]:
        match = tag(self._lists.prefix, b"xf").match(element)
        attributes = match[1]
        shut = b"/" if attributes.endswith(b"/") else b""
        return element[: match.start(1)], attributes.removesuffix(b"/"), shut + element[match.end(1) :]

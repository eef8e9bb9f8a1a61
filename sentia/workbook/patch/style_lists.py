"""The lists of a styles part (fonts, fills, formats ...), which only ever grow at their end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sentia.workbook.patch import markup
from sentia.workbook.patch.markup import Splice, closing, tag, with_attribute

MEMBERS = {  # of each list, in the order in which a styles part holds them
    **{b"numFmts": b"numFmt", b"fonts": b"font", b"fills": b"fill", b"borders": b"border"},
    **{b"cellStyleXfs": b"xf", b"cellXfs": b"xf", b"cellStyles": b"cellStyle", b"dxfs": b"dxf"},
}
_PAIR = re.compile(rb"""\s([\w:.\-]+)\s*=\s*["']([^"']*)["']""")
_TAG = re.compile(rb"<(/?[\w:.\-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*(/?)>")


def alike(element: bytes) -> bytes:
    """An element with its attributes in the order of their names, so that two can be compared.

    Examples
    --------
    >>> alike(b'<xf b="2" a="1" />') == alike(b"<xf a='1' b='2'></xf>")
    True
    """
    return _TAG.sub(_sorted_tag, element).replace(b"/><", b"><")


def _sorted_tag(match: re.Match[bytes]) -> bytes:
    pairs = b"".join(b' %b="%b"' % pair for pair in sorted(_PAIR.findall(match[2])))
    return b"<%b%b>" % (match[1], pairs) + (b"</%b>" % match[1] if match[3] else b"")


@dataclass
class StyleList:
    """One list: where it stands (None: nowhere yet), its elements, and how many of them the file had."""

    name: bytes
    opening: re.Match[bytes] | None
    end: int
    elements: list[bytes]
    n_stated: int = field(init=False)

    def __post_init__(self) -> None:
        self.n_stated = len(self.elements)

    def place_of(self, element: bytes) -> int:
        """The number of an element that is or looks the same; it is added where there is none."""
        wanted = alike(element)
        if wanted not in self._places:
            self._places[wanted] = len(self.elements)
            self.elements.append(element)
        return self._places[wanted]

    @cached_property
    def _places(self) -> dict[bytes, int]:
        backwards = reversed(list(enumerate(self.elements)))
        return {alike(element): place for place, element in backwards}


class StyleLists:
    """Every list of one styles part; `prefix` stands before its tags."""

    def __init__(self, part: bytes) -> None:
        self._text, self._codec, self._mark = markup.as_utf8(part)
        self._root = re.search(
            rb"<" + markup.PREFIX + rb"styleSheet(?=[\s/>])" + markup.ATTRIBUTES + rb">", self._text
        )
        self.prefix = self._root[1] if self._root else b""
        self._lists: dict[bytes, StyleList] = {}

    @property
    def is_changed(self) -> bool:
        """Whether any list grew."""
        return any(len(each.elements) > each.n_stated for each in self._lists.values())

    def __getitem__(self, name: bytes) -> StyleList:
        """One list by its name."""
        if name not in self._lists:
            self._lists[name] = self._found(name)
        return self._lists[name]

    def _found(self, name: bytes) -> StyleList:
        opening = tag(self.prefix, name).search(self._text)
        if opening is None or opening[1].endswith(b"/"):
            return StyleList(name, opening, opening.end() if opening else 0, [])
        shut = closing(self.prefix, name).search(self._text, opening.end())
        end = shut.start() if shut else len(self._text)
        return StyleList(name, opening, end, list(self._members(MEMBERS[name], opening.end(), end)))

    def _members(self, name: bytes, position: int, end: int) -> Iterator[bytes]:
        opened, closed = tag(self.prefix, name), closing(self.prefix, name)
        while match := opened.search(self._text, position, end):
            shut = None if match[1].endswith(b"/") else closed.search(self._text, match.end(), end)
            position = shut.end() if shut else match.end()
            yield self._text[match.start() : position]

    def part(self) -> bytes:
        """The styles part with what was added at the end of each list."""
        grown = [self[name] for name in MEMBERS if len(self[name].elements) > self[name].n_stated]
        if self._root is None or not self._root[2].endswith(b"/"):
            splices = [splice for each in grown for splice in self._splices(each)]
            return markup.from_utf8(markup.spliced(self._text, splices), self._codec, self._mark)
        content = b"".join(self._whole(each) for each in grown)
        opened = b"<%bstyleSheet%b>" % (self.prefix, self._root[2].removesuffix(b"/"))
        whole = opened + content + b"</%bstyleSheet>" % self.prefix
        text = self._text[: self._root.start()] + whole + self._text[self._root.end() :]
        return markup.from_utf8(text, self._codec, self._mark)

    def _splices(self, grown: StyleList) -> list[Splice]:
        if grown.opening is None:
            place = self._before(grown.name)
            return [(place, place, self._whole(grown))]
        if grown.opening[1].endswith(b"/"):
            return [(*grown.opening.span(), self._whole(grown))]
        counted = with_attribute(grown.opening[1], "count", str(len(grown.elements)))
        added = b"".join(grown.elements[grown.n_stated :])
        return [(*grown.opening.span(1), counted), (grown.end, grown.end, added)]

    def _whole(self, grown: StyleList) -> bytes:
        named = self.prefix + grown.name
        return b'<%b count="%d">%b</%b>' % (named, len(grown.elements), b"".join(grown.elements), named)

    def _before(self, name: bytes) -> int:
        """Where a list that the part does not have belongs: behind those that come before it."""
        names = list(MEMBERS)
        for earlier in reversed(names[: names.index(name)]):
            shut = closing(self.prefix, earlier).search(self._text)
            opening = tag(self.prefix, earlier).search(self._text)
            if shut or opening:
                return shut.end() if shut else opening.end()
        return self._root.end() if self._root else 0

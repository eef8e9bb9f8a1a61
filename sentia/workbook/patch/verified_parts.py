"""What may differ in the small parts of a changed workbook: lists that grew at their end, and nothing else."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from xml.etree import ElementTree

from sentia.book.places import Area, area
from sentia.errors import ReadsBackDifferently
from sentia.workbook.patch import markup
from sentia.workbook.patch.new_rows import longer_areas
from sentia.workbook.patch.result_sheet import MARK

ADVICE = "nothing was written, the original and your edits stay"

_GROWING = ("ref", "insertRow")
_CALCULATION = re.compile(rb"<(?:[\w.\-]+:)?calcPr(?=[\s/>])[^>]*>(?:</(?:[\w.\-]+:)?calcPr\s*>)?")
_OWN_NAME = re.compile(
    rb"<(?:[\w.\-]+:)?definedName(?=[\s>])[^<>]*\bname=[\"']" + MARK.encode() + rb"[^<>]*>[^<]*</[^<>]*>"
)
_NO_NAMES = re.compile(rb"<(?:[\w.\-]+:)?definedNames\s*(?:/>|>\s*</(?:[\w.\-]+:)?definedNames\s*>)")
_SHEET = re.compile(rb"<(?:[\w.\-]+:)?sheet(?=\s)" + markup.ATTRIBUTES + rb">")
_FILTER = re.compile(rb"(_FilterDatabase[\"'][^<>]*>[^<]*?)([0-9]+)(?=<)")
_AREAS = re.compile(rb"\b((?:ref|sq" + rb"ref)\s*=\s*[\"'])([^\"'<>]*)([\"'])")
_EXTENSION_AREAS = re.compile(rb"(<(?:[\w.\-]+:)?sqref(?:\s[^>]*)?>)([^<]*)(</)")


def differs(what: str) -> ReadsBackDifferently:
    """The error that says where a changed workbook differs without having been asked to."""
    return ReadsBackDifferently(
        f"Read back, {what} would differ from your file where nothing was edited; {ADVICE}."
    )


def _tree(part: bytes) -> ElementTree.Element:
    """The root of a part; one that was damaged before it came to us cannot be compared."""
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise ReadsBackDifferently(f"A part of your file is damaged; {ADVICE}.") from None


def same_workbook(
    before: bytes, after: bytes, added: Collection[str], below: dict[str, tuple[tuple[Area, int], ...]]
) -> bool:
    """Whether a workbook part only gained sheets, hidden names of Sentia's, wider filters and a recalculation."""
    rows = {bottom: edge.bottom for places in below.values() for edge, bottom in places}
    old, new = (_plain_workbook(markup.as_utf8(part)[0], rows) for part in (before, after))
    return old == _SHEET.sub(lambda m: b"" if markup.attribute(m[1], "name") in added else m[0], new)


def _plain_workbook(text: bytes, rows: dict[int, int]) -> bytes:
    plain = _NO_NAMES.sub(b"", _OWN_NAME.sub(b"", _CALCULATION.sub(b"", text)))
    return _FILTER.sub(lambda m: m[1] + str(rows.get(int(m[2]), int(m[2]))).encode(), plain)


def same_list(before: bytes, after: bytes, most_added: int, most_removed: int) -> bool:
    """Whether a list of parts gained and lost no more entries than there are new and removed parts."""
    old, new = (Counter(_written(child) for child in _tree(part)) for part in (before, after))
    return (new - old).total() <= most_added and (old - new).total() <= most_removed


def _written(element: ElementTree.Element) -> bytes:
    element.tail = None
    return ElementTree.tostring(element)


def same_table(before: bytes, after: bytes, deepest: int) -> bool:
    """Whether a table only reaches further down, as far as `deepest`."""
    old, new = (list(_tree(part).iter()) for part in (before, after))
    if [each.tag for each in old] != [each.tag for each in new]:
        return False
    return all(_same_but_for_rows(*pair, deepest) for pair in zip(old, new, strict=True))


def _same_but_for_rows(old: ElementTree.Element, new: ElementTree.Element, deepest: int) -> bool:
    stated, said = (area(each.get("ref", "")) for each in (old, new))
    is_longer = stated and said and said == stated._replace(bottom=said.bottom) and said.bottom <= deepest
    attributes = [{k: v for k, v in each.attrib.items() if k not in _GROWING} for each in (old, new)]
    return attributes[0] == attributes[1] and old.text == new.text and (stated == said or bool(is_longer))


def only_added(before: bytes, after: bytes) -> bool:
    """Whether a styles part only gained elements at the end of its lists."""
    old, new = _tree(before), _tree(after)
    lists = {child.tag: child for child in new}
    if any(child.tag not in lists or not _begins_as(child, lists[child.tag]) for child in old):
        return False
    return old.attrib == new.attrib and [c.tag for c in new if c.tag in {o.tag for o in old}] == [
        c.tag for c in old
    ]


def _begins_as(old: ElementTree.Element, new: ElementTree.Element) -> bool:
    attributes = [{k: v for k, v in each.attrib.items() if k != "count"} for each in (old, new)]
    pairs = zip(old, new, strict=False)
    return attributes[0] == attributes[1] and len(old) <= len(new) and all(_same(*pair) for pair in pairs)


def _same(one: ElementTree.Element, other: ElementTree.Element) -> bool:
    return _written(one) == _written(other)


def without_growth(tail: bytes, below: Iterable[tuple[Area, int]]) -> bytes:
    """What follows a sheet's rows, its ranges as long as they may have become."""
    for edge, bottom in below:

        def longer(match: re.Match[bytes], edge: Area = edge, bottom: int = bottom) -> bytes:
            return match[1] + longer_areas(markup.text_of(match[2]), edge, bottom).encode() + match[3]

        tail = _EXTENSION_AREAS.sub(longer, _AREAS.sub(longer, tail))
    return tail

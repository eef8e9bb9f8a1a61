"""The two lists by which a package holds together: what kind each part is, and which part points at which."""

import posixpath
import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from sentia.workbook.patch import markup
from sentia.workbook.patch.markup import attribute, closing, tag
from sentia.workbook.patch.repacking import part_key

CONTENT_TYPES = "[Content_Types].xml"
SHEET, TABLE, STYLES = (
    f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    for kind in ("worksheet", "table", "styles")
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations_part(part: str) -> str:
    """The part that lists what a part points at.

    Examples
    --------
    >>> relations_part("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def with_types(part: bytes, added: Iterable[tuple[str, str]], removed: Iterable[str] = ()) -> bytes:
    """The list of kinds with these (part, kind) in it and without those parts."""
    added = list(added)
    gone = {part_key(name) for name in (*removed, *(name for name, _ in added))}
    elements = [
        f"<p:Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>" for name, kind in added
    ]
    return _edited(
        part, b"Types", b"Override", elements, lambda a: part_key(attribute(a, "PartName") or "") in gone
    )


def with_relations(part: bytes, added: Iterable[tuple[str, str, str]], removed: Iterable[str] = ()) -> bytes:
    """The list of relations with these (id, type, target) in it and without those ids."""
    gone = set(removed)
    elements = [
        f"<p:Relationship Id={quoteattr(name)} Type={quoteattr(kind)} Target={quoteattr(target)}/>"
        for name, kind, target in added
    ]
    return _edited(part, b"Relationships", b"Relationship", elements, lambda a: attribute(a, "Id") in gone)


def new_relations(added: Iterable[tuple[str, str, str]]) -> bytes:
    """A list of relations of its own."""
    return with_relations(_HEAD + b'<Relationships xmlns="%b"/>' % RELATIONS.encode(), added)


def free_id(part: bytes) -> str:
    """An id that no relation of the list has."""
    taken = re.findall(rb"""\bId\s*=\s*["']([^"']*)["']""", markup.as_utf8(part)[0])
    number = len(taken) + 1
    while f"rId{number}".encode() in taken:
        number += 1
    return f"rId{number}"


def _edited(part: bytes, root: bytes, member: bytes, added: list[str], is_gone: object) -> bytes:
    text, codec, mark = markup.as_utf8(part)
    found = re.search(rb"<" + markup.PREFIX + root + rb"(?=[\s/>])" + markup.ATTRIBUTES + rb">", text)
    prefix = found[1]
    content = "".join(added).encode().replace(b"<p:", b"<" + prefix)
    if found[2].endswith(b"/"):
        named = prefix + root
        opened = b"<%b%b>%b</%b>" % (named, found[2].removesuffix(b"/").rstrip(), content, named)
        return markup.from_utf8(markup.spliced(text, [(*found.span(), opened)]), codec, mark)
    end = closing(prefix, root).search(text, found.end()).start()
    gone = [(*_whole(text, prefix, member, m), b"") for m in tag(prefix, member).finditer(text) if is_gone(m[1])]
    return markup.from_utf8(markup.spliced(text, [*gone, (end, end, content)]), codec, mark)


def _whole(text: bytes, prefix: bytes, member: bytes, match: re.Match[bytes]) -> tuple[int, int]:
    if match[1].endswith(b"/"):
        return match.span()
    shut = closing(prefix, member).search(text, match.end())
    return match.start(), shut.end() if shut else match.end()

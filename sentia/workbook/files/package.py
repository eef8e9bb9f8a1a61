"""The zip around a workbook: its parts, inflated under a limit, and how they point at each other.

Standard library only: this is what looks at a file before any reader does.
"""

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from sentia.errors import UnreadableFile
from sentia.workbook.files import signatures

MAX_ENTRIES = 5_000
MAX_PART = 250_000_000  # bytes of one part, unpacked
MAX_UNPACKED = 400_000_000  # bytes of all parts, unpacked

_LOCAL_HEADER = 30  # bytes before the name in a zip's local header
_NAME_LENGTH, _EXTRA_LENGTH = slice(26, 28), slice(28, 30)
_IS_ENCRYPTED = 0x1
_RAW_DEFLATE = -15
_DOCUMENT_TYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


@dataclass(frozen=True)
class Relation:
    """One part pointing at another: under which id, as what (the last word of its type), where."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a zip by their name in lower case; raises UnreadableFile for a zip nobody should open."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._data = data
        self._unpacked = 0
        self._entries = self._listed()
        self._check_sizes()

    @property
    def names(self) -> list[str]:
        """The names of the parts, in lower case with forward slashes."""
        return list(self._entries)

    def damaged(self, what: str) -> UnreadableFile:
        """The error for a zip that is broken, `what` saying where."""
        return UnreadableFile(f"{self.file} is damaged: {what}; copy or export the file again.")

    def read(self, name: str) -> bytes | None:
        """The bytes of one XML part as UTF-8, None where there is no such part.

        Raises
        ------
        UnreadableFile
            The part unpacks to more than it says or than is allowed, or declares a document type.
        """
        entry = self._entries.get(_key(name))
        if entry is None:
            return None
        part = _as_utf8(self._inflated(entry))
        if _DOCUMENT_TYPE.match(part):
            raise UnreadableFile(
                f"{self.file} holds a document type declaration, which no spreadsheet program writes;"
                " export it again from the program it came from."
            )
        return part

    def tree(self, name: str) -> ElementTree.Element | None:
        """The root of one small XML part, None where there is no such part."""
        part = self.read(name)
        if part is None:
            return None
        try:
            return ElementTree.fromstring(part)
        except (ElementTree.ParseError, ValueError, LookupError):
            raise self.damaged(f"its part {name} cannot be read") from None

    def relations(self, part: str) -> list[Relation]:
        """What a part ("" for the package) points at, inside the package."""
        folder, base = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return [
            Relation(child.get("Id", ""), child.get("Type", "").rpartition("/")[2], _joined(folder, child))
            for child in (root if root is not None else ())
            if child.get("TargetMode") != "External"
        ]

    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        try:
            entries = zipfile.ZipFile(BytesIO(self._data)).infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError, OverflowError):
            raise UnreadableFile(
                f"{self.file} is incomplete: the end of the file is missing or damaged; copy or export it again."
            ) from None
        if len(entries) > MAX_ENTRIES:
            raise UnreadableFile(
                f"{self.file} has {len(entries):,} parts where a workbook has a few dozen; export it again."
            )
        named = {_key(entry.filename): entry for entry in entries}
        if len(named) < len(entries):
            raise self.damaged("it holds two parts of the same name")
        return named

    def _check_sizes(self) -> None:
        for entry in self._entries.values():
            if entry.flag_bits & _IS_ENCRYPTED:
                raise UnreadableFile(f"{self.file} is a zip with a password; unpack it and open the table itself.")
            if entry.file_size > MAX_PART:
                raise self._too_large(entry.file_size)
        total = sum(entry.file_size for entry in self._entries.values())
        if total > MAX_UNPACKED:
            raise self._too_large(total)

    def _too_large(self, size: int) -> UnreadableFile:
        return UnreadableFile(
            f"{self.file} unpacks to {size / 1e6:,.0f} MB or more, too much for a book of business;"
            " save the sheets you need as a file of their own."
        )

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes:
        raw = self._raw(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            part = raw
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            part = self._decompressed(entry, raw)
        else:
            raise self.damaged(f"its part {entry.filename} is packed in a way that spreadsheets do not use")
        if zlib.crc32(part) != entry.CRC:
            raise self.damaged(f"its part {entry.filename} is not what was saved")
        self._unpacked += len(part)
        if self._unpacked > MAX_UNPACKED:
            raise self._too_large(self._unpacked)
        return part

    def _raw(self, entry: zipfile.ZipInfo) -> memoryview:
        header = self._data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or not header.startswith(signatures.ZIP):
            raise self.damaged(f"its part {entry.filename} is not where it should be")
        name, extra = (int.from_bytes(header[length], "little") for length in (_NAME_LENGTH, _EXTRA_LENGTH))
        start = entry.header_offset + _LOCAL_HEADER + name + extra
        return memoryview(self._data)[start : start + entry.compress_size]

    def _decompressed(self, entry: zipfile.ZipInfo, raw: memoryview) -> bytes:
        inflating = zlib.decompressobj(_RAW_DEFLATE)
        try:
            part = inflating.decompress(raw, MAX_PART + 1)
        except zlib.error:
            raise self.damaged(f"its part {entry.filename} cannot be unpacked") from None
        if len(part) > MAX_PART:
            raise self._too_large(len(part))
        if len(part) != entry.file_size:
            raise self.damaged(f"its part {entry.filename} is not as long as it says")
        return part


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _joined(folder: str, relationship: ElementTree.Element) -> str:
    target = relationship.get("Target", "").replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _as_utf8(part: bytes | memoryview) -> bytes:
    part = bytes(part)
    if not part.startswith(_UTF16_MARKS):
        return part
    little = part.startswith((b"\xff\xfe", b"<\0"))
    text = part.decode("utf-16-le" if little else "utf-16-be", errors="replace").lstrip("\ufeff")
    return text.partition("?>")[2].encode() if text.startswith("<?xml") else text.encode()

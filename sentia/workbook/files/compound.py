"""The compound file (OLE) around old Office documents: its streams, by their names.

Standard library only; follows [MS-CFB]. Chains of sectors are never longer than their table, so a file whose
chains go round in circles ends as a damaged one.
"""

import struct
from dataclasses import dataclass

from sentia.errors import UnreadableFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512  # bytes
_SHIFTS = 30  # where the sizes of a sector and a small sector stand, as powers of two
_MOST_SHIFT = 20
_DIRECTORY, _CUTOFF, _SMALL_TABLE, _FIRST_EXTRA = 48, 56, 60, 68
_FIRST_TABLES = slice(76, _HEADER)  # the first 109 sectors of the table of sectors
_END_OF_CHAIN = 0xFFFFFFFA  # numbers from here on are no sectors
_ENTRY = 128  # bytes of a directory entry
_NAME_LENGTH, _KIND, _START = 64, 66, 116
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """The streams of a compound file; raises UnreadableFile where its tables do not hang together."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, UnicodeDecodeError):
            raise self._damaged() from None

    @property
    def names(self) -> set[str]:
        """The names of the streams, in lower case; those of embedded documents too."""
        return {entry.name for entry in self._entries if entry.kind == _STREAM}

    def read(self, name: str) -> bytes:
        """The bytes of the first stream of this name (in lower case)."""
        entry = next(entry for entry in self._entries if entry.name == name and entry.kind == _STREAM)
        if entry.size >= self._cutoff:
            return self._joined(self._data, self._sector, _HEADER_SECTORS, self._table, entry)
        return self._joined(self._small, self._small_sector, 0, self._small_table, entry)

    def _open(self) -> None:
        shift, small_shift = struct.unpack_from("<HH", self._data, _SHIFTS)
        if not small_shift <= shift <= _MOST_SHIFT:
            raise self._damaged()
        self._sector, self._small_sector = 1 << shift, 1 << small_shift
        self._table = self._sector_table()
        directory, self._cutoff = self._number(_DIRECTORY), self._number(_CUTOFF)
        entries = self._chain(directory, self._table)
        self._entries = _entries(b"".join(self._read_sector(sector) for sector in entries))
        small = self._chain(self._number(_SMALL_TABLE), self._table)
        self._small_table = _numbers(b"".join(self._read_sector(sector) for sector in small))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        chain = self._chain(root.start, self._table) if root else []
        self._small = b"".join(self._read_sector(sector) for sector in chain)

    def _sector_table(self) -> list[int]:
        """Which sector follows each, from the sectors that say so; more than 109 are listed elsewhere."""
        listed = _numbers(self._data[_FIRST_TABLES])
        extra, seen = self._number(_FIRST_EXTRA), 0
        while extra < _END_OF_CHAIN and seen * self._sector < len(self._data):
            *more, extra = _numbers(self._read_sector(extra)) or [_END_OF_CHAIN]
            listed, seen = listed + more, seen + 1
        return _numbers(b"".join(self._read_sector(n) for n in listed if n < _END_OF_CHAIN))

    def _number(self, at: int) -> int:
        return struct.unpack_from("<I", self._data, at)[0]

    def _read_sector(self, sector: int) -> bytes:
        at = (sector + _HEADER_SECTORS) * self._sector
        return self._data[at : at + self._sector]

    def _chain(self, start: int, table: list[int]) -> list[int]:
        chain: list[int] = []
        while start < _END_OF_CHAIN:
            if start >= len(table) or len(chain) > len(table):
                raise self._damaged()
            chain.append(start)
            start = table[start]
        return chain

    def _joined(self, data: bytes, size: int, first: int, table: list[int], entry: _Entry) -> bytes:
        starts = ((sector + first) * size for sector in self._chain(entry.start, table))
        return b"".join(data[at : at + size] for at in starts)[: entry.size]

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(f"{self.file} is damaged: parts of it are missing; copy or export the file again.")


_HEADER_SECTORS = 1  # the header takes the place of the first sector


def _numbers(data: bytes) -> list[int]:
    whole = len(data) // 4 * 4
    return list(struct.unpack(f"<{whole // 4}I", data[:whole]))


def _entries(directory: bytes) -> list[_Entry]:
    return [_entry(directory[at : at + _ENTRY]) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]


def _entry(data: bytes) -> _Entry:
    (length,) = struct.unpack_from("<H", data, _NAME_LENGTH)
    name = data[: max(min(length, _NAME_LENGTH) - 2, 0)].decode("utf-16-le", errors="replace")
    return _Entry(name.lower(), data[_KIND], *struct.unpack_from("<II", data, _START))

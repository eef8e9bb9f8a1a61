"""A zip rewritten with some of its parts replaced, every other part copied as it came, still packed."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from sentia.errors import CannotWrite

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_EXTRA_HEAD = struct.Struct("<2H")
_ZIP64 = 0x0001
_IS_UTF8, _SIZES_FOLLOW, _IS_ENCRYPTED = 0x800, 0x8, 0x1
_MAX_BYTES = 2**32 - 2
_LEVEL, _RAW_DEFLATE = 6, -15
_DOS_EPOCH = 1980


@dataclass(frozen=True)
class Entry:
    """One part of a zip as it lies there: what the directory says of it, and its packed bytes."""

    info: zipfile.ZipInfo
    local_extra: bytes = field(repr=False)
    packed: memoryview = field(repr=False)

    @property
    def same(self) -> tuple:
        """What must be equal for two entries to be the same part byte for byte."""
        info = self.info
        return info.orig_filename, info.compress_type, info.CRC, info.file_size, info.date_time, self.packed


def part_key(name: str) -> str:
    """The name under which a part is looked up: lower case, forward slashes, none in front."""
    return name.replace("\\", "/").lstrip("/").lower()


def entries_of(data: bytes) -> dict[str, Entry]:
    """Every part of a zip by its key, in the order of the directory.

    Raises
    ------
    CannotWrite
        No zip, a damaged or encrypted one, or one with two parts of the same name.
    """
    try:
        infos = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        raise CannotWrite("The workbook is no whole .xlsx file; open it in Excel and save it again.") from None
    entries = {part_key(info.filename): _entry(data, info) for info in infos}
    if len(entries) < len(infos):
        raise CannotWrite(
            "The workbook holds two parts of the same name, so an edit could land in the wrong one;"
            " open it in Excel and save it again."
        )
    return entries


def _entry(data: bytes, info: zipfile.ZipInfo) -> Entry:
    header = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MARK) or info.flag_bits & _IS_ENCRYPTED:
        raise CannotWrite(
            f"The workbook's part {info.filename} is damaged or locked; open it in Excel and save it again."
        )
    *_, name, extra = _LOCAL.unpack(header)
    start = info.header_offset + _LOCAL.size + name
    packed = memoryview(data)[start + extra : start + extra + info.compress_size]
    return Entry(info, data[start : start + extra], packed)


def unpacked(entry: Entry) -> bytes:
    """The part's bytes; raises CannotWrite where they are not what the directory says."""
    try:
        deflated = entry.info.compress_type == zipfile.ZIP_DEFLATED
        inflating = zlib.decompressobj(_RAW_DEFLATE)
        part = inflating.decompress(entry.packed, entry.info.file_size + 1) if deflated else bytes(entry.packed)
    except zlib.error:
        part = b""
    if len(part) != entry.info.file_size or zlib.crc32(part) != entry.info.CRC:
        raise CannotWrite(
            f"The workbook's part {entry.info.filename} is damaged; open it in Excel and save it again."
        )
    return part


def repacked(data: bytes, parts: Mapping[str, bytes], removed: Iterable[str] = ()) -> bytes:
    """The same zip with the parts named replaced; the others keep their packed bytes and dates.

    A part that the zip does not have is added at its end; `removed` are the keys of those that go.

    Raises
    ------
    CannotWrite
        As `entries_of`, or the result would be too large for a plain zip.
    """
    standing = entries_of(data)
    new = {part_key(name): part for name, part in parts.items()}
    added = {part_key(name): _new_entry(name) for name in parts if part_key(name) not in standing}
    gone = frozenset(removed)
    entries = {key: entry for key, entry in (standing | added).items() if key not in gone}
    out, directory = BytesIO(), []
    for key, entry in entries.items():
        offset = out.tell()
        sizes, packed = _packed_anew(entry, new[key]) if key in new else (_sizes(entry), entry.packed)
        out.write(_local_header(entry, sizes))
        out.write(packed)
        directory.append(_central_header(entry, sizes, offset))
    start, listed = out.tell(), b"".join(directory)
    if start + len(listed) > _MAX_BYTES:
        raise CannotWrite("The workbook is larger than 4 GB; take out what is not needed and try again.")
    comment = zipfile.ZipFile(BytesIO(data)).comment
    out.write(listed)
    out.write(_END.pack(_END_MARK, 0, 0, len(entries), len(entries), len(listed), start, len(comment)))
    out.write(comment)
    return out.getvalue()


def _new_entry(name: str) -> Entry:
    info = zipfile.ZipInfo(name)
    info.flag_bits = 0 if name.isascii() else _IS_UTF8
    return Entry(info, b"", memoryview(b""))


def _packed_anew(entry: Entry, part: bytes) -> tuple[tuple[int, ...], bytes]:
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW_DEFLATE)
    packed = packing.compress(part) + packing.flush()
    return (zipfile.ZIP_DEFLATED, *_stamp(entry.info), zlib.crc32(part), len(packed), len(part)), packed


def _sizes(entry: Entry) -> tuple[int, ...]:
    info = entry.info
    return info.compress_type, *_stamp(info), info.CRC, info.compress_size, info.file_size


def _stamp(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - _DOS_EPOCH) << 9 | month << 5 | day


def _local_header(entry: Entry, sizes: tuple[int, ...]) -> bytes:
    info, name, extra = entry.info, _name(entry.info), _without_zip64(entry.local_extra)
    flags = info.flag_bits & ~_SIZES_FOLLOW
    head = _LOCAL.pack(_LOCAL_MARK, info.extract_version, flags, *sizes, len(name), len(extra))
    return head + name + extra


def _central_header(entry: Entry, sizes: tuple[int, ...], offset: int) -> bytes:
    info, name, extra = entry.info, _name(entry.info), _without_zip64(entry.info.extra)
    made_by = info.create_system << 8 | info.create_version
    head = _CENTRAL.pack(
        _CENTRAL_MARK,
        made_by,
        info.extract_version,
        info.flag_bits & ~_SIZES_FOLLOW,
        *sizes,
        len(name),
        len(extra),
        len(info.comment),
        0,
        info.internal_attr,
        info.external_attr,
        offset,
    )
    return head + name + extra + info.comment


def _name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _IS_UTF8 else "cp437")


def _without_zip64(extra: bytes) -> bytes:
    kept, position = [], 0
    while position + _EXTRA_HEAD.size <= len(extra):
        kind, length = _EXTRA_HEAD.unpack_from(extra, position)
        end = position + _EXTRA_HEAD.size + length
        if kind != _ZIP64:
            kept.append(extra[position:end])
        position = end
    return b"".join(kept) + extra[position:]

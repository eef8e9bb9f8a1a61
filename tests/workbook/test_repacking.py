import io
import zipfile

import pytest
from made_files import zipped

from sentia.errors import CannotWrite
from sentia.workbook.patch.repacking import entries_of, repacked, unpacked


def test_only_the_part_named_is_packed_anew():
    before = zipped({"a.xml": "<a/>", "xl/b.bin": b"\x00\x01" * 500, "c.xml": "<c/>"})
    after = repacked(before, {"c.xml": b"<changed/>"})
    old, new = entries_of(before), entries_of(after)
    assert [name for name in old if old[name].same != new[name].same] == ["c.xml"]
    assert unpacked(new["c.xml"]) == b"<changed/>"
    assert zipfile.ZipFile(io.BytesIO(after)).testzip() is None


def test_dates_comments_and_the_way_a_part_is_packed_stay():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.comment = b"from the CRM"
        stored = zipfile.ZipInfo("picture.png", (2019, 7, 4, 18, 21, 30))
        stored.comment, stored.external_attr = b"logo", 0o644 << 16
        package.writestr(stored, b"PNG", zipfile.ZIP_STORED)
        package.writestr("caf\u00e9.xml", "<a/>", zipfile.ZIP_DEFLATED)
    after = zipfile.ZipFile(io.BytesIO(repacked(stream.getvalue(), {"caf\u00e9.xml": b"<b/>"})))
    picture = after.getinfo("picture.png")
    assert (picture.date_time, picture.comment, picture.compress_type) == ((2019, 7, 4, 18, 21, 30), b"logo", 0)
    assert (after.comment, after.read("caf\u00e9.xml")) == (b"from the CRM", b"<b/>")


def test_a_zip_written_as_a_stream_comes_back_with_its_sizes_in_front():
    class Stream(io.RawIOBase):
        def __init__(self):
            self.kept = b""

        def writable(self):
            return True

        def write(self, data):
            self.kept += bytes(data)
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", "<a/>")
        with package.open("b.xml", "w", force_zip64=True) as part:
            part.write(b"<b/>")
    after = zipfile.ZipFile(io.BytesIO(repacked(stream.kept, {"a.xml": b"<z/>"})))
    assert (after.read("a.xml"), after.read("b.xml")) == (b"<z/>", b"<b/>")
    assert not any(info.flag_bits & 8 for info in after.infolist())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/a.xml", "1")
        package.writestr("XL/A.xml", "2")
    with pytest.raises(CannotWrite, match="two parts of the same name"):
        repacked(stream.getvalue(), {})


@pytest.mark.parametrize("data", [b"", b"Deal,Amount\n", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_refused_in_words(data):
    with pytest.raises(CannotWrite, match="save it again"):
        repacked(data, {})


def test_a_part_whose_bytes_rotted_is_refused():
    data = bytearray(zipped({"a.xml": "<a>" + "x" * 50 + "</a>"}))
    data[40] ^= 0xFF
    with pytest.raises(CannotWrite, match="a.xml is damaged"):
        unpacked(entries_of(bytes(data))["a.xml"])

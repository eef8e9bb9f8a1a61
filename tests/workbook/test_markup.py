import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentia.errors import CannotWrite
from sentia.workbook.patch.markup import as_utf8, attribute, from_utf8, tag, with_attribute

TEXT = '<?xml version="1.0" encoding="{}"?><a b="M\u00fcller"/>'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-be"),
        ("ISO-8859-1", "latin-1"),
    ],
)
def test_a_part_goes_back_to_the_encoding_it_came_in(declared, encoding):
    part = TEXT.format(declared).encode(encoding)
    text, codec, mark = as_utf8(part)
    assert "M\u00fcller".encode() in text
    assert from_utf8(text, codec, mark) == part


def test_a_character_the_encoding_lacks_becomes_a_reference():
    text, codec, mark = as_utf8(TEXT.format("ISO-8859-1").encode("latin-1"))
    assert b"&#8364;" in from_utf8(text.replace(b"/>", "\u20ac/>".encode()), codec, mark)


def test_an_unknown_encoding_is_refused():
    with pytest.raises(CannotWrite, match="klingon"):
        as_utf8(TEXT.format("klingon").encode())


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_an_attribute_set_is_the_attribute_read(value):
    shown = value.replace("\r", " ").replace("\n", " ").replace("\t", " ")
    attributes = with_attribute(b" r=\"A1\" s='3'", "s", shown)
    assert attribute(attributes, "s") == shown
    assert attribute(attributes, "r") == "A1"
    assert attribute(with_attribute(attributes, "s", None), "s") is None


def test_a_sign_inside_quotes_does_not_end_a_tag():
    match = tag(b"x:", b"c").search(b'<x:cols/><x:c r="A1" note="a > b"/><x:c/>')
    assert match[1] == b' r="A1" note="a > b"/'

"""An id is the same id however a program wrote it, and never another one."""

import pytest

from sentia.book.identifiers import id_key, kind_named


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1001.0", "1001"), ("00501", "501"), (" A-17 ", "A-17"), ("1001,00", "1001"), ("0", "000")],
)
def test_numbers_made_of_ids_and_spaces_around_them_change_nothing(written, meant):
    assert id_key(written) == id_key(meant)


def test_fifteen_and_eighteen_letters_of_salesforce_are_one_id_even_in_small_letters():
    assert id_key("0061G00000N38JZQAZ") == "0061G00000N38JZ" == id_key("0061g00000n38jzqaz")
    assert id_key("0061G00000N38JZ") == "0061G00000N38JZ"


def test_ids_that_differ_only_in_case_stay_two_ids():
    assert id_key("0061G00000N38JZ") != id_key("0061G00000N38jz")


@pytest.mark.parametrize(
    ("written", "table"),
    [
        ("0031G00001S3ckZQAR", "contacts"),
        ("006q000000Hddoh", "opportunities"),
        ("00Q1G00000nDnM5UAK", "opportunities"),
    ],
)
def test_the_first_letters_of_a_salesforce_id_say_what_it_is(written, table):
    assert kind_named(written) == table


@pytest.mark.parametrize("text", ["003", "Acme", "001234567890123", "0051G000005Mun4QAC"])
def test_other_texts_and_users_name_no_record(text):
    assert kind_named(text) == ""

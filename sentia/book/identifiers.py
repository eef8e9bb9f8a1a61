"""Ids as programs spoil them: 1001.0, 00501, another case, spaces, Salesforce's 15 letters for its 18."""

import re

import pandas as pd

from sentia.book.matching import each_once

_LONG, _SHORT, _CHUNK = (
    18,
    15,
    5,
)  # letters of a Salesforce id with its check, without, and per letter of the check
_CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_NUMBER = re.compile(r"0*(\d+)(?:[.,]0+)?")
_SALESFORCE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
# The first three letters of a Salesforce id say of what it is.
PREFIXES = {"001": "accounts", "003": "contacts", "006": "opportunities", "00Q": "opportunities"}


def id_key(text: str) -> str:
    """An id as it is compared: without spaces, ".0" and leading zeros; a Salesforce id as its 15 letters.

    Its last three letters say which of the others are capitals, so that an id that lost its case gets it back.
    Source: Salesforce, "How to convert a 15 character Id to an 18 character Id".

    Examples
    --------
    >>> id_key(" 00501 "), id_key("1001.0"), id_key("006q000000HddohAAB"), id_key("006q000000hddohaab")
    ('501', '1001', '006q000000Hddoh', '006q000000Hddoh')
    """
    bare = "".join(text.split())
    number = _NUMBER.fullmatch(bare)
    if number:
        return number[1]
    return _with_case(bare) or bare


def _with_case(text: str) -> str:
    """The 15 letters of an 18-letter Salesforce id with the case that its check says; "" if it is none."""
    if len(text) != _LONG or not _SALESFORCE.fullmatch(text):
        return ""
    marks = [_CHECK.find(mark) for mark in text[_SHORT:].upper()]
    letters = [
        letter.upper() if marks[n // _CHUNK] >> (n % _CHUNK) & 1 else letter.lower()
        for n, letter in enumerate(text[:_SHORT])
    ]
    capital_digit = any(c.isdigit() and marks[n // _CHUNK] >> (n % _CHUNK) & 1 for n, c in enumerate(letters))
    return "" if capital_digit or min(marks) < 0 else "".join(letters)


def id_keys(ids: pd.Series) -> pd.Series:
    """`id_key` of each id; missing stays missing."""
    return each_once(ids, id_key)


def caseless(ids: pd.Series) -> pd.Series:
    """`id_key` of each id in small letters: what an id is that lost its case and no check says it."""
    return each_once(ids, lambda text: id_key(text).casefold())


def kind_named(text: str) -> str:
    """The table that a Salesforce id names by its first letters; "" where it is no such id.

    Examples
    --------
    >>> kind_named("0031G00001S3ckZQAR"), kind_named("0031G00001S3ckZ"), kind_named("00314")
    ('contacts', 'contacts', '')
    """
    bare = "".join(text.split())
    return PREFIXES.get(bare[:3], "") if _SALESFORCE.fullmatch(bare) else ""

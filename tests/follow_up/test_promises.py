"""Who promised what, in columns or plainly in a note."""

import pytest
from small_books import ON, book_of, deal, person
from small_gaps import activity, day

from sentia.facts.facts import Facts
from sentia.facts.promises import open_promises, promises
from sentia.playbook import Playbook


def board(*log, **tables):
    book = book_of(**{"contacts": [person()], "opportunities": [deal()]} | tables, activities=[*log])
    return Facts(book, ON, Playbook())


def said(text, **values):
    return activity("11-12", "note", notes=text) | values


@pytest.mark.parametrize(
    ("text", "by", "what", "promised_for"),
    [
        ("We promised to send two references by 2026-11-20.", "us", "send two references by 2026-11-20", "11-20"),
        ("Good talk. I promised him a sample", "us", "a sample", "11-19"),
        ("They promised to name the decider", "them", "name the decider", "11-19"),
        ("Promise: price list", "us", "price list", "11-19"),
    ],
)
def test_a_promise_plainly_written_is_read(text, by, what, promised_for):
    found = promises(board(said(text))).iloc[0]
    assert (found["by"], found["what"], found["promised_for"]) == (by, what, day(promised_for))


@pytest.mark.parametrize(
    "text", ["A promising lead", "As promised: the sample", "Compromise on price", "Will send it"]
)
def test_what_only_sounds_like_one_is_none(text):
    assert promises(board(said(text))).empty


def test_who_promised_is_us_where_nobody_is_named():
    assert promises(board(said(None, promise="send a sample")))["by"].tolist() == ["us"]


def test_a_promise_of_a_decided_deal_is_settled_with_it():
    won = deal(status="won", closed_on=day("11-16"))
    assert open_promises(board(said(None, promise="send a sample"), opportunities=[won])).empty
    before = deal(status="won", closed_on=day("11-02"))
    assert len(open_promises(board(said(None, promise="send a sample"), opportunities=[before]))) == 1


@pytest.mark.parametrize(("kind", "count"), [("quote sent", 0), ("info sent", 1)])
def test_a_quote_that_was_promised_is_kept_by_a_quote(kind, count):
    promise = said(None, promise="send the revised quote")
    assert len(open_promises(board(promise, activity("11-16", kind)))) == count

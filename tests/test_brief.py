"""What stands on the card of somebody: the rep's own words, the last touches, what is open."""

import pandas as pd

from sentia.book.making import make_book
from sentia.brief import story_of

ON = pd.Timestamp("2026-11-23")
ANN = {"contact_id": "ann", "account_id": "Acme", "opportunity_id": "press"}
CONTACTS = pd.DataFrame(
    {"contact_id": ["ann", "ann2", "bo"], "name": ["Ann Ode", "A. Ode", "Bo Chen"], "account_id": "Acme",
     "email": ["ann@acme.example", "ann@acme.example", "bo@acme.example"],
     "notes": ["Plays the cello", None, "Rude"]}
)  # fmt: skip
DEALS = pd.DataFrame(
    {"opportunity_id": ["press"], "name": ["Press line"], "account_id": ["Acme"], "contact_id": ["ann"],
     "stage": ["Proposal"], "next_step": ["Send the drawings"], "next_step_on": pd.to_datetime(["2026-11-25"])}
)  # fmt: skip


def log(*rows: tuple) -> pd.DataFrame:
    names = ["done_at", "contact_id", "kind", "direction", "outcome", "subject", "notes"]
    return pd.DataFrame(rows, columns=names).assign(
        done_at=lambda f: pd.to_datetime(f["done_at"]), account_id="Acme"
    )


def story(*rows: tuple, **tables: pd.DataFrame):
    given = {"contacts": CONTACTS, "opportunities": DEALS} | tables
    return story_of(make_book(activities=log(*rows), **given), ANN, ON)


def test_the_last_touches_are_hers_under_whatever_row_she_stands_newest_first() -> None:
    told = story(
        ("2026-11-02", "ann", "call", "out", "no answer", "Price", None),
        ("2026-11-10", "ann2", "email", "in", None, "When can you deliver?", None),
        ("2026-11-12", "bo", "call", "out", "reached", "Not hers", None),
        ("2026-11-27", "ann", "meeting", "out", None, "Still to come", None),
    )
    assert told.touches["words"].tolist() == ["they wrote: When can you deliver?", "you called, no answer: Price"]


def test_the_reps_own_words_are_told_word_for_word_and_a_mail_of_theirs_is_not_the_reps() -> None:
    told = story(
        ("2026-11-02", "ann", "call", "out", "reached", "Price", "Needs it *before* Christmas"),
        ("2026-11-10", "ann", "email", "in", None, "Offer", "Dear Pat, please send it"),
    )
    assert told.own_words["said"].tolist() == ["Needs it *before* Christmas", "Plays the cello"]
    assert told.own_words["on"].isna().tolist() == [False, True]


def test_what_a_note_is_about_stands_in_its_subject_where_it_has_no_more() -> None:
    told = story(("2026-11-02", "ann", "note", None, None, "Decision is made by three people", None))
    assert told.own_words["said"].tolist()[0] == "Decision is made by three people"
    assert told.touches.empty


def test_the_next_step_and_the_open_quote_are_told_and_a_declined_one_is_not() -> None:
    quotes = pd.DataFrame(
        {"quote_id": ["q1", "q2"], "account_id": "Acme", "contact_id": ["ann", "ann"], "amount": [24_000, 9],
         "sent_on": pd.to_datetime(["2026-11-18", "2026-11-01"]), "status": ["sent", "declined"],
         "valid_until_on": pd.to_datetime(["2026-12-11", None])}
    )  # fmt: skip
    told = story(quotes=quotes)
    assert told.open == (
        "Next step: Send the drawings, 25 November",
        "Open quote: $24,000, sent 18 November, holds until 11 December",
    )


def test_of_somebody_of_whom_nothing_is_known_nothing_is_told() -> None:
    nobody = {"contact_id": None, "account_id": "Birch", "opportunity_id": None}
    told = story_of(make_book(accounts=pd.DataFrame({"account_id": ["Birch"]})), nobody, ON)
    assert told.own_words.empty
    assert told.touches.empty
    assert told.open == ()

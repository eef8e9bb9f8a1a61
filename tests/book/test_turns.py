"""Whose turn it is, as the words of a stage or a next step say."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentia.book.turns import TURNS, turn_and_words, turns_of

WORDS = {
    "them": "Proposal sent, Quote Sent, Sent proposal, Proposal Made, Contract Sent, Info sent, "
    "Awaiting signature, Waiting for their answer, Under review, Perception Analysis, Trial, Customer to confirm, "
    "With customer, They send the contract, Angebot versendet, Devis envoyé, Presupuesto enviado, "
    "Offerta inviata, Oferta wysłana, Nabídka odeslána, Wartet auf Kunden",
    "legal": "Waiting for legal, With legal, Legal review, Rechtsabteilung, with their lawyers",
    "procurement": "With procurement, Purchasing, Waiting for PO, PO pending, Einkauf prüft, Achats",
    "us": "Replied, Customer replied, Waiting on us, Call Ann on Monday, Send the offer, Prepare the quote, "
    "To call, Send the contract to legal, Not contacted",
    "": "Lead, Negotiation, Proposal/Price Quote, Demo Scheduled, Verbal yes, Won, PO received, Qualified, Blue, "
    "Decision Maker Bought-In",
}


@pytest.mark.parametrize(
    ("text", "turn"),
    [(text, turn) for turn, listed in WORDS.items() for text in listed.split(", ")],
)
def test_words_say_whose_turn_it_is(text: str, turn: str) -> None:
    assert turn_and_words(text)[0] == turn


def test_sent_and_awaiting_a_reply_is_theirs() -> None:
    assert turn_and_words("sent, awaiting reply")[0] == "them"


def test_each_text_is_read_and_a_missing_one_says_nothing() -> None:
    said = turns_of(pd.Series(["Waiting for legal", "Blue", None], dtype="str"))
    assert said.isna().tolist() == [False, True, True]
    assert said.iloc[0] == "legal"


@given(st.text())
def test_any_text_is_somebodys_turn_or_nobodys(text: str) -> None:
    assert turn_and_words(text)[0] in (*TURNS, "")

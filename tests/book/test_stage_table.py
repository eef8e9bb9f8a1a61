"""One table says of every stage what it means, where it stands, whose turn it is, and why."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentia.book.checks import check_book, settled
from sentia.book.making import make_book
from sentia.book.outcomes import correct_stage
from sentia.book.stages import KINDS
from sentia.book.turns import TURNS


def book_of(*stages, **columns):
    return make_book(opportunities=pd.DataFrame({"stage": list(stages), "account_id": "Acme"} | columns))


def table(*stages, **columns):
    return book_of(*stages, **columns).stages


def test_each_stage_is_one_row_with_its_deals_in_order():
    stages = table("Won", "Quote sent", "Lead", "Quote sent", None)
    assert stages[["stage", "deals", "place", "status"]].to_numpy().tolist() == [
        ["Lead", 1, 1, "open"],
        ["Quote sent", 2, 2, "open"],
        ["Won", 1, 3, "won"],
    ]


def test_a_book_without_stages_has_an_empty_table():
    assert table(None).empty
    assert make_book(accounts=pd.DataFrame({"name": ["Acme"]})).stages.empty


def test_it_says_which_words_decided():
    assert table("C) Angebot versendet")["why"].tolist() == ["its words: “angebot”"]
    assert table("Blue")["why"].tolist() == ["its words say nothing"]


def test_the_letters_in_front_of_the_stages_order_them_whatever_their_words_say():
    stages = table("A. Proposal", "B. Demo", "C. Lead", "Won")
    assert stages["stage"].tolist() == ["A. Proposal", "B. Demo", "C. Lead", "Won"]


def test_words_that_say_nothing_are_placed_by_the_files_own_win_chances_and_it_is_said():
    stages = table("Blue", "Lead", "Demo", "Demo", probability=[0.4, 0.1, 0.3, 0.2])
    assert stages["stage"].tolist() == ["Lead", "Demo", "Blue"]
    assert stages.at["Blue", "kind"] == "meeting"
    assert stages.at["Blue", "why"] == (
        "its words say nothing; taken as meeting like “Demo” next to it, by the win chances in this file"
    )


def test_a_deal_that_rests_is_no_nearer_for_it():
    stages = table("On hold", "Lead", "Demo", probability=[0.9, 0.1, 0.3])
    assert (stages.at["On hold", "kind"], stages.at["On hold", "place"]) == ("unknown", 3)


def test_win_chances_that_are_all_the_same_say_nothing_about_the_order():
    stages = table("Blue", "Lead", "Demo", probability=[0.5, 0.5, 0.5])
    assert stages["stage"].tolist() == ["Lead", "Demo", "Blue"]
    assert stages.at["Blue", "why"] == "its words say nothing"


@pytest.mark.parametrize(
    ("columns", "status", "why"),
    [
        ({"lost_reason": ["price", "timing", "price"]}, "lost", "its 3 deals have a reason why they were lost"),
        ({"status": ["won"] * 3}, "won", "3 of its 3 deals are won"),
        ({"status": ["lost"] * 3}, "lost", "3 of its 3 deals are lost"),
        ({"probability": [1.0] * 3, "closed_on": ["2026-01-05"] * 3}, "won", "closed with a win chance of 100%"),
        ({"probability": [1.0] * 3}, "open", "its words say nothing"),
    ],
)
def test_what_its_deals_show_decides_where_the_words_say_nothing(columns, status, why):
    stage = table("Zebra", "Zebra", "Zebra", **columns).loc["Zebra"]
    assert stage["status"] == status
    assert why in stage["why"]


def test_two_deals_are_no_history():
    assert table("Zebra", "Zebra", lost_reason=["price"] * 2)["status"].tolist() == ["open"]


def test_words_count_more_than_what_a_few_deals_show():
    assert table("Demo", "Demo", "Demo", status=["won"] * 3)["status"].tolist() == ["open"]


def test_closed_is_what_was_won_where_lost_has_a_stage_of_its_own():
    assert table("Closed", "Lost").loc["Closed", "status"] == "won"
    assert table("Closed", "Lost", "Won").loc["Closed", "status"] == "lost"
    assert table("Closed").loc["Closed", "status"] == "lost"


def test_deals_that_are_closed_without_a_word_of_how_are_asked_about_and_stay_open_meanwhile():
    book = book_of(*["Zebra"] * 3, closed_on=["2026-01-05"] * 3, name=["Pumps", "Nuts", "Cams"])
    question = check_book(book)[0]
    assert (question["id"], question["options"], question["chosen"]) == (
        "stage:Zebra",
        ["open", "won", "lost"],
        "open",
    )
    answered = settled(book, "stage:Zebra", "won")
    assert answered.opportunities["status"].tolist() == ["won"] * 3
    assert answered.understanding.questions == ()


@pytest.mark.parametrize(
    ("stage", "turn"),
    [
        ("Lead", "us"),
        ("Replied", "us"),
        ("Won", "us"),
        ("Proposal sent", "them"),
        ("Waiting for legal", "legal"),
        ("With procurement", "procurement"),
        ("Waiting for PO", "procurement"),
    ],
)
def test_a_stage_says_whose_turn_it_is(stage, turn):
    assert table(stage)["turn"].tolist() == [turn]


def test_an_open_deal_at_a_stage_that_sounds_won_is_nearly_won_and_not_certain():
    from sentia.day.scoring import score_opportunities

    book = book_of("Contract signed", status=["open"])
    assert score_opportunities(book, "2026-11-23")["win_rate"].tolist() == [0.8]


def test_a_new_stage_typed_in_the_app_gets_a_row_and_moves_the_deal():
    book = book_of("Lead", "Demo")
    edited = book.edit("opportunities", "new:1", stage="Signed")
    assert edited.stages["stage"].tolist() == ["Demo", "Signed"]
    assert edited.opportunities["status"].tolist() == ["won", "open"]


def test_the_order_of_the_rows_changes_no_meaning():
    stages = ["Blue", "Lead", "Demo", "Won", "Red"]
    one = table(*stages, probability=[0.4, 0.1, 0.3, 1.0, 0.2])
    other = table(*stages[::-1], probability=[0.2, 1.0, 0.3, 0.1, 0.4])
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=8), st.data())
def test_any_texts_make_a_table_that_counts_every_deal_once(texts, data):
    chances = data.draw(st.lists(st.sampled_from([0.0, 0.2, 1.0, None]), min_size=len(texts), max_size=len(texts)))
    book = book_of(*texts, probability=pd.Series(chances, dtype=float))
    stages = book.stages
    assert stages["deals"].sum() == book.opportunities["stage"].notna().sum()
    assert stages["place"].tolist() == list(range(1, len(stages) + 1))
    assert set(stages["kind"]) <= set(KINDS)
    assert set(stages["turn"]) <= set(TURNS)
    label = data.draw(st.sampled_from(stages.index.tolist()))
    assert correct_stage(book, label, "lost").stages.at[label, "status"] == "lost"


def test_twenty_thousand_deals_are_one_table_of_few_rows():
    picked = np.random.default_rng(7).choice(["Lead", "Demo", "Quote sent", "Won", "Lost"], 20_000)
    stages = table(*picked)
    assert len(stages) == 5
    assert stages["deals"].sum() == 20_000

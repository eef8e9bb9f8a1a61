"""What became of deals: as their own columns say, else as their stage does, and as the rep corrects it."""

import pandas as pd
import pytest

from sentia.book.making import make_book
from sentia.book.outcomes import correct_stage
from sentia.day.day import plan_day
from sentia.errors import BadQuestion
from sentia.workbook.from_files import check, read_book

ON = "2026-11-23"


def deals(*rows):
    names = ["account_id", "stage", "status"]
    return make_book(opportunities=pd.DataFrame([dict(zip(names, row, strict=False)) for row in rows]))


def statuses(book):
    return book.opportunities["status"].tolist()


def test_a_correction_moves_every_deal_of_the_stage_and_nothing_else():
    book = correct_stage(deals(("A", "Installed"), ("B", "Demo"), ("C", "Installed")), "Installed", "won")
    assert statuses(book) == ["won", "open", "won"]
    assert book.accounts["status"].tolist() == ["customer", "prospect", "customer"]
    assert book.answers == {"stage:Installed": "won"}


def test_a_correction_is_taken_back_as_if_it_had_never_been():
    book = deals(("A", "Installed"), ("B", "Demo"))
    back = correct_stage(correct_stage(book, "Installed", "won"), "Installed", "as found")
    assert back.answers == {}
    for table in book.tables:
        pd.testing.assert_frame_equal(back.tables[table], book.tables[table])


def test_what_a_deals_own_column_says_is_lost_stays_lost_and_what_it_says_is_open_follows_the_rep():
    book = deals(("A", "Blue", "open"), ("B", "Blue", "lost"), ("C", "Blue", "won"))
    assert statuses(correct_stage(book, "Blue", "won")) == ["won", "lost", "won"]
    assert statuses(correct_stage(book, "Blue", "open")) == ["open", "lost", "won"]


def test_a_stage_that_sounds_won_can_be_said_to_be_open():
    book = deals(("A", "Contract signed"), ("B", "Contract signed"))
    assert statuses(book) == ["won", "won"]
    corrected = correct_stage(book, "Contract signed", "verbal, them")
    assert statuses(corrected) == ["open", "open"]
    assert corrected.stages[["kind", "turn", "why"]].to_numpy().tolist() == [["verbal", "them", "as you said"]]


def test_only_the_turn_said_leaves_the_outcome_as_found():
    book = correct_stage(deals(("A", "Demo", "won"), ("B", "Demo")), "Demo", "legal")
    assert statuses(book) == ["won", "open"]
    assert book.stages["turn"].tolist() == ["legal"]


def test_a_place_said_moves_the_stage_there():
    book = deals(("A", "Lead"), ("B", "Demo"), ("C", "Quote"))
    assert correct_stage(book, "Quote", "1").stages["stage"].tolist() == ["Quote", "Lead", "Demo"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("maybe", "'maybe' says nothing about a stage"),
        ("won, lost", "'won' and 'lost' cannot both be"),
        ("won, quote", "what is won is not at 'quote' any more"),
        ("0", "'0' says nothing about a stage"),
        ("quote,", "'' says nothing about a stage"),
    ],
)
def test_a_bad_correction_gets_one_sentence(answer, said):
    with pytest.raises(BadQuestion, match=said):
        correct_stage(deals(("A", "Demo")), "Demo", answer)


def test_a_stage_that_no_deal_is_at_is_named_with_those_there_are():
    with pytest.raises(BadQuestion, match="No deal in this book is at stage 'Blue'; its stages are 'Demo'."):
        correct_stage(deals(("A", "Demo")), "Blue", "won")


def test_a_status_that_followed_a_stage_in_the_app_follows_its_correction_too():
    book = deals(("A", "Demo")).edit("opportunities", "new:1", stage="Installed")
    assert statuses(book) == ["open"]
    corrected = correct_stage(book, "Installed", "won")
    assert statuses(corrected) == ["won"]
    assert statuses(corrected.undo()) == ["open"]


def test_a_deal_moved_there_and_back_again_is_as_before_whatever_the_stage_means_by_then():
    book = deals(("A", "Demo")).edit("opportunities", "new:1", stage="Installed")
    book = correct_stage(book.edit("opportunities", "new:1", stage="Demo"), "Demo", "them")
    book = correct_stage(book.undo(), "Installed", "won")
    assert statuses(book) == ["won"]
    assert statuses(book.redo()) == ["open"]


def test_a_stage_corrected_before_anybody_reaches_it_again_still_counts():
    book = correct_stage(deals(("A", "Installed"), ("B", "Demo")), "Installed", "won")
    moved = book.edit("opportunities", "new:1", stage="Demo").edit("opportunities", "new:2", stage="Installed")
    assert statuses(moved) == ["open", "won"]


CSV = (
    b"Deal Name,Company,Deal Stage,Amount,Close Date,Last Modified Date\n"
    b"Pumps,Acme,Installed,900,2026-03-01,2026-10-01\n"
    b"Nuts,Bolt,Demo,800,2027-01-10,2026-10-01\n"
)


def test_one_close_date_goes_to_where_the_corrected_outcome_has_it():
    book = read_book(CSV, trusted=True)
    assert book.opportunities["closed_on"].isna().all()
    won = correct_stage(book, "Installed", "won").opportunities
    assert won["closed_on"].dt.strftime("%Y-%m-%d").tolist()[0] == "2026-03-01"
    assert won["expected_close_on"].isna().tolist() == [True, False]
    assert book.opportunities.equals(
        correct_stage(correct_stage(book, "Installed", "won"), "Installed", "as found").opportunities
    )


def test_answers_given_when_the_file_is_opened_count_like_corrections():
    opened = read_book(CSV, {"stage:Installed": "won"}, trusted=True)
    corrected = correct_stage(read_book(CSV, trusted=True), "Installed", "won")
    for table in opened.tables:
        pd.testing.assert_frame_equal(opened.tables[table], corrected.tables[table])
    assert check(opened)["counts"]["won"] == 1


def test_a_bad_answer_given_with_the_file_is_one_sentence():
    with pytest.raises(BadQuestion, match="Stage 'Installed': 'maybe' says nothing"):
        read_book(CSV, {"stage:Installed": "maybe"}, trusted=True)


def test_a_correction_moves_the_day():
    book = make_book(
        opportunities=pd.DataFrame(
            {"opportunity_id": ["O1"], "account_id": ["A1"], "contact_id": ["C1"], "stage": ["Blue"]}
        ).assign(amount=24_000.0, created_on="2026-08-01", stage_since_on="2026-11-16"),
        contacts=pd.DataFrame({"contact_id": ["C1"], "name": ["Ann"], "account_id": ["A1"], "phone": ["1"]}),
    )
    found = plan_day(book, ON).actions
    assert found["win_rate"].tolist() == [0.15]
    assert plan_day(correct_stage(book, "Blue", "negotiation"), ON).actions["win_rate"].tolist() == [0.55]
    assert plan_day(correct_stage(book, "Blue", "legal"), ON).actions.empty
    assert "progress" not in set(plan_day(correct_stage(book, "Blue", "lost"), ON).actions["kind"])

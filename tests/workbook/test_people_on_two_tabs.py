"""The same people on a tab of deals and on a tab of their own, as home-grown workbooks have them."""

from io import BytesIO

import openpyxl
import pytest

import sentia

DEALS = ["Company", "Who", "Mail", "What they want", "Stage", "Value", "Last spoke", "Next step", "When"]


def workbook(*people, value=24000):
    """Ana's deal at Alder Print, with her mail, and these rows (name, company, mail) on the tab of friends."""
    book = openpyxl.Workbook()
    book.active.title = "My deals"
    book.active.append(DEALS)
    ana = ["Alder Print", "Ana Silva", "ana@alder.example", "label presses", "Quote sent", value, "2026-11-12"]
    book.active.append([*ana, "Send contract", "2026-11-20"])
    friends = book.create_sheet("Friends")
    friends.append(["Name", "Company", "Mail", "Keep in touch"])
    for row in people:
        friends.append([*row, "every 2 weeks"])
    out = BytesIO()
    book.save(out)
    return sentia.read_book(out.getvalue(), trusted=True)


@pytest.mark.parametrize("mail", [None, "ana@alder.example", "ANA@alder.example"])
def test_one_person_on_both_tabs_is_nobody_to_choose_among(mail):
    book = workbook(("Ana Silva", "Alder Print", mail))
    assert book.understanding.links == ()
    assert not book.understanding.faults
    assert [question for question in book.understanding.questions if question["id"] == "links"] == []
    assert book.opportunities["contact_id"].notna().all()


@pytest.mark.parametrize(("mail", "count"), [("ana@birch.example", 1), ("a.silva@other.example", 0)])
def test_a_name_that_only_two_rows_of_one_person_have_is_hers_whatever_company_they_say(mail, count):
    book = openpyxl.Workbook()
    book.active.append(["Deal", "Who", "Stage", "Value"])
    book.active.append(["Oven", "Ana Silva", "Lead", 900])
    for title, company, address in (("People", "Alder", "ana@birch.example"), ("Network", "Birch", mail)):
        sheet = book.create_sheet(title)
        sheet.append(["Name", "Company", "Mail"])
        sheet.append(["Ana Silva", company, address])
    out = BytesIO()
    book.save(out)
    deals = sentia.read_book(out.getvalue(), trusted=True).opportunities
    assert deals["contact_id"].notna().sum() == count


def test_two_of_one_name_at_one_company_are_asked_about_once():
    book = workbook(("Ana Silva", "Alder Print", "a.silva@alder.example"))
    lines = [line["id"] for line in book.understanding.links]
    assert lines.count("link:contacts|Ana Silva|Alder Print") == 1
    assert len(lines) == len(set(lines))
    assert book.opportunities["contact_id"].isna().all()
    assert [fault["row"] for fault in book.understanding.faults] == [2]


def test_the_pace_wished_on_the_tab_of_friends_holds_for_the_deal():
    book = workbook(("Ana Silva", "Alder Print", None))
    book = book.edit("opportunities", book.opportunities.index[0], next_step_on=None)
    quiet = sentia.follow_up_gaps(book, "2026-11-27", kinds=["quiet beyond cadence"])
    assert quiet["because"].str.contains("you wish: every 14 days").tolist() == [True]


def test_when_beside_the_next_step_is_its_day():
    late = sentia.follow_up_gaps(workbook(), "2026-11-23")
    assert "next step late" in set(late["kind"])


def test_a_deal_past_belief_is_called_as_the_rep_calls_it():
    won = workbook(value=90_000)
    won = won.add("opportunities", name="starter kit", account_id="Fern", status="won", amount=900.0)
    asked = [one["question"] for one in sentia.book.checks.check_book(won) if one["id"] == "whales"]
    assert asked == [
        "Far larger than what is usual here (over 2,700): label presses, Alder Print (90,000). Is that right?"
    ]

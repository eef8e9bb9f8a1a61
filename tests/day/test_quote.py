"""Follow up a quote that nobody answered: when, which, and what it is worth."""

import math

import pytest
from small_books import actions_of, book_of, call, days_ago, deal, only_one, person

from sentia.book.checks import check_book
from sentia.day.day import plan_day


def quote(days, **values):
    return {"quote_id": "Q1", "opportunity_id": "O1", "amount": 24_000.0, "sent_on": days_ago(days)} | values


def quotes_of(*quotes, **tables):
    tables = {"opportunities": [deal("1")], "contacts": [person("1")]} | tables
    actions = actions_of(quotes=list(quotes), **tables)
    return actions.loc[actions["kind"] == "quote"]


def test_a_quote_is_worth_its_amount_times_what_a_touch_adds():
    # docs/arithmetic.md: $24,000 sent 6 days ago brings $396 against never, $200 today
    line = only_one(quotes_of(quote(6)))
    assert line["total"] == pytest.approx(396, rel=1e-3)
    assert line["gain"] == pytest.approx(200.2, rel=1e-3)
    assert line["action"] == "Call Ann 1 at A1 about the quote of $24,000"
    assert line["because"] == "$24,000 sent 6 days ago, no answer; a reply lifts the chance from 36% to 41%"


@pytest.mark.parametrize(("days", "count"), [(2, 0), (3, 1)])
def test_the_first_follow_up_is_due_on_the_third_day(days, count):
    assert len(quotes_of(quote(days))) == count


@pytest.mark.parametrize(
    ("done", "sent", "count"),
    [(1, 6, 0), (1, 7, 1), (2, 13, 0), (2, 14, 1), (3, 29, 0), (3, 30, 1)],
)
def test_further_ones_are_due_on_days_seven_fourteen_and_thirty(done, sent, count):
    tries = [call("1", sent - 1 - n, outcome="no answer", activity_id=f"L{n}") for n in range(done)]
    assert len(quotes_of(quote(sent), activities=tries)) == count


@pytest.mark.parametrize(("last", "count"), [(29, 0), (30, 1)])
def test_after_the_fourth_it_is_every_thirty_days(last, count):
    tries = [call("1", last + n, outcome="no answer", activity_id=f"L{n}") for n in range(4)]
    assert len(quotes_of(quote(100), activities=tries)) == count


def test_their_word_after_the_quote_answers_it_and_the_deal_moves_on():
    theirs = call("1", 4, direction="in")
    actions = actions_of(opportunities=[deal("1")], contacts=[person("1")], quotes=[quote(8)], activities=[theirs])
    assert only_one(actions)["kind"] == "progress"


def test_what_they_said_before_the_quote_does_not_answer_it():
    theirs = call("1", 9, direction="in")
    assert len(quotes_of(quote(8), activities=[theirs])) == 1


@pytest.mark.parametrize("status", ["Accepted", "declined", "expired", "draft"])
def test_a_settled_quote_is_not_followed_up(status):
    assert quotes_of(quote(8, status=status)).empty


def test_the_quote_of_a_closed_deal_is_not_followed_up():
    assert quotes_of(quote(8), opportunities=[deal("1", stage="Closed lost")]).empty


def test_the_latest_quote_of_a_deal_speaks_for_it():
    line = only_one(quotes_of(quote(20), quote(5, quote_id="Q2", amount=18_000.0)))
    assert (line["quote_id"], line["amount"]) == ("Q2", 18_000)


def test_a_quote_without_a_deal_stands_for_one_at_its_account():
    line = only_one(actions_of(quotes=[quote(8, opportunity_id=None, account_id="A1")], contacts=[person("1")]))
    assert (line["pot"], line["contact"]) == ("quote:Q1", "Ann 1")


def test_a_deal_that_went_further_keeps_its_own_chance():
    assert only_one(quotes_of(quote(8), opportunities=[deal("1", stage="Negotiation")]))["win_rate"] == 0.55
    assert only_one(quotes_of(quote(8), opportunities=[deal("1", stage="Lead")]))["win_rate"] == 0.35


@pytest.mark.parametrize("rest", [{"blocked_until_on": days_ago(-1)}, {"next_step_on": days_ago(-1)}])
def test_a_quote_rests_while_its_deal_is_blocked_or_has_a_step_agreed(rest):
    assert quotes_of(quote(8), opportunities=[deal("1", **rest)]).empty


@pytest.mark.parametrize(("left", "count"), [(4, 0), (3, 1)])
def test_an_agreed_step_does_not_silence_a_quote_about_to_lapse(left, count):
    # valid until Friday the 27th: three working days before is Tuesday; until Thursday: Monday, which is today
    later = deal("1", next_step_on=days_ago(-30))
    assert len(quotes_of(quote(8, valid_until_on=days_ago(-left)), opportunities=[later])) == count


@pytest.mark.parametrize(("left", "is_must"), [(0, True), (1, False), (-1, False)])
def test_on_a_quotes_last_day_the_call_is_a_must(left, is_must):
    line = only_one(quotes_of(quote(8, valid_until_on=days_ago(-left))))
    assert line["is_must"] == is_must
    assert ("it lapsed on 22 November" in line["because"]) == (left == -1)


def test_on_friday_a_quote_that_lapses_on_sunday_presses():
    book = book_of(opportunities=[deal("1")], quotes=[quote(8, valid_until_on=days_ago(1))])
    assert plan_day(book, days_ago(3)).actions["is_pressing"].tolist() == [True]


def test_a_quote_past_belief_is_priced_as_usual():
    won = deal("5", status="won", amount=10_000.0, closed_on=days_ago(50))
    line = only_one(quotes_of(quote(8, amount=300_000.0), opportunities=[deal("1"), won]))
    assert line["pot_size"] == 10_000
    assert line["because"].startswith("$300,000 to be confirmed, counted as $10,000 sent 8 days ago")


def test_a_quote_in_a_currency_of_its_own_waits_for_the_rate():
    given = {"opportunities": [deal("1", currency="USD"), deal("2", currency="USD")], "contacts": [person("1")]}
    rupees = book_of(quotes=[quote(8, currency="INR")], **given)
    assert [one["id"] for one in check_book(rupees)] == ["rate:INR/USD"]
    line = only_one(quotes_of(quote(8, currency="INR"), opportunities=given["opportunities"]))
    assert math.isnan(line["gain"])


def test_a_quote_in_another_currency_has_no_price_but_keeps_its_turn():
    others = [deal(str(n), currency="EUR") for n in range(5, 9)]
    line = only_one(quotes_of(quote(8), opportunities=[deal("1", currency="USD"), *others]))
    assert math.isnan(line["gain"])
    assert line["waiting"] == 5
    assert line["because"].startswith("An amount in another currency sent 8 days ago")


def test_a_quote_has_what_the_past_says_of_its_own_deal_and_not_of_one_with_its_number():
    # 60 of 100 referrals were won, 5 of 100 bought leads; the quote of the bought lead has the referral's number
    past = [
        deal(
            f"{source}{n}",
            stage=None,
            source=source,
            status="won" if n < won else "lost",
            closed_on=days_ago(n + 2),
        )
        for source, won in (("Referral", 60), ("Bought", 5))
        for n in range(100)
    ]
    of_the_second = dict.fromkeys(("account_id", "contact_id"), None) | {"opportunity_id": "O2", "quote_id": "O1"}
    lines = quotes_of(
        quote(8, quote_id="O2"),
        quote(8) | of_the_second,
        opportunities=[deal("1", source="Referral"), deal("2", source="Bought"), *past],
        contacts=[person("1"), person("2")],
    ).set_index("opportunity_id")
    assert lines.loc["O1", "win_rate"] > 1.5 * lines.loc["O2", "win_rate"]

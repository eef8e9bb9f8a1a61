"""Every follow-up that is missing: in a fixed order, for one owner or all, whatever the order of the rows."""

import importlib
import json
import pkgutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_gaps import (
    AT_REST,
    BROKEN,
    FOUND_ALONE,
    QUIET,
    found_and_planted,
    not_quiet,
    promises_found_and_planted,
    said_at,
)
from settled_gaps import put_off
from small_books import ON, account, book_of, days_ago, deal, person
from small_gaps import activity, day, gaps_on

import sentia
import sentia.work
from sentia.book.making import make_book
from sentia.errors import BadQuestion
from sentia.follow_up.missing import facts_on, follow_up_gaps, what_cannot_be_known
from sentia.work.registry import KINDS
from sentia.work.running import clocks_of, running_on
from sentia.workbook.from_files import read_book

SAMPLES = Path(__file__).parents[2] / "sample_data"
PLANTED = json.loads((SAMPLES / "territory_planted.json").read_text(encoding="utf-8"))
FACTS = PLANTED["facts"]
TERRITORY_ON = pd.Timestamp(PLANTED["on"])


# Every kind


def test_every_kind_of_gap_is_among_the_kinds():
    modules = pkgutil.iter_modules(sentia.work.__path__, "sentia.work.")
    loaded = [importlib.import_module(module.name) for module in modules]
    assert {module for module in loaded if hasattr(module, "KIND")} == set(KINDS)
    assert len({kind.KIND for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.KIND)
def test_every_kind_says_its_next_touch_and_what_it_is(kind):
    assert kind.NEXT_TOUCH
    assert isinstance(kind.ACTIONS, tuple)
    assert kind.IS_SALES in (True, False)
    assert (kind.KIND == "reply owed") == kind.STANDS


# The sample territory


@pytest.fixture(scope="module")
def territory():
    return read_book(SAMPLES / "territory.xlsx", trusted=True)


@pytest.fixture(scope="module")
def found(territory):
    return follow_up_gaps(territory, TERRITORY_ON)


@pytest.mark.parametrize(("planted", "kind", "key", "column"), FOUND_ALONE)
def test_what_was_planted_is_found_and_nothing_else_of_its_kind(found, planted, kind, key, column):
    stands, wanted = found_and_planted(found, FACTS[planted], kind, key, column)
    assert stands == wanted


@pytest.mark.parametrize(("planted", "touch"), BROKEN.items())
def test_every_broken_promise_is_found_and_no_kept_one(found, planted, touch):
    stands, wanted = promises_found_and_planted(found, FACTS[planted], touch)
    assert stands == wanted


@pytest.mark.parametrize(("planted", "key"), QUIET)
def test_who_was_forgotten_is_quiet_beyond_cadence(found, planted, key):
    assert not_quiet(found, FACTS[planted], key) == []


@pytest.mark.parametrize("planted", AT_REST)
def test_no_gap_stands_where_its_own_silencer_does(found, planted):
    assert [said_at(found, fact) for fact in FACTS[planted]] == [[] for _ in FACTS[planted]]


def test_no_sentence_scolds_and_none_has_a_hole(found):
    said = (found["because"] + ". " + found["next_touch"]).str.lower()
    assert not said.str.contains(r"forgot|fail|neglect|overdue|should|must|never|nan|none|nat\b").any()
    assert not found["because"].str[0].str.islower().any()


def test_without_its_log_the_territory_says_what_can_no_longer_be_known(territory):
    tables = {name: frame for name, frame in territory.tables.items() if name != "activities"}
    silent = make_book(**{name: frame.reset_index(drop=True) for name, frame in tables.items()})
    kinds = set(follow_up_gaps(silent, TERRITORY_ON)["kind"])
    unknowable = {"reply owed", "promise due", "attempt unanswered", "meeting without follow-up"}
    unknowable |= {"won and not thanked", "introduction to thank"}  # who asked by themselves are named without it
    assert kinds.isdisjoint(unknowable)
    assert {"no next step", "quote unanswered", "close date passed", "fresh look due", "re-order overdue"} <= kinds
    assert len(what_cannot_be_known(silent)) == 1
    assert what_cannot_be_known(territory) == []


FOREIGN = [activity("11-16", "email", key=key, direction="in", opportunity_id=None) for key in ("7", "8")]
TO_NOBODY = {"activity_id": "T1", "kind": "task", "subject": "Call back", "due_on": day("11-20")}


def test_activities_of_records_that_are_in_no_file_make_no_gap_of_nobody_and_are_counted_once():
    book = book_of(opportunities=[deal(next_step_on=day("12-01"))], activities=[*FOREIGN, TO_NOBODY])
    found = follow_up_gaps(book, ON)
    assert found.loc[found["account"].isna()].empty
    assert "C7" not in book.contacts["name"].tolist()
    said = what_cannot_be_known(book)
    assert [words.partition(" of this book")[0] for words in said] == [
        "3 activities belong to no company, person or deal"
    ]


def test_somebody_whom_the_log_alone_names_is_somebody():
    wrote = FOREIGN[0] | {"contact_id": "Uma Pike"}
    found = follow_up_gaps(book_of(activities=[wrote]), ON, kinds=["reply owed"])
    assert found["contact"].tolist() == ["Uma Pike"]


# Order, owners, days


def test_the_longest_due_comes_first():
    deals = [deal("1", expected_close_on=day("11-18")), deal("2", expected_close_on=day("11-10"))]
    found = gaps_on(ON, {"opportunities": deals}, "close date passed")
    assert found["opportunity_id"].tolist() == ["O2", "O1"]
    assert found["days_late"].tolist() == [12, 4]
    assert found.columns.tolist()[:3] == ["kind", "account", "contact"]


def test_an_owner_sees_their_own_and_what_is_nobodys_a_colleagues_touch_counts():
    deals = [deal("1", owner="Pat"), deal("2", owner="Lee"), deal("3")]
    book = book_of(opportunities=deals, contacts=[person("1")], activities=[activity("11-20", owner="Lee")])
    found = follow_up_gaps(book, ON, owner="Pat", kinds=["no next step"])
    assert found["opportunity_id"].tolist() == ["O3"]
    everybodys = follow_up_gaps(book, ON, kinds=["no next step"])
    assert sorted(everybodys["opportunity_id"]) == ["O2", "O3"]


@pytest.mark.parametrize(("on", "owner"), [("someday", None), (None, None), (ON, "Nobody")])
def test_a_question_that_makes_no_sense_is_refused(on, owner):
    with pytest.raises(BadQuestion):
        follow_up_gaps(book_of(opportunities=[deal(owner="Pat")]), on, owner=owner)


def test_a_moment_of_another_clock_means_its_own_day():
    tokyo = pd.Timestamp("2026-11-23 23:30", tz="Asia/Tokyo")
    book = book_of(opportunities=[deal(expected_close_on=day("11-22"))])
    found = follow_up_gaps(book, tokyo, kinds=["close date passed"])
    assert found["days_late"].tolist() == [0]


def test_what_happens_before_midnight_counts_for_its_own_day():
    late = activity("11-18", "email", direction="in") | {"done_at": pd.Timestamp("2026-11-18 23:59")}
    found = gaps_on(ON, {"contacts": [person()], "activities": [late]}, "reply owed")
    assert found["due_on"].tolist() == [day("11-19")]


def test_an_empty_book_misses_nothing():
    assert follow_up_gaps(book_of(accounts=[account()]), ON, kinds=["no next step"]).empty


def test_clocks_that_still_run_have_their_day_and_whether_they_rest():
    deals = [deal("1", expected_close_on=day("12-20")), deal("2", blocked_until_on=day("12-01"))]
    running = clocks_of(
        running_on(facts_on(book_of(opportunities=deals), ON), ["close date passed", "no next step"])
    )
    assert running.loc["close date passed|deal:O1", "due_on"] == day("12-21")
    assert running["is_resting"].to_dict()["no next step|deal:O2"]
    assert not running["is_resting"].to_dict()["no next step|deal:O1"]


# What must always hold

SILENCE = {"quiet beyond cadence", "no next step", "new lead untouched", "attempt unanswered", "information sent"}
SILENCE |= {"quote unanswered", "career unchecked", "fresh look due", "meeting without follow-up"}
PEOPLE, DEALS, THINGS, QUOTES = 8, 10, 40, 5


def some_book(seed):
    """The tables of a generated book: everything may be missing, and most of it is."""
    random = np.random.default_rng(seed)
    maybe = lambda value, share=0.5: value if random.random() < share else None  # noqa: E731
    ago = lambda most=400: days_ago(int(random.integers(0, most)))  # noqa: E731
    one = lambda *words: str(random.choice(words))  # noqa: E731
    people = [
        person(str(n), account_id=maybe(f"A{n // 2}", 0.8), checked_on=maybe(ago()), moved_on=maybe(ago(), 0.2))
        for n in range(PEOPLE)
    ]
    deals = [
        deal(
            str(n), stage=one("Lead", "Demo", "Proposal", "Won", "Lost"), contact_id=f"C{n % PEOPLE}",
            account_id=maybe(f"A{n // 3}"), created_on=ago(), closed_on=maybe(ago()), lost_reason=maybe("Timing"),
            next_step_on=maybe(ago(60) + pd.Timedelta(days=30), 0.3), expected_close_on=maybe(ago(60)),
            blocked_until_on=maybe(day("12-05"), 0.1),
        )
        for n in range(DEALS)
    ]  # fmt: skip
    log = [
        {
            "activity_id": f"L{n}", "kind": one("call", "email", "meeting", "note", "info sent"), "done_at": ago(),
            "direction": one("in", "out", "out"), "outcome": maybe(one("reached", "no answer", "said no")),
            "contact_id": f"C{random.integers(PEOPLE)}", "opportunity_id": maybe(f"O{random.integers(DEALS)}"),
            "promise": maybe("send references", 0.1), "promise_by": maybe(one("us", "them")),
        }
        for n in range(THINGS)
    ]  # fmt: skip
    quotes = [
        {"quote_id": f"Q{n}", "opportunity_id": f"O{n}", "sent_on": ago(60), "valid_until_on": maybe(day("12-10"))}
        for n in range(QUOTES)
    ]
    return {"contacts": people, "opportunities": deals, "activities": log, "quotes": quotes}


@settings(max_examples=4)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_the_rows_changes_nothing(seed):
    tables = some_book(seed)
    shuffled = {name: pd.DataFrame(rows).sample(frac=1, random_state=seed) for name, rows in tables.items()}
    pd.testing.assert_frame_equal(follow_up_gaps(book_of(**tables), ON), follow_up_gaps(make_book(**shuffled), ON))


@settings(max_examples=4)
@given(st.integers(0, 2**32 - 1), st.integers(0, DEALS - 1))
def test_logging_a_touch_adds_no_gap_of_silence_and_an_edit_silences_none(seed, which):
    book = book_of(**some_book(seed))
    before = follow_up_gaps(book, ON)
    touch = activity("11-23", outcome="reached", activity_id="new") | {
        "contact_id": f"C{which % PEOPLE}", "opportunity_id": f"O{which}"
    }  # fmt: skip
    after = follow_up_gaps(book.add("activities", **touch), ON)
    of_it = after["opportunity_id"].eq(f"O{which}") | after["contact_id"].eq(f"C{which % PEOPLE}")
    assert set(after.index[of_it & after["kind"].isin(SILENCE)]) <= set(before.index)
    edited = book.edit("opportunities", f"O{which}", notes="Rang twice", name="New name", product="Labels")
    edited = edited.edit("contacts", f"C{which % PEOPLE}", notes="Likes tea", title="Buyer")
    assert set(before.index) <= set(follow_up_gaps(edited, ON).index)


@settings(max_examples=4)
@given(st.integers(0, 2**32 - 1), st.integers(0, 10_000))
def test_what_is_put_off_is_silent_until_its_day_and_then_back(seed, which):
    book = book_of(**some_book(seed))
    before = follow_up_gaps(book, ON)
    stays = before.loc[~before["kind"].isin(["quote expiring", "introduction to ask"])]
    if stays.empty:
        return
    gap, until = stays.iloc[which % len(stays)], ON + pd.Timedelta(days=4)
    later = put_off(book, gap, ON, until, "on holiday")
    silent = follow_up_gaps(later, until - pd.Timedelta(days=1))
    assert gap.name not in silent.index
    assert gap.name in follow_up_gaps(later, until).index

"""Another rep's territory, with other people, companies and products: what was planted there is found as well."""

import pandas as pd
import pytest
from other_names import WORDS
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
from silencers import SILENCERS, Plain, silenced

from sample_data.ledger import DAY
from sample_data.make_samples import territory
from sample_data.names import WORDS as SAMPLE_WORDS
from sample_data.sheets import write_book
from sentia.follow_up.missing import follow_up_gaps, what_cannot_be_known
from sentia.work.registry import KINDS
from sentia.workbook.from_files import read_book

SEED, ON = 4_711, pd.Timestamp(DAY)
NEEDS_THE_LOG = {
    "reply owed",
    "promise due",
    "new lead untouched",
    "attempt unanswered",
    "meeting without follow-up",
    "won and not thanked",
    "introduction to thank",
    "introduction to return",
}


@pytest.fixture(scope="module")
def made():
    """The tables and the planted facts of a territory nobody has seen."""
    return territory(SEED, WORDS)


@pytest.fixture(scope="module")
def facts(made):
    return made[1]


def book_in(folder, tables):
    write_book(tables, folder / "book.xlsx")
    return read_book(folder / "book.xlsx", trusted=True)


@pytest.fixture(scope="module")
def found(made, tmp_path_factory):
    return follow_up_gaps(book_in(tmp_path_factory.mktemp("unseen"), made[0]), ON)


@pytest.fixture(scope="module")
def logless(made, tmp_path_factory):
    """The same book without its activity log."""
    tables = {name: frame for name, frame in made[0].items() if name != "activities"}
    return book_in(tmp_path_factory.mktemp("logless"), tables)


@pytest.fixture(scope="module")
def found_logless(logless):
    return follow_up_gaps(logless, ON)


def test_no_name_of_the_sample_is_in_it(made):
    assert not set(WORDS.company) & set(SAMPLE_WORDS.company)
    assert not set(WORDS.last) & set(SAMPLE_WORDS.last)
    assert not set(WORDS.products) & set(SAMPLE_WORDS.products)
    assert made[0]["accounts"]["name"].is_unique


def test_every_kind_of_gap_has_a_plain_silencer():
    assert set(SILENCERS) == {kind.KIND for kind in KINDS}


# With its log


@pytest.mark.parametrize(("planted", "kind", "key", "column"), FOUND_ALONE)
def test_what_was_planted_there_is_found_and_nothing_else_of_its_kind(found, facts, planted, kind, key, column):
    stands, wanted = found_and_planted(found, facts[planted], kind, key, column)
    assert stands == wanted


@pytest.mark.parametrize(("planted", "touch"), BROKEN.items())
def test_every_broken_promise_there_is_found_and_no_kept_one(found, facts, planted, touch):
    stands, wanted = promises_found_and_planted(found, facts[planted], touch)
    assert stands == wanted


@pytest.mark.parametrize(("planted", "key"), QUIET)
def test_who_was_forgotten_there_is_quiet_beyond_cadence(found, facts, planted, key):
    assert not_quiet(found, facts[planted], key) == []


@pytest.mark.parametrize("planted", AT_REST)
def test_nothing_is_said_there_of_what_rests(found, facts, planted):
    assert [said_at(found, fact) for fact in facts[planted]] == [[] for _ in facts[planted]]


def test_no_gap_stands_there_where_its_own_silencer_does(found, made):
    assert silenced(found, Plain(made[0], ON)) == []


# Without its log


def test_without_the_log_nothing_is_said_that_only_it_can_tell(found_logless, logless):
    asked_themselves = {"new lead untouched"}  # an enquiry waits whether or not calls are noted
    assert set(found_logless["kind"]).isdisjoint(set(NEEDS_THE_LOG) - asked_themselves)
    (said,) = what_cannot_be_known(logless)
    for unknown in ("waits for an answer", "promised", "tries failed", "meetings", "thanked", "Silence counts"):
        assert unknown in said


@pytest.mark.parametrize(
    ("planted", "kind", "key"),
    [
        ("quote_unanswered", "quote unanswered", "quote_id"),
        ("info_sent_silence", "information sent", "opportunity_id"),
        ("next_step_today", "next step late", "opportunity_id"),
        ("close_passed", "close date passed", "opportunity_id"),
        ("old_no", "fresh look due", "opportunity_id"),
        ("reorder_overdue", "re-order overdue", "account_id"),
        ("mover", "moved", "contact_id"),
    ],
)
def test_without_the_log_what_another_sheet_shows_is_still_found(found_logless, facts, planted, kind, key):
    stands = set(found_logless.loc[found_logless["kind"] == kind, key])
    assert [fact["sentence"] for fact in facts[planted] if fact[key] not in stands] == []


@pytest.mark.parametrize(("planted", "key"), [one for one in QUIET if one[0] != "small_and_quiet"])
def test_without_the_log_who_was_forgotten_is_still_named(found_logless, facts, planted, key):
    named = set(found_logless[key])
    assert [fact["sentence"] for fact in facts[planted] if fact[key] not in named] == []


@pytest.mark.parametrize("planted", sorted({*AT_REST} - {"cooling_off", "said_no_open", "no_too_fresh"}))
def test_without_the_log_what_rests_by_the_book_still_rests(found_logless, facts, planted):
    assert [said_at(found_logless, fact) for fact in facts[planted]] == [[] for _ in facts[planted]]


def test_without_the_log_no_gap_stands_where_a_silencer_on_another_sheet_does(found_logless, made):
    tables = {name: frame for name, frame in made[0].items() if name != "activities"}
    assert silenced(found_logless.loc[found_logless["kind"] != "information sent"], Plain(tables, ON)) == []

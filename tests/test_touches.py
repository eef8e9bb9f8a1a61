"""Who was really reached, when, and how often nobody answered since."""

import pandas as pd
import pytest

from sentia.book import schema
from sentia.touches import add_touch, counted_once, in_order, log_starts, quiet_by, quiet_of

ON = pd.Timestamp("2026-11-23")


def log(*rows):
    named = [{"activity_id": str(n), "contact_id": "Ann", "kind": "call"} | row for n, row in enumerate(rows)]
    return schema.conform("activities", pd.DataFrame(named))


def quiet(*rows):
    return quiet_by(in_order(add_touch(log(*rows), ON)), "contact_id", ON)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"outcome": "reached"}, "touch"),
        ({"outcome": None}, "touch"),
        ({"outcome": "no answer"}, "attempt"),
        ({"outcome": "voicemail"}, "attempt"),
        ({"kind": "email"}, "attempt"),
        ({"kind": "email", "outcome": "replied"}, "touch"),
        ({"kind": "email", "direction": "in"}, "touch"),
        ({"outcome": "gatekeeper"}, "attempt"),
        ({"kind": "email", "outcome": "opened"}, "attempt"),
        ({"kind": "meeting", "outcome": "no show"}, "attempt"),
        ({"kind": "meeting", "outcome": "cancelled"}, "neither"),
        ({"kind": "meeting", "outcome": "planned"}, "neither"),
        ({"kind": "meeting", "outcome": "done"}, "touch"),
        ({"kind": None}, "touch"),
        ({"kind": "note"}, "neither"),
        ({"kind": "task"}, "neither"),
        ({"done_at": None, "due_on": "2026-11-20"}, "neither"),
        ({"done_at": "2026-11-24 09:00"}, "neither"),
    ],
)
def test_a_touch_reached_somebody_an_attempt_did_not_a_note_is_neither(row, found):
    one = add_touch(log({"done_at": "2026-11-20 10:00"} | row), ON).iloc[0]
    assert (one["is_touch"], one["is_attempt"]) == (found == "touch", found == "attempt")


def test_tries_are_counted_from_the_last_touch_on():
    rows = [
        {"done_at": "2026-11-01 10:00", "outcome": "no answer"},
        {"done_at": "2026-11-02 10:00", "outcome": "reached"},
        {"done_at": "2026-11-03 10:00", "outcome": "no answer"},
        {"done_at": "2026-11-05 10:00", "outcome": "voicemail"},
    ]
    ann = quiet(*rows).loc["Ann"]
    assert (ann["tries"], ann["touches_last_year"]) == (2, 1)
    assert (ann["last_touch_on"], ann["last_try_on"]) == (pd.Timestamp("2026-11-02"), pd.Timestamp("2026-11-05"))


@pytest.mark.parametrize(("day", "count"), [("2025-11-23", 0), ("2025-11-24", 1)])
def test_a_year_of_touches_ends_today(day, count):
    assert quiet({"done_at": f"{day} 10:00"}).at["Ann", "touches_last_year"] == count


@pytest.mark.parametrize(
    ("later", "is_owed"),
    [
        ([], True),
        ([{"direction": "out"}], False),
        ([{"direction": "out", "outcome": "no answer"}], True),
        ([{"kind": "note"}], True),
        ([{"direction": "in"}], True),
    ],
)
def test_their_word_is_owed_an_answer_until_we_reach_them(later, is_owed):
    rows = [{"done_at": "2026-11-10 10:00", "direction": "in"}]
    rows += [{"done_at": "2026-11-11 10:00"} | row for row in later]
    assert quiet(*rows).at["Ann", "is_owed"] == is_owed


def test_of_two_touches_at_one_moment_the_order_of_rows_does_not_matter():
    rows = [{"done_at": "2026-11-10", "kind": "info sent"}, {"done_at": "2026-11-10", "kind": "call"}]
    touched = add_touch(log(*rows), ON)
    both = [quiet_by(in_order(some), "contact_id", ON) for some in (touched, touched.iloc[::-1])]
    pd.testing.assert_frame_equal(*both)
    assert both[0].at["Ann", "last_kind"] == "call"


def test_of_somebody_without_a_record_the_silence_is_unknown_not_long():
    keys = pd.Series(["Ann", "Bo", None], dtype="str")
    found = quiet_of(keys, quiet({"done_at": "2026-11-20 10:00"}), ON)
    assert found["days_quiet"].tolist()[0] == 3
    assert found["days_quiet"].isna().tolist() == [False, True, True]
    assert found["tries"].tolist() == [0, 0, 0]
    assert found["is_owed"].tolist() == [False, False, False]


def test_days_read_off_other_sheets_are_no_log():
    seen = {"done_at": "2026-01-05", "kind": "touch"}
    assert pd.isna(log_starts(log(seen)))
    assert log_starts(log(seen, {"done_at": "2026-02-03 10:00"})) == pd.Timestamp("2026-02-03")
    assert pd.isna(log_starts(schema.empty("activities")))


@pytest.mark.parametrize(
    ("row", "flags"),
    [
        ({"direction": "in", "kind": "email"}, {"is_touch", "is_inbound", "is_asking"}),
        ({"direction": "in", "outcome": "voicemail"}, {"is_touch", "is_inbound", "is_asking"}),
        ({"direction": "in", "outcome": "reached"}, {"is_touch", "is_inbound"}),
        ({"direction": "in", "kind": "meeting"}, {"is_touch", "is_inbound"}),
        ({"direction": "out", "kind": "email"}, {"is_attempt", "is_word"}),
        ({"direction": "out", "kind": "email", "outcome": "no answer"}, {"is_attempt", "is_word"}),
        ({"direction": "out", "outcome": "voicemail"}, {"is_attempt"}),
        ({"kind": "favour"}, {"is_touch", "is_word", "is_favour"}),
        ({"kind": "note"}, set()),
    ],
)
def test_their_word_our_word_a_try_and_a_favour_are_told_apart(row, flags):
    one = add_touch(log({"done_at": "2026-11-20 10:00"} | row), ON).iloc[0]
    names = ["is_touch", "is_attempt", "is_inbound", "is_asking", "is_word", "is_favour"]
    assert {name for name in names if one[name]} == flags


def counted(*rows):
    touched = add_touch(log(*({"done_at": "2026-11-20 10:00"} | row for row in rows)), ON)
    sources = [row.get("source", "calls") for row in rows]
    return counted_once(touched.assign(source=sources), "contact_id")["activity_id"].tolist()


def log_of(source, **values):
    return {"source": source} | values


def test_the_same_touch_in_two_sheets_counts_once_two_calls_in_one_do_not():
    assert counted(log_of("calls"), log_of("diary")) == ["0"]
    assert counted(log_of("diary"), log_of("calls")) == ["1"]  # whichever stands first
    assert counted(log_of("calls"), log_of("calls")) == ["0", "1"]
    assert counted(log_of("calls"), log_of("diary", kind="email")) == ["0", "1"]
    assert counted(log_of("calls"), log_of("diary", contact_id="Bo")) == ["0", "1"]


def test_a_last_contact_read_off_counts_only_where_nothing_else_is_known_of_that_day():
    assert counted(log_of("calls"), log_of("deals", kind="touch")) == ["0"]
    assert counted(log_of("calls", contact_id="Bo"), log_of("deals", kind="touch")) == ["0", "1"]
    assert counted(log_of("calls"), log_of("deals", kind="touch", done_at="2026-11-19")) == ["0", "1"]

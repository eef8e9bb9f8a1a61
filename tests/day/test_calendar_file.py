"""The day and the follow-ups for a calendar program: times as planned, whole days, and no line lost."""

import pandas as pd
from icalendar import Calendar

from sentia.day.calendar_file import day_calendar, touches_calendar
from sentia.day.day import plan_day
from sentia.ui.state import first_visit

ON = pd.Timestamp("2026-11-23")


def entries(data: bytes) -> list:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_every_line_of_the_day_stands_in_the_calendar_at_its_time() -> None:
    actions = plan_day(first_visit().book, ON).actions
    found = entries(day_calendar(actions, ON))
    assert [str(one["summary"]) for one in found] == actions["action"].tolist()
    assert [one["dtstart"].dt for one in found] == [at.to_pydatetime() for at in actions["starts_at"]]
    assert len({str(one["uid"]) for one in found}) == len(actions)


def test_a_touch_is_a_whole_day_and_one_without_a_date_is_left_out() -> None:
    touches = pd.DataFrame(
        {
            "next_on": [ON + pd.Timedelta(days=1), pd.NaT],
            "contact": ["Ana; Ruiz, MA", "Ben"],
            "account": ["Acme", None],
            "next_touch": ["Send the summary", "Call"],
            "because": ["Met on Friday", None],
        }
    )
    found = entries(touches_calendar(touches, ON))
    assert [str(one["summary"]) for one in found] == ["Ana; Ruiz, MA at Acme: Send the summary"]
    assert found[0]["dtstart"].dt == (ON + pd.Timedelta(days=1)).date()
    assert str(found[0]["description"]) == "Met on Friday"


def test_a_touch_written_again_the_next_day_is_the_same_entry() -> None:
    touch = {"next_on": ON + pd.Timedelta(days=3), "contact": "Ana", "account": None, "next_touch": "Call"}
    touches = pd.DataFrame([touch | {"because": None}], index=["dated|C1"])
    days = (ON, ON + pd.Timedelta(days=1))
    assert len({str(entries(touches_calendar(touches, on))[0]["uid"]) for on in days}) == 1


def test_an_empty_day_is_a_calendar_without_entries() -> None:
    none = pd.DataFrame(
        {
            "next_on": pd.Series(dtype="datetime64[us]"),
            "contact": [],
            "account": [],
            "next_touch": [],
            "because": [],
        }
    )
    assert entries(touches_calendar(none, ON)) == []

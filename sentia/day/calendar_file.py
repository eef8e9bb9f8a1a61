"""A day or its follow-ups as a calendar file (RFC 5545) that any calendar program opens."""

import pandas as pd
from icalendar import Calendar, Event

_PRODUCT = "-//Sentia//Sentia//EN"


def day_calendar(actions: pd.DataFrame, on: pd.Timestamp) -> bytes:
    """The lines of a day at their times, with the reason as the note; times are the rep's own, without a zone.

    Examples
    --------
    >>> line = {"action": "Call Ana", "because": "Quiet for 40 days", "phone": None, "account": "Acme"}
    >>> hours = {"starts_at": pd.Timestamp("2026-11-23 09:00"), "ends_at": pd.Timestamp("2026-11-23 09:10")}
    >>> text = day_calendar(pd.DataFrame([line | hours], index=["x"]), pd.Timestamp("2026-11-23")).decode()
    >>> "SUMMARY:Call Ana" in text, "DTSTART:20261123T090000" in text
    (True, True)
    """
    return _calendar(
        [
            _event(
                f"{on:%Y%m%d}-{key}",
                line["action"],
                line["starts_at"],
                line["ends_at"],
                [line["because"], line["phone"]],
                on,
            )
            for key, line in actions.to_dict("index").items()
        ]
    )


def touches_calendar(touches: pd.DataFrame, on: pd.Timestamp) -> bytes:
    """Dated touches, each on its whole day.

    Parameters
    ----------
    touches : DataFrame
        One row a touch, by an id: `next_on`, `contact` and `account` (names, either may be missing), `next_touch`
        and `because`. The same touch of the same day is the same entry, however often it is written.
    on : Timestamp
        The day on which this is written; it stamps the entries.
    """
    dated = touches.loc[touches["next_on"].notna()]
    events = []
    for key, line in dated.to_dict("index").items():
        day = line["next_on"].date()
        who = " at ".join(name for name in (line["contact"], line["account"]) if isinstance(name, str))
        events.append(_event(f"{day}-{key}", f"{who}: {line['next_touch']}", day, None, [line["because"]], on))
    return _calendar(events)


def _calendar(events: list[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _event(key: str, title: str, start: object, end: object, notes: list[object], on: pd.Timestamp) -> Event:
    event = Event()
    event.add("uid", f"{key}@sentia")
    event.add("dtstamp", on.to_pydatetime())
    event.add("summary", title)
    event.add("dtstart", start.to_pydatetime() if isinstance(start, pd.Timestamp) else start)
    if isinstance(end, pd.Timestamp):
        event.add("dtend", end.to_pydatetime())
    said = [str(note) for note in notes if isinstance(note, str)]
    if said:
        event.add("description", "\n".join(said))
    return event

"""What a rep does about follow-ups in one tap: for one line or many at once, each batch one step to undo."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.closing import lost_edits
from sentia.book.done import NO_ANSWER, Outcome
from sentia.book.edits import Edit
from sentia.book.touch_columns import kept_up, told
from sentia.errors import BadQuestion
from sentia.follow_up.at_rest import ALONE, BLOCKED, BY_NOTES
from sentia.follow_up.lines import DUE
from sentia.work import career_unchecked, close_date_passed, next_step_late
from sentia.work.registry import KINDS
from sentia.work.resting import DONE, PARKED, SNOOZED

LINKS = ("account_id", "contact_id", "opportunity_id")
_OWN = {"accounts": "account_id", "contacts": "contact_id"} | dict.fromkeys(
    ("opportunities", "quotes", "lost deals"), "opportunity_id"
)
BY_TICK = frozenset(kind.KIND for kind in KINDS if kind.BY_TICK)
TICKED = BY_TICK | {career_unchecked.KIND}
DATED = "dated by you"
PLANNED = "activity:"  # before the id of a planned activity
TOUCH = "its turn"  # what a line without a gap is put off or parked as
_PEOPLE = {"contacts": "contact_id", "accounts": "account_id"}
_COME_BACK = frozenset(kind.KIND for kind in KINDS if getattr(kind, "COMES_BACK", False))
_RE_DATED = (next_step_late.KIND, close_date_passed.KIND)


def log_touch(book: Book, lines: pd.DataFrame, at: pd.Timestamp, outcome: Outcome) -> Book:
    """The book with a touch or a try logged, one for each person and deal among these lines.

    What a tick settles (a promise, a thank-you) is ticked off with it, and what was planned for the line's day is
    what was done, unless nobody answered. The columns in which the rep keeps the last touch and the next step
    follow (see `touch_columns`).

    Parameters
    ----------
    lines : DataFrame
        Lines of `lines.follow_up_lines`: ids, `next_touch`, `deals` and `serves` (the gaps that each is).
    """
    done = {"done_at": at} | told(book, "done")
    touch = done | {"kind": outcome.kind, "direction": "out", "outcome": outcome.outcome}
    steps = _all_steps(lines)
    planned = set() if outcome is NO_ANSWER else {one for some in steps for one in some if one.startswith(PLANNED)}
    was_planned = steps.map(lambda some: bool(planned.intersection(some)))
    rows, kept = _touched(lines.loc[~was_planned], touch), _touched(lines, touch)
    ticks = [] if outcome is NO_ANSWER else _settling(lines, at, DONE, BY_TICK)
    done = [
        Edit("activities", book.find("activities", step.removeprefix(PLANNED)), name, value)
        for step in sorted(planned)
        for name, value in touch.items()
    ]
    return book.apply(
        [*book.row_edits("activities", rows), *book.row_edits("log", ticks), *done, *kept_up(book, kept)]
    )


def _touched(lines: pd.DataFrame, touch: dict[str, Any]) -> list[dict[str, Any]]:
    """The touch once for each person and deal of these lines."""
    rows = [
        touch | {"subject": line["next_touch"]} | _links(line) | deal
        for line in lines.to_dict("records")
        for deal in [{"opportunity_id": deal} for deal in line["deals"]] or [{}]
    ]
    return list({tuple(row.get(name) for name in LINKS): row for row in rows}.values())


def set_day(book: Book, lines: pd.DataFrame, on: pd.Timestamp, day: pd.Timestamp) -> Book:
    """The book with each of these lines dated: a planned step, a late step or a close date moved to the day.

    Raises
    ------
    BadQuestion
        No day, or one that is past.
    """
    if pd.isna(day) or day.normalize() < on.normalize():
        raise BadQuestion(f"Dated for when? It needs {on:%Y-%m-%d} or a later day.")
    day, kinds = day.normalize(), lines["serves"].map(_kinds)
    steps = _all_steps(lines)
    is_moved = kinds.map(lambda some: bool(some) and some <= set(_RE_DATED)) | (steps.map(len) > 0)
    planned = [row for line in lines.loc[~is_moved].to_dict("records") for row in _planned(book, line, day)]
    rests = _settling(lines, on, SNOOZED, _COME_BACK, reason=DATED, return_on=day) if day > on else []
    late = [gap for gaps in lines["serves"] for gap in gaps]
    agreed = [f"{next_step_late.KIND}|{step}" for some in steps for step in some]
    moved = [edit for gap in dict.fromkeys([*late, *agreed]) for edit in _moved(book, gap, day)]
    return book.apply([*book.row_edits("activities", planned), *book.row_edits("log", rests), *moved])


def set_days(book: Book, touches: pd.DataFrame) -> Book:
    """The book with a planned step for each touch of a catch-up plan, on its `planned_on`; one step to undo."""
    dated = touches.loc[touches["planned_on"].notna()]
    rows = [row for line in dated.to_dict("records") for row in _planned(book, line, line["planned_on"])]
    return book.apply(book.row_edits("activities", rows))


def put_off_all(book: Book, lines: pd.DataFrame, on: pd.Timestamp, until: pd.Timestamp, reason: str) -> Book:
    """The book with these lines silent until a day, on which they are back.

    Raises
    ------
    BadQuestion
        No day to come back on, or one that is not after `on`.
    """
    if pd.isna(until) or until.normalize() <= on.normalize():
        raise BadQuestion(f"Put off until when? It needs a day after {on:%Y-%m-%d}.")
    rows = _settling(lines, on, SNOOZED, None, reason=reason or None, return_on=until.normalize())
    return book.apply(book.row_edits("log", rows))


def park_all(book: Book, lines: pd.DataFrame, on: pd.Timestamp, reason: str) -> Book:
    """The book with the deal of each line (else its person, else its account) at rest until that is taken back.

    Raises
    ------
    BadQuestion
        No reason: what rests without a day needs one.
    """
    if not reason.strip():
        raise BadQuestion("Parked for what reason? Without one nobody knows later why it rests.")
    return book.apply(book.row_edits("log", _settling(lines, on, PARKED, None, reason=reason)))


def close_as_lost(
    book: Book, lines: pd.DataFrame, on: pd.Timestamp, reason: str, meant: Collection[str] | None = None
) -> Book:
    """The book with the deals of these lines, or those meant, lost for a reason, which sets their fresh look.

    Raises
    ------
    BadQuestion
        No reason, no deal among the lines, or none of their deals meant.
    """
    deals = lines["deals"].explode().dropna().unique()
    if not reason.strip():
        raise BadQuestion("Lost for what reason? It says when a fresh look makes sense.")
    if not len(deals):
        raise BadQuestion("None of the chosen lines is about a deal; park them instead.")
    chosen = [deal for deal in deals if meant is None or deal in meant]
    if not chosen:
        raise BadQuestion("Which deal is lost? Choose it first; the others stay open.")
    keys = [book.find("opportunities", deal) for deal in chosen]
    return book.apply(lost_edits(book, keys, on, reason))


def leave_alone(book: Book, lines: pd.DataFrame) -> Book:
    """The book in which the people of these lines (the account where nobody is named) are not contacted."""
    people = lines["contact_id"].dropna().unique()
    accounts = lines.loc[lines["contact_id"].isna(), "account_id"].dropna().unique()
    keys = [("contacts", book.find("contacts", one)) for one in people]
    keys += [("accounts", book.find("accounts", one)) for one in accounts]
    return book.apply([Edit(table, key, "do_not_contact", True) for table, key in keys])


def bring_back(book: Book, rests: pd.DataFrame, on: pd.Timestamp) -> Book:
    """The book in which what rests is awake from today: put off, parked, blocked, or asked to be left alone.

    Parameters
    ----------
    rests : DataFrame
        Records of `lines.resting`.

    Raises
    ------
    BadQuestion
        All of them said no: only a deal that begins there anew wakes those before their day.
    """
    edits = [edit for line in rests.to_dict("records") for edit in _waking(book, line, on.normalize())]
    if not edits:
        raise BadQuestion("They said no and come back on their day; a new deal there in the Book begins sooner.")
    return book.apply(list(dict.fromkeys(edits)))


def tick_off_all(book: Book, lines: pd.DataFrame, on: pd.Timestamp) -> Book:
    """The book with these lines done, where nothing in the log can show it; a career looked up is dated today."""
    is_career = lines["serves"].map(lambda gaps: career_unchecked.KIND in _kinds(gaps))
    keys = [book.find("contacts", one) for one in lines.loc[is_career, "contact_id"].dropna().unique()]
    seen = [Edit("contacts", key, "checked_on", on.normalize()) for key in keys]
    return book.apply([*book.row_edits("log", _settling(lines, on, DONE, BY_TICK)), *seen])


def _all_steps(lines: pd.DataFrame) -> pd.Series:
    """What is agreed for the day of each line (see `lines.follow_up_lines`)."""
    return lines["steps"] if "steps" in lines else pd.Series([()] * len(lines), lines.index)


def _kinds(gaps: Sequence[str]) -> set[str]:
    """The kinds of the gaps with these ids."""
    return {gap.partition("|")[0] for gap in gaps}


def _links(line: dict[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in LINKS if pd.notna(line[name])}


def _planned(book: Book, line: dict[str, Any], day: pd.Timestamp) -> list[dict[str, Any]]:
    """The line's next touch as planned activities, one for each deal that it is about."""
    touch = {"due_on": day, "kind": "call", "direction": "out", "subject": line["next_touch"]}
    touch |= told(book, "planned") | _links(line)
    return [touch | {"opportunity_id": deal} for deal in line["deals"]] or [touch]


def _settling(
    lines: pd.DataFrame, on: pd.Timestamp, status: str, only: frozenset[str] | None, **more: object
) -> list[dict[str, Any]]:
    """One row of the log for each gap among the lines, of these kinds where any are named.

    Where none are, everything about each line is settled: its other deals too, and whom its touch is for.
    """
    day = on.normalize()
    settled = [
        (gap, links)
        for line in lines.to_dict("records")
        for gap, links in _subjects(line, is_whole=only is None)
        if only is None or gap.partition("|")[0] in only
    ]
    return [
        {"log_id": f"{day:%Y-%m-%d}@{gap}", "planned_for": day, "kind": gap.partition("|")[0], "status": status}
        | links
        | more
        for gap, links in settled
    ]


def _subjects(line: dict[str, Any], is_whole: bool) -> list[tuple[str, dict[str, Any]]]:
    """The gaps of a line with its ids; of a whole line also its deals, and whom its touch is for."""
    links = _links(line)
    found = [(gap, links) for gap in line["serves"]]
    if not is_whole:
        return found
    found += [
        (f"{TOUCH}|deal:{deal}", links | {"opportunity_id": deal})
        for deal in line["deals"]
        if deal != links.get("opportunity_id") or not found
    ]
    if found and line.get("segment", DUE) == DUE:
        return found
    whom = "person:" + links["contact_id"] if "contact_id" in links else f"account:{links.get('account_id')}"
    own = {name: link for name, link in links.items() if name != "opportunity_id"}
    return [*found, (f"{TOUCH}|{whom}", own)] if own else found


def _moved(book: Book, gap: str, day: pd.Timestamp) -> list[Edit]:
    """The edits that move a late step, or a close date that has passed, to a later day."""
    kind, _, pot = gap.partition("|")
    table, _, record = pot.partition(":")
    if kind not in _RE_DATED:
        return []
    if table == "activity":
        return [Edit("activities", book.find("activities", record), "due_on", day)]
    name = "expected_close_on" if kind == close_date_passed.KIND else "next_step_on"
    return [Edit("opportunities", book.find("opportunities", record), name, day)]


def _waking(book: Book, line: dict[str, Any], on: pd.Timestamp) -> list[Edit]:
    """The edits after which one record no longer rests."""
    log, name = book.log, _OWN[line["table"]]
    mine = log.loc[(log[name] == line[name]) & log["status"].isin([PARKED, SNOOZED])]
    mine = mine.loc[(mine["status"] == PARKED) | (mine["return_on"] > on)]
    edits = [Edit("log", key, *one) for key in mine.index for one in (("status", SNOOZED), ("return_on", on))]
    deals = book.opportunities
    waits = (deals["blocked_until_on"] > on) | (line["reason"] in (BLOCKED, BY_NOTES))
    blocked = deals.loc[(deals[name] == line[name]) & deals["status"].eq("open") & waits].index
    edits += [Edit("opportunities", key, "blocked_until_on", on) for key in blocked]  # comes before the notes
    return edits + (_unflagged(book, line) if line["reason"] == ALONE else [])


def _unflagged(book: Book, line: dict[str, Any]) -> list[Edit]:
    """The edits after which the person of a record, and its account, may be contacted."""
    links = {"accounts": "account_id"} if line["table"] == "accounts" else _PEOPLE
    rows = {table: book.tables[table] for table in links}
    flagged = {
        table: rows[table]["do_not_contact"].fillna(False).astype(bool) & (rows[table][link] == line[link])
        for table, link in links.items()
    }
    return [
        Edit(table, key, "do_not_contact", None) for table, is_it in flagged.items() for key in is_it.index[is_it]
    ]
